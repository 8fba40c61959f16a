"""Dutch first: the language of the reader, and words for days."""

from __future__ import annotations

import unicodedata
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask import Flask, has_app_context, has_request_context, request
from flask_babel import Babel, get_locale, gettext
from flask_login import current_user

from actionboard import dates

LANGUAGES = ("nl", "en")
HOME = ZoneInfo("Europe/Amsterdam")

babel = Babel()


def translate(message: str, **values: Any) -> str:
    """A marked sentence in the reader's language; plain Dutch outside a request."""
    return gettext(message, **values) if has_app_context() else message % values


def language() -> str:
    """The reader's language: "nl" or "en"."""
    locale = get_locale()
    return locale.language if locale else LANGUAGES[0]


def day_of(moment: datetime) -> date:
    """The day on which a moment falls for people in the Netherlands."""
    return moment.astimezone(HOME).date()


def moment_in_words(moment: datetime, now: datetime) -> str:
    """When something happened, as people say it: "vandaag 10:42", "vr 8 jan"."""
    local, today = moment.astimezone(HOME), day_of(now)
    if local.date() == today:
        return gettext("vandaag %(time)s", time=f"{local:%H:%M}")
    return dates.in_words(local.date(), language=language(), week=False)


def init_app(app: Flask) -> None:
    """Choose the language per reader: what they saved, else their cookie, else Dutch."""
    app.config.setdefault("BABEL_DEFAULT_LOCALE", LANGUAGES[0])
    app.config.setdefault("BABEL_TRANSLATION_DIRECTORIES", "translations")
    babel.init_app(app, locale_selector=_choose, default_timezone="Europe/Amsterdam")


def _choose() -> str:
    if not has_request_context():
        return LANGUAGES[0]
    if current_user and current_user.is_authenticated:
        return str(current_user.language)
    chosen = request.cookies.get("language")
    return chosen if chosen in LANGUAGES else LANGUAGES[0]


def folded(text: str) -> str:
    """A text for searching: lower case, without accents."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in bare if not unicodedata.combining(sign))
