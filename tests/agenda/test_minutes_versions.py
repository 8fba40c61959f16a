"""Minutes: written, fixed, corrected; what was fixed stays as it is."""

from __future__ import annotations

import pytest
from pytest import raises

from actionboard.agenda.minutes import Block, BlockKind, Line, Minutes
from actionboard.agenda.minutes_versions import AlreadyFixed, MinutesVersion, NotFixedYet
from actionboard.boards import replay, undo
from actionboard.boards.texts import TooLong

KINDS = (BlockKind.NEXT, BlockKind.OPENING, BlockKind.DECISIONS)


@pytest.fixture
def draft(board, meeting, wim):
    """A first version with three blocks."""
    blocks = [Block(kind, kind, (Line(f"over {kind}"),)) for kind in KINDS]
    with board.turn():
        return MinutesVersion.draft(meeting, blocks, wim)


def write(draft, board, by, **texts):
    with board.turn():
        draft.write({BlockKind(kind): text for kind, text in texts.items()}, by)


def test_the_blocks_stand_in_the_order_of_minutes(draft, board):
    kinds = [block.kind for block in draft.as_data().blocks]

    assert kinds == [BlockKind.OPENING, BlockKind.DECISIONS, BlockKind.NEXT]


def test_what_is_typed_in_a_block_is_kept(draft, board, wim):
    write(draft, board, wim, opening="Welkom.\r\n\r\nMet dertig mensen.",
          decisions="Ton regelt de inlogs | Ton | vr 12 feb")  # fmt: skip

    said = draft.as_data()
    assert [line.what for line in said.block(BlockKind.OPENING).lines] == [
        "Welkom.", "Met dertig mensen.",
    ]  # fmt: skip
    assert said.block(BlockKind.DECISIONS).lines == (
        Line("Ton regelt de inlogs", "Ton", "vr 12 feb"),
    )
    assert replay.differences(board) == []


def test_a_block_that_did_not_change_is_not_recorded(draft, board, wim):
    before = board.version

    write(draft, board, wim, opening="over opening")

    assert board.version == before


def test_a_text_without_end_is_refused_at_its_block(draft, board, wim):
    with raises(TooLong) as refused:
        write(draft, board, wim, next="x" * 20_001)

    assert refused.value.at_field == "next"


def test_fixed_minutes_no_longer_change(draft, board, wim):
    with board.turn():
        draft.fix(wim)

    with raises(AlreadyFixed):
        write(draft, board, wim, opening="Toch anders")
    with raises(AlreadyFixed), board.turn():
        draft.discard(wim)
    with raises(undo.CannotUndo), board.turn():
        undo.undo_turn(board, board.version - 1, by=wim)


def test_a_correction_is_a_new_version_beside_the_old_one(draft, board, meeting, wim):
    with board.turn():
        draft.fix(wim)
    with board.turn():
        second = draft.correct(wim)
    write(second, board, wim, opening="Nu goed")

    assert [one.number for one in MinutesVersion.of(meeting)] == [2, 1]
    assert draft.as_data().blocks[0].lines == (Line("over opening"),)
    assert second.as_data().blocks[0].lines == (Line("Nu goed"),)
    assert replay.differences(board) == []


def test_there_is_one_draft_at_a_time(draft, board, meeting, wim):
    with raises(NotFixedYet), board.turn():
        draft.correct(wim)

    with board.turn():
        draft.discard(wim)
    with board.turn():
        again = MinutesVersion.draft(meeting, [], wim)

    assert again.number == 2


@pytest.mark.parametrize("text", ["wat", "wat | wie", "wat | wie | wk 6", "wat | | wk 6"])
def test_a_row_reads_as_it_is_typed(text):
    assert Line.read(Line.read(text).typed) == Line.read(text)


def test_minutes_without_a_block_say_so(today):
    assert Minutes.of("Bord", today, "", []).block(BlockKind.NEXT) is None
