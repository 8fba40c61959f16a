"""A test that would wait for ever is ended, and those after it go on."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
BEGIN = """
import threading
from concurrent.futures import ThreadPoolExecutor
import pytest
from tests import limits

limits.CLEARING = 1
"""
END = """
def test_after():
    pass
"""
BODY = """
def test_one():
    threading.Event().wait()
"""
CLEARING = """
@pytest.fixture
def stuck():
    yield
    threading.Event().wait()

def test_one(stuck):
    raise KeyError("its own limit ends here")
"""
POOL = """
def test_one():
    with ThreadPoolExecutor() as pool:  # whose end waits for the thread again
        pool.submit(threading.Event().wait).result()
"""


@pytest.fixture
def run(tmp_path):
    """What pytest says of a file with this test and one more, at small limits: `run(BODY)`."""

    def run(test, *options):
        (tmp_path / "pyproject.toml").write_bytes((ROOT / "pyproject.toml").read_bytes())
        (tmp_path / "test_these.py").write_text(f"{BEGIN}{test}{END}")
        return subprocess.run(
            [sys.executable, "-m", "pytest", "-p", "tests.limits", "--timeout=1", *options, "."],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            timeout=100,
            check=False,
        ).stdout

    return run


def test_a_test_that_waits_for_ever_is_ended(run):
    said = run(BODY)

    assert "Timeout (>1.0s)" in said
    assert "threading.Event().wait()" in said
    assert "1 failed, 1 passed" in said


def test_clearing_away_after_a_failure_is_ended(run):
    said = run(CLEARING)

    assert "Timeout (>1s)" in said
    assert "1 failed, 1 passed, 1 error" in said


def test_what_hears_no_signal_is_ended_with_its_process(run):
    said = run(POOL, "-n1", "-o", "faulthandler_timeout=3")

    assert "crashed while running" in said
    assert "1 failed, 1 passed" in said
