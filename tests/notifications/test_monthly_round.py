"""The monthly mail: who gets it, when, and what it asks and tells."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from click.testing import CliRunner
from sqlalchemy import select, update

from actionboard.accounts.models import Membership, Organisation, Reminders, Role
from actionboard.boards import holidays, settings
from actionboard.boards.activity_log import Activity
from actionboard.boards.models import Board
from actionboard.cards.comments import Comment
from actionboard.cards.models import Card
from actionboard.commands import remind as command
from actionboard.core.database import db, writing
from actionboard.mail.mime_message import message
from actionboard.mail.models import Mail
from actionboard.notifications import digest_mail
from actionboard.notifications.check_ins import CheckIn
from actionboard.notifications.digest import Digest
from actionboard.notifications.monthly_round import ask_now, remind
from actionboard.notifications.question_days import Rhythm, rhythms

TUESDAY = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)  # the first one of December
JANUARY = datetime(2027, 1, 5, 9, 0, tzinfo=UTC)
LONG_AGO = datetime(2026, 10, 1, 9, 0, tzinfo=UTC)
WEEK = timedelta(days=7)


@pytest.fixture
def promised(board):
    """Puts an action on the board that somebody promised in October: `promised(karin)`."""

    def promised(lead, title="Gastlessen plannen", *, due_on=date(2026, 11, 26), on=board):
        with on.turn(at=LONG_AGO):
            card = Card.propose(on, title, by=lead, due_on=due_on)
            card.claim(by=lead)
        return card

    return promised


def mails():
    found = db.session.scalars(select(Mail).where(Mail.kind == digest_mail.KIND))
    return {one.to: one for one in found}


def test_who_promised_something_is_asked_about_it_on_the_first_tuesday(promised, karin, henk):
    promised(karin)

    assert remind(TUESDAY) == 1

    mail = mails()[karin.email]
    assert mail.subject == "Lukt het nog met je actie?"
    assert "#1 Gastlessen plannen\ndo 26 nov (wk 48)" in mail.text
    assert all(f"?answer={one}" in mail.html for one in ("going", "stuck", "done", "dropped"))
    assert henk.email not in mails()


def test_asking_again_sends_nothing(promised, karin):
    promised(karin)
    remind(TUESDAY)

    again = [remind(TUESDAY + timedelta(days=days)) for days in range(7)]

    assert again == [0] * 7
    assert len(db.session.scalars(select(Digest)).all()) == 1


@pytest.mark.parametrize(
    ("day", "sent"), [("2026-11-30", 0), ("2026-12-03", 1), ("2026-12-06", 0), ("2026-12-08", 0)]
)
def test_a_day_that_was_missed_is_made_up_for_on_a_working_day(promised, karin, day, sent):
    promised(karin)

    assert remind(datetime.fromisoformat(f"{day}T09:00:00+00:00")) == sent


def test_all_boards_of_a_person_are_in_one_mail(promised, board, karin, other_board):
    with writing():
        db.session.add(Membership(board_id=other_board.id, user_id=karin.id, role=Role.MEMBER))
    promised(karin, "Gastlessen")
    promised(karin, "Docentstage", on=other_board)

    assert remind(TUESDAY) == 1

    text = mails()[karin.email].text
    assert "Gastlessen" in text
    assert "Docentstage" in text
    assert "BPV elders" in text


def test_a_card_on_a_board_that_somebody_left_is_not_in_it(promised, karin, other_board):
    promised(karin, "Docentstage", on=other_board)

    assert remind(TUESDAY) == 0


def test_about_what_stirred_this_week_nobody_is_asked(promised, board, karin):
    card = promised(karin)
    with board.turn(at=TUESDAY - timedelta(days=3)):
        Comment.make(card, "We zijn bezig", karin)

    assert remind(TUESDAY) == 0


def test_who_was_nominated_is_asked_whether_they_will(promised, propose, board, karin, henk):
    card = promised(henk)
    with board.turn(at=LONG_AGO):
        card.nominate(karin, by=henk)

    remind(TUESDAY)

    mail = mails()[karin.email]
    assert mail.subject == "Is dit iets voor jou?"
    assert "Henk Flens vraagt het jou" in mail.text
    assert "?answer=accepted" in mail.html
    assert "?answer=declined" in mail.html


def test_it_tells_what_others_did_with_cards_one_takes_part_in(promised, board, karin, henk):
    promised(karin)
    shared = promised(henk, "Open dag")
    with board.turn(at=LONG_AGO):
        shared.join(karin)
    with board.turn(at=TUESDAY - timedelta(days=10)):
        shared.postpone(date(2026, 12, 18), henk)
        Comment.make(shared, "Ik kom", karin)

    remind(TUESDAY)

    text = mails()[karin.email].text
    assert "#2 Open dag\nHenk zette de datum op vr 18 dec (wk 51)" in text
    assert "Karin reageerde" not in text


def test_it_names_the_next_meeting(promised, board, karin, marleen):
    promised(karin)
    form = {"name": board.name, "still_after": "30", "done_for": "60", "meets_on": "21-1-2027"}
    with board.turn(at=LONG_AGO):
        settings.change_settings(board, form, marleen)

    remind(TUESDAY)

    assert "do 21 januari 2027, BPV Voorbeeldland" in mails()[karin.email].text


@pytest.mark.parametrize(
    ("wish", "monthly", "before_a_meeting"),
    [(Reminders.MONTHLY, 1, 1), (Reminders.MEETINGS, 0, 1), (Reminders.NEVER, 0, 0)],
)
def test_everybody_chooses_how_often(promised, board, karin, wish, monthly, before_a_meeting):
    promised(karin)
    with writing():
        karin.reminders = wish
    assert remind(TUESDAY) == monthly

    with writing():
        db.session.execute(update(Board).values(meets_on=date(2027, 1, 14)))
        karin.reminders = wish
    assert remind(datetime(2027, 1, 7, 9, 0, tzinfo=UTC)) == before_a_meeting


def test_nobody_is_asked_in_a_holiday(promised, board, karin, marleen):
    promised(karin)
    days = {"name": "Sinterklaas", "begins_on": "28-11-2026", "ends_on": "6-12-2026"}
    with board.turn(at=LONG_AGO):
        holidays.add(board, days, marleen)

    assert remind(TUESDAY) == 0
    assert remind(TUESDAY + WEEK) == 1


def test_the_coordinator_can_ask_sooner_but_not_twice(promised, board, karin):
    promised(karin)
    wednesday = TUESDAY - timedelta(days=6)

    assert ask_now(board, wednesday) == 1
    assert ask_now(board, wednesday + timedelta(days=1)) == 0
    assert remind(TUESDAY) == 0  # the month's own mail would come on top of it
    assert remind(JANUARY) == 1


def test_two_hosts_at_once_send_one(promised, karin, app):
    from tests.databases import elsewhere

    promised(karin)
    db.session.commit()

    with elsewhere(app) as run:
        sent = run(remind, TUESDAY) + remind(TUESDAY)

    assert sent == 1


def test_the_contact_reads_of_a_colleague_who_was_silent_twice(promised, board, henk, fatima):
    promised(henk, "Open dag")
    with writing():
        db.session.get(Organisation, henk.organisation_id).contact_id = fatima.id
    remind(TUESDAY)
    remind(JANUARY)
    assert fatima.email not in mails()

    remind(datetime(2027, 2, 2, 9, 0, tzinfo=UTC))

    mail = mails()[fatima.email]
    assert mail.subject == "Een collega kan misschien hulp gebruiken"
    assert "#1 Open dag\nHenk Flens" in mail.text


def test_a_colleague_who_did_something_was_not_silent(promised, board, henk, fatima):
    card = promised(henk)
    with writing():
        db.session.get(Organisation, henk.organisation_id).contact_id = fatima.id
    remind(TUESDAY)
    with board.turn(at=TUESDAY + WEEK):
        Comment.make(card, "Loopt", henk)
    remind(JANUARY)

    remind(datetime(2027, 2, 2, 9, 0, tzinfo=UTC))

    assert fatima.email not in mails()


def test_a_reader_who_reads_english_is_asked_in_english(promised, karin):
    promised(karin)
    with writing():
        karin.language = "en"

    remind(TUESDAY)

    mail = mails()[karin.email]
    assert mail.subject == "Is your action still going well?"
    assert "still no date" not in mail.text
    assert "Thu 26 Nov (wk 48)" in mail.text


def test_the_mail_program_has_a_button_for_less(promised, karin):
    promised(karin)
    remind(TUESDAY)

    made = message(mails()[karin.email])

    assert made["List-Unsubscribe"].startswith("<http://127.0.0.1:8000/check-in/")
    assert made["List-Unsubscribe"].endswith("/mail>")
    assert made["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_links_are_kept_as_a_hash(promised, karin):
    promised(karin)
    remind(TUESDAY)

    secret = mails()[karin.email].unsubscribe.split("/")[2]

    digest = db.session.scalar(select(Digest))
    assert secret not in digest.key
    assert Digest.open_by(secret, TUESDAY) is digest
    assert Digest.open_by(secret, TUESDAY + timedelta(days=46)) is None


def test_asking_is_no_change_of_the_board(promised, board, karin):
    promised(karin)
    version = board.version

    remind(TUESDAY)

    assert db.session.scalar(select(Board.version).where(Board.id == board.id)) == version
    assert db.session.scalar(select(Activity.verb).where(Activity.subject == "check_in")) is None
    assert db.session.scalars(select(CheckIn.answer)).all() == [None]


@pytest.mark.parametrize("database", ["sqlite"])
def test_the_command_says_how_many(promised, karin, app, monkeypatch):
    promised(karin)
    monkeypatch.setattr(command, "create_app", lambda: app)
    monkeypatch.setattr(command, "migrate", lambda app: None)

    with time_machine.travel(TUESDAY):
        said = [CliRunner().invoke(command.remind).stdout for _ in range(2)]

    assert said == ["1 mail klaargezet.\n", "0 mails klaargezet.\n"]


@pytest.mark.parametrize(("hour", "sent"), [(7, 0), (9, 1), (20, 0)])
def test_the_server_asks_by_itself_in_office_hours(promised, karin, app, hour, sent):
    promised(karin)
    db.session.commit()

    with time_machine.travel(TUESDAY.replace(hour=hour)):
        app.extensions["postman"]._hourly()

    db.session.rollback()
    assert len(mails()) == sent


# When -------------------------------------------------------------------------------------


def test_a_tuesday_in_a_holiday_goes_to_the_next_week():
    rhythm = Rhythm(holidays=((date(2026, 12, 19), date(2027, 1, 10)),))

    assert rhythm.next(date(2026, 12, 1)) == date(2027, 1, 12)


def test_a_week_before_a_meeting_counts_too_and_never_in_a_weekend():
    rhythm = Rhythm(meetings=(date(2027, 1, 23),))  # a Saturday

    assert rhythm.next(date(2027, 1, 6)) == date(2027, 1, 15)
    assert rhythm.due_before_meeting(date(2027, 1, 18))
    assert not rhythm.due_before_meeting(date(2027, 1, 22))


def test_the_rhythm_of_a_board_is_read_off_its_settings(board, other_board, today):
    with writing():
        board.meets_on = today + WEEK

    found = rhythms([board, other_board], today)

    assert found[board.id].meetings == (today + WEEK,)
    assert found[other_board.id].meetings == ()
