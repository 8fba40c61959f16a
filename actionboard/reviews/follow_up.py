"""What became of what the last review settled about each card: kept, under way, or not.

It is read off what both reviews counted, so that a frozen one says for good what it said.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from actionboard.boards.levels import Level
from actionboard.core import date_words
from actionboard.core.i18n import gettext as _
from actionboard.core.i18n import language
from actionboard.figures.figures import CardLine
from actionboard.reviews.agenda_items import Outcome


class Verdict(StrEnum):
    """How far it is with what was settled."""

    KEPT = "kept"
    COMING = "coming"
    BROKEN = "broken"


def became(
    outcome: Outcome, then: CardLine | None, now: CardLine | None, on: date
) -> tuple[Verdict, str]:
    """How far it is with what was settled about a card, with a few words for it.

    `then` is the card as it was counted then, `now` as it is counted now, on that day.
    """
    if now is None or not now.on_board:
        expected = outcome in (Outcome.DROP, Outcome.MERGE)
        return Verdict.KEPT if expected else Verdict.BROKEN, _("Van het bord")
    if outcome in (Outcome.DROP, Outcome.MERGE):
        return Verdict.BROKEN, _("Staat weer op het bord")
    if now.done_on:
        return Verdict.KEPT, _("Klaar op %(day)s", day=_day(now.done_on))
    if outcome is Outcome.DATE:
        return _dated(then, now, on)
    if outcome is Outcome.LEAD:
        return _led(then, now)
    if outcome is Outcome.RAISE and now.level is Level.NATIONAL:
        return _raised(now)
    if now.reasons:
        return Verdict.BROKEN, _("Loopt nog vast")
    return Verdict.KEPT, _("Loopt weer")


def _dated(then: CardLine | None, now: CardLine, on: date) -> tuple[Verdict, str]:
    agreed = then.due_on if then else None
    if now.due_on is None:
        return Verdict.BROKEN, _("Heeft geen datum meer")
    if agreed and now.due_on > agreed:
        return Verdict.BROKEN, _("Weer verzet, naar %(day)s", day=_day(now.due_on))
    if now.due_on < on:
        return Verdict.BROKEN, _("Nog niet klaar, was %(day)s", day=_day(now.due_on))
    return Verdict.COMING, _("Loopt tot %(day)s", day=_day(now.due_on))


def _led(then: CardLine | None, now: CardLine) -> tuple[Verdict, str]:
    if now.lead_id is None:
        return Verdict.BROKEN, _("Nog geen trekker")
    if then and then.lead_id == now.lead_id:
        return Verdict.BROKEN, _("Nog dezelfde trekker")
    return Verdict.KEPT, _("Heeft een andere trekker")


def _raised(now: CardLine) -> tuple[Verdict, str]:
    if now.lead_id is None:
        return Verdict.BROKEN, _("Nog niet aangekaart")
    return Verdict.COMING, _("Aangekaart, nog geen antwoord")


def _day(day: date) -> str:
    return date_words.in_words(day, language=language())
