"""The log as sentences that people read: "Bram pakte dit op"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from actionboard.accounts.models import User
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


@dataclass(frozen=True, slots=True)
class Sentence:
    """One thing that happened, as people read it; `undo` is its version if the reader may."""

    version: int
    at: datetime
    text: str
    number: int | None
    title: str
    by_id: int | None
    undo: int | None


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


def of_board(board: Board, reader: User, *, most: int = 100, before: int = 0) -> list[Sentence]:
    """What happened on a board, the latest first; before a version, to page on.

    A list comes and goes in one sentence, however many cards it has. What happens on the wall of
    a meeting is seen there.
    """
    older = Activity.version < before if before else Activity.version > 0
    summed_up = names_where(lambda verb: verb.shown is Shown.NOT_ON_BOARD)
    told = Activity.verb.not_in(summed_up) & Activity.subject.not_in(("note", "flap", "photo"))
    return _sentences(board, older & told, reader, most)


def _sentences(board: Board, which: Any, reader: User | None, most: int) -> list[Sentence]:
    told_beside = names_where(lambda verb: verb.shown is Shown.NOWHERE)
    entries = db.session.scalars(
        select(Activity)
        .where(Activity.board_id == board.id, Activity.verb.not_in(told_beside), which)
        .order_by(Activity.version.desc())
        .limit(most)
    ).all()
    names, said = _names(entries), _said(entries)
    undone = _undone(board, entries) if reader else set()
    stands = [entry for entry in entries if entry.version not in undone]
    offered = can_go_back(board, stands, reader) if reader else {}
    return [
        Sentence(
            version=entry.version,
            at=entry.at,
            text=say(entry, names) + said.get(entry.version, ""),
            number=entry.card.number if entry.card else None,
            title=entry.card.title if entry.card else "",
            undo=offered.get(entry.version),
            by_id=entry.by_id,
        )
        for entry in entries
    ]


def _undone(board: Board, entries: Sequence[Activity]) -> set[int | None]:
    """Which of these were taken back, also when that stands on an earlier page."""
    versions = [entry.version for entry in entries]
    taken_back = select(Activity.undoes).where(
        Activity.board_id == board.id,
        Activity.version > min(versions, default=0),
        Activity.undoes.in_(versions),
    )
    return set(db.session.scalars(taken_back))


def say(entry: Activity, names: dict[int, str]) -> str:
    """One entry of the log as a sentence in the reader's language."""
    was, now = entry.facts["was"], entry.facts["now"]
    values = {
        "who": names.get(entry.by_id or 0, translate(N_("Iemand"))),
        "nominee": names.get(now.get("nominee_id") or 0, ""),
        "due": _day(now.get("due_on")),
        **_places(was, now),
    }
    return translate(named(entry.verb).as_told(now).says, **values)


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


def _names(entries: Sequence[Activity]) -> dict[int, str]:
    wanted = {entry.by_id for entry in entries} | {
        entry.facts["now"].get("nominee_id") for entry in entries
    }
    found = db.session.execute(
        select(User.id, User.name, User.erased_at).where(User.id.in_(wanted - {None}))
    )
    return {row.id: row.name if row.erased_at else row.name.split()[0] for row in found}
