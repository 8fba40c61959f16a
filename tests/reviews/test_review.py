"""A review: what is said and decided, frozen for good, corrected visibly."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from pytest import raises

from actionboard.boards import replay, undo
from actionboard.boards.activity_log import Activity
from actionboard.boards.levels import Level
from actionboard.boards.stages import Stage
from actionboard.boards.texts import Words
from actionboard.cards.errors import NeedsReason, SameCard
from actionboard.cards.escalation import Raising, asked_on
from actionboard.cards.models import Card
from actionboard.cards.past_board import log
from actionboard.core.database import db, writing
from actionboard.core.local_time import day_of
from actionboard.figures.periods import Month
from actionboard.privacy import erasure
from actionboard.reviews import corrections
from actionboard.reviews.agenda import Wish, take_back
from actionboard.reviews.agenda_items import Discussed, Outcome
from actionboard.reviews.decisions import Decided
from actionboard.reviews.errors import CountedOn, Frozen, NeedsQuestion, NotFrozen
from actionboard.reviews.models import Review
from actionboard.reviews.report_builder import report
from actionboard.reviews.version_differences import differences


def read(board, month, review=None):
    """The review as it stands, or what would be counted now."""
    figures = review.figures if review else Review.count(board, month, datetime.now(UTC))
    return report(board, figures, title="", month=month, review=review)


@pytest.fixture(autouse=True)
def the_log_tells_it_all(board):
    yield
    db.session.commit()
    assert replay.differences(board) == []


@pytest.fixture
def month(now):
    return Month.of(day_of(now))


@pytest.fixture
def review(board, month, marleen):
    """This month's concept."""
    with board.turn():
        return Review.concept(board, month, by=marleen)


@pytest.fixture
def frozen(board, review, card, marleen):
    """This month's review, frozen with one decision and a remark."""
    with board.turn():
        review.decide("We vragen Van Pijp.", by=marleen, who=marleen)
        review.remark("De eerste drie lopen.", by=marleen)
        review.freeze(by=marleen)
    return review


def test_a_month_has_one_concept_however_often_it_is_begun(board, review, month, henk):
    with board.turn():
        again = Review.concept(board, month, by=henk)

    assert again is review


def test_decisions_are_numbered_and_keep_their_numbers(board, review, marleen):
    with board.turn():
        first = review.decide("Eerst dit.", by=marleen)
        review.decide("Dan dat.", by=marleen)
        first.withdraw(by=marleen)
        third = review.decide("En dit ook.", by=marleen)

    assert [one.number for one in Decided.of(review)] == [2, 3]
    assert third.number == 3


def test_a_withdrawn_decision_comes_back_by_undo(board, review, marleen):
    with board.turn():
        decided = review.decide("Eerst dit.", by=marleen)
    with board.turn():
        decided.withdraw(by=marleen)
    with board.turn():
        undo.undo_turn(board, board.version - 1, marleen)

    assert [one.body for one in Decided.of(review)] == ["Eerst dit."]


def test_what_is_frozen_does_not_change_with_the_board(board, frozen, card, karin, month, now):
    before = frozen.figures

    with board.turn():
        card.claim(by=karin)
        card.edit(karin, title="Iets anders", why="", level=Level.REGIONAL, theme=None, due_on=None)
    db.session.expire_all()

    assert frozen.figures == before
    assert frozen.figures.headline("leadless").cards == (card.id,)
    assert Review.count(board, month, now).headline("leadless").cards == ()


def test_its_stand_is_the_version_at_which_it_froze(board, frozen):
    assert frozen.stand == frozen.figures.period.until
    assert board.version - 1 <= frozen.stand <= board.version


@pytest.mark.parametrize(
    "change",
    [
        lambda review, by: review.remark("Toch anders.", by=by),
        lambda review, by: review.decide("Nog iets.", by=by),
        lambda review, by: review.freeze(by=by),
        lambda review, by: Decided.of(review)[0].withdraw(by=by),
        lambda review, by: Review.concept(review.board, review.in_month, by=by),
    ],
)
def test_a_frozen_review_refuses_every_change(board, frozen, marleen, change):
    def attempt():
        with board.turn():
            change(frozen, marleen)

    with raises(Frozen):
        attempt()


def test_undo_does_not_reach_into_a_frozen_review(board, frozen, marleen):
    entries = db.select(Activity.version).where(Activity.subject.startswith("review"))
    versions = db.session.scalars(entries).all()
    assert len(versions) == 4
    for version in versions:
        with raises((Frozen, undo.CannotUndo)), board.turn():
            undo.undo_turn(board, version, marleen)


def test_a_correction_is_a_new_version_and_the_old_one_stays(board, frozen, month, marleen, card):
    with board.turn():
        second = corrections.begin(frozen, "B1 klopte niet.", by=marleen)
        Decided.of(second)[0].withdraw(by=marleen)
        second.decide("We vragen Lassen & Zn.", by=marleen)
        second.freeze(by=marleen)

    assert [one.number for one in Review.of(board, month)] == [2, 1]
    assert [one.body for one in Decided.of(frozen)] == ["We vragen Van Pijp."]
    assert [one.body for one in Decided.of(second)] == ["We vragen Lassen & Zn."]
    assert second.figures == frozen.figures
    assert (second.why, second.remarks) == ("B1 klopte niet.", frozen.remarks)
    assert Review.frozen_on(board) == [second]


def test_a_correction_that_is_thrown_away_leaves_the_frozen_one(board, frozen, month, marleen):
    with board.turn():
        corrections.discard(corrections.begin(frozen, "Vergissing.", by=marleen), by=marleen)
    with board.turn():
        third = corrections.begin(frozen, "Nu echt.", by=marleen)

    assert [one.number for one in Review.of(board, month)] == [3, 1]
    assert third.number == 3


def test_a_concept_is_not_corrected(board, review, marleen):
    with raises(NotFrozen), board.turn():
        corrections.begin(review, "Waarom?", by=marleen)


def test_the_next_month_counts_from_where_this_one_froze(board, frozen, month, now, karin):
    with board.turn():
        Card.propose(board, "Nieuw", by=karin, level=Level.LOCAL)

    figures = Review.count(board, month.next, now + timedelta(days=3))

    assert figures.period.since == frozen.stand
    assert len(figures.since.new) == 1
    assert figures.headline("open").change == 1


@pytest.mark.parametrize(
    ("wish", "became"),
    [
        (lambda card, other, henk, day: Wish(Outcome.GO_ON), lambda card: card.is_on_board),
        (
            lambda card, other, henk, day: Wish(Outcome.DATE, due_on=day),
            lambda card: card.due_on is not None,
        ),
        (
            lambda card, other, henk, day: Wish(Outcome.LEAD, lead=henk),
            lambda card: card.nominee.name == "Henk Flens",
        ),
        (
            lambda card, other, henk, day: Wish(Outcome.MERGE, into=other),
            lambda card: card.merged_into.number == 2,
        ),
        (
            lambda card, other, henk, day: Wish(Outcome.RAISE, "Kan SBB dit oppakken?"),
            lambda card: card.level is Level.REGIONAL,
        ),
        (
            lambda card, other, henk, day: Wish(Outcome.DROP, "Kan niet."),
            lambda card: card.dropped_words.body == "Kan niet.",
        ),
    ],
)
def test_each_outcome_is_done_by_the_cards_own_verb_and_can_be_taken_back(
    board, review, propose, henk, marleen, today, wish, became
):
    card, other = propose(), propose()
    before = card.state()
    with board.turn():
        item = wish(card, other, henk, today).carry_out(review, card, marleen)
    assert became(card)
    assert [one.card for one in Discussed.of(review)] == [card]

    db.session.commit()
    with board.turn():
        take_back(item, marleen)

    assert card.state() | {"postponed": 0, "questions": []} == before | {"questions": []}
    assert Discussed.of(review) == []


@pytest.mark.parametrize(
    ("wish", "refusal"),
    [
        (lambda card: Wish(Outcome.DROP, " "), NeedsReason),
        (lambda card: Wish(Outcome.MERGE, into=card), SameCard),
    ],
)
def test_what_the_cards_verb_refuses_is_not_talked_about(
    board, review, card, marleen, wish, refusal
):
    with raises(refusal), board.turn():
        wish(card).carry_out(review, card, marleen)

    assert Discussed.of(review) == []


@pytest.mark.parametrize("level", [Level.REGIONAL, Level.NATIONAL])
def test_what_goes_to_the_national_level_says_what_is_asked(board, review, propose, marleen, level):
    card = propose(level=level)

    with raises(NeedsQuestion), board.turn():
        Wish(Outcome.RAISE, "Het loopt vast.").carry_out(review, card, marleen)

    assert Discussed.of(review) == []


@pytest.mark.parametrize("level", [Level.REGIONAL, Level.NATIONAL])
def test_a_question_stands_in_the_review_with_whom_it_is_asked_of_and_its_answer(
    board, review, propose, karin, marleen, month, now, level
):
    card = propose(level=level)
    with board.turn():
        card.claim(by=karin)
        Wish(Outcome.RAISE, question="Mag dit digitaal?", to="SBB").carry_out(review, card, marleen)

    (asked,) = read(board, month).national
    assert (asked.question, asked.to, asked.answered) == ("Mag dit digitaal?", "SBB", False)

    with board.turn():
        card.finish("Vanaf februari mag het.", by=karin)

    (asked,) = read(board, month).national
    assert (asked.row.result, asked.answered) == ("Vanaf februari mag het.", True)


def test_what_was_asked_is_frozen_with_the_figures(board, review, propose, marleen, month):
    card = propose(level=Level.NATIONAL)
    with board.turn():
        Raising.ask(card, "Mag dit?", "SBB", by=marleen)
        review.freeze(by=marleen)
    with board.turn():
        Raising.ask(card, "Mag dat?", "", by=marleen)

    (frozen,) = read(board, month, review).national
    (now,) = read(board, month).national

    assert (frozen.question, frozen.to, now.question, now.to) == ("Mag dit?", "SBB", "Mag dat?", "")


def test_the_past_knows_what_was_asked_then(board, propose, marleen):
    card, later = propose(level=Level.NATIONAL), propose(level=Level.NATIONAL)
    with board.turn():
        Raising.ask(card, "Mag dit?", "SBB", by=marleen)
    then = board.version
    with board.turn():
        Raising.ask(card, "Mag dat?", "", by=marleen)
        Raising.ask(later, "En dit?", "", by=marleen)

    asked = asked_on(board, log(board, then))

    assert {one: db.session.get(Words, asked[one][0]).body for one in asked} == {
        card.id: "Mag dit?"
    }


def test_a_question_that_was_taken_back_is_not_asked(board, propose, marleen):
    card = propose(level=Level.NATIONAL)
    with board.turn():
        Raising.ask(card, "Mag dit?", "", by=marleen)
    with board.turn():
        undo.undo_turn(board, board.version - 1, marleen)

    assert Raising.find(card) is None
    assert asked_on(board) == {}


def test_a_card_that_is_talked_about_twice_has_the_last_outcome(
    board, review, card, marleen, today
):
    with board.turn():
        Wish(Outcome.GO_ON).carry_out(review, card, marleen)
        Wish(Outcome.DATE, "Na de vakantie.", due_on=today).carry_out(review, card, marleen)

    (item,) = Discussed.of(review)
    assert (item.became, item.said) == (Outcome.DATE, "Na de vakantie.")


def test_erasing_a_person_leaves_a_frozen_review_as_it_was_but_for_who_they_are(
    board, propose, month, karin, marleen, now
):
    card = propose("Karin Buis belt de docenten", by=karin)
    with board.turn():
        card.claim(by=karin)
        card.finish("Karin Buis heeft gebeld.", by=karin)
        review = Review.concept(board, month, by=marleen)
        review.decide("Karin Buis bedanken.", by=marleen, who=karin)
        review.freeze(by=marleen)
    with board.turn():
        card.edit(marleen, title="Docenten bellen", why="", level=card.level, theme=None,
                  due_on=None)  # fmt: skip
    figures = review.figures
    with writing():
        erasure.erase(karin, now, by=marleen)
    db.session.expire_all()

    line = review.figures.cards[card.id]
    texts = [db.session.get_one(Words, one).body for one in (line.title_id, line.result_id)]
    assert review.figures == figures
    assert texts == ["Karin Buis belt de docenten", "Karin Buis heeft gebeld."]
    assert Decided.of(review)[0].who.name == "Oud-deelnemer (Buis)"
    assert line.stage is Stage.DONE


def test_a_correction_keeps_its_figures_until_it_is_told_to_count_anew(
    board, frozen, card, karin, marleen, month
):
    with board.turn():
        card.claim(by=karin)
        correction = corrections.begin(frozen, "Karin trok dit al.", by=marleen)
    assert correction.has_figures

    with board.turn():
        corrections.count_anew(correction, by=marleen)
        correction.freeze(by=marleen)

    assert correction.figures.headline("leadless").cards == ()
    assert frozen.figures.headline("leadless").cards == (card.id,)


def test_what_a_correction_says_otherwise_is_told(board, frozen, card, karin, marleen, month):
    with board.turn():
        card.claim(by=karin)
        correction = corrections.begin(frozen, "Van Pijp zei nee.", by=marleen)
        corrections.count_anew(correction, by=marleen)
        Decided.of(correction)[0].withdraw(by=marleen)
        correction.decide("We vragen Lassen & Zn.", by=marleen)
        correction.freeze(by=marleen)

    told = differences(read(board, month, frozen), read(board, month, correction))

    assert {(one.was, one.now) for one in told} == {
        ("1", "0"), ("We vragen Van Pijp.", ""), ("", "We vragen Lassen & Zn."),
    }  # fmt: skip


def test_figures_on_which_a_later_review_builds_are_not_counted_anew(board, frozen, marleen, month):
    with board.turn():
        Review.concept(board, month.next, by=marleen).freeze(by=marleen)
    with board.turn():
        correction = corrections.begin(frozen, "Te laat gezien.", by=marleen)

    with raises(CountedOn), board.turn():
        corrections.count_anew(correction, by=marleen)


def test_nor_by_a_correction_that_waited_until_then(board, frozen, marleen, month):
    with board.turn():
        correction = corrections.begin(frozen, "Te laat gezien.", by=marleen)
        corrections.count_anew(correction, by=marleen)
        Review.concept(board, month.next, by=marleen).freeze(by=marleen)

    with raises(CountedOn), board.turn():
        correction.freeze(by=marleen)


def test_only_a_correction_can_count_anew(board, review, marleen):
    with raises(NotFrozen), board.turn():
        corrections.count_anew(review, by=marleen)
