"""Benchmarks that anyone can run: `python -m bench`. Each figure stands beside its floor."""
