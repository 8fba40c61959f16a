"""What every template may use."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from flask import Flask, g, get_flashed_messages, has_request_context, session
from flask_login import current_user

from actionboard import dates, hyphens, i18n
from actionboard.boards.finding import Glance
from actionboard.cards.faces import Seat


def init_app(app: Flask) -> None:
    """Add filters for days, and what the page around everything needs."""
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(
        day=lambda day: dates.in_words(day, language=i18n.language()),
        day_year=lambda day: dates.in_words(day, language=i18n.language(), year=True),
        short_day=_short_day,
        long_day=lambda day: dates.in_full(day, language=i18n.language()),
        moment=lambda moment: i18n.moment_in_words(moment, datetime.now(UTC)),
        day_of=i18n.day_of,
        clock=lambda moment: f"{moment.astimezone(i18n.HOME):%H:%M}",
        softly=hyphens.softly,
        weekday=lambda day: dates.in_words(day, language=i18n.language(), week=False),
    )
    app.context_processor(_around)


def _short_day(day: date | datetime) -> str:
    on = i18n.day_of(day) if isinstance(day, datetime) else day
    return dates.in_words(on, language=i18n.language(), week=False).split(" ", 1)[1]


def _around() -> dict[str, Any]:
    if not has_request_context():
        return {}  # the tail paints for everybody at once
    seen: Glance | None = g.get("seen")  # then who reads it is known without their row
    if seen is not None:
        seat, appearance = seen.seat, seen.appearance
    elif current_user.is_authenticated:
        seat, appearance = Seat.of(current_user), current_user.appearance
    else:
        seat, appearance = None, ""
    return {
        "me": seat,
        "language": i18n.language(),
        "appearance": appearance if appearance in ("light", "dark") else "",
        "today": i18n.day_of(datetime.now(UTC)),
        "flashes": get_flashed_messages(with_categories=True) if "_flashes" in session else [],
        "board": None,
        "role": "",
    }
