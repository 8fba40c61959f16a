"""Filters that every template may use: days, moments, long words."""

from __future__ import annotations

import secrets
from datetime import UTC, date, datetime

from flask import Flask

from actionboard.core import date_words, hyphenation, i18n, local_time


def init_app(app: Flask) -> None:
    """Add them."""
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals["form_name"] = lambda: secrets.token_urlsafe(12)
    app.jinja_env.filters.update(
        day=lambda day: date_words.in_words(day, language=i18n.language()),
        day_year=lambda day: date_words.in_words(day, language=i18n.language(), year=True),
        short_day=_short_day,
        long_day=lambda day: date_words.in_full(day, language=i18n.language()),
        moment=lambda moment: date_words.moment_in_words(moment, datetime.now(UTC)),
        heading=lambda day: date_words.as_heading(day, local_time.day_of(datetime.now(UTC))),
        day_of=local_time.day_of,
        clock=lambda moment: f"{moment.astimezone(local_time.HOME):%H:%M}",
        softly=hyphenation.softly,
        weekday=lambda day: date_words.in_words(day, language=i18n.language(), week=False),
    )


def _short_day(day: date | datetime) -> str:
    on = local_time.day_of(day) if isinstance(day, datetime) else day
    return date_words.in_words(on, language=i18n.language(), week=False).split(" ", 1)[1]
