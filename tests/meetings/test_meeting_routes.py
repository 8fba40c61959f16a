"""The pages around a meeting: the list, making one, setting it."""

from __future__ import annotations

import re

from actionboard.boards import replay
from actionboard.core.database import db
from actionboard.meetings.models import Meeting
from tests.clients import said


def test_a_meeting_is_made_from_the_list(client_of, board, wim):
    reply = client_of(wim).send(
        "/boards/voorbeeldland/meetings", held_on="21-1-2027", place="OBM", title=""
    )

    made = Meeting.on(board)[0]
    assert reply.headers["Location"] == made.url
    assert (f"{made.held_on:%d-%m-%Y}", made.place) == ("21-01-2027", "OBM")


def test_a_day_that_is_none_is_said_at_its_field_and_what_was_typed_stays(client_of, board, wim):
    reply = client_of(wim).send(
        "/boards/voorbeeldland/meetings", held_on="binnenkort", place="bij OBM"
    )

    assert reply.status_code == 422
    assert "Schrijf een datum" in said(reply)
    assert "bij OBM" in reply.text
    assert Meeting.on(board) == []


def test_a_member_sees_the_meeting_but_not_the_button_to_set_it(client_of, meeting, karin):
    page = client_of(karin).get(meeting.url)

    assert page.status_code == 200
    assert f"{meeting.url}/edit" not in page.text


def test_who_does_not_lead_reads_what_a_part_holds_and_not_how_to_lead_it(
    client_of, meeting, karin, wim
):
    hers, his = (said(client_of(person).get(meeting.url)) for person in (karin, wim))

    for part in ("Doe mee op je telefoon", "Wie wat doet, en wanneer.", "Om na te lezen"):
        assert part in hers
        assert part not in his
    for part in ("op de beamer", "Typ ze terwijl iedereen meekijkt", "Afsluiten, nalezen"):
        assert part in his
        assert part not in hers


def test_questions_and_stickers_are_set_on_one_page(client_of, meeting, wim):
    client_of(wim).send(
        meeting.url, held_on="21-1-2027", title="Middag", stickers="5",
        **{"question-1A": "Waar word je blij van?", "label-1A": "blij"},
    )  # fmt: skip

    db.session.refresh(meeting)
    assert (meeting.title, meeting.stickers) == ("Middag", 5)
    assert meeting.flap("1A").question == "Waar word je blij van?"


def test_a_removed_meeting_can_be_put_back_from_the_list(client_of, meeting, wim):
    client = client_of(wim)

    client.delete(meeting.url)
    page = client.get("/boards/voorbeeldland/meetings")

    assert "/undo" in page.text
    assert client.get(meeting.url).status_code == 404


def test_what_was_set_of_a_meeting_is_taken_back_by_the_message(client_of, board, meeting, wim):
    client, before = client_of(wim), (meeting.held_on, meeting.place, meeting.title)
    client.send(
        meeting.url, held_on="21-1-2099", title="Middag", place="aula",
        **{"question-1A": "Waar word je blij van?", "label-1A": "blij"},
    )  # fmt: skip
    db.session.expire_all()
    assert (meeting.place, meeting.title, meeting.flap("1A").label) == ("aula", "Middag", "blij")
    page = client.get(meeting.url)
    undo = re.search(rf"{board.url}/activities/\d+/undo", page.text)
    assert "De bijeenkomst is gewijzigd." in said(page)

    client.send(undo[0])

    db.session.expire_all()
    assert (meeting.held_on, meeting.place, meeting.title) == before
    assert meeting.flap("1A").label == "energie"
    assert replay.differences(board) == []
