"""Whom it concerns when something happens: what each verb declares, and the people it finds."""

from __future__ import annotations

import pytest
from sqlalchemy import delete

from actionboard.accounts.models import Membership
from actionboard.boards.activity_log import Activity
from actionboard.cards.comments import Comment
from actionboard.cards.concerned import concerned
from actionboard.cards.steps import Step
from actionboard.core.database import db


@pytest.fixture
def concerns(board):
    """The first names of whom the latest entry of the log concerns."""

    def concerns(*people):
        entry = db.session.get(Activity, (board.id, board.version))
        return {person.name.split()[0] for person in people if person.id in concerned(entry)}

    return concerns


@pytest.fixture
def duo(card, board, karin, henk):
    """A card that Karin leads, with Henk from the other side."""
    with board.turn():
        card.claim(by=karin)
        card.join(by=henk)
    return card


def test_a_comment_concerns_who_takes_part_but_not_who_made_it(
    duo, board, karin, henk, joris, marleen, concerns
):
    with board.turn():
        Comment.make(duo, "Ik bel ze morgen", by=karin)

    assert concerns(karin, henk, joris, marleen) == {"Henk"}


def test_a_step_on_a_card_concerns_who_takes_part(duo, board, karin, henk, joris, concerns):
    with board.turn():
        Step.add(duo, "Bellen", by=joris)

    assert concerns(karin, henk, joris) == {"Karin", "Henk"}


def test_being_asked_concerns_who_is_asked(card, board, karin, henk, joris, concerns):
    with board.turn():
        card.nominate(joris, by=henk)

    assert concerns(karin, henk, joris) == {"Joris"}


def test_saying_no_concerns_who_asked(card, board, henk, joris, concerns):
    with board.turn():
        card.nominate(joris, by=henk)
    with board.turn():
        card.decline(by=joris)

    assert concerns(henk, joris) == {"Henk"}


def test_giving_back_concerns_the_coordinator_too(
    duo, board, karin, henk, joris, marleen, concerns
):
    with board.turn():
        duo.release(by=karin)

    assert concerns(karin, henk, joris, marleen) == {"Henk", "Marleen"}


def test_a_call_for_help_concerns_everybody_who_takes_part(
    duo, board, karin, henk, joris, marleen, zoë, buitenstaander, concerns
):
    with board.turn():
        duo.ask_help("Wie weet dit?", by=karin)

    found = concerns(karin, henk, joris, marleen, zoë, buitenstaander)
    assert found == {"Henk", "Joris", "Marleen"}


def test_a_new_proposal_concerns_nobody_yet(card, karin, henk, marleen, concerns):
    assert concerns(karin, henk, marleen) == set()


def test_nothing_concerns_who_left_the_board(duo, board, karin, henk, concerns):
    with board.turn():
        db.session.execute(delete(Membership).where(Membership.user_id == henk.id))
        Comment.make(duo, "Wie gaat mee?", by=karin)

    assert concerns(karin, henk) == set()
