"""Why a card counts as stuck: the steering group asks about it, and its trekker reads it first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from actionboard.accounts.models import User
from actionboard.boards.stages import Stage
from actionboard.boards.staleness import Stillness
from actionboard.cards.lateness import days_late
from actionboard.cards.models import Card
from actionboard.cards.past_board import PastCard
from actionboard.core.i18n import gettext as _
from actionboard.core.i18n import ngettext

OFTEN = 2  # from so many postponements on a card is stuck


class Why(StrEnum):
    """Why a card counts as stuck."""

    HELP = "help"  # somebody asked for help
    LATE = "late"  # its day passed (number: days ago)
    POSTPONED = "postponed"  # it got a later day twice or more (number: how often)
    LEADLESS = "leadless"  # planned or under way, and nobody leads it any more
    STILL = "still"  # nothing happened to it for too long (number: days)


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason why a card is stuck."""

    why: Why
    number: int = 0


def on_agenda(card: Card, today: date, rule: Stillness) -> list[str]:
    """Why the steering group will ask about a card; empty when it won't."""
    if not card.is_on_board:
        return []
    return [reason(one) for one in reasons(PastCard.of(card), today, rule)]


def asked_of(person: User, cards: Sequence[Card], today: date) -> dict[int, list[str]]:
    """The same for those of these cards that somebody leads, by their ids."""
    led = [one for one in cards if one.lead_id == person.id]
    rules = Stillness.of_all({one.board_id: one.board.still_after for one in led})
    found = {one.id: on_agenda(one, today, rules[one.board_id]) for one in led}
    return {card_id: why for card_id, why in found.items() if why}


def reasons(card: PastCard, on: date, stillness: Stillness) -> Iterator[Reason]:
    """Why a card counts as stuck on a day; nothing for one that doesn't. The first is the worst."""
    if card.is_done:
        return
    if card.help_id:
        yield Reason(Why.HELP)
    if late := days_late(card, on):
        yield Reason(Why.LATE, late)
    if card.postponed >= OFTEN:
        yield Reason(Why.POSTPONED, card.postponed)
    if card.lead_id is None and card.stage in (Stage.PLANNED, Stage.DOING):
        yield Reason(Why.LEADLESS)
    if still := card.still_for(on, stillness):
        yield Reason(Why.STILL, still)


def reason(one: Reason) -> str:
    """Why a card is stuck, in a few words."""
    match one.why:
        case Why.HELP:
            return _("Vraagt om hulp")
        case Why.LATE:
            return ngettext("%(num)s dag te laat", "%(num)s dagen te laat", one.number)
        case Why.POSTPONED:
            return _("%(num)s keer verzet", num=one.number)
        case Why.LEADLESS:
            return _("Geen trekker meer")
    return ngettext("%(num)s dag stil", "%(num)s dagen stil", one.number)
