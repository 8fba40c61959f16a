"""A mail in the form in which it travels between servers (RFC 5322, MIME)."""

from __future__ import annotations

from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from urllib.parse import parse_qs, unquote, urlsplit

from flask import current_app

from actionboard.mail.models import Mail
from actionboard.web.urls import link


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
