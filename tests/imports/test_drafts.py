"""A list comes onto the board, and goes again: in one step, with nothing lost."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from pytest import raises
from sqlalchemy import select

from actionboard.boards import replay, undo
from actionboard.boards.activity_log import Activity
from actionboard.boards.levels import Level
from actionboard.boards.stages import Stage
from actionboard.boards.undo_refusals import CannotUndo
from actionboard.cards.models import Card
from actionboard.core.database import db, writing
from actionboard.imports import drafts
from actionboard.imports.draft_lines import KEEP, MERGE, Line
from actionboard.imports.drafts import NothingLeft, OnTheBoardAlready
from actionboard.imports.models import Import
from actionboard.list_reader.files import read_file
from actionboard.meetings.notes import Note
from actionboard.privacy import retention

SAMPLE = Path(__file__).parent.parent / "data" / "flap-2b.csv"
MET_ON = date(2026, 9, 29)


@pytest.fixture
def read(board):
    """Reads a typed list, comparing it with what is on the board; the sample without a text."""

    def read(text=None):
        data = text.encode() if text else SAMPLE.read_bytes()
        table = read_file(data, today=MET_ON)
        return drafts.read(table, today=MET_ON, known=drafts.titles(board))

    return read


@pytest.fixture
def draft(board, wim, read):
    """Makes a draft of a list; of the sample without a text."""

    def draft(text=None):
        reading, now = read(text), datetime.now(UTC)
        with writing():
            meeting = drafts.meeting_on(board, MET_ON, "kantine")
            return drafts.draft(
                board, wim, name="flap.csv", reading=reading, meeting=meeting, at=now
            )

    return draft


def put(board, draft, by):
    with board.turn():
        drafts.confirm(board, draft, by)
    return [Card.find(board, row["card"]) for row in draft.rows if row["card"]]


def choose(draft, row, **choices):
    with writing():
        lines = [Line.from_dict(one) for one in draft.rows]
        draft.rows = [(one.with_(**choices) if one.row == row else one).as_dict() for one in lines]


def on_board(board):
    cards = select(Card).where(Card.board_id == board.id).order_by(Card.number)
    return [card for card in db.session.scalars(cards) if card.is_on_board]


def test_every_row_becomes_a_proposal_in_its_lane_and_in_its_order(board, wim, draft):
    cards = put(board, draft(), wim)

    assert [card.number for card in cards] == list(range(1, 21))
    assert {card.stage for card in cards} == {Stage.PROPOSED}
    assert [card.level for card in cards[:4]] == [
        Level.LOCAL, Level.LOCAL, Level.OPEN, Level.REGIONAL,
    ]  # fmt: skip
    local = [card for card in cards if card.level is Level.LOCAL]
    assert sorted(local, key=lambda card: card.rank) == local


def test_a_post_it_keeps_its_own_words(board, wim, draft):
    card = put(board, draft(), wim)[13]

    note = card.note
    assert (note.words, note.who) == (
        "Coach als spin in het web: pilot bij 5 bedrijven", "regionaal coördinator + IW",
    )  # fmt: skip
    assert (note.level_text, note.meeting.held_on) == ("regionaal / school-bedrijf", MET_ON)
    assert "Stickers in de lijst: 3-apr" in note.remark


def test_what_is_unclear_becomes_a_question_on_the_card(board, wim, draft):
    cards = put(board, draft(), wim)

    assert cards[2].questions == ["duplicate:1", "who", "level"]
    assert (cards[3].due_on, cards[3].due_text) == (None, "voor de kerst")
    assert (cards[1].due_on, cards[1].due_text) == (date(2026, 11, 27), "")


def test_the_log_of_an_import_replays_without_gaps(board, wim, draft):
    put(board, draft(), wim)

    log = db.session.scalars(select(Activity).order_by(Activity.version)).all()
    assert [one.verb for one in log] == ["card.imported"] * 20 + ["import.confirmed"]
    assert [one.version for one in log] == list(range(1, 22))
    assert all(one.card.version == one.version for one in log if one.card)
    assert replay.differences(board) == []


def test_a_merged_row_keeps_its_post_it_in_the_card_that_says_the_same(board, wim, draft):
    kept = draft()
    choose(kept, 3, choice=MERGE)

    cards = put(board, kept, wim)

    assert cards[1].merged_into is cards[0]
    assert cards[1].note.words.startswith("BPV-docent beter bereikbaar")
    assert len(on_board(board)) == 19
    assert replay.differences(board) == []


def test_what_is_merged_into_a_merged_row_goes_along_with_it(board, wim, draft):
    kept = draft("Actie\nGastlessen door monteurs\nGastlessen door monteurs!\nGastlessen monteurs")
    for row in (3, 4):
        choose(kept, row, choice=MERGE)

    cards = put(board, kept, wim)

    assert [card.merged_into for card in cards] == [None, cards[0], cards[0]]


def test_keeping_both_asks_nothing(board, wim, draft):
    kept = draft()
    choose(kept, 3, choice=KEEP)

    cards = put(board, kept, wim)

    assert (cards[1].questions, cards[1].merged_into) == ([], None)


def test_a_row_that_was_left_out_is_nobodys_double(board, wim, draft):
    kept = draft()
    choose(kept, 2, left_out=True)
    choose(kept, 3, choice=MERGE)

    cards = put(board, kept, wim)

    assert len(cards) == 19
    assert cards[0].merged_into is None
    assert "duplicate" not in " ".join(cards[1].questions)


def test_a_card_that_is_on_the_board_already_is_recognised(board, wim, propose, draft):
    card = propose("Begeleidingsuren in de cao")
    kept = draft()

    line = next(Line.from_dict(one) for one in kept.rows if one["known"])
    cards = put(board, kept, wim)

    assert (line.row, line.known, line.proposal.duplicate_of) == (9, card.number, None)
    assert cards[7].questions == ["duplicate:1", "raiser"]


def test_a_row_can_be_merged_into_a_card_that_was_there(board, wim, propose, draft):
    card = propose("Begeleidingsuren in de cao")
    kept = draft()
    choose(kept, 9, choice=MERGE)

    cards = put(board, kept, wim)

    assert cards[7].merged_into is card


def test_a_list_comes_onto_the_board_once(board, wim, draft):
    kept = draft()
    put(board, kept, wim)

    with raises(OnTheBoardAlready):
        put(board, kept, wim)

    assert len(on_board(board)) == 20


def test_a_list_of_which_nothing_is_left_is_refused(board, wim, draft):
    kept = draft("Actie\nGastlessen plannen")
    choose(kept, 2, left_out=True)

    with raises(NothingLeft):
        put(board, kept, wim)

    assert board.version == 0


def test_undo_takes_the_whole_list_off_whatever_happened_to_its_cards(board, wim, karin, draft):
    kept = draft()
    version = put(board, kept, wim) and board.version
    with board.turn():
        Card.find(board, 1).claim(by=karin)

    with board.turn():
        undo.undo_turn(board, version, wim)

    assert on_board(board) == []
    assert kept.confirmed is False
    assert replay.differences(board) == []


def test_undoing_the_undo_brings_the_same_cards_back(board, wim, draft):
    kept = draft()
    version = put(board, kept, wim) and board.version
    with board.turn():
        undo.undo_turn(board, version, wim)
    undone = board.recorded[0]

    with board.turn():
        undo.undo_turn(board, undone, wim)

    assert [card.number for card in on_board(board)] == list(range(1, 21))
    assert kept.confirmed is True
    assert replay.differences(board) == []


def test_a_card_that_went_by_itself_stays_away(board, wim, draft):
    kept = draft()
    put(board, kept, wim)
    with board.turn():
        Card.find(board, 5).drop("Bestaat al.", wim)
    with board.turn():
        drafts.take_off(board, kept, wim)
    undone = board.recorded[0]

    with board.turn():
        undo.undo_turn(board, undone, wim)

    assert 5 not in [card.number for card in on_board(board)]


def test_a_list_that_was_undone_can_come_again(board, wim, draft):
    kept = draft()
    put(board, kept, wim)
    with board.turn():
        drafts.take_off(board, kept, wim)

    cards = put(board, kept, wim)

    assert [card.number for card in cards] == list(range(21, 41))
    assert replay.differences(board) == []


def test_a_draft_that_was_thrown_away_comes_back_by_undo(board, wim, draft):
    kept = draft()
    with board.turn():
        drafts.discard(board, kept, wim)
    assert Import.on(board) == []

    with board.turn():
        undo.undo_turn(board, board.version - 1, wim)

    assert Import.on(board) == [kept]
    assert replay.differences(board) == []


def test_a_month_after_a_draft_was_thrown_away_its_lines_are_forgotten(board, wim, draft):
    kept = draft()
    with board.turn():
        drafts.discard(board, kept, wim)
    with writing():
        retention.forget(board.moment + timedelta(days=31))
    db.session.expire_all()

    assert (kept.name, kept.rows) == ("…", [])
    with raises(CannotUndo), board.turn():
        undo.undo_turn(board, board.version - 1, wim)


def test_the_post_its_of_a_list_go_with_it(board, wim, draft):
    kept = draft()
    put(board, kept, wim)
    with board.turn():
        drafts.take_off(board, kept, wim)

    assert {note.removed for note in db.session.scalars(select(Note))} == {True}


def test_the_report_counts_what_a_careful_person_would_count(draft):
    assert drafts.report(draft()) == {
        "cards": 20,
        "levels": {"national": 3, "regional": 4, "local": 8, "open": 5},
        "dates": 8,
        "questions": 33,
        "possible_duplicates": 3,
        "skipped_rows": 2,
    }


def test_two_thousand_rows_come_in_few_statements(board, wim, draft, read):
    rows = "\n".join(f"Actie nummer {n} over onderwerp {n * 7}" for n in range(2000))
    kept = draft(f"Actie\n{rows}")

    cards = put(board, kept, wim)

    assert len(cards) == 2000
    assert board.version == 2001
