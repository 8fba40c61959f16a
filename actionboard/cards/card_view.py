"""What a card shows on the board: the same for every viewer of one language on one day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import aliased

from actionboard.accounts.models import Organisation, User
from actionboard.accounts.person_badge import Seat, nameless
from actionboard.boards.stages import Stage
from actionboard.boards.staleness import Stillness
from actionboard.boards.texts import Words
from actionboard.boards.themes import Theme
from actionboard.cards.lateness import days_late
from actionboard.cards.models import Card
from actionboard.core import date_words
from actionboard.core.database import db
from actionboard.core.local_time import day_of
from actionboard.core.prepared_statements import Quick


@dataclass(frozen=True, slots=True)
class ThemeFace:
    """A theme as colour, sign and name."""

    id: int
    name: str
    paint: str
    icon: str


@dataclass(slots=True)  # made by thousands: freezing each would double its cost
class CardFace:
    """One card as `_card.html` draws it; see Card for the meaning of each word."""

    number: int
    url: str
    title: str
    level: str
    stage: str
    rank: str
    version: int
    theme: ThemeFace | None
    lead: Seat | None
    partner: Seat | None
    nominee: Seat | None
    helpers: tuple[int, ...]
    due: str | None
    due_text: str
    late: bool
    postponed: int
    stuck: bool
    still: int
    questions: int
    steps: int
    ticked: int
    comments: int
    result: str | None
    done: str | None

    @property
    def school(self) -> Seat | None:
        """Who sits on the school's seat."""
        return self._on("school")

    @property
    def company(self) -> Seat | None:
        """Who sits on the other seat."""
        return self._on("company")

    @property
    def open(self) -> str:
        """Which seat is free: "school", "company", "both" or "" for a duo."""
        free = [side for side in ("school", "company") if self._on(side) is None]
        return "both" if len(free) == 2 else "".join(free)

    @property
    def organisation_ids(self) -> frozenset[int]:
        """The organisations on the two seats."""
        return frozenset(seat.organisation_id for seat in (self.lead, self.partner) if seat)

    @property
    def people_ids(self) -> tuple[int, ...]:
        """Everyone who takes part: trekker, partner, helpers."""
        seats = tuple(seat.id for seat in (self.lead, self.partner) if seat)
        return seats + self.helpers

    def _on(self, side: str) -> Seat | None:
        for seat in (self.lead, self.partner):
            if seat is not None and seat.side == side:
                return seat
        return None


def rows() -> Any:
    """One query for all cards of :board that changed after version :since."""
    title, wish, result = aliased(Words), aliased(Words), aliased(Words)
    return (
        select(
            Card.id, Card.number, Card.version, Card.level, Card.stage, Card.rank,
            title.body.label("title"), Card.theme_id, Card.lead_id, Card.partner_id,
            Card.nominee_id, Card.helper_ids, Card.due_on, wish.body.label("due_text"),
            Card.postponed,
            Card.help_id, Card.touched_at, Card.questions, Card.steps_made, Card.steps_ticked,
            Card.comments_made, result.body.label("result"), Card.done_on, Card.removed,
            Card.dropped_id, Card.merged_into_id,
        )
        .join(title, title.id == Card.title_id)
        .outerjoin(wish, wish.id == Card.due_id)
        .outerjoin(result, result.id == Card.result_id)
        .where(Card.board_id == bindparam("board"), Card.version > bindparam("since"))
    )  # fmt: skip


ROWS = Quick(rows)


def people() -> dict[int, Seat]:
    """Everybody's mark, by id."""
    found = db.session.execute(
        select(
            User.id, User.name, Organisation.name, Organisation.short, Organisation.id,
            Organisation.kind,
        ).join(Organisation, Organisation.id == User.organisation_id)
    )  # fmt: skip
    return {row[0]: Seat(*row) for row in found}


def themes(board_id: int) -> dict[int, ThemeFace]:
    """A board's themes, by id."""
    found = db.session.execute(
        select(Theme.id, Theme.name, Theme.paint, Theme.icon)
        .where(Theme.board_id == board_id, ~Theme.removed)
        .order_by(Theme.position)
    )
    return {row[0]: ThemeFace(*row) for row in found}


@dataclass(frozen=True, slots=True)
class Painter:
    """What is needed to turn rows into faces: who, which themes, which day, which language."""

    slug: str
    people: Mapping[int, Seat]
    themes: Mapping[int, ThemeFace]
    today: date
    stillness: Stillness

    def face(self, row: Any, language: str) -> CardFace:
        """A row of `rows` as the card that people see."""
        done = row.stage == Stage.DONE
        return CardFace(
            number=row.number,
            url=f"/boards/{self.slug}/cards/{row.number}",
            title=row.title,
            level=row.level,
            stage=row.stage,
            rank=row.rank,
            version=row.version,
            theme=self.themes.get(row.theme_id),
            lead=self.people.get(row.lead_id),
            partner=self.people.get(row.partner_id),
            nominee=self.people.get(row.nominee_id),
            helpers=tuple(row.helper_ids),
            due=self._day(row.due_on, language),
            due_text=row.due_text or "",
            late=days_late(row, self.today) > 0,
            postponed=row.postponed,
            stuck=row.help_id is not None,
            still=0 if done else self.stillness.days(day_of(row.touched_at), self.today),
            questions=len(row.questions),
            steps=row.steps_made,
            ticked=row.steps_ticked,
            comments=row.comments_made,
            result=row.result,
            done=self._day(row.done_on, language),
        )

    def _day(self, day: date | None, language: str) -> str | None:
        if day is None:
            return None
        far = abs((day - self.today).days) > 300
        return date_words.in_words(day, language=language, year=far)


class GuestPainter(Painter):
    """As who has no account sees it: the board is all there is, so a card leads to itself."""

    __slots__ = ()

    def face(self, row: Any, language: str) -> CardFace:
        """A row of `rows` as the card that people see."""
        face = Painter.face(self, row, language)
        return replace(face, url=f"#card-{face.number}")


class NamelessPainter(GuestPainter):
    """The same, with organisations where names would stand."""

    __slots__ = ()

    def face(self, row: Any, language: str) -> CardFace:
        """A row of `rows` as the card that people see."""
        face = GuestPainter.face(self, row, language)
        lead, partner, nominee = map(nameless, (face.lead, face.partner, face.nominee))
        return replace(face, lead=lead, partner=partner, nominee=nominee, helpers=())
