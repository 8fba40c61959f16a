"""What became of what the last review settled about a card."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from actionboard.boards.levels import Level
from actionboard.boards.stages import Stage
from actionboard.cards.stuck_reasons import Reason, Why
from actionboard.core.local_time import day_of
from actionboard.figures.figures import CardLine
from actionboard.figures.periods import Month
from actionboard.reviews.agenda import Wish
from actionboard.reviews.agenda_items import Outcome
from actionboard.reviews.follow_up import Verdict, became
from actionboard.reviews.models import Review
from actionboard.reviews.report_builder import report

TODAY = date(2027, 1, 12)
NEXT_WEEK, LAST_WEEK = TODAY + timedelta(days=7), TODAY - timedelta(days=7)
CARD = CardLine(
    id=1, number=1, level=Level.NATIONAL, stage=Stage.DOING, on_board=True, title_id=1,
    theme_id=None, lead_id=None, partner_id=None, due_on=LAST_WEEK, done_on=None,
    created_on=date(2026, 9, 29), postponed=0, help_id=None, result_id=None, dropped_id=None,
)  # fmt: skip
STUCK = (Reason(Why.HELP),)
KEPT, COMING, BROKEN = Verdict.KEPT, Verdict.COMING, Verdict.BROKEN


@pytest.mark.parametrize(
    ("outcome", "since", "verdict", "told"),
    [
        (Outcome.GO_ON, {"reasons": STUCK}, BROKEN, "Loopt nog vast"),
        (Outcome.GO_ON, {}, KEPT, "Loopt weer"),
        (Outcome.GO_ON, {"done_on": TODAY}, KEPT, "Klaar op di 12 jan (wk 2)"),
        (Outcome.GO_ON, {"on_board": False}, BROKEN, "Van het bord"),
        (Outcome.DATE, {}, BROKEN, "Nog niet klaar, was di 5 jan (wk 1)"),
        (Outcome.DATE, {"due_on": NEXT_WEEK}, BROKEN, "Weer verzet, naar di 19 jan (wk 3)"),
        (Outcome.DATE, {"due_on": None}, BROKEN, "Heeft geen datum meer"),
        (Outcome.LEAD, {}, BROKEN, "Nog geen trekker"),
        (Outcome.LEAD, {"lead_id": 3}, KEPT, "Heeft een andere trekker"),
        (Outcome.RAISE, {}, BROKEN, "Nog niet aangekaart"),
        (Outcome.RAISE, {"lead_id": 3}, COMING, "Aangekaart, nog geen antwoord"),
        (Outcome.RAISE, {"level": Level.REGIONAL, "reasons": STUCK}, BROKEN, "Loopt nog vast"),
        (Outcome.DROP, {"on_board": False}, KEPT, "Van het bord"),
        (Outcome.DROP, {}, BROKEN, "Staat weer op het bord"),
        (Outcome.MERGE, {}, BROKEN, "Staat weer op het bord"),
    ],
)
def test_what_was_settled_came_true_or_not(outcome, since, verdict, told):
    assert became(outcome, CARD, replace(CARD, **since), TODAY) == (verdict, told)


def test_a_day_that_was_agreed_and_lies_ahead_is_no_verdict_yet():
    then = replace(CARD, due_on=NEXT_WEEK)

    assert became(Outcome.DATE, then, then, TODAY) == (COMING, "Loopt tot di 19 jan (wk 3)")


def test_the_same_trekker_is_no_other_one():
    led = replace(CARD, lead_id=3)

    assert became(Outcome.LEAD, led, led, TODAY) == (BROKEN, "Nog dezelfde trekker")


def test_a_card_that_was_merged_is_counted_no_more_and_that_is_as_settled():
    assert became(Outcome.MERGE, CARD, None, TODAY) == (KEPT, "Van het bord")


def test_next_months_page_knows_what_was_decided_and_whether_it_was_kept(
    board, propose, karin, marleen, now
):
    month = Month.of(day_of(now))
    runs, goes = propose("Gastlessen"), propose("Busje")
    with board.turn():
        review = Review.concept(board, month, by=marleen)
        review.decide("Van Pijp wordt gevraagd.", by=marleen, who=karin)
        Wish(Outcome.GO_ON, "Karin belt.").carry_out(review, runs, marleen)
        Wish(Outcome.DROP, "Kan niet.").carry_out(review, goes, marleen)
        review.freeze(by=marleen)
    with board.turn():
        runs.claim(by=karin)
        runs.finish("Drie lessen.", by=karin)

    figures = Review.count(board, month.next, now)
    before = report(board, figures, title="", month=month.next).before

    assert [one.text for one in before.decisions] == ["Van Pijp wordt gevraagd."]
    assert [(one.row.title, one.told, one.verdict) for one in before.followed] == [
        ("Gastlessen", "Loopt door: Karin belt.", Verdict.KEPT),
        ("Busje", "Doen we niet: Kan niet.", Verdict.KEPT),
    ]
    assert before.kept == 2
