"""The wall on the beamer: what it shows, what the facilitator does on it, what its stream tells."""

from __future__ import annotations

import re

import pytest

from actionboard.boards import replay
from actionboard.boards.verbs import named
from actionboard.core.database import writing
from actionboard.meetings.notes import Note
from actionboard.meetings.phases import Phase
from actionboard.wall import live_wall, wall_view
from actionboard.wall.live_wall import WallView
from actionboard.wall.votes import Vote
from tests.clients import said


def pieces(reply):
    """The pieces of the wall in a message."""
    return re.findall(r'<\w[\w-]*[^>]*? id="((?:note-|wall|flap-head)[\w-]*)"', reply.text)


@pytest.fixture
def news(app, board, meeting):
    """What the wall is told since the last time that it was asked."""
    view, last = WallView(meeting.id, "nl"), live_wall.of(meeting).version

    def news():
        nonlocal last
        wall = live_wall.of(meeting)
        told, last = view.paint(wall, last), wall.version
        return type("Reply", (), {"text": told})

    return news


def test_the_wall_shows_the_flaps_and_the_way_in(client_of, meeting, stick, wim):
    stick("Leerlingen zien groeien", flap="1A")

    page = client_of(wim).get(f"{meeting.url}/wall")

    assert "Leerlingen zien groeien" in said(page)
    assert f"{meeting.code[:3]} {meeting.code[3:]}" in said(page)


def test_a_new_note_is_painted_and_nothing_else_of_the_flaps(stick, news):
    stick("een")
    news()

    note = stick("Gastlessen plannen")

    assert pieces(news()) == [f"note-{note.id}"]


def test_a_phone_that_joins_changes_the_count_beside_the_wall(phone, news):
    phone()

    told = news()

    assert pieces(told) == ["wall-aside"]
    assert "1 telefoon doet mee" in said(told)


def test_a_note_that_goes_under_another_leaves_the_wall(client_of, meeting, stick, news, wim):
    first, second = stick("een"), stick("twee")
    news()

    client_of(wim).act(f"{meeting.url}/bundles", note=[first.id, second.id])

    told = news()
    assert pieces(told) == [f"note-{first.id}", f"note-{second.id}"]
    assert "2 samengevoegd" in said(told)


def test_what_was_bundled_is_no_longer_said_to_be_alike(client_of, meeting, stick, wim):
    first, second = stick("vaste contactpersoon per bedrijf"), stick("vaste contactpersoon bedrijf")
    known = wall_view.read(meeting).aside.alike
    assert known.ids == (first.id, second.id)

    client_of(wim).act(f"{meeting.url}/bundles", note=[first.id, second.id])

    assert wall_view.read(meeting, known, compares=False).aside.alike is None


def test_at_another_step_the_whole_wall_is_pieces(client_of, meeting, news, wim):
    client_of(wim).act(f"{meeting.url}/phase", phase="vote")

    assert pieces(news())[0] == "wall"


def test_a_note_in_the_inbox_is_not_on_its_flap_until_it_is_accepted(
    client_of, board, meeting, stick, phone, wim
):
    with board.turn():
        meeting.inbox = True
        board.record(named("meeting.changed"), meeting, wim)
    note = stick("Eerst kijken", participant=phone())
    assert [face.words for face in live_wall.of(meeting).face.notes] == []

    client_of(wim).delete(f"{meeting.url}/inbox", data={"one": note.id})

    assert [face.words for face in live_wall.of(meeting).face.notes] == ["Eerst kijken"]


def test_lines_that_are_pasted_become_a_note_each(client_of, meeting, wim):
    client_of(wim).send(
        f"{meeting.url}/flaps/2B/notes", lines="- bellen / mentor / school-bedrijf\n\n2. gastles"
    )

    notes = Note.of(meeting)
    assert [(note.words, note.who, note.level_text) for note in notes] == [
        ("bellen", "mentor", "school-bedrijf"), ("gastles", "", ""),
    ]  # fmt: skip


def test_what_one_press_did_is_taken_back_by_one_press(client_of, meeting, stick, wim):
    notes = [stick("een"), stick("twee")]
    client = client_of(wim)
    reply = client.act(f"{meeting.url}/notes?_method=DELETE", note=[note.id for note in notes])
    undo = reply.text.split('formaction="')[1].split('"')[0]
    assert Note.of(meeting) == []

    client.act(undo)

    assert [note.words for note in Note.of(meeting)] == ["een", "twee"]
    assert replay.differences(meeting.board) == []


def test_a_theme_colours_the_chosen_notes(client_of, board, meeting, stick, wim):
    note = stick()

    client_of(wim).act(f"{meeting.url}/themes", note=note.id, theme=board.themes[0].id)

    assert live_wall.of(meeting).face.notes[0].paint == "sky"


def test_nothing_chosen_is_said(client_of, meeting, wim):
    reply = client_of(wim).act(f"{meeting.url}/bundles")

    assert reply.status_code == 422
    assert "Kies eerst" in said(reply)


def test_a_closed_flap_says_so_on_the_wall(client_of, meeting, news, wim):
    client_of(wim).act(f"{meeting.url}/flaps/1A/closing")

    assert "dicht" in said(news())
    client_of(wim).delete(f"{meeting.url}/flaps/1A/closing")
    assert not meeting.flap("1A").closed


def test_the_clock_starts_and_rests(client_of, meeting, news, wim):
    client = client_of(wim)
    client.act(f"{meeting.url}/timer", minutes="5")
    client.act(f"{meeting.url}/timer", clock="pause")

    left = int(re.search(r'data-left="(\d+)"', news().text)[1])
    assert 240 < left <= 300


def test_raised_hands_are_kept_for_each_action(client_of, board, meeting, stick, wim):
    note = stick()
    with board.turn():
        meeting.enter(Phase.VOTE, by=wim)

    client_of(wim).act(f"{meeting.url}/votes/hands", **{f"hands-{note.id}": "4"})
    client_of(wim).act(f"{meeting.url}/votes/closing")

    assert note.votes == 4


def test_a_viewer_sees_no_button(client_of, meeting, zoë):
    page = client_of(zoë).get(f"{meeting.url}/wall")

    assert "only-looks" in page.text
    assert "pick-bar" not in page.text


def test_what_is_typed_on_the_vote_stays_when_a_sticker_comes_in(
    board, meeting, phone, stick, news, wim
):
    note = stick()
    with board.turn():
        meeting.enter(Phase.VOTE, by=wim)
    news()

    with writing():
        Vote.cast(meeting, phone(), {note.id: 1}, board.moment)

    assert pieces(news()) == ["wall-aside"]
