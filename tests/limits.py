"""How long a test may take; the figures are in pyproject.toml."""

from __future__ import annotations

import pytest
from pytest_timeout import Settings

CLEARING = 120  # seconds for all fixtures of a test together


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item):
    """What a test leaves is cleared away within a limit too: its own ended when the test failed."""
    limit = Settings(CLEARING, "signal", func_only=False, disable_debugger_detection=False)
    item.config.hook.pytest_timeout_set_timer(item=item, settings=limit)
    return (yield)
