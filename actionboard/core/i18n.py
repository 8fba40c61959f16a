"""Dutch first: the language of the reader, and our sentences in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from gettext import NullTranslations, translation
from pathlib import Path
from typing import Any

from flask import Flask, g, has_app_context, has_request_context, request
from flask_login import current_user

LANGUAGES = ("nl", "en")
TRANSLATIONS = Path(__file__).parent.parent / "translations"


def gettext(message: str, **values: Any) -> str:
    """A source sentence in the reader's language, its %(name)s places filled.

    Quicker than asking Flask-Babel: a board says some hundred words.
    """
    said = catalogue(language()).gettext(message)
    return said % values if values else said


def ngettext(one: str, more: str, num: int, **values: Any) -> str:
    """The sentence for so many things; %(num)s stands for how many."""
    said = catalogue(language()).ngettext(one, more, num)
    return said % {"num": num, **values}


def translate(message: str, **values: Any) -> str:
    """A sentence that was marked with N_, where it is shown."""
    return gettext(message, **values)


def yes_or_no(value: bool) -> str:
    """A tick in a form, in words."""
    return gettext("ja") if value else gettext("nee")


def language() -> str:
    """The reader's language, "nl" or "en"; Dutch where nobody reads."""
    if not has_app_context():
        return LANGUAGES[0]
    chosen: str | None = g.get("language")
    if chosen is None:
        chosen = g.language = _choose()
    return chosen


@contextmanager
def speaking(other: str) -> Iterator[None]:
    """Say everything in this language for a while, whoever reads."""
    before = g.get("language")
    g.language = other
    try:
        yield
    finally:
        g.language = before


@lru_cache(maxsize=len(LANGUAGES))
def catalogue(language: str) -> NullTranslations:
    """The translations into a language; Dutch is what the sources say."""
    if language == LANGUAGES[0]:
        return NullTranslations()
    return translation("messages", str(TRANSLATIONS), [language], fallback=True)


def init_app(app: Flask) -> None:
    """Let templates speak the reader's language: what they saved, else their cookie, else Dutch."""
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        gettext, ngettext, newstyle=True
    )


def _choose() -> str:
    if not has_request_context():
        return LANGUAGES[0]
    if current_user and current_user.is_authenticated:
        return str(current_user.language)
    chosen = request.cookies.get("language")
    return chosen if chosen in LANGUAGES else LANGUAGES[0]
