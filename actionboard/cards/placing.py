"""Where a card should go, and what a column asks on the way in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from actionboard import dates
from actionboard.accounts.models import Membership, User
from actionboard.boards.activity import Activity
from actionboard.boards.models import Board, Level, Stage
from actionboard.cards.errors import Stale
from actionboard.cards.models import Card
from actionboard.db import db
from actionboard.errors import Invalid
from actionboard.sentences import N_


@dataclass(frozen=True, slots=True)
class Placing:
    """A wish to put a card somewhere, as the page, the drag or the dialog sent it."""

    stage: Stage
    level: Level | None
    before: int | None
    seen: int
    due_on: date | None
    lead: bool  # "I lead this"
    nominee: int | None
    result: str
    later: bool  # the result comes later

    @classmethod
    def read(cls, form: Mapping[str, str], today: date) -> Placing:
        """Read the form. Raises Invalid at the field that can't be read."""
        level = form.get("level") or None
        try:
            stage, lane = Stage(form.get("stage", "")), Level(level) if level else None
        except ValueError:
            raise Invalid("stage", N_("Kies waar deze actie nu staat.")) from None
        return cls(
            stage=stage,
            level=lane,
            before=read_number(form.get("before")) or None,
            seen=read_number(form.get("version")),
            due_on=read_day(form.get("due", ""), today),
            lead=form.get("lead") == "me",
            nominee=read_number(form.get("nominee")) or None,
            result=form.get("result", ""),
            later="later" in form,
        )

    def carry_out(self, card: Card, by: User) -> None:
        """Move the card there, answering what its new column asks."""
        refuse_stale(card, self.seen, ("stage", "level"), by)
        before = Card.find(card.board, self.before) if self.before else None
        into = card.stage is not self.stage
        if self.stage is Stage.PLANNED and self.nominee and not self.lead and card.lead is None:
            self._ask_other(card, by)
        elif self.stage is Stage.PLANNED and into and self.due_on and (self.lead or card.lead):
            lead = by if self.lead else None
            card.plan(self.due_on, by, lead=lead, level=self.level, before=before)
        elif self.stage is Stage.DONE and into and (self.result.strip() or self.later):
            result = self.result if self.result.strip() else None
            card.finish(result, by, level=self.level, before=before)
        else:
            card.move(self.stage, by, level=self.level, before=before,
                      at_end=self.stage is not Stage.DONE)  # fmt: skip

    def _ask_other(self, card: Card, by: User) -> None:
        card.nominate(find_member(card.board, self.nominee or 0), by, due_on=self.due_on)


def refuse_ended(card: Card, seen: int, by: User) -> None:
    """Refuse when somebody else said meanwhile how it stands: done, stuck, or off the board.

    Raises Stale.
    """
    refuse_stale(card, seen, ("stage", "result_id", "help_id", "dropped_id", "merged_into_id"), by)


def find_member(board: Board, person: int) -> User:
    """Somebody who can be asked on this board. Raises Invalid when there is no such person."""
    found: User | None = db.session.scalar(
        select(User)
        .join(Membership)
        .where(User.id == person, Membership.board_id == board.id, Membership.role != "viewer")
    )
    if found is None:
        raise Invalid("person", N_("Kies iemand uit de lijst."))
    return found


def refuse_stale(card: Card, seen: int, columns: Iterable[str], by: User) -> None:
    """Refuse when somebody else changed one of these columns after the version that was seen.

    Raises Stale. Version 0 stands for a form that doesn't say what it saw.
    """
    who = who_changed(card, seen, columns, by)
    if who is not None:
        raise Stale(card, who=who, number=card.number)


def who_changed(card: Card, seen: int, columns: Iterable[str], by: User) -> str | None:
    """Who else changed one of these columns after the version that was seen; None for nobody."""
    if not seen or card.version <= seen:
        return None
    wanted = set(columns)
    later = db.session.scalars(
        select(Activity).where(
            Activity.card_id == card.id, Activity.version > seen, Activity.by_id != by.id
        )
    )
    for entry in later:
        if entry.subject == "card" and wanted & entry.facts["now"].keys():
            return entry.by.name if entry.by else "…"
    return None


def read_day(text: str, today: date) -> date | None:
    """A day as people type it; None for nothing. Raises Invalid at the field "due"."""
    if not text.strip():
        return None
    try:
        return dates.parse_day(text, today=today).on
    except dates.NotADay as error:
        raise Invalid("due", error.message, **error.values) from None


def read_number(text: str | None) -> int:
    """A whole number that a page sent along; 0 when it didn't, or when no database holds it."""
    return int(text) if text and text.isdecimal() and len(text) < 10 else 0
