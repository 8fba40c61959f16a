"""What the pages of a review share: which month, which version, and who may write on it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from flask import abort

from actionboard.accounts.current_user import me
from actionboard.accounts.models import Role
from actionboard.boards.access import enter
from actionboard.boards.models import Board
from actionboard.boards.turn import coordinated_turn
from actionboard.core.database import writing
from actionboard.core.errors import NotAllowed
from actionboard.core.i18n import gettext as _
from actionboard.core.local_time import day_of
from actionboard.figures.figures import Figures
from actionboard.figures.periods import Month
from actionboard.reviews import phrases
from actionboard.reviews.models import Review
from actionboard.reviews.report import Report
from actionboard.reviews.report_builder import report
from actionboard.web.changes import Door


@dataclass(frozen=True, slots=True)
class Found:
    """The review of a month in one of its versions; `review` is None while nobody wrote on it."""

    board: Board
    role: Role
    month: Month
    review: Review | None
    versions: list[Review]
    now: datetime

    @property
    def url(self) -> str:
        """Where the month's review stands."""
        return f"{self.board.url}/reviews/{self.month}"

    @property
    def is_frozen(self) -> bool:
        """Whether this version says what it says for good."""
        return self.review is not None and self.review.is_frozen

    @property
    def is_latest(self) -> bool:
        """Whether there is no newer version that counts."""
        newer = [one for one in self.versions if one.is_frozen]
        return self.review is None or not newer or self.review.number >= newer[0].number

    @property
    def writes(self) -> bool:
        """Whether this reader may write on it now."""
        return self.role is Role.COORDINATOR and not self.is_frozen

    @property
    def corrected(self) -> Found | None:
        """The frozen version that this one corrects, as it can be read."""
        number = self.review.number if self.review and self.review.why else 0
        was = next((one for one in self.versions if one.is_frozen and one.number < number), None)
        return replace(self, review=was) if was else None

    def recounted(self) -> Figures | None:
        """What a correction would count now; None where that makes no difference any more."""
        review = self.review
        if review is None or self.is_frozen or review.packed is None or review.is_built_on:
            return None
        return Review.count(self.board, self.month, self.now)

    def figures(self) -> Figures:
        """What it counts: what was frozen, else what is counted now."""
        if self.review is not None and self.review.has_figures:
            return self.review.figures
        return Review.count(self.board, self.month, self.now)

    def report(self, figures: Figures, *, named: bool = True) -> Report:
        """It, to be read."""
        return report(
            self.board, figures, title=title(self.month), review=self.review, month=self.month,
            named=named,
        )  # fmt: skip


def find(slug: str, month: str, version: str = "") -> Found:
    """A month's review as somebody may see it: the version asked for, else the latest.

    Who only looks gets frozen versions alone. 404 for a month that isn't there yet.
    """
    board, role = enter(slug)
    return of_month(board, role, month, version)


def of_month(board: Board, role: Role, month: str, version: str = "") -> Found:
    """The same for a board that was found."""
    wanted, now = Month.read(month), datetime.now(UTC)
    if wanted is None or not starts(board) <= wanted <= Month.of(day_of(now)):
        abort(404)
    versions = list(Review.of(board, wanted))
    if role is Role.VIEWER:
        versions = [one for one in versions if one.is_frozen]
    review = versions[0] if versions else None
    if version:
        review = next((one for one in versions if str(one.number) == version), None) or abort(404)
    return Found(board, role, wanted, review, versions, now)


def starts(board: Board) -> Month:
    """The first month of which there is anything to say."""
    return Month.of(day_of(board.created_at))


def title(month: Month) -> str:
    """What a month's review is called."""
    return _("Maandreview %(month)s", month=phrases.month_name(month))


def for_the_board(role: Role) -> None:
    """Refuse who only looks: this is for who works on the board. Raises NotAllowed."""
    if role is Role.VIEWER:
        raise NotAllowed()


def coordinated(slug: str, month: str) -> Found:
    """A month's review for whoever coordinates the board. Raises NotAllowed."""
    found = find(slug, month)
    if found.role is not Role.COORDINATOR:
        raise NotAllowed()
    return found


@contextmanager
def turn_of(slug: str, month: str) -> Iterator[Found]:
    """A month's review during its board's turn, for the coordinator. Raises NotAllowed."""
    with coordinated_turn(slug):
        yield find(slug, month)


@contextmanager
def writing_on(slug: str, month: str) -> Iterator[Review]:
    """The month's concept during its board's turn, begun when need be; for the coordinator.

    Raises NotAllowed, Frozen.
    """
    with turn_of(slug, month) as found:
        yield Review.concept(found.board, found.month, me())


@contextmanager
def mailing(slug: str, month: str) -> Iterator[Found]:
    """A month's review while letters about it are written, for the coordinator."""
    with writing():
        yield coordinated(slug, month)


def _home(found: Found) -> str:
    return found.url


OF_MONTH: Door[Found] = Door(turn_of, page="reviews.show", home=_home, paints=False)
ON_CONCEPT: Door[Review] = Door(
    writing_on, page="reviews.show", home=lambda review: review.url, paints=False
)
BY_MAIL: Door[Found] = Door(mailing, page="reviews.show", home=_home, paints=False)
