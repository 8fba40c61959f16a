"""Minutes by mail: each reader their own promises, with the days for their calendar."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from icalendar import Calendar
from sqlalchemy import select

from actionboard.accounts.models import Kind
from actionboard.agenda import meeting_closure, minutes_mail
from actionboard.agenda.decisions import Decision
from actionboard.core.database import db, writing
from actionboard.mail.mime_message import message
from actionboard.mail.models import Mail
from actionboard.meetings.models import Meeting
from actionboard.meetings.participants import Participant
from actionboard.wall.pending_claims import pledge

NOW = datetime(2027, 1, 21, 17, 0, tzinfo=UTC)


@pytest.fixture
def meeting(board, wim, today):
    with board.turn():
        return Meeting.plan(board, today, by=wim, place="kantine")


@pytest.fixture
def agreed(board, meeting, wim, karin, card, today):
    """Karin promised something by a day, and leads an action with another."""
    with board.turn():
        Decision.make(meeting, "Karin belt alle bedrijven, 12-02-2027", wim)
        card.plan(today + timedelta(days=40), by=karin, lead=karin)


@pytest.fixture
def fixed(board, meeting, wim, today, agreed):
    """The minutes, fixed and mailed; the next meeting is in twelve weeks."""
    with board.turn():
        version = meeting_closure.close(
            meeting, wim, next_on=today + timedelta(weeks=12), next_place="OBM"
        )  # fmt: skip
    with board.turn():
        version.fix(wim)
        minutes_mail.send(version, NOW)
    return version


def mails():
    return {one.to: one for one in db.session.scalars(select(Mail))}


def entries(mail):
    return {one["uid"].split("@")[0]: one for one in Calendar.from_ical(mail.calendar).events}


def test_without_phones_everybody_who_takes_part_gets_it(fixed, karin, henk, zoë):
    found = mails()

    assert {karin.email, henk.email} <= found.keys()
    assert zoë.email not in found  # looks on, and promises nothing


def test_with_phones_it_goes_to_who_was_there_or_promised(board, meeting, agreed, wim, henk, karin):
    with writing():
        db.session.add(
            Participant(
                meeting_id=meeting.id, key="a", side=Kind.SCHOOL, user_id=henk.id, joined_at=NOW
            )
        )

    readers = minutes_mail.MinutesMailing(meeting).readers()

    assert {one.id for one in readers} == {henk.id, karin.id, wim.id}


def test_who_gave_an_address_to_take_something_up_gets_it_too(
    board, meeting, agreed, propose, wim, karin
):
    wanted, someone = propose("Open dag"), Participant(
        meeting_id=meeting.id, key="b", side=Kind.COMPANY, joined_at=NOW
    )  # fmt: skip
    with writing():
        db.session.add(someone)
        db.session.flush()
        form = {"email": "nieuw@bedrijf.example", "name": "Nynke Nieuw"}
        pledge(meeting, someone, wanted, form, "127.0.0.1", NOW)
    with board.turn():
        version = meeting_closure.close(meeting, wim)
    with board.turn():
        version.fix(wim)
        minutes_mail.send(version, NOW)

    sent = db.session.scalars(select(Mail).where(Mail.kind == minutes_mail.KIND)).all()
    (mail,) = [one for one in sent if one.to == "nieuw@bedrijf.example"]
    assert mail.text.startswith("Dit zegde jij toe:\n\n- Open dag")


def test_everybody_reads_their_own_promises_first(fixed, karin, henk):
    karins, henks = mails()[karin.email], mails()[henk.email]

    assert karins.text.startswith("Dit zegde jij toe")
    assert "Karin belt alle bedrijven, vr 12 feb 2027 (wk 6)" in karins.text
    assert not henks.text.startswith("Dit zegde jij toe")
    assert "Karin belt alle bedrijven" in henks.text  # the minutes are everybody's


def test_the_calendar_holds_ones_own_days_and_the_next_meeting(fixed, karin, henk, card, meeting):
    found = entries(mails()[karin.email])

    names = {name.rstrip("0123456789") for name in found}
    assert names == {"decision-", f"card-{card.board.slug}-", "meeting-"}
    decision = next(one for name, one in found.items() if name.startswith("decision-"))
    assert decision["dtstart"].dt == date(2027, 2, 12)
    following = meeting_closure.upcoming(meeting)
    assert found[f"meeting-{following.id}"]["location"] == "OBM"
    assert entries(mails()[henk.email]).keys() == {f"meeting-{following.id}"}


def test_a_correction_keeps_the_names_in_the_calendar(fixed, board, wim, karin):
    first = entries(mails()[karin.email])
    with writing():
        for one in db.session.scalars(select(Mail)):
            db.session.delete(one)
    with board.turn():
        second = fixed.correct(wim)
    with board.turn():
        second.fix(wim)
        minutes_mail.send(second, NOW)

    again = entries(mails()[karin.email])

    assert again.keys() == first.keys()
    assert {one["sequence"] for one in again.values()} == {1}
    assert mails()[karin.email].subject.startswith("Correctie op het verslag")


def test_the_mail_carries_the_calendar_along(fixed, karin):
    made = message(mails()[karin.email])

    (attached,) = made.iter_attachments()
    assert attached.get_content_type() == "text/calendar"
    assert attached.get_filename() == "actiebord.ics"
    assert "BEGIN:VEVENT" in attached.get_content()


def test_nobodys_address_is_in_it(fixed, karin, henk):
    for mail in mails().values():
        told = mail.text.replace("/boards/", "") + mail.html
        assert karin.email not in told
        assert henk.email not in told


def test_a_reader_who_reads_english_gets_its_words_in_english(fixed, karin):
    with writing():
        karin.language = "en"
        for one in db.session.scalars(select(Mail)):
            db.session.delete(one)
        db.session.flush()
        minutes_mail.send(fixed, NOW)

    assert mails()[karin.email].text.startswith("This is what you promised")


def test_a_correction_takes_out_of_the_calendar_what_was_given_back(
    fixed, board, meeting, wim, karin, card
):
    (decision,) = Decision.of(meeting)
    with writing():
        for one in db.session.scalars(select(Mail)):
            db.session.delete(one)
    with board.turn():
        card.release(karin)
        decision.remove(wim)
    with board.turn():
        second = fixed.correct(wim)
    with board.turn():
        second.fix(wim)
        minutes_mail.send(second, NOW)

    again = entries(mails()[karin.email])

    gone = {name for name, one in again.items() if one.get("status") == "CANCELLED"}
    assert gone == {f"card-{board.slug}-{card.number}", f"decision-{decision.id}"}


def test_only_who_promised_something_reads_so_in_the_subject(fixed, karin, henk):
    assert mails()[karin.email].subject.endswith("met wat jij toezegde")
    assert not mails()[henk.email].subject.endswith("met wat jij toezegde")
