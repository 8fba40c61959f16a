"""The frozen reviews of a board, as stops of its slider."""

from __future__ import annotations

from collections.abc import Iterator

from actionboard.agenda.timeline import Stop
from actionboard.boards.models import Board
from actionboard.core.i18n import gettext as _
from actionboard.core.local_time import day_of
from actionboard.reviews.models import Review
from actionboard.reviews.phrases import month_name


def frozen_stops(board: Board) -> Iterator[Stop]:
    """A stop for each month that was frozen."""
    for review in Review.frozen_on(board):
        label = _("Na de maandreview van %(month)s", month=month_name(review.in_month))
        yield Stop(day_of(review.summary.period.ends), label, at=review.stand, big=True)
