"""What a mail server may ask of us: a name, a password, encryption."""

from __future__ import annotations

import pytest
from aiosmtpd.smtp import AuthResult

from actionboard.mail.mime_message import sender
from actionboard.mail.transports import Away, Server, carrier_of
from actionboard.web.urls import link
from tests.mailserver import running


@pytest.mark.parametrize(
    ("address", "host", "port", "encrypted"),
    [
        ("smtp://mail.school.example", "mail.school.example", 25, False),
        ("smtp://bord:geheim@mail.school.example", "mail.school.example", 587, False),
        ("smtps://bord:geheim@mail.school.example", "mail.school.example", 465, True),
        ("smtp://mail.school.example:2525", "mail.school.example", 2525, False),
    ],
)
def test_the_address_of_a_mail_server_says_how_to_reach_it(address, host, port, encrypted):
    server = Server.of(address)

    assert (server.host, server.port, server.encrypted) == (host, port, encrypted)


def test_a_name_and_a_password_may_hold_any_sign():
    server = Server.of("smtp://bord%40school.nl:p%40ss%3A%2F@mail.school.example")

    assert (server.user, server.password) == ("bord@school.nl", "p@ss:/")


pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH")  # there is no TLS on loopback


def authenticate(server, session, envelope, mechanism, data):
    right = (data.login, data.password) == (b"bord", b"geheim")
    return AuthResult(success=right, handled=right)


def test_a_server_that_wants_a_password_gets_it(post, deliver_to):
    with running(authenticator=authenticate, auth_required=True, auth_require_tls=False) as box:
        box.url = box.url.replace("//", "//bord:geheim@")
        post()

        assert deliver_to(box).sent == 1


def test_a_wrong_password_loses_no_mail(post, deliver_to):
    with running(authenticator=authenticate, auth_required=True, auth_require_tls=False) as box:
        box.url = box.url.replace("//", "//bord:verkeerd@")
        post()

        assert "Authentication" in deliver_to(box).away
        assert box.seen == []


def test_a_password_never_leaves_this_machine_unencrypted(monkeypatch):
    from actionboard.mail import transports

    monkeypatch.setattr(transports, "is_loopback", lambda host: False)
    with running(authenticator=authenticate, auth_require_tls=False) as box:
        server = Server.of(box.url.replace("//", "//bord:geheim@"))

        with pytest.raises(Away, match="no STARTTLS"):
            server._connection()


@pytest.mark.parametrize(
    ("mail_url", "address"),
    [
        ("smtp://mail.example?from=bpv@school.example", "bpv@school.example"),
        ("smtp://bpv%40school.example:x@mail.example", "bpv@school.example"),
        ("smtp://mail.example", "actiebord@bord.school.example"),
        (None, "actiebord@bord.school.example"),
    ],
)
def test_mails_come_from_an_address_that_the_mail_server_knows(app_with, mail_url, address):
    app = app_with(mail_url=mail_url, base_url="https://bord.school.example")

    with app.app_context():
        assert sender() == address
        assert link("/me") == "https://bord.school.example/me"


def test_without_a_mail_server_mails_go_to_the_data_folder(app):
    assert carrier_of(app).path == app.config["SETTINGS"].data_dir / "mail"
