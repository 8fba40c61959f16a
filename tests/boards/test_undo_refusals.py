"""Whatever can't be taken back says why: who went on with it and how; and who may bring it back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from pytest import raises

from actionboard.boards.activity_log import Activity
from actionboard.boards.levels import Level
from actionboard.boards.stages import Stage
from actionboard.boards.texts import Wiped
from actionboard.boards.undo import UNDONE, prospects
from actionboard.boards.undo_refusals import (
    AlreadyUndone,
    ChangedSince,
    ForGood,
    NotYourStep,
    YouWentOn,
    in_a_row,
)
from actionboard.boards.verbs import Undo
from actionboard.cards.comments import Comment
from actionboard.cards.models import Card
from actionboard.cards.steps import Step
from actionboard.core.database import db, writing
from actionboard.privacy import erasure
from tests.cards.conftest import take_back as take_back
from tests.cards.conftest import the_log_tells_it_all as the_log_tells_it_all


@pytest.fixture
def proposed(propose, board, karin):
    """A card that Karin put on the board, and the version of that press."""
    return propose(by=karin), board.recorded[0]


def refused(take_back, by, version):
    with raises(ChangedSince) as refusal:
        take_back(by, version)
    return refusal.value


def verbs_of(refusal):
    return [act.verb for act in refusal.acts]


# Who went on with it ---------------------------------------------------------------------------


def test_a_card_with_which_others_went_on_names_all_they_did(
    proposed, board, karin, henk, joris, take_back
):
    card, version = proposed
    with board.turn():
        card.claim(by=henk)
    with board.turn():
        Comment.make(card, "Ik heb nog een lokaal.", by=joris)
    with board.turn():
        Comment.make(card, "Mooi.", by=karin)

    refusal = refused(take_back, karin, version)

    assert verbs_of(refusal) == ["card.claimed", "comment.made"]
    assert refusal.people == [henk.id, joris.id]
    assert refusal.sentence == (
        "Dit kan niet meer ongedaan: Henk Flens en Joris Tap gingen ermee verder."
    )
    assert card.is_on_board


def test_one_who_went_on_is_named_alone(proposed, board, karin, henk, take_back):
    card, version = proposed
    with board.turn():
        Step.add(card, "Bellen", by=henk)

    refusal = refused(take_back, karin, version)

    assert refusal.sentence == "Dit kan niet meer ongedaan: Henk Flens ging ermee verder."


def test_what_others_took_back_themselves_is_not_in_the_way(
    proposed, board, karin, henk, take_back
):
    card, version = proposed
    with board.turn():
        card.claim(by=henk)
    take_back(henk)

    take_back(karin, version)

    assert card.removed


def test_what_others_took_back_and_did_again_is_in_the_way(proposed, board, karin, henk, take_back):
    card, version = proposed
    with board.turn():
        card.claim(by=henk)
    take_back(henk)
    take_back(henk)

    assert verbs_of(refused(take_back, karin, version)) == ["card.claimed"]


def test_of_a_column_only_who_changed_it_is_named(card, board, karin, henk, joris, take_back):
    with board.turn():
        card.move(Stage.DOING, by=karin)
    version = board.recorded[0]
    with board.turn():
        Comment.make(card, "Goed zo.", by=joris)
    with board.turn():
        card.move(Stage.PROPOSED, by=henk)

    assert refused(take_back, karin, version).people == [henk.id]


def test_who_went_on_themselves_hears_that(card, board, karin, today, take_back):
    with board.turn():
        card.move(Stage.DOING, by=karin)
    version = board.recorded[0]
    with board.turn():
        card.move(Stage.PROPOSED, by=karin)

    with raises(YouWentOn, match="je ging er zelf mee verder"):
        take_back(karin, version)


def test_who_undid_a_change_from_before_it_is_named(card, board, karin, henk, today, take_back):
    with board.turn():
        card.postpone(today, by=henk)
    first = board.recorded[0]
    with board.turn():
        card.postpone(today + timedelta(days=7), by=karin)
    take_back(karin)
    undone = board.recorded[0]
    take_back(henk, first)

    refusal = refused(take_back, karin, undone)  # to have its later day again

    assert (verbs_of(refusal), refusal.people) == ([UNDONE.name], [henk.id])


def test_somebody_who_was_erased_is_called_as_everywhere(proposed, board, karin, henk, take_back):
    card, version = proposed
    with board.turn():
        Comment.make(card, "Ik doe mee.", by=henk)
    with writing():
        erasure.erase(henk, datetime.now(UTC), by=henk)

    sentence = refused(take_back, karin, version).sentence

    assert "Oud-deelnemer (ROC) ging ermee verder" in sentence


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["Karin"], "Karin"),
        (["Karin", "Henk"], "Karin en Henk"),
        (["Karin", "Henk", "Joris"], "Karin, Henk en Joris"),
        (["Karin", "Henk", "Joris", "Wim"], "Karin, Henk en 2 anderen"),
    ],
)
def test_many_names_are_counted(app, names, said):
    assert in_a_row(names) == said


def test_what_was_taken_back_says_so_the_second_time(card, board, karin, take_back):
    with board.turn():
        card.claim(by=karin)
    version = board.recorded[0]
    take_back(karin)

    with raises(AlreadyUndone):
        take_back(karin, version)


def test_what_is_final_says_its_reason():
    final = ForGood(Undo(refused="De mail is verstuurd.", briefly="De mail is al weg"))

    assert final.sentence == "Dit kan niet ongedaan. De mail is verstuurd."
    with raises(ValueError, match="in a few words"):
        Undo(refused="Zomaar.")


# Who may bring it back -------------------------------------------------------------------------


def test_a_coordinator_brings_back_a_card_that_an_undo_took_away(
    proposed, board, karin, marleen, take_back
):
    card, _version = proposed
    take_back(karin)
    assert card.removed

    take_back(marleen)

    assert card.is_on_board


@pytest.mark.parametrize("who", ["henk", "wim", "zoë"])
def test_nobody_else_brings_it_back(proposed, karin, take_back, who, request):
    take_back(karin)

    with raises(NotYourStep):
        take_back(request.getfixturevalue(who))


def test_a_coordinator_takes_back_nothing_else_that_others_undid(
    card, board, karin, marleen, take_back
):
    with board.turn():
        card.claim(by=karin)
    claimed = board.recorded[0]
    with raises(NotYourStep):
        take_back(marleen)
    take_back(karin, claimed)
    undone = board.recorded[0]

    with raises(NotYourStep):
        take_back(marleen, undone)


def test_a_card_that_came_back_is_brought_back_once(proposed, board, karin, marleen, take_back):
    take_back(karin)
    undone = board.recorded[0]
    take_back(marleen)

    with raises(AlreadyUndone):
        take_back(marleen, undone)


def test_a_text_that_its_writer_removed_comes_back_for_nobody_else(
    board, karin, marleen, take_back
):
    with board.turn():
        card = Card.propose(board, "Gastlessen", by=karin, level=Level.LOCAL)
        comment = Comment.make(card, "Ik bel ze.", by=karin)
    take_back(karin)
    undone = board.recorded[0]

    with raises(NotYourStep):
        take_back(marleen, undone)
    assert (card.removed, comment.removed) == (True, True)

    take_back(karin, undone)
    assert (card.removed, comment.removed) == (False, False)


def test_a_text_that_was_wiped_comes_back_for_nobody(card, board, henk, marleen, take_back):
    with board.turn():
        comment = Comment.make(card, "Ik bel ze.", by=henk)
    with board.turn():
        comment.remove(by=marleen)
    removed = board.recorded[0]
    with writing():
        erasure.erase(henk, datetime.now(UTC), by=henk)

    with raises(Wiped):
        take_back(marleen, removed)

    db.session.rollback()
    assert comment.removed


def test_a_title_that_was_wiped_does_not_come_back(propose, board, henk, marleen, take_back):
    card = propose("Bellen met Piet", by=henk)
    keep = {"why": "", "level": card.level, "theme": None, "due_on": None}
    with board.turn():
        card.edit(marleen, title="Bellen", **keep)
    edited = board.recorded[0]
    with writing():
        erasure.erase(henk, datetime.now(UTC), by=henk)

    with raises(Wiped):
        take_back(marleen, edited)

    db.session.rollback()
    assert card.title == "Bellen"


def test_many_presses_are_looked_at_together(propose, board, karin, henk):
    cards = [propose(by=karin) for _ in range(3)]
    with board.turn():
        cards[1].claim(by=henk)
    mine = db.select(Activity).where(Activity.board_id == board.id).order_by(Activity.version)
    presses = [entry.version for entry in db.session.scalars(mine)]

    found = prospects(board, presses, karin)

    assert [type(found[press]) for press in presses] == [list, ChangedSince, list, NotYourStep]
