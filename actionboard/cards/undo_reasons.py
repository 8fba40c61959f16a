"""Why a press can't be taken back, in a few words; and who went on with it, and how."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import select

from actionboard.accounts.models import User
from actionboard.boards.activity_log import Activity
from actionboard.boards.models import Board
from actionboard.boards.presses import Presses
from actionboard.boards.undo import Steps
from actionboard.boards.undo_refusals import (
    CannotUndo,
    ChangedSince,
    ForGood,
    NotYourStep,
    in_a_row,
)
from actionboard.cards.history import WITH_CARD, Sentence, called, people_in, tell
from actionboard.cards.models import Card
from actionboard.cards.permissions import May
from actionboard.core.database import db
from actionboard.core.errors import NotAllowed, Rejected
from actionboard.core.i18n import translate
from actionboard.core.messages import N_

MOST = 3  # things that others did, told one by one
ONE_WENT_ON, MORE_WENT_ON = N_("%(who)s ging ermee verder"), N_("%(who)s gingen ermee verder")


@dataclass(frozen=True, slots=True)
class Why:
    """Why there is no button, in a few words; `asks` is whether there is more to say."""

    text: str
    icon: str
    asks: bool = False


@dataclass(frozen=True, slots=True)
class WentOn:
    """Why a press can't be taken back: what others did, and what can be done instead."""

    sentence: str
    acts: list[Sentence]  # the first ones
    more: int
    card: Card | None  # the one that it was about
    drop: bool  # whether that came by this press, and this person may take it off the board

    @classmethod
    def of(cls, board: Board, press: int, refusal: Rejected, reader: User) -> WentOn:
        """What is said to somebody of a press that was refused."""
        entries = Presses.read(board, [press]).entries.get(press, [])
        acts = refusal.acts if isinstance(refusal, ChangedSince) else []
        told = [act.version for act in acts]
        which = Activity.version.in_(told[:MOST]) & (Activity.board_id == board.id)
        found = select(Activity).where(which).order_by(Activity.version).options(WITH_CARD)
        cards = {entry.card_id: entry.card for entry in entries if entry.card}
        card: Card | None = next(iter(cards.values())) if len(cards) == 1 else None
        made = any(entry.subject == Card.KIND and not entry.facts["was"] for entry in entries)
        return cls(
            sentence=refusal.sentence,
            acts=tell(db.session.scalars(found).all()),
            more=len(told[MOST:]),
            card=None if card is None or card.removed else card,
            drop=bool(acts and made and card and May.of(card, reader).drop),
        )


def reasons(outlook: Mapping[int, Steps | Rejected], gone: Collection[int]) -> dict[int, Why]:
    """Why these presses can't be taken back, where there is a reason; `gone` are taken back."""
    since = {press: one.people for press, one in outlook.items() if isinstance(one, ChangedSince)}
    people = people_in([], {one for some in since.values() for one in some})
    found = {press: Why(translate(N_("Ongedaan gemaakt")), "undo-2") for press in gone}
    for press, refusal in outlook.items():
        if press in gone or not isinstance(refusal, Rejected):
            continue
        if isinstance(refusal, ForGood):
            found[press] = Why(refusal.briefly, "lock")
        elif press in since:
            names = [called(people, one) for one in since[press]]
            went_on = MORE_WENT_ON if len(names) > 1 else ONE_WENT_ON
            found[press] = Why(translate(went_on, who=in_a_row(names)), "users", asks=True)
        elif not isinstance(refusal, NotAllowed | NotYourStep) and type(refusal) is not CannotUndo:
            found[press] = Why(translate(N_("Kan niet meer ongedaan")), "triangle-alert", asks=True)
    return found
