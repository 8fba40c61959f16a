"""The board as it was, and what happened since: as a plain replay of the log says it."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from actionboard.boards import replay, undo
from actionboard.boards.activity_log import Activity, plain
from actionboard.boards.levels import Level
from actionboard.boards.stages import Stage
from actionboard.boards.verbs import named
from actionboard.cards.comments import Comment
from actionboard.cards.log_events import Happening, happened
from actionboard.cards.models import Card
from actionboard.cards.past_board import COLUMNS, Past, is_first, log, version_at
from actionboard.cards.steps import Step
from actionboard.core.database import db, writing
from actionboard.imports import drafts
from tests.histories import READING, WORKERS, histories, play

EXAMPLES = int(os.environ.get("ACTIEBORD_EXAMPLES", "5"))
pytestmark = pytest.mark.timeout(120 + 25 * EXAMPLES)  # of which somebody may ask for many
# Without shrinking: a history takes half a second, so that would take longer than all tests.
THOROUGH = settings(
    max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck),
    phases=[Phase.reuse, Phase.generate],
)  # fmt: skip


@pytest.fixture
def cast(karin, henk, fatima, joris, marleen):
    return dict(zip(WORKERS, (karin, henk, fatima, joris, marleen), strict=True))


@pytest.fixture
def told(board):
    """What happened on the board after a version, as (card number, kind)."""

    def told(since=0):
        numbers = dict(db.session.execute(db.select(Card.id, Card.number)).all())
        return [(numbers[one.card_id], one.kind.value) for one in happened(log(board, since))]

    return told


def entries_of(board):
    return db.session.scalars(
        db.select(Activity).where(Activity.board_id == board.id).order_by(Activity.version)
    ).all()


def replayed(board, version):
    """Every card as the log from its beginning leads to it."""
    until = [entry for entry in entries_of(board) if entry.version <= version]
    cards = {key: state for key, state in replay.rebuilt(until).items() if key[0] == "card"}
    return {
        card_id: {**state, "touched_at": [one.at for one in until if one.card_id == card_id][-1]}
        for (_kind, card_id), state in cards.items()
    }


def taken_back(board, version):
    past = Past.now(board).earlier(version).touched()
    return {card.id: seen(card) for card in past.cards.values()}


def seen(card):
    moment = {"touched_at": card.touched_at}
    return {one: plain(getattr(card, one)) for one in COLUMNS[3:]} | moment


def test_a_past_card_holds_all_that_the_log_keeps_of_a_card():
    recorded = {Card.column_of(name) for name in Card.RECORDED}

    assert set(COLUMNS) == recorded | {"id", "created_at", "touched_at"}


def test_any_earlier_version_is_as_a_replay_of_the_log_tells_it(cast):
    @THOROUGH
    @given(history=histories(), back=st.integers(0, 100))
    def check(history, back):
        board, _moment = play(cast, history)
        for version in {board.version, board.version * back // 100, 0}:
            assert taken_back(board, version) == replayed(board, version)

    check()


def test_going_back_in_steps_comes_to_the_same(cast):
    @THOROUGH
    @given(history=histories())
    def check(history):
        board, _moment = play(cast, history)
        past = Past.now(board)
        for version in range(board.version, -1, -5):
            past = past.earlier(version).touched()
            assert {one.id: seen(one) for one in past.cards.values()} == replayed(board, version)
            assert [one.version for one in past.log] == [*range(version + 1, board.version + 1)]

    check()


def test_what_happened_leads_from_then_to_now(cast):
    """Each kind of event, told in order, makes of the board then what it is in the end."""

    @THOROUGH
    @given(history=histories(60), back=st.integers(0, 100))
    def check(history, back):
        board, _moment = play(cast, history)
        since = board.version * back // 100
        before, after = replayed(board, since), replayed(board, board.version)
        for entry in entries_of(board):  # a card that comes later begins as it was made
            if entry.subject == "card" and is_first(entry):
                now = entry.facts["now"]  # one that came merged is off the board from the start
                made = now | {"removed": now["merged_into_id"] is None}
                before.setdefault(entry.card_id, made)
        for event in happened(log(board, since)):
            told_to(before, event)
        assert on_board(before) == on_board(after)

    check()


def on_board(cards):
    """What events tell of each card that stands on the board."""
    told = ("stage", "level", "lead_id", "due_on")
    return {
        card_id: {one: card[one] for one in told} | {"stuck": bool(card["help_id"])}
        for card_id, card in cards.items()
        if not (card["removed"] or card["dropped_id"] or card["merged_into_id"])
    }


def told_to(cards, event):
    """Let one event happen to plain cards."""
    kind, card = event.kind, cards[event.card_id]
    match kind:
        case Happening.NEW | Happening.RETURNED:
            card["removed"] = False
        case Happening.REMOVED:
            card["removed"] = True
        case Happening.DROPPED:
            card["dropped_id"] = event.now
        case Happening.MERGED:
            card["merged_into_id"] = event.now
        case Happening.RESTORED:
            card["dropped_id"] = card["merged_into_id"] = None
        case Happening.MOVED | Happening.DONE | Happening.REOPENED:
            card["stage"] = event.now
        case Happening.LEVELLED:
            card["level"] = event.now
        case Happening.DATED | Happening.POSTPONED | Happening.UNDATED:
            card["due_on"] = event.now
        case Happening.CLAIMED | Happening.RELEASED | Happening.HANDED_OVER:
            card["lead_id"] = event.now
        case Happening.STUCK | Happening.UNSTUCK:
            card["help_id"] = event.now


def test_the_version_at_a_moment_is_that_of_the_last_entry_until_then(cast):
    @THOROUGH
    @given(history=histories(20), hours=st.integers(-10, 3000))
    def check(history, hours):
        board, end = play(cast, history)
        moment = end - timedelta(hours=hours)
        assert version_at(board, moment) == sum(one.at <= moment for one in entries_of(board))

    check()


def test_a_step_that_was_taken_back_did_not_happen(board, card, karin, told):
    with board.turn():
        card.claim(by=karin)
    with board.turn():
        undo.undo_turn(board, board.version - 1, karin)

    assert told(since=1) == []


def test_taking_back_what_happened_before_is_news(board, card, karin, told):
    with board.turn():
        card.finish("Gelukt.", by=karin)
    with board.turn():
        undo.undo_turn(board, board.version - 1, karin)

    assert told(since=2) == [(1, "reopened")]


def test_taking_back_and_doing_it_again_is_doing_it_once(board, card, karin, told):
    with board.turn():
        card.claim(by=karin)
    for _ in range(2):
        with board.turn():
            undo.undo_turn(board, board.version - 1, karin)

    assert told(since=1) == [(1, "claimed")]


def test_a_proposal_that_was_taken_back_never_was(board, marleen, propose, told):
    card = propose(by=marleen)
    made = board.version
    with board.turn():
        Comment.make(card, "Mooi!", by=marleen)
    with board.turn():
        undo.undo_turn(board, made, marleen)

    assert told() == []
    assert told(since=made) == [(1, "removed")]


def test_a_list_that_comes_and_goes_and_comes_back_is_told_by_its_cards(board, wim, told):
    with writing():
        draft = drafts.draft(
            board, wim, name="f", reading=READING, meeting=None, at=datetime.now(UTC)
        )
    with board.turn():
        drafts.confirm(board, draft, wim)
    came = board.version
    with board.turn():
        drafts.take_off(board, draft, wim)
    went = board.version

    assert told() == []
    assert {kind for _number, kind in told(since=came)} == {"removed"}
    with board.turn():
        undo.undo_turn(board, came + 1, wim)
    assert {kind for _number, kind in told()} == {"new"}
    assert told(since=came) == []
    assert {kind for _number, kind in told(since=went)} == {"returned"}


def test_a_merge_takes_one_card_off_and_leaves_the_other(board, propose, marleen, told):
    card, other = propose(), propose()
    with board.turn():
        card.merge_into(other, by=marleen)

    past = Past.now(board)

    assert told(since=2) == [(1, "merged")]
    assert [one.number for one in past.cards.values() if one.is_on_board] == [2]


def test_one_step_may_tell_several_things(board, card, karin, today, told):
    with board.turn():
        card.plan(today, by=karin, lead=karin)

    assert told(since=1) == [(1, "claimed"), (1, "dated"), (1, "moved")]


def test_every_kind_of_event_is_told(board, propose, karin, henk, marleen, today, told):
    card, other = propose(), propose()
    with board.turn():
        card.claim(by=karin)
        card.join(by=henk)
        card.plan(today, by=karin)
        card.postpone(today + timedelta(days=9), by=karin)
        card.ask_help("Wie?", by=karin)
        card.carry_on(by=karin)
        Comment.make(card, "Mooi!", by=henk)
        Step.add(card, "Bellen", by=henk).tick(by=henk)
        card.finish("Drie gastlessen.", by=karin)
        card.move(Stage.DOING, by=karin, level=Level.NATIONAL)
        card.nominate(marleen, by=karin)
        card.accept(by=marleen)
        card.postpone(None, by=karin)
        card.release(by=marleen)
        other.drop("Kan niet.", by=marleen)
        other.restore(by=marleen)
        other.merge_into(card, by=marleen)

    assert [kind for _number, kind in told()] == [
        "new", "new", "claimed", "partnered", "dated", "moved", "postponed", "stuck", "unstuck",
        "commented", "stepped", "done", "result", "levelled", "reopened", "handed_over", "undated",
        "released", "dropped", "restored", "merged",
    ]  # fmt: skip


def test_making_room_is_no_sign_of_life(board, propose, marleen):
    with board.turn(at=datetime(2026, 9, 1, tzinfo=UTC)):
        card = Card.propose(board, "Iets", by=marleen, level=Level.LOCAL)
    with board.turn():
        card.rank = "a0V"
        board.record(named("card.spread"), card, marleen)
    with board.turn():
        Comment.make(card, "Mooi!", by=marleen)

    past = Past.now(board).earlier(board.version - 1).touched()

    assert past.cards[card.id].touched_at == datetime(2026, 9, 1, tzinfo=UTC)
    assert happened(log(board, 1, 2)) == []
