"""Every step can be taken back by who made it, and that too."""

from __future__ import annotations

from datetime import timedelta

import pytest
from pytest import raises
from sqlalchemy import select

from actionboard.accounts.models import Membership, Role
from actionboard.boards.activity_log import Activity, PointsAtNothing
from actionboard.boards.levels import Level
from actionboard.boards.stages import Stage
from actionboard.boards.themes import change_theme, remove_theme
from actionboard.boards.undo import can_go_back
from actionboard.boards.undo_refusals import CannotUndo, NotYourStep
from actionboard.boards.verbs import names_where
from actionboard.cards import ranks
from actionboard.cards.comments import Comment
from actionboard.cards.escalation import Raising
from actionboard.cards.models import Card
from actionboard.cards.steps import Step
from actionboard.core.database import db, writing
from actionboard.core.errors import NotAllowed
from tests.cards.conftest import take_back as take_back
from tests.cards.conftest import the_log_tells_it_all as the_log_tells_it_all
from tests.cards.test_move import column

# By the verb in the log, with a word behind it where one verb does more than one thing.
VERBS = {
    "card.claimed": lambda card, by, other: card.claim(by=by),
    "card.joined": lambda card, by, other: card.join(by=by),
    "card.nominated": lambda card, by, other: card.nominate(other, by=by),
    "card.nominated by a day": lambda card, by, other: card.nominate(
        other, by=by, due_on=card.board.today
    ),
    "card.stuck": lambda card, by, other: card.ask_help("Wie weet dit?", by=by),
    "card.raised": lambda card, by, other: Raising.ask(card, "Mag dit in de cao?", "SBB", by=by),
    "card.moved": lambda card, by, other: card.move(Stage.DOING, by=by, level=Level.NATIONAL),
    "card.dated": lambda card, by, other: card.postpone(card.board.today, by=by),
    "card.planned": lambda card, by, other: card.plan(card.board.today, by=by, lead=by),
    "card.finished": lambda card, by, other: card.finish("Gedaan.", by=by),
    "card.finished later": lambda card, by, other: card.finish(None, by=by),
    "card.dropped": lambda card, by, other: card.drop("Toch niet.", by=by),
    "card.edited": lambda card, by, other: card.edit(
        by, title="Iets anders", why="Daarom", level=Level.REGIONAL,
        theme=card.board.themes[2], due_on=card.board.today,
    ),
    "step.added": lambda card, by, other: Step.add(card, "Bellen", by=by),
    "comment.made": lambda card, by, other: Comment.make(card, "Goed plan", by=by),
}  # fmt: skip
SECOND = {
    "card.released": (VERBS["card.claimed"], lambda card, by: card.release(by=by)),
    "card.left": (VERBS["card.joined"], lambda card, by: card.leave(by=by)),
    "card.declined": (VERBS["card.nominated"], lambda card, by: card.decline(by=by)),
    "card.claimed when asked": (
        lambda card, by, other: card.nominate(by, by=other, due_on=card.board.today),
        lambda card, by: card.accept(by=by),
    ),
    "card.partnered": (
        lambda card, by, other: card.claim(by=other), lambda card, by: card.join(by=by),
    ),
    "card.unstuck": (VERBS["card.stuck"], lambda card, by: card.carry_on(by=by)),
    "card.restored": (VERBS["card.dropped"], lambda card, by: card.restore(by=by)),
    "card.moved out again": (
        VERBS["card.finished"], lambda card, by: card.move(Stage.DOING, by=by),
    ),
    "card.settled": (
        VERBS["card.finished later"], lambda card, by: card.settle("result", by=by),
    ),
    "step.ticked": (VERBS["step.added"], lambda card, by: Step.of(card)[0].tick(by=by)),
    "step.unticked": (
        lambda card, by, other: Step.add(card, "Bellen", by=by).tick(by=by),
        lambda card, by: Step.of(card)[0].untick(by=by),
    ),
    "step.removed": (VERBS["step.added"], lambda card, by: Step.of(card)[0].remove(by=by)),
    "comment.removed": (VERBS["comment.made"], lambda card, by: Comment.of(card)[0].remove(by=by)),
}  # fmt: skip
ELSEWHERE = {
    "card.proposed", "card.merged",  # below: these cards are seen no longer
    "card.imported", "card.withdrawn", "card.returned",  # with their list
    "card.checked_in", "card.answered",  # by mail, see notifications/test_check_ins.py
    "card.spread",  # makes room: nobody sees a difference
    "card.reordered", "card.undated",  # only words of history
}  # fmt: skip


def test_every_verb_of_a_card_is_taken_back_in_a_test():
    """A new verb wants a line above, or a reason why it is final."""
    told = {name.split(" ")[0] for name in (*VERBS, *SECOND)} | ELSEWHERE
    about_a_card = ("card.", "step.", "comment.")
    known = names_where(lambda verb: verb.name.startswith(about_a_card) and not verb.undo.refused)

    assert set(known) <= told


def everything(card):
    """All that can be seen of a card: its own state, its counts, its steps and comments."""
    db.session.refresh(card)
    asked = Raising.find(card)
    parts = [*Step.of(card), *Comment.of(card), *([asked] if asked else [])]
    counts = (card.steps_made, card.steps_ticked, card.comments_made)
    return card.state(), counts, [part.state() for part in parts]


def entry_of(card):
    """The latest entry of the log."""
    return db.session.get(Activity, (card.board_id, card.board.recorded[-1]))


@pytest.mark.parametrize("verb", VERBS)
def test_a_step_is_taken_back_and_done_again(card, henk, karin, take_back, verb):
    before = everything(card)
    VERBS[verb](card, henk, karin)
    db.session.flush()
    after = everything(card)
    assert (after != before, entry_of(card).verb) == (True, verb.split(" ")[0])

    take_back(henk)
    assert everything(card) == before

    take_back(henk)
    assert everything(card) == after


@pytest.mark.parametrize("verb", SECOND)
def test_a_second_step_is_taken_back_to_the_first(card, henk, karin, take_back, verb):
    first, second = SECOND[verb]
    first(card, henk, karin)
    db.session.flush()
    before = everything(card)
    second(card, henk)
    db.session.flush()
    after = everything(card)
    assert (after != before, entry_of(card).verb) == (True, verb.split(" ")[0])

    take_back(henk)
    assert everything(card) == before

    take_back(henk)
    assert everything(card) == after


def test_a_proposal_that_is_taken_back_is_gone_and_can_come_back(propose, board, henk, take_back):
    card = propose(by=henk)
    take_back(henk)
    assert Card.find(board, card.number) is None

    take_back(henk)

    assert Card.find(board, card.number) is card


def test_a_merge_is_taken_back(propose, henk, take_back):
    one, same = propose(), propose()
    same.merge_into(one, by=henk)

    take_back(henk)

    assert same.is_on_board


def test_nobody_takes_back_the_step_of_somebody_else(card, karin, henk, take_back):
    card.claim(by=karin)

    with raises(NotYourStep):
        take_back(henk)

    assert card.lead is karin


def test_what_changed_since_is_not_taken_back(card, karin, henk, board, take_back):
    card.move(Stage.DOING, by=karin)
    version = board.recorded[-1]
    card.move(Stage.PROPOSED, by=henk)

    with raises(CannotUndo):
        take_back(karin, version)

    assert card.stage is Stage.PROPOSED


def test_what_others_changed_elsewhere_on_the_card_stays(card, karin, henk, board, take_back):
    card.claim(by=karin)
    version = board.recorded[-1]
    card.postpone(board.today, by=henk)
    Comment.make(card, "Fijn!", by=henk)

    take_back(karin, version)

    assert (card.lead, card.due_on, card.comments_made) == (None, board.today, 1)


def test_an_entry_that_does_not_exist_is_not_taken_back(card, karin, take_back):
    with raises(CannotUndo):
        take_back(karin, 999)


def test_taking_back_twice_is_refused_the_second_time(card, karin, board, take_back):
    card.claim(by=karin)
    version = board.recorded[-1]
    take_back(karin, version)

    with raises(CannotUndo):
        take_back(karin, version)

    assert card.lead is None


def test_of_a_list_only_ones_own_part_is_taken_back(card, henk, joris, board, take_back):
    card.join(by=henk)
    version = board.recorded[-1]
    card.join(by=joris)

    take_back(henk, version)

    assert card.helper_ids == [joris.id]


def test_who_left_and_takes_that_back_stands_beside_who_joined_since(
    card, henk, joris, board, take_back
):
    card.join(by=henk)
    card.leave(by=henk)
    version = board.recorded[-1]
    card.join(by=joris)

    take_back(henk, version)

    assert sorted(card.helper_ids) == sorted([henk.id, joris.id])


def test_who_came_back_by_hand_is_not_there_twice(card, henk, board, take_back):
    card.join(by=henk)
    card.leave(by=henk)
    version = board.recorded[-1]
    card.join(by=henk)

    take_back(henk, version)

    assert card.helper_ids == [henk.id]


def test_a_card_that_comes_back_does_not_share_its_place(propose, board, henk, karin, take_back):
    first, second, third, fourth = (propose() for _ in range(4))
    second.move(Stage.DOING, by=henk)
    version = board.recorded[-1]
    fourth.move(Stage.PROPOSED, by=karin, before=third)  # where the second one stood

    take_back(henk, version)

    ranks = {one.rank for one in (first, second, third, fourth)}
    assert len(ranks) == 4
    assert column(board)[0] == first.number
    assert column(board)[-1] == third.number


def test_a_card_that_comes_back_to_its_lane_does_not_share_a_place_there(
    propose, board, henk, karin, take_back
):
    first = propose()
    first.move(Stage.DOING, by=henk)  # the first of its column, as it was the first of its lane
    version = board.recorded[-1]
    db.session.commit()
    second = propose(by=karin)
    assert second.rank == first.rank

    take_back(henk, version)

    assert second.rank != first.rank


def test_a_move_goes_back_though_somebody_reordered_the_column_that_it_came_into(
    propose, board, karin, henk, take_back
):
    card, other = propose(), propose()
    other.move(Stage.DOING, by=henk)
    card.move(Stage.DOING, by=henk)
    version = board.recorded[-1]
    card.move(Stage.DOING, by=karin, before=other)

    take_back(henk, version)

    assert card.stage is Stage.PROPOSED


def test_an_order_that_somebody_changed_since_stays_as_they_want_it(
    propose, board, karin, henk, take_back
):
    card, other = propose(), propose()
    card.move(Stage.PROPOSED, by=henk)
    version = board.recorded[-1]
    card.move(Stage.PROPOSED, by=karin, before=other)

    with raises(CannotUndo):
        take_back(henk, version)

    assert column(board) == [card.number, other.number]


def test_a_move_into_a_crowd_is_taken_back_in_one_go(propose, board, henk, take_back, monkeypatch):
    monkeypatch.setattr(ranks, "LONGEST", 0)  # any rank is long now, so each move makes room
    monkeypatch.setattr(ranks, "ENOUGH", 0)
    card, other = propose(), propose()
    other.move(Stage.DOING, by=henk)
    card.move(Stage.DOING, by=henk, before=other)
    moved, *room = board.recorded[-3:]
    assert len(room) == 2

    take_back(henk, moved)

    assert (card.stage, other.stage) == (Stage.PROPOSED, Stage.DOING)


def test_the_count_of_postponements_goes_back_too(card, henk, today, take_back):
    card.postpone(today, by=henk)
    card.postpone(today + timedelta(days=7), by=henk)
    assert card.postponed == 1

    take_back(henk)

    assert (card.due_on, card.postponed) == (today, 0)


def test_who_may_no_longer_press_it_may_not_take_it_back(board, marleen, take_back):
    theme = board.themes[0]
    form = {"name": "Anders", "paint": theme.paint, "icon": theme.icon}
    with board.turn():
        change_theme(board, theme, form, marleen)
    changed = board.version
    with writing():
        db.session.scalar(
            select(Membership).where(Membership.user_id == marleen.id)
        ).role = Role.MEMBER

    with raises(NotAllowed):
        take_back(marleen, changed)

    assert can_go_back(board, [db.session.get(Activity, (board.id, changed))], marleen) == {}


def test_a_card_does_not_go_back_to_a_theme_that_is_gone(card, board, henk, marleen, take_back):
    theme = board.themes[0]
    keep = {"title": card.title, "why": "", "level": card.level, "due_on": None}
    with board.turn():
        card.edit(henk, theme=theme, **keep)
    with board.turn():
        card.edit(henk, theme=None, **keep)
    edited = board.version
    with board.turn():
        remove_theme(board, theme, marleen)

    with raises(PointsAtNothing):
        take_back(henk, edited)
