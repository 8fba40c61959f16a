"""A wish becomes a promise by one's own hand: claim, give back, join, be asked."""

from __future__ import annotations

import pytest
from pytest import raises

from actionboard.boards.stages import Stage
from actionboard.cards.errors import AlreadyClaimed, NotNominated, NotYours, OffTheBoard


@pytest.fixture
def karins(card, karin):
    """Action 1, led by Karin."""
    card.claim(by=karin)
    return card


# Claiming --------------------------------------------------------------------------------------


def test_a_claimed_card_cannot_be_claimed_twice(card, karin, henk):
    card.claim(by=karin)

    with raises(AlreadyClaimed):
        card.claim(by=henk)

    assert card.lead is karin


def test_who_comes_second_is_told_who_was_first(karins, henk):
    with raises(AlreadyClaimed) as refused:
        karins.claim(by=henk)

    assert str(refused.value) == "Karin Buis was je net voor en trekt actie 1 nu."


def test_claiming_again_what_one_leads_changes_nothing(karins, karin, board):
    recorded = list(board.recorded)

    karins.claim(by=karin)

    assert board.recorded == recorded


def test_a_helper_who_claims_is_no_helper_any_more(card, henk):
    card.join(by=henk)

    card.claim(by=henk)

    assert (card.lead, card.helper_ids) == (henk, [])


def test_a_partner_keeps_the_other_seat_when_somebody_claims(karins, karin, henk, joris):
    karins.join(by=henk)
    karins.release(by=karin)

    karins.claim(by=joris)

    assert (karins.lead, karins.partner) == (joris, henk)


def test_a_partner_of_the_same_side_helps_when_somebody_claims(karins, karin, henk, fatima):
    karins.join(by=henk)
    karins.release(by=karin)

    karins.claim(by=fatima)

    assert (karins.lead, karins.partner, karins.helper_ids) == (fatima, None, [henk.id])


def test_a_partner_who_claims_gives_the_other_seat_free(karins, karin, henk):
    karins.join(by=henk)
    karins.release(by=karin)

    karins.claim(by=henk)

    assert (karins.lead, karins.partner, karins.helper_ids) == (henk, None, [])


def test_a_dropped_card_cannot_be_claimed(card, karin, henk):
    card.drop("Kan niet.", by=henk)

    with raises(OffTheBoard):
        card.claim(by=karin)

    assert card.lead is None


# Giving back -----------------------------------------------------------------------------------


def test_a_promise_can_be_given_back(karins, karin):
    karins.release(by=karin)

    assert karins.lead is None


def test_the_coordinator_may_give_back_for_somebody(karins, marleen):
    karins.release(by=marleen)

    assert karins.lead is None


def test_nobody_else_gives_back_what_somebody_promised(karins, henk, karin):
    with raises(NotYours):
        karins.release(by=henk)

    assert karins.lead is karin


def test_what_nobody_leads_cannot_be_given_back(card, karin):
    with raises(NotNominated):
        card.release(by=karin)


# Joining ---------------------------------------------------------------------------------------


def test_somebody_from_the_other_side_makes_a_duo(karins, henk):
    karins.join(by=henk)

    assert karins.partner is henk


@pytest.mark.parametrize("helper", ["joris", "wim"])
def test_somebody_from_the_same_side_helps(karins, request, helper):
    person = request.getfixturevalue(helper)

    karins.join(by=person)

    assert (karins.partner, karins.helper_ids) == (None, [person.id])


def test_a_duo_stays_a_duo_and_the_third_helps(karins, henk, fatima):
    karins.join(by=henk)

    karins.join(by=fatima)

    assert (karins.partner, karins.helper_ids) == (henk, [fatima.id])


def test_who_takes_part_already_does_not_join_again(karins, karin, henk, board):
    karins.join(by=henk)
    recorded = list(board.recorded)

    karins.join(by=henk)
    karins.join(by=karin)

    assert board.recorded == recorded


def test_partner_and_helper_can_leave(karins, henk, joris):
    karins.join(by=henk)
    karins.join(by=joris)

    karins.leave(by=henk)
    karins.leave(by=joris)

    assert (karins.partner, karins.helper_ids) == (None, [])


def test_who_does_not_take_part_leaves_nothing(karins, fatima, board):
    recorded = list(board.recorded)

    karins.leave(by=fatima)

    assert board.recorded == recorded


# Being asked -----------------------------------------------------------------------------------


def test_who_is_asked_has_promised_nothing(card, karin, henk):
    card.nominate(karin, by=henk)

    assert (card.lead, card.nominee, card.nominator) == (None, karin, henk)


def test_only_who_was_asked_can_say_yes(card, karin, henk):
    card.nominate(karin, by=henk)

    with raises(NotNominated):
        card.accept(by=henk)

    card.accept(by=karin)
    assert (card.lead, card.nominee, card.nominator) == (karin, None, None)


def test_who_was_asked_can_claim_as_well(card, karin, henk):
    card.nominate(karin, by=henk)

    card.claim(by=karin)

    assert (card.lead, card.nominee) == (karin, None)


def test_what_was_asked_with_a_day_is_planned_at_the_yes(card, karin, henk, today):
    card.postpone(today, by=henk)
    card.nominate(karin, by=henk)

    card.accept(by=karin)

    assert (card.lead, card.stage) == (karin, Stage.PLANNED)


def test_somebody_else_may_be_quicker_than_who_was_asked(card, karin, henk, joris):
    card.nominate(karin, by=henk)

    card.claim(by=joris)

    assert (card.lead, card.nominee) == (joris, None)


@pytest.mark.parametrize("who", ["karin", "henk"])
def test_the_question_is_withdrawn_by_who_asked_or_who_was_asked(card, karin, henk, request, who):
    card.nominate(karin, by=henk)

    card.decline(by=request.getfixturevalue(who))

    assert (card.lead, card.nominee, card.nominator) == (None, None, None)


def test_nobody_else_withdraws_a_question(card, karin, henk, fatima):
    card.nominate(karin, by=henk)

    with raises(NotNominated):
        card.decline(by=fatima)

    assert card.nominee is karin


def test_a_promise_stays_with_its_holder_until_a_colleague_says_yes(karins, karin, joris):
    karins.nominate(joris, by=karin)
    assert (karins.lead, karins.nominee) == (karin, joris)

    karins.accept(by=joris)

    assert (karins.lead, karins.nominee) == (joris, None)


def test_nobody_hands_over_what_somebody_else_promised(karins, henk, fatima):
    with raises(NotYours):
        karins.nominate(fatima, by=henk)

    assert karins.nominee is None


def test_the_holder_is_not_asked_for_what_they_lead(karins, karin):
    with raises(AlreadyClaimed):
        karins.nominate(karin, by=karin)


# Being stuck -----------------------------------------------------------------------------------


def test_who_is_stuck_says_why_and_carries_on_later(karins, karin):
    karins.ask_help("De planning komt niet rond.", by=karin)
    assert karins.help_words.body == "De planning komt niet rond."

    karins.carry_on(by=karin)

    assert karins.help_words is None


def test_carrying_on_with_what_is_not_stuck_changes_nothing(karins, karin, board):
    recorded = list(board.recorded)

    karins.carry_on(by=karin)

    assert board.recorded == recorded
