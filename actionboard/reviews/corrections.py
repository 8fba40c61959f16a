"""Correcting a frozen review: a new version beside it, with the same figures or counted anew."""

from __future__ import annotations

from sqlalchemy import func, select

from actionboard.accounts.models import User
from actionboard.boards.texts import typed
from actionboard.boards.verbs import Tells, Verb
from actionboard.core.database import db
from actionboard.core.messages import N_
from actionboard.reviews.agenda_items import DISCUSSED, Discussed
from actionboard.reviews.decisions import DECIDED, Decided
from actionboard.reviews.errors import CountedOn, NotFrozen
from actionboard.reviews.models import Review

CORRECTED = Verb(
    "review.corrected",
    says=N_("%(who)s begon een verbetering van een maandreview"),
    tells=Tells.NOBODY,
)
RECOUNTED = Verb(
    "review.recounted",
    says=N_("%(who)s koos andere cijfers voor een verbetering van een maandreview"),
    tells=Tells.NOBODY,
)
DISCARDED = Verb(
    "review.discarded",
    says=N_("%(who)s gooide een verbetering van een maandreview weg"),
    tells=Tells.NOBODY,
)


def begin(frozen: Review, why: str, by: User) -> Review:
    """A new version beside this one: the same figures, texts that can be written on.

    Raises NotFrozen when the month's latest version is a concept still.
    """
    board = frozen.board
    latest = Review.of(board, frozen.in_month)[0]
    if frozen.stand is None or latest.stand is None:
        raise NotFrozen()
    correction = Review.version(
        board,
        frozen.month,
        _next_number(frozen),
        packed=latest.packed,
        packed_cards=latest.packed_cards,
        word_ids=latest.word_ids,
        remarks_words=latest.remarks_words,
        why_words=typed(why, by, board, field="why"),
    )
    board.record(CORRECTED, correction, by)
    for decided in Decided.of(latest):
        board.record(DECIDED, decided.copy(correction), by)
    for item in Discussed.of(latest):
        board.record(DISCUSSED, item.copy(correction), by)
    return correction


def count_anew(correction: Review, by: User, anew: bool = True) -> None:
    """Have it count once more how its month went, or keep the figures as they were.

    Raises Frozen, NotFrozen for what isn't a correction, CountedOn when a later review builds
    on its figures.
    """
    correction.must_be_open()
    if correction.packed is None:
        raise NotFrozen()
    if anew and correction.is_built_on:
        raise CountedOn()
    if anew is not correction.anew:
        correction.anew = anew
        correction.board.record(RECOUNTED, correction, by)


def discard(correction: Review, by: User) -> None:
    """Throw it away; the frozen version stands. Raises Frozen, NotFrozen."""
    correction.must_be_open()
    if correction.why_words is None:
        raise NotFrozen()
    correction.removed = True
    correction.board.record(DISCARDED, correction, by)


def _next_number(review: Review) -> int:
    taken = select(func.max(Review.number)).where(
        Review.board_id == review.board_id, Review.month == review.month
    )
    return (db.session.scalar(taken) or 0) + 1
