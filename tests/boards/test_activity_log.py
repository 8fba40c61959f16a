"""The log: append-only, without gaps, without names, and enough to rebuild the board."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
from pytest import raises
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from actionboard.boards import replay
from actionboard.boards.activity_log import Activity
from actionboard.boards.levels import Level
from actionboard.boards.models import Board
from actionboard.boards.stages import Stage
from actionboard.boards.texts import Words
from actionboard.cards.comments import Comment
from actionboard.cards.errors import AlreadyClaimed, NeedsResult
from actionboard.cards.models import Card
from actionboard.cards.steps import Step
from actionboard.core.database import db


def log_of(board):
    return db.session.scalars(
        db.select(Activity).where(Activity.board_id == board.id).order_by(Activity.version)
    ).all()


@pytest.fixture
def told(board, propose, karin, henk, fatima, marleen):
    """A board on which everything has happened at least once."""
    card, other, gone = propose(why="Omdat het helpt"), propose(level=Level.OPEN), propose()
    with board.turn():
        card.nominate(karin, by=henk)
        card.decline(by=karin)
        card.claim(by=karin)
        card.join(by=henk)
        card.join(by=fatima)
        card.leave(by=fatima)
        card.plan(board.today, by=karin)
        card.postpone(board.today + timedelta(days=9), by=karin)
        card.ask_help("Wie kent een gastdocent?", by=karin)
        card.carry_on(by=karin)
        step = Step.add(card, "School bellen", by=karin)
        step.tick(by=karin)
        step.untick(by=karin)
        Step.add(card, "Datum prikken", by=karin).remove(by=karin)
        Comment.make(card, "Mooi!", by=henk)
        Comment.make(card, "Oeps", by=henk).remove(by=henk)
        card.finish("Drie gastlessen.", by=karin)
        other.move(Stage.DOING, by=henk, level=Level.NATIONAL)
        other.edit(henk, title="Nieuwe titel", why="", level=Level.LOCAL,
                   theme=board.themes[0], due_on=None)  # fmt: skip
        other.drop("De opleiding stopt.", by=marleen)
        other.restore(by=marleen)
        gone.merge_into(other, by=marleen)
        card.release(by=karin)
    return board


@pytest.mark.parametrize("change", ["UPDATE activities SET verb = 'x'", "DELETE FROM activities"])
def test_the_database_refuses_to_change_the_log(card, board, change):
    with raises(DBAPIError, match="append-only"):
        db.session.execute(text(change))

    db.session.rollback()
    assert [entry.verb for entry in log_of(board)] == ["card.proposed"]


def test_replaying_the_log_gives_the_board(told):
    assert replay.differences(told) == []


def test_replay_notices_what_the_log_does_not_know(card, board):
    db.session.execute(text("UPDATE cards SET stage = 'done'"))
    db.session.commit()

    assert replay.differences(board) == [
        f"card {card.id}: stage is 'done', the log says 'proposed'"
    ]


def test_versions_have_no_gaps(told):
    assert [entry.version for entry in log_of(told)] == list(range(1, told.version + 1))


def test_a_refusal_leaves_no_gap(card, board, karin, henk):
    with board.turn():
        card.claim(by=karin)

    def join_and_finish():
        with board.turn():
            card.join(by=henk)
            card.move(Stage.DONE, by=henk)

    for _ in range(3):
        with raises(AlreadyClaimed), board.turn():
            card.claim(by=henk)
        with raises(NeedsResult):
            join_and_finish()

    assert board.version == 2
    assert card.helper_ids == []
    assert replay.differences(board) == []


def test_a_turn_in_which_nothing_happens_takes_no_version(card, board, karin):
    with board.turn():
        card.carry_on(by=karin)

    assert board.version == 1
    assert replay.differences(board) == []


def test_a_turn_is_told_with_its_own_moment(board, henk):
    then = datetime(2026, 9, 29, 13, 30, tzinfo=UTC)

    with board.turn(at=then):
        card = Card.propose(board, "Van de bijeenkomst", by=henk)

    assert (card.touched_at, log_of(board)[0].at) == (then, then)


def test_each_board_counts_its_own_versions(card, board, other_board):
    assert (board.version, other_board.version) == (1, 1)


def test_the_log_holds_no_names_and_no_texts(told):
    facts = json.dumps([entry.facts for entry in log_of(told)], ensure_ascii=False)
    people = db.session.execute(text("SELECT name, email FROM users")).all()
    places = db.session.execute(text("SELECT name FROM organisations")).scalars()
    words = db.session.scalars(db.select(Words.body))
    secrets = [*(one for row in people for one in row), *places, *words]

    assert len(secrets) > 30
    assert [one for one in secrets if one in facts] == []


def test_an_entry_names_who_did_what_to_which_card(card, board, karin):
    with board.turn():
        card.claim(by=karin)

    entry = log_of(board)[-1]
    assert (entry.verb, entry.by, entry.card, entry.version) == ("card.claimed", karin, card, 2)
    assert entry.facts == {"was": {"lead_id": None}, "now": {"lead_id": karin.id}}


def test_a_card_carries_the_version_of_its_latest_entry(told):
    latest = {}
    for entry in log_of(told):
        latest[entry.card_id] = entry.version

    cards = db.session.scalars(db.select(Card).where(Card.board_id == told.id)).all()
    assert {card.id: card.version for card in cards} == latest


def test_a_new_board_has_six_themes_and_no_cards(app, marleen):
    board = Board.create("nieuw", "Nieuw bord", by=marleen, at=datetime.now(UTC))

    assert len(board.themes) == 6
    assert board.themes[-1].name == "Overig"
    assert replay.differences(board) == []
