"""The log as sentences that people read: "Bram pakte dit op"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from actionboard.accounts.models import User
from actionboard.accounts.person_badge import Seat
from actionboard.boards.activity_log import Activity
from actionboard.boards.levels import Level
from actionboard.boards.models import Board
from actionboard.boards.stages import Stage
from actionboard.boards.texts import Words
from actionboard.boards.undo import can_go_back
from actionboard.boards.verbs import Shown, named, names_where
from actionboard.cards.models import Card
from actionboard.core import date_words
from actionboard.core.database import db
from actionboard.core.i18n import language, translate
from actionboard.core.messages import N_

WITH_CARD = joinedload(Activity.card).joinedload(Card.title_words)
People = Mapping[int, User]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One thing that happened, as people read it; `undo` is its version if the reader may."""

    version: int
    at: datetime
    text: str
    number: int | None
    title: str
    by_id: int | None
    by: Seat | None
    who: str
    undo: int | None

    @property
    def name(self) -> str:
        """Who did it, as the sentence begins."""
        if not self.text.startswith(self.who):
            return ""
        return self.who + (":" if self.text.startswith(f"{self.who}:") else "")

    @property
    def did(self) -> str:
        """What they did, as it goes on."""
        return self.text.removeprefix(self.name).strip()


def of_card(card: Card, reader: User, *, most: int = 30) -> list[Sentence]:
    """What happened to a card, the latest first."""
    mine = Activity.card_id == card.id
    return _sentences(card.board, mine, reader, most)


def of_cards(
    board: Board, cards: Sequence[int], *, since: int, until: int, most: int = 200
) -> list[Sentence]:
    """What happened to some cards (ids) after one version, up to another; the latest first.

    As it is told to everybody: nothing is offered to be taken back.
    """
    mine = Activity.card_id.in_(cards) & (Activity.version > since) & (Activity.version <= until)
    return _sentences(board, mine, None, most)


def _sentences(board: Board, which: Any, reader: User | None, most: int) -> list[Sentence]:
    told_beside = names_where(lambda verb: verb.shown is Shown.NOWHERE)
    entries = db.session.scalars(
        select(Activity)
        .where(Activity.board_id == board.id, Activity.verb.not_in(told_beside), which)
        .order_by(Activity.version.desc())
        .limit(most)
        .options(WITH_CARD)
    ).all()
    return tell(entries, undo=can_go_back(board, entries, reader) if reader else {})


def tell(entries: Sequence[Activity], *, undo: Mapping[int, int] | None = None) -> list[Sentence]:
    """Entries as sentences; `undo` is which of them offer to take which press back."""
    people, said = people_in(entries), _said(entries)
    return [
        Sentence(
            version=entry.version,
            at=entry.at,
            text=say(entry, people) + said.get(entry.version, ""),
            number=entry.card.number if entry.card else None,
            title=entry.card.title if entry.card else "",
            by_id=entry.by_id,
            by=Seat.of(people[entry.by_id]) if entry.by_id else None,
            who=called(people, entry.by_id),
            undo=(undo or {}).get(entry.version),
        )
        for entry in entries
    ]


def say(entry: Activity, people: People) -> str:
    """One entry of the log as a sentence in the reader's language."""
    was, now = entry.facts["was"], entry.facts["now"]
    nominee = now.get("nominee_id")
    values = {
        "who": called(people, entry.by_id),
        "nominee": called(people, nominee) if nominee else "",
        "due": _day(now.get("due_on")),
        **_places(was, now),
    }
    return translate(named(entry.verb).as_told(now).says, **values)


def called(people: People, one: int | None) -> str:
    """How the history calls somebody: by their first name, unless they were erased."""
    found = people.get(one or 0)
    if found is None:
        return translate(N_("Iemand"))
    return found.name if found.erased_at else found.name.split()[0]


def people_in(entries: Iterable[Activity], others: Iterable[int | None] = ()) -> People:
    """Everybody whom these entries name, and some others, by id."""
    wanted = {*others}
    for entry in entries:
        wanted |= {entry.by_id, entry.facts["now"].get("nominee_id")}
    found = db.session.scalars(select(User).where(User.id.in_(wanted - {None})))
    return {one.id: one for one in found}


def _said(entries: Sequence[Activity]) -> dict[int, str]:
    """What people wrote with an answer, by the version of its entry."""
    wanted = {
        words: entry.version
        for entry in entries
        if (words := entry.facts["now"].get(named(entry.verb).quotes))
    }
    if not wanted:
        return {}
    found = db.session.execute(select(Words.id, Words.body).where(Words.id.in_(wanted)))
    return {wanted[row.id]: f" — {row.body}" for row in found}


def _places(was: dict[str, Any], now: dict[str, Any]) -> dict[str, str]:
    if "stage" in now and "stage" in was:
        return {"was": Stage(was["stage"]).label, "now": Stage(now["stage"]).label}
    if "level" in now and "level" in was:
        return {"was": Level(was["level"]).label, "now": Level(now["level"]).label}
    return {"was": "", "now": ""}


def _day(text: str | None) -> str:
    return date_words.in_words(date.fromisoformat(text), language=language()) if text else ""
