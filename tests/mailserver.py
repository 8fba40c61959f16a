"""A real SMTP server that can be told to misbehave, and what it took."""

from __future__ import annotations

import email
import email.policy
import re
import socket
from contextlib import contextmanager
from types import SimpleNamespace

import pytest
from aiosmtpd.controller import Controller

from actionboard.mail.delivery import deliver
from actionboard.mail.transports import Server


class Postbus:
    """Takes mail, unless `answers` has something else to say first.

    An answer is a line such as "451 later", for the recipient; "DATA 550 no" for the mail itself;
    "drop" breaks the connection after the mail has come in, before it is taken; "drop taken" takes
    it and then breaks.
    """

    def __init__(self):
        self.taken, self.seen, self.answers = [], [], []

    def _answer(self, begins):
        return self.answers.pop(0) if self.answers and self.answers[0].startswith(begins) else None

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        answer = self._answer(("4", "5"))
        if answer:
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        mail = email.message_from_bytes(envelope.content, policy=email.policy.default)
        self.seen.append(mail)
        answer = self._answer(("DATA", "drop"))
        if answer and answer.startswith("DATA"):
            return answer.removeprefix("DATA ")
        if answer != "drop":
            self.taken.append(mail)
        if answer:
            server.transport.abort()
            return "451 never heard"
        return "250 taken"

    @property
    def subjects(self):
        return [mail["Subject"] for mail in self.taken]


@contextmanager
def running(**options):
    """A running mail server; `url` is its ACTIONBOARD_MAIL_URL, `options` are aiosmtpd's."""
    box = Postbus()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=port, ready_timeout=20, **options)
    controller.start()
    box.url = f"smtp://127.0.0.1:{port}"
    yield box
    controller.stop()


@pytest.fixture
def postbus():
    """A mail server that behaves until it is told otherwise."""
    with running() as box:
        yield box


@pytest.fixture
def deliver_to(app):
    """Empties the outbox into a mail server, as the server's thread does."""
    return lambda box: deliver(app, Server.of(box.url))


def code_of(box):
    """The code in the last mail that was taken."""
    text = box.taken[-1].get_body(("plain",)).get_content().replace("\r\n", "\n")
    return re.search(r"^\s+([\d ]{7,11})$", text, re.MULTILINE)[1]


def mail_of(box):
    """The last mail that was taken: its text, its code, the path of its link."""
    text = box.taken[-1].get_body(("plain",)).get_content().replace("\r\n", "\n")
    return SimpleNamespace(
        text=text,
        code=code_of(box),
        path=re.search(r"https?://[^/\s]+(/sign-in/\S+)", text)[1],
        link=re.search(r"https?://\S+/sign-in/\S+", text)[0],
    )
