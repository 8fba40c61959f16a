"""What is kept about somebody: theirs to take along, and gone when they say so."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta

import pytest
from pytest import raises
from sqlalchemy import func, select

from actionboard.accounts.models import BrowserSession, LinkedAccount, Organisation, Role, User
from actionboard.accounts.passkeys import Passkey
from actionboard.board_page import snapshot
from actionboard.boards import replay
from actionboard.boards.texts import Words
from actionboard.cards.comments import Comment
from actionboard.cards.steps import Step
from actionboard.core.database import db, writing
from actionboard.mail import outbox
from actionboard.mail.letter import Letter
from actionboard.mail.models import Mail
from actionboard.meetings.models import Meeting
from actionboard.meetings.notes import Note
from actionboard.meetings.participants import Participant
from actionboard.membership import members
from actionboard.membership.guest_list import Guest
from actionboard.membership.invitations import prepare
from actionboard.membership.models import Invitation
from actionboard.privacy import erasure, retention
from tests.clients import said, sign_in
from tests.databases import SECRET
from tests.privacy.traces import everything

BOARD = "/boards/voorbeeldland"
AT_SCHOOL, PHONE = "s1234567", "de iphone van henk"
READ = "SELECT pg_read_binary_file(pg_relation_filepath('{table}'))"
ABOUT_HENK = "Vraag het aan Henk Flens"  # by Karin, so that it stays
LETTER_TO_KARIN = ("Over Henk Flens", "Henk Flens vraagt iets", "<p>Henk Flens</p>")
TELLTALE = "Ik ben de enige die dit zo zegt"


@pytest.fixture
def traces(card, board, henk, karin, marleen):
    """Henk led, wrote, was named, was mailed and was invited."""
    now = datetime.now(UTC)
    with board.turn():
        card.claim(by=henk)
        Comment.make(card, TELLTALE, henk)
        Comment.make(card, ABOUT_HENK, karin)
        Step.add(card, "Bellen", henk)
    with writing():
        letter = Letter(*LETTER_TO_KARIN)
        outbox.post(letter, henk, kind="x", thing="1", at=now)
        outbox.post(letter, karin, kind="x", thing="1", at=now)
        prepare(board, Guest(henk.email, "Henk Flens"), Role.MEMBER, marleen, now)
        db.session.get(Organisation, henk.organisation_id).contact_id = henk.id
        db.session.add(
            Passkey(
                user_id=henk.id, handle="h", credential="c", public_key=b"", count=0, made_at=now,
                used_at=now, name=PHONE,
            )
        )  # fmt: skip
        db.session.add(
            LinkedAccount(
                user_id=henk.id, issuer="https://login.voorbeeld.example", subject=AT_SCHOOL,
                linked_at=now, used_at=now,
            )
        )  # fmt: skip
    sign_in(henk)
    return card


def erase(person, **given):
    with writing():
        erasure.erase(person, datetime.now(UTC), by=person, **given)


def test_nothing_of_a_person_is_left_anywhere(traces, henk):
    assert TELLTALE in everything()

    erase(henk)

    left = everything().casefold()
    for text in ("henk@voorbeeld.example", AT_SCHOOL, PHONE, TELLTALE.casefold()):
        assert text not in left
    assert left.count("henk flens") == len([ABOUT_HENK, *LETTER_TO_KARIN])


def test_what_happened_stays_by_somebody_who_left(traces, board, client_of, henk, karin):
    erase(henk)

    page = said(client_of(karin).get(f"{BOARD}/history"))
    assert "Oud-deelnemer (ROC) pakte dit op" in page
    assert page.count("Henk") == page.count(ABOUT_HENK)
    assert replay.differences(board) == []


def test_their_card_goes_on_and_open_boards_forget_the_name(traces, board, henk, marleen):
    see = snapshot.of(board, board.today)
    assert "Henk" in see.html(see.entries[1], "nl")

    erase(henk)

    db.session.refresh(board)
    see = snapshot.of(board, board.today)
    assert "Henk" not in see.html(see.entries[1], "nl")
    assert (traces.lead, traces.nominee) == (None, marleen)


def test_the_texts_of_an_action_stay_the_boards(traces, client_of, henk, karin):
    erase(henk)

    page = said(client_of(karin).get(f"{BOARD}/cards/1"))
    assert "Bellen" in page
    assert "Gastlessen plannen" in page


def test_somebody_erases_themselves_by_typing_their_name(traces, client_of, henk):
    client = client_of(henk)

    assert "dan verandert die niet vanzelf" in said(client.get("/me/erase"))
    wrong = client.send("/me/erase", name="Iemand anders")
    assert wrong.status_code == 422
    assert client.get("/me").status_code == 200

    gone = client.send("/me/erase", name=" henk  flens ")

    assert "Je bent gewist" in said(gone)
    assert "Er staat niets meer" not in said(gone)
    assert client.get("/me").status_code == 302
    mine = select(func.count()).where(BrowserSession.user_id == henk.id)
    assert db.session.scalar(mine) == 0


def test_what_was_theirs_is_gone_from_the_files_of_the_database(
    traces, client_of, app, henk, database
):
    before = files(app, database)

    client_of(henk).send("/me/erase", name="Henk Flens")

    after = files(app, database)
    for text in (TELLTALE, "henk@voorbeeld", AT_SCHOOL, PHONE):
        assert text.encode() in before
        assert text.encode() not in after
    assert ABOUT_HENK.encode() in after


def files(app, database):
    """What stands in the files of tables; on PostgreSQL after it has written all it holds."""
    if database == "sqlite":
        folder = app.config["SETTINGS"].data_dir
        return b"".join(one.read_bytes() for one in folder.glob("board.sqlite3*"))
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("CHECKPOINT")
        return b"".join(
            bytes(connection.exec_driver_sql(READ.format(table=table)).scalar() or b"")
            for table in db.metadata.tables
        )


def test_the_mails_in_the_folder_go_too(tmp_path):
    (tmp_path / "een.eml").write_text("To: Henk Flens <Henk@voorbeeld.example>\n\nDag")
    others = ("To: karin@voorbeeld.example\n\nDag Henk Flens", "To: xhenk@voorbeeld.example\n\nDag")
    for number, text in enumerate(others):
        (tmp_path / f"{number}.eml").write_text(text)

    erasure.erase_files(tmp_path, "henk@voorbeeld.example")

    assert sorted(one.name for one in tmp_path.iterdir()) == ["0.eml", "1.eml"]


def test_the_last_coordinator_first_finds_another(board, client_of, marleen):
    reply = client_of(marleen).send("/me/erase", name="Marleen Brug")

    assert reply.status_code == 409
    assert "Maak eerst iemand anders coördinator" in said(reply)
    with raises(members.LastCoordinator):
        erase(marleen)
    erase(marleen, insist=True)
    assert marleen.erased_at is not None


def test_who_was_erased_is_found_nowhere(traces, client_of, henk, karin):
    erase(henk)

    client = client_of(karin)
    assert client.get(f"/people/{henk.id}").status_code == 404
    assert User.with_email("henk@voorbeeld.example") is None
    assert "Oud-deelnemer" not in client.get(f"{BOARD}/cards/1/nominate").text


def test_my_data_is_a_file_with_everything_and_nobody_elses(traces, client_of, henk):
    reply = client_of(henk).get("/me/data")

    held = json.loads(reply.text)
    assert reply.headers["Content-Disposition"].startswith("attachment")
    assert (held["name"], held["email"]) == ("Henk Flens", henk.email)
    assert [one["number"] for one in held["cards"]] == [1]
    assert TELLTALE in [one["text"] for one in held["texts"]]
    assert [one["kind"] for one in held["mails"]] == ["x"]
    assert "karin@" not in reply.text


def test_the_command_erases_too(traces, app, henk):
    settings, email = app.config["SETTINGS"], henk.email
    db.session.commit()  # from here on we read nothing until it is done

    done = subprocess.run(
        [sys.executable, "-m", "actionboard", "erase", email, "--yes"],
        env={
            **os.environ,
            "ACTIONBOARD_DATA_DIR": str(settings.data_dir),
            "ACTIONBOARD_DATABASE_URL": settings.database_url,
            "ACTIONBOARD_SECRET_KEY": SECRET,
        },
        capture_output=True,
        text=True,
        timeout=60,
    )

    assert done.returncode == 0, done.stderr
    left = everything().casefold()
    assert email not in left
    assert left.count("henk flens") == len([ABOUT_HENK, *LETTER_TO_KARIN])


def test_who_never_came_is_forgotten_after_a_month(board, marleen):
    now = datetime.now(UTC)
    with writing():
        prepare(board, Guest("nooit@bedrijf.example"), Role.MEMBER, marleen, now)

    for days, left in ((43, 1), (45, 0)):
        with writing():
            retention.forget(now + timedelta(days=days))
        assert db.session.scalar(select(func.count()).select_from(Invitation)) == left


def test_a_mail_on_its_way_to_somebody_else_leaves_as_it_is(traces, henk, karin):
    mine = select(Mail).where(Mail.to == karin.email, Mail.kind == "x")
    was = db.session.scalar(mine)
    before = was.subject, was.text, was.html, was.pdf

    erase(henk)

    mail = db.session.scalar(mine)
    assert (mail.subject, mail.text, mail.html, mail.pdf) == before


def test_the_privacy_page_is_there_for_everybody(visitor, client_of, karin):
    page = said(visitor.get("/privacy"))
    assert "Hoe lang" in page
    assert "dan verandert die niet vanzelf" in page
    assert "Wis mij" in said(client_of(karin).get("/me"))


def test_their_own_phones_forget_them_and_no_other_phone_does(traces, board, henk):
    now = datetime.now(UTC)
    with writing():
        meeting = Meeting(board_id=board.id, held_on=board.today, place="bij Henk Flens")
        db.session.add(meeting)
        db.session.flush()
        mine, other = (
            Participant(
                meeting_id=meeting.id, key=f"k{person}", joined_at=now, user_id=person,
                name="Henk Flens", place="naast henk flens",
            )
            for person in (henk.id, None)
        )  # fmt: skip
        db.session.add_all([mine, other])

    erase(henk)

    assert (mine.name, mine.place) == ("", "")
    assert (other.name, other.place) == ("Henk Flens", "naast henk flens")
    assert meeting.place == "bij Henk Flens"


def test_a_name_that_is_a_word_is_taken_out_of_no_text(traces, karin, henk):
    with writing():
        henk.name, karin.name = "de", "Karin de Buis"
        note = Note(words="Bel de school voor 21 mei", stuck_at=datetime.now(UTC), who="de docent")
        db.session.add(note)

    erase(henk)

    assert (note.words, note.who) == ("Bel de school voor 21 mei", "de docent")
    assert karin.name == "Karin de Buis"
    said_about = db.session.scalars(select(Words.body).where(Words.by_id == karin.id))
    assert ABOUT_HENK in said_about.all()


def test_a_month_after_a_meeting_nobody_knows_whose_phone_was_whose(board):
    now = datetime.now(UTC)
    with writing():
        meeting = Meeting(board_id=board.id, held_on=board.today, place="")
        db.session.add(meeting)
        db.session.flush()
        joined = Participant(
            meeting_id=meeting.id, key="k", joined_at=now, name="Fatima", place="ROC"
        )
        db.session.add(joined)

    for days, left in ((29, "Fatima"), (32, "")):
        with writing():
            retention.forget(now + timedelta(days=days))
        db.session.refresh(joined)
        assert joined.name == left


def test_the_month_after_a_meeting_is_over_when_its_last_day_ends_in_the_netherlands(board):
    with writing():
        meeting = Meeting(board_id=board.id, held_on=date(2026, 10, 31), place="")
        db.session.add(meeting)
        db.session.flush()
        joined = Participant(
            meeting_id=meeting.id, key="k", joined_at=datetime(2026, 10, 31, 12, tzinfo=UTC),
            name="Fatima", place="ROC",
        )  # fmt: skip
        db.session.add(joined)

    for minute, left in ((59, "Fatima"), (60, "")):
        with writing():
            retention.forget(datetime(2026, 11, 30, 22, tzinfo=UTC) + timedelta(minutes=minute))
        db.session.refresh(joined)
        assert joined.name == left


# Where a person is pointed at by number: `erase` empties or deletes it, or the number goes on to
# mean "Oud-deelnemer".
POINTS_AT_PEOPLE = {
    "activities.by_id", "audits.by_id", "audits.person_id", "browser_sessions.user_id",
    "cards.lead_id", "cards.nominator_id", "cards.nominee_id", "cards.partner_id",
    "digests.user_id",
    "imports.by_id", "invitations.by_id", "invitations.user_id", "join_links.by_id",
    "linked_accounts.user_id", "lookers.user_id", "mails.user_id", "meetings.by_id",
    "memberships.user_id", "organisation_proposals.by_id",
    "organisation_proposals.decided_by_id", "organisations.contact_id", "participants.user_id",
    "passkeys.user_id", "proposed_people.user_id", "review_decisions.who_id",
    "reviews.frozen_by_id", "sign_in_links.user_id",
    "steps.ticked_by_id", "viewer_links.by_id", "words.by_id",
}  # fmt: skip


def test_every_column_that_points_at_a_person_was_thought_of():
    found = {
        f"{table.name}.{column.name}"
        for table in db.metadata.tables.values()
        for column in table.columns
        if any(key.column.table.name == "users" for key in column.foreign_keys)
    }

    assert found == POINTS_AT_PEOPLE
