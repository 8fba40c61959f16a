"""A small hammer: nothing that was acknowledged is lost when processes are killed."""

from __future__ import annotations

import subprocess
import sys

import pytest


@pytest.fixture
def url(database, request):
    """An empty database for the hammer alone."""
    if database == "sqlite":
        return []
    postgres = request.getfixturevalue("postgres")
    worker = request.getfixturevalue("worker_id")
    postgres.psql(f"DROP DATABASE IF EXISTS hammer_{worker};")
    postgres.psql(f"CREATE DATABASE hammer_{worker};")
    return ["--url", postgres.get_uri(f"hammer_{worker}")]


@pytest.mark.timeout(240)  # hundreds of changes by eight processes, each of them on the disk
def test_what_was_acknowledged_survives_a_kill(url):
    hammered = subprocess.run(
        [sys.executable, "-m", "tests.hammer", "--operations", "480", "--kills", "6", *url],
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
    )

    assert hammered.stderr == ""
    assert hammered.stdout.endswith("nothing lost, replay equals state, no error\n")
    assert " 6 killed" in hammered.stdout
    assert hammered.returncode == 0
