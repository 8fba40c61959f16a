"""The moment at which the tests think they begin: `pytest --moment 2026-11-30T23:33`.

It is Dutch local time, unless it says how far from UTC it is (2026-10-25T02:30+01:00: the second
half past two of that night). The clock ticks on from there, in each worker and in what it starts:
the servers of nursery.py, the school of provider.py, the browser of a journey. No query asks a
database what time it is. Files keep the real time, and so do the cookies in a browser.
"""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

HOME = ZoneInfo("Europe/Amsterdam")
LATER = "ACTIEBORD_TESTS_LATER"  # an environment variable, so that what we start inherits it
JAVASCRIPT = """
globalThis.Date = new Proxy(Date, {
  apply: (real) => new real(real.now() + LATER).toString(),
  construct: (real, given, as) =>
    Reflect.construct(real, given.length ? given : [real.now() + LATER], as),
  get: (real, name) => (name === "now" ? () => real.now() + LATER : Reflect.get(real, name)),
});
"""


def pytest_addoption(parser):
    parser.addoption(
        "--moment",
        type=read,
        metavar="2026-11-30T23:33",
        help="when the tests think they begin, in Dutch local time",
    )


def pytest_configure(config):
    is_worker = hasattr(config, "workerinput")
    if config.getoption("moment") and not is_worker:
        os.environ[LATER] = str(config.getoption("moment").timestamp() - time.time())
    travel()


def pytest_report_header():
    return f"moment: {datetime.now(HOME):%Y-%m-%dT%H:%M%z}"


def read(text):
    """A moment as somebody types it."""
    moment = datetime.fromisoformat(text)
    return (moment if moment.tzinfo else moment.replace(tzinfo=HOME)).astimezone(UTC)


def travel():
    """Let this process live as much later as the tests do, until it ends."""
    if later():
        import time_machine  # here, since the nursery has no time for it otherwise

        time_machine.travel(timedelta(seconds=later())).start()
        time.time()  # it ticks from the first time that somebody asks


def later():
    """How many seconds later than it is the tests live; negative where it is earlier."""
    return float(os.environ.get(LATER, 0))


def moment_ago(**span):
    """So many days or weeks ago, at this time by the clock on the wall: `moment_ago(days=45)`.

    By the hour it would be another day when the clock was changed since.
    """
    now = datetime.now(HOME)
    then = (now - timedelta(**span)).replace(fold=now.fold)  # which of the two half past twos
    return then.astimezone(UTC)


def in_javascript():
    """What lets a page, or a process of Node, live as much later."""
    return JAVASCRIPT.replace("LATER", str(round(later() * 1000))) if later() else ""
