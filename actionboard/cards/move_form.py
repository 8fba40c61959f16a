"""Where a card should go, and what a column asks on the way in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from actionboard.accounts.models import User
from actionboard.boards.levels import Level
from actionboard.boards.people import find_member
from actionboard.boards.stages import Stage
from actionboard.boards.stale_versions import refuse_stale
from actionboard.cards.models import Card
from actionboard.core.errors import Invalid
from actionboard.core.form_fields import read_day, read_number
from actionboard.core.messages import N_


@dataclass(frozen=True, slots=True)
class Placing:
    """A wish to put a card somewhere, as the page, the drag or the dialog sent it."""

    stage: Stage
    level: Level | None
    before: int | None
    is_ordered: bool  # it says before which card, or at the end
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
            is_ordered="before" in form,
            seen=read_number(form.get("version")),
            due_on=read_day(form.get("due", ""), today),
            lead=form.get("lead") == "me",
            nominee=read_number(form.get("nominee")) or None,
            result=form.get("result", ""),
            later="later" in form,
        )

    def carry_out(self, card: Card, by: User) -> None:
        """Move the card there, answering what its new column asks."""
        level = (self.level or card.level).value
        refuse_stale(card, self.seen, {"stage": self.stage.value, "level": level}, by)
        before = Card.find(card.board, self.before) if self.before else None
        into = card.stage is not self.stage
        if not (into or self.is_ordered or self.level not in (None, card.level)):
            return  # there it is already
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


def refuse_ended(card: Card, seen: int, by: User, *, stage: Stage | None = None) -> None:
    """Refuse when somebody else said meanwhile how it stands: done, stuck, or off the board.

    Raises Stale.
    """
    ends = ("stage", "result_id", "help_id", "dropped_id", "merged_into_id")
    wish = dict.fromkeys(ends) | {"stage": stage and stage.value}
    refuse_stale(card, seen, wish, by)
