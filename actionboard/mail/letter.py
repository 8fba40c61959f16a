"""What a mail says: a subject, plain text, and HTML that reads well in Outlook too."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import render_template

from actionboard.core import i18n
from actionboard.web.urls import link

LONGEST_SUBJECT = 200


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail before it has an address."""

    subject: str
    text: str
    html: str
    calendar: str | None = None  # days for the reader's own, as an .ics beside it
    pdf: bytes | None = None  # the same on paper, beside it
    unsubscribe: str | None = None  # the path of the page where its reader asks for less


def compose(name: str, subject: str, *, calendar: str | None = None, **values: Any) -> Letter:
    """A letter from templates/mail/<name>.txt and .html, in the reader's language.

    Both know `link("/…")`, which begins with the address in ACTIONBOARD_BASE_URL and with no other:
    what a visitor's browser says about the host never reaches a mail.
    """
    around = {**values, "subject": subject, "link": link, "language": i18n.language()}
    text, html = (render_template(f"mail/{name}.{kind}", **around) for kind in ("txt", "html"))
    return Letter(" ".join(subject.split())[:LONGEST_SUBJECT], text.strip() + "\n", html, calendar)
