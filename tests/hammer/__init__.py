"""The hammer: processes that change one board at random, some of them killed in between.

Full size: `python -m tests.hammer`. A small one is part of the tests.
"""
