"""The clock of the tests: the same in this process, in what it starts, and in a page."""

from __future__ import annotations

import subprocess
import sys
import time
from datetime import datetime, timedelta

import pytest

from actionboard.core.local_time import day_of
from tests.moment import LATER, in_javascript, later, moment_ago, read
from tests.provider import NODE

TELL = "from tests.moment import travel; travel(); import time; print(time.time())"


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("2026-11-30T23:33", "2026-11-30T22:33"),
        ("2026-10-25T02:30", "2026-10-25T00:30"),
        ("2026-10-25T02:30+01:00", "2026-10-25T01:30"),
    ],
)
def test_a_moment_is_dutch_unless_it_says_how_far_from_utc_it_is(text, hour):
    assert read(text) == datetime.fromisoformat(f"{hour}+00:00")


@pytest.mark.parametrize("hours", [0, 1, 48])
def test_what_we_start_lives_as_much_later(monkeypatch, hours):
    began = time.time() - later()
    monkeypatch.setenv(LATER, str(hours * 3600))

    told = [
        float(subprocess.check_output(command, timeout=60))
        for command in (
            [sys.executable, "-c", TELL],
            [NODE, "-p", f"{in_javascript()}; Date.now() / 1000"],
            [NODE, "-p", f"{in_javascript()}; new Date() / 1000"],
        )
    ]

    assert all(0 < one - began - hours * 3600 < 60 for one in told)


@pytest.mark.parametrize("now", ["2026-11-30T23:33", "2027-04-01T00:20", "2026-10-25T02:30+01:00"])
@pytest.mark.parametrize("days", [0, 45])
def test_days_ago_are_days_by_the_clock_on_the_wall(time_machine, now, days):
    time_machine.move_to(read(now), tick=False)

    then = moment_ago(days=days)

    assert day_of(then) == day_of(read(now)) - timedelta(days=days)
    assert days or then == read(now)
