"""Every mail leaves, and none leaves twice, whatever the mail server does."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
import time_machine
from sqlalchemy import select, update

from actionboard.core.database import begin_writing, db, writing
from actionboard.mail import delivery, outbox
from actionboard.mail.delivery import Postman, deliver
from actionboard.mail.letter import Letter
from actionboard.mail.models import Mail
from actionboard.mail.transports import Folder, Server

SOON = timedelta(seconds=15)


def mail():
    db.session.rollback()
    return db.session.scalars(select(Mail)).one()


def later(by=SOON):
    return time_machine.travel(datetime.now(UTC) + by, tick=True)


def test_a_mail_leaves_with_text_and_html(post, postbus, deliver_to, karin):
    post()

    tally = deliver_to(postbus)

    taken = postbus.taken[0]
    assert tally.sent == 1
    assert taken["To"] == karin.email
    assert taken["Subject"] == "Actie van Vrijdag"
    assert taken.get_body(("plain",)).get_content().strip() == "Lukt het nog, Vrijdag?"
    assert taken.get_body(("html",)).get_content().strip() == "<p>Vrijdag</p>"
    assert taken["Auto-Submitted"] == "auto-generated"


def test_what_a_mail_said_is_forgotten_once_it_left(post, postbus, deliver_to):
    post()

    deliver_to(postbus)

    assert mail().sent_at
    assert (mail().text, mail().html, mail().subject) == ("", "", "")


def test_the_same_mail_is_posted_once(post, postbus, deliver_to):
    assert post("Vrijdag") is True
    assert post("Vrijdag") is False
    deliver_to(postbus)
    assert post("Vrijdag") is False

    assert deliver_to(postbus).sent == 0
    assert len(postbus.taken) == 1


def test_a_mail_of_a_change_that_failed_is_never_sent(app, karin, postbus, deliver_to):
    begin_writing()
    letter = Letter("Klaar", "Klaar", "<p>Klaar</p>")
    outbox.post(letter, karin, kind="test", thing="1", at=datetime.now(UTC))
    db.session.rollback()

    assert deliver_to(postbus).sent == 0


def test_a_mail_to_nobody_is_thrown_away(post, postbus, deliver_to):
    post(to=None)

    deliver_to(postbus)

    assert postbus.seen == []
    assert db.session.scalars(select(Mail)).all() == []


def test_a_451_is_tried_again_later(post, postbus, deliver_to):
    post()
    postbus.answers = ["451 greylisted"]

    assert deliver_to(postbus).postponed == 1
    assert deliver_to(postbus).sent == 0  # not at once
    with later():
        assert deliver_to(postbus).sent == 1

    assert len(postbus.taken) == 1


def test_each_wait_is_longer_than_the_one_before(post, postbus, deliver_to):
    post()
    postbus.answers = ["451 later"] * 6
    waits = []

    now = datetime.now(UTC)
    for _ in range(6):
        with time_machine.travel(now, tick=False):
            deliver_to(postbus)
            waits.append(mail().due_at - now)
            now = mail().due_at

    assert all(later > sooner for sooner, later in pairwise(waits))
    assert waits[-1] < delivery.LONGEST_WAIT


@pytest.mark.parametrize("answer", ["550 no such person", "DATA 554 looks like spam"])
def test_a_550_is_kept_as_failed_and_not_tried_again(post, postbus, deliver_to, answer):
    post()
    postbus.answers = [answer]

    deliver_to(postbus)
    with later(timedelta(days=1)):
        deliver_to(postbus)

    assert postbus.taken == []
    assert mail().failed
    assert mail().error == answer.removeprefix("DATA ")
    assert mail().tries == 1


def test_a_refused_mail_does_not_hold_up_the_next(post, postbus, deliver_to):
    for thing in ("een", "twee", "drie"):
        post(thing)
    postbus.answers = ["550 no", "451 later"]

    deliver_to(postbus)

    assert postbus.subjects == ["Actie van drie"]


def test_a_connection_dropped_after_data_loses_nothing_and_doubles_nothing(
    post, postbus, deliver_to
):
    post()
    postbus.answers = ["drop"]

    assert deliver_to(postbus).postponed == 1
    with later():
        deliver_to(postbus)

    assert len(postbus.taken) == 1


def test_a_mail_that_was_taken_unheard_comes_again_under_the_same_id(post, postbus, deliver_to):
    post()
    postbus.answers = ["drop taken"]

    deliver_to(postbus)
    with later():
        deliver_to(postbus)

    assert len({mail["Message-ID"] for mail in postbus.taken}) == 1


def test_a_server_that_is_away_loses_nothing(post, postbus, app):
    for thing in ("een", "twee"):
        post(thing)
    away = Server("127.0.0.1", 1)

    assert deliver(app, away).away
    with later():
        assert deliver(app, Server.of(postbus.url)).sent == 2


def test_a_mail_that_is_of_no_use_any_more_is_not_sent(post, postbus, deliver_to):
    post(ends_at=datetime.now(UTC) + SOON)

    with later(SOON * 2):
        assert deliver_to(postbus).failed == 1

    assert postbus.taken == []
    assert mail().text == ""


def test_several_workers_never_send_one_twice(post, postbus, app):
    for number in range(40):
        post(str(number))

    workers = [
        threading.Thread(target=deliver, args=(app, Server.of(postbus.url)), daemon=True)
        for _ in range(6)
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)

    assert len(postbus.taken) == 40
    assert len(set(postbus.subjects)) == 40


def test_what_a_dead_worker_had_claimed_is_sent_by_another(post, postbus, deliver_to):
    post()
    delivery.claim(datetime.now(UTC))

    assert deliver_to(postbus).sent == 0
    with later(delivery.CLAIM * 2):
        assert deliver_to(postbus).sent == 1


def test_who_lost_a_claim_does_not_undo_what_another_did(post, postbus, deliver_to):
    post()
    slow = delivery.claim(datetime.now(UTC))
    with writing():
        db.session.execute(update(Mail).values(claimed_until=None))
    deliver_to(postbus)

    delivery.postpone(slow, "too late", datetime.now(UTC))

    assert mail().sent_at
    assert deliver_to(postbus).sent == 0


def test_without_a_mail_server_the_console_says_where_the_mail_is(post, app, tmp_path, capsys):
    post()

    deliver(app, Folder(tmp_path / "mail"))

    file = next((tmp_path / "mail").glob("*.eml"))
    assert str(file) in capsys.readouterr().out
    assert "Lukt het nog, Vrijdag?" in file.read_text()
    assert file.stat().st_mode & 0o077 == 0


def test_an_address_can_not_add_a_header(post, postbus, deliver_to):
    post(to="karin@voorbeeld.example\r\nBcc: iedereen@voorbeeld.example")

    deliver_to(postbus)

    assert postbus.taken == []
    assert mail().failed


def test_the_server_delivers_within_a_second(post, postbus, app_with):
    app = app_with(mail_url=postbus.url)
    postman = Postman(app)
    postman.start()

    post()

    waited = threading.Event()
    for _ in range(50):
        if postbus.taken:
            break
        waited.wait(0.02)
    postman.stop()
    assert len(postbus.taken) == 1
