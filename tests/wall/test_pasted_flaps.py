"""All flaps in one text: every post-it on its flap, in its own words, exactly once."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest import raises

from actionboard.boards import replay
from actionboard.core.database import db
from actionboard.core.errors import Invalid
from actionboard.meetings.notes import Note
from actionboard.meetings.phases import Phase
from actionboard.wall import pasted_flaps
from tests.clients import said

TEXT = (Path(__file__).parent.parent / "data" / "flaps.txt").read_text()


@pytest.fixture
def read(today):
    """Reads a text: `read("Flap 1A\\n- Blij")`."""
    return lambda text: pasted_flaps.read_flaps(text, today=today)


def test_all_four_flaps_are_read_in_their_own_words(read):
    sheets = read(TEXT)

    assert {code: len(sheets.on(code)) for code in sheets.codes} == {
        "1A": 8, "1B": 8, "2A": 8, "2B": 20,
    }  # fmt: skip
    words = [note.words for note in sheets.notes]
    assert "leerlingen zien groeien! (2x)" in words
    assert "vakmanschap door(geven?)" in words
    assert "(?) ...begel... eerder bellen bij verzuim!!" in words
    assert words.count("vaste contactpersoon - school") == 2  # on 2A and on 2B


def test_of_2b_who_level_and_stickers_stand_apart(read):
    first, *others = read(TEXT).on("2B")

    assert (first.who, first.level_text, first.stickers) == ("BPV-bureau", "school-bedrijf", 9)
    doubtful = next(one for one in others if one.words.startswith("coach"))
    assert (doubtful.stickers, doubtful.remark) == (None, "(3 of 4)")


def test_what_hangs_on_no_flap_is_told(read):
    left = read(TEXT).left

    assert left[0].startswith("De kracht van de BPV")
    assert left[-1].startswith("Let op: 6 post-its lagen op de grond")


def test_lines_without_a_mark_are_post_its_too(read):
    sheets = read("Flap 1A\nBlij\nLeuk\n\n2B:\nbellen / mentor / regionaal")

    assert [note.words for note in sheets.notes] == ["Blij", "Leuk", "bellen"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("  \n", "Plak hier eerst"),
        ("- bellen\n- mailen", "geen flap boven"),
        ("Flap 1A\n- " + "x" * 201, "Regel 2 is te lang"),
        ("Flap 1A\n" + "- x\n" * 401, "hooguit 400 regels"),
        ("x" * 60_001, "te lang"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_sentence(read, text, sentence):
    with raises(Invalid) as refusal:
        read(text)

    assert refusal.value.at_field == "text"
    assert sentence in refusal.value.sentence


def test_stuck_twice_with_one_key_every_note_is_there_once(board, meeting, read, wim):
    for _again in range(2):
        with board.turn():
            pasted_flaps.stick(meeting, read(TEXT), ["1A", "2B"], wim, key="a-key-of-this-form")

    assert len(Note.of(meeting, "1A")) == 8
    assert len(Note.of(meeting, "2B")) == 20
    assert Note.of(meeting, "1B") == []
    assert Note.of(meeting, "2B")[0].hands == 9
    assert replay.differences(board) == []


def test_the_page_shows_how_many_per_flap_before_it_sticks_them(client_of, meeting, wim):
    client = client_of(wim)

    seen = client.send(f"{meeting.url}/paste", text=TEXT)

    assert "8 post-its" in said(seen)
    assert "44 post-its plakken" in said(seen)
    assert "5 regels horen bij geen flap" in said(seen)
    assert Note.of(meeting) == []


def test_only_the_chosen_flaps_are_stuck_and_it_can_be_undone(client_of, meeting, wim):
    client = client_of(wim)

    client.post(f"{meeting.url}/paste", data={"text": TEXT, "sure": "1", "flap": ["1A", "1B"]})
    page = client.get(f"{meeting.url}/wall")
    assert "16 post-its geplakt" in said(page)
    undo = page.text.split('formaction="')[-1].split('"')[0]
    client.post(undo)

    assert undo.startswith(f"{meeting.board.url}/activities/")
    assert Note.of(meeting) == []


def test_a_refusal_keeps_the_text(board, client_of, meeting, wim):
    with board.turn():
        meeting.enter(Phase.CLOSED, wim)

    reply = client_of(wim).send(f"{meeting.url}/paste", text="Flap 1A\n- Blij", sure="1", flap="1A")

    assert reply.status_code == 409
    assert "afgesloten" in said(reply)
    assert "- Blij" in reply.text
    db.session.rollback()
