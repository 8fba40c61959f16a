"""Who takes a mail away: an SMTP server, or without one a folder on this machine."""

from __future__ import annotations

import smtplib
import ssl
import time
from contextlib import suppress
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit

import click
from flask import Flask

from actionboard.core.setting_checks import is_loopback
from actionboard.core.settings import Settings

PATIENCE = 30  # seconds for each answer of the mail server
KEPT_FOR = 7 * 24 * 3600  # seconds that a mail stays in the folder


class Away(Exception):
    """No mail can leave now; every one is tried again later."""


class Later(Exception):
    """This mail could not leave now; it is tried again later."""


class Refused(Exception):
    """This mail will never be taken: no use in trying again."""


class Carrier(Protocol):
    """Takes mails away, one by one."""

    def carry(self, message: EmailMessage) -> None:
        """Raises Away, Later or Refused; when it returns, somebody else answers for the mail."""

    def close(self) -> None:
        """Say goodbye; nothing that was carried depends on it."""


def carrier_of(app: Flask) -> Carrier:
    """The mail server of ACTIONBOARD_MAIL_URL, else the folder `mail` in the data folder."""
    settings: Settings = app.config["SETTINGS"]
    return Server.of(settings.mail_url) if settings.mail_url else Folder(settings.data_dir / "mail")


@dataclass
class Server:
    """An SMTP server, over one connection for as long as there is something to send.

    Off this machine the connection is encrypted whenever the server can, and always before a
    password goes over it; its certificate must be right.
    """

    host: str
    port: int
    user: str = ""
    password: str = ""
    encrypted: bool = False  # from the first byte, as opposed to after STARTTLS
    smtp: smtplib.SMTP | None = None

    @classmethod
    def of(cls, address: str) -> Server:
        """The server at `smtp[s]://[user:password@]host[:port]`."""
        url = urlsplit(address)
        encrypted = url.scheme == "smtps"
        user, password = unquote(url.username or ""), unquote(url.password or "")
        usual = 465 if encrypted else 587 if user else 25
        return cls(url.hostname or "", url.port or usual, user, password, encrypted)

    def carry(self, message: EmailMessage) -> None:
        """Offer the mail; what the answer means for it is told by the exception.

        A connection that breaks before the server said 250 leaves in the dark whether the mail
        was taken. Then nobody has answered for it yet (RFC 5321, 4.2.5 and 6.1), so it is offered
        again, under the same Message-ID.
        """
        smtp = self._connection()
        try:
            smtp.send_message(message)
        except smtplib.SMTPRecipientsRefused as error:
            self._begin_anew(smtp)
            code, said = next(iter(error.recipients.values()))
            raise (Refused if code >= 500 else Later)(_words(code, said)) from None
        except smtplib.SMTPSenderRefused as error:  # about us, not about this mail
            self.close()
            raise Away(_words(error.smtp_code, error.smtp_error)) from None
        except smtplib.SMTPDataError as error:
            self._begin_anew(smtp)
            refused = Refused if error.smtp_code >= 500 else Later
            raise refused(_words(error.smtp_code, error.smtp_error)) from None
        except smtplib.SMTPNotSupportedError as error:  # an address that this server can't write
            self._begin_anew(smtp)
            raise Refused(str(error)) from None
        except (smtplib.SMTPException, OSError) as error:
            self.close()
            raise Later(f"{type(error).__name__}: {error}") from None
        except ValueError as error:  # a header that can't be
            raise Refused(str(error)) from None

    def close(self) -> None:
        """Say goodbye."""
        smtp, self.smtp = self.smtp, None
        if smtp is not None:
            with suppress(smtplib.SMTPException, OSError):
                smtp.quit()

    def _connection(self) -> smtplib.SMTP:
        try:
            self.smtp = self.smtp or self._connect()
        except (smtplib.SMTPException, OSError) as error:
            raise Away(f"{type(error).__name__}: {error}") from None
        return self.smtp

    def _connect(self) -> smtplib.SMTP:
        here = is_loopback(self.host)
        context = ssl.create_default_context()
        if self.encrypted:
            smtp: smtplib.SMTP = smtplib.SMTP_SSL(
                self.host, self.port, timeout=PATIENCE, context=context
            )
        else:
            smtp = smtplib.SMTP(self.host, self.port, timeout=PATIENCE)
        try:
            smtp.ehlo_or_helo_if_needed()
            if not self.encrypted and not here and smtp.has_extn("starttls"):
                smtp.starttls(context=context)
                smtp.ehlo()
            elif self.user and not self.encrypted and not here:
                raise smtplib.SMTPException("no STARTTLS, so no password is sent")
            if self.user:
                smtp.login(self.user, self.password)
        except BaseException:
            smtp.close()
            raise
        return smtp

    def _begin_anew(self, smtp: smtplib.SMTP) -> None:
        try:
            smtp.rset()
        except (smtplib.SMTPException, OSError):
            self.close()


@dataclass
class Folder:
    """A folder of .eml files, for a machine without a mail server; the console says where."""

    path: Path

    def carry(self, message: EmailMessage) -> None:
        """Write the mail as a file that only this user may read, under its own message id."""
        try:
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._tidy()
            file = self.path / f"{message['Message-ID'].strip('<>').partition('@')[0]}.eml"
            file.touch(mode=0o600)
            file.write_bytes(message.as_bytes())
        except OSError as error:
            raise Away(str(error)) from None
        click.echo(f"Mail aan {message['To']} ({message['Subject']}): {file}")

    def close(self) -> None:
        """Nothing is open."""

    def _tidy(self) -> None:
        for file in self.path.glob("*.eml"):
            if time.time() - file.stat().st_mtime > KEPT_FOR:
                file.unlink(missing_ok=True)


def _words(code: int, said: bytes | str) -> str:
    text = said.decode(errors="replace") if isinstance(said, bytes) else said
    return f"{code} {text}"
