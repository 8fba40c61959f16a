"""What a mail says: a subject, plain text, and HTML that reads well in Outlook too."""

from __future__ import annotations

from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from flask import current_app, render_template

from actionboard import i18n
from actionboard.addresses import link
from actionboard.notifications.models import Mail

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


def message(mail: Mail) -> EmailMessage:
    """The mail as it travels."""
    made = EmailMessage(policy=SMTP)
    made["From"] = Address("Actiebord BPV", addr_spec=sender())
    made["To"] = Address(addr_spec=mail.to or "")
    made["Subject"] = mail.subject
    made["Date"] = format_datetime(mail.created_at)
    made["Message-ID"] = mail.message_id
    made["Auto-Submitted"] = "auto-generated"  # RFC 3834: no holiday replies, please
    made["X-Auto-Response-Suppress"] = "All"  # the same in Exchange's words
    if mail.unsubscribe:  # RFC 8058: the mail program shows a button of its own
        made["List-Unsubscribe"] = f"<{link(mail.unsubscribe)}>"
        made["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    made.set_content(mail.text, cte="quoted-printable")
    made.add_alternative(mail.html, subtype="html", cte="quoted-printable")
    if mail.calendar:
        made.add_attachment(
            mail.calendar.encode(), maintype="text", subtype="calendar", filename="actiebord.ics",
            params={"method": "PUBLISH", "charset": "utf-8"},
        )  # fmt: skip
    if mail.pdf:
        made.add_attachment(
            mail.pdf, maintype="application", subtype="pdf", filename=f"{mail.kind}.pdf"
        )
    return made


def sender() -> str:
    """The address that mails come from.

    `?from=` of ACTIONBOARD_MAIL_URL, else the name one logs in with if that is an address, else
    actiebord@ the host of ACTIONBOARD_BASE_URL.
    """
    url = urlsplit(current_app.config["SETTINGS"].mail_url or "")
    if given := parse_qs(url.query).get("from"):
        return given[0]
    if "@" in (name := unquote(url.username or "")):
        return name
    return f"actiebord@{host()}"


def host() -> str:
    """The host of ACTIONBOARD_BASE_URL, as mail addresses and message ids want it."""
    found = urlsplit(link("")).hostname or "localhost"
    return "localhost" if ":" in found or found.replace(".", "").isdigit() else found
