"""Which actions on different boards say the same: "dit speelt ook in …"."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import aliased

from actionboard.accounts.models import User
from actionboard.boards.models import Board
from actionboard.boards.stages import Stage
from actionboard.boards.texts import Words
from actionboard.cards.models import Card
from actionboard.cards.on_board import ON_BOARD
from actionboard.core.database import db
from actionboard.list_reader.similar_texts import alike, find_similar

MOST = 3000  # cards that are compared: those in which something happened last
KEPT = 256  # answers that a process keeps
FEW = 5  # that are shown beside one card

Groups = list[list[int]]  # ids of cards that say the same, of two boards or more


@dataclass(frozen=True, slots=True)
class Alike:
    """One of the actions that say the same."""

    board: str
    url: str
    number: int
    title: str
    stage: Stage
    result: str


def shared(boards: Sequence[Board]) -> list[list[Alike]]:
    """Actions that play on more than one of these boards, those on most boards first."""
    groups = _groups([one.id for one in boards])
    cards = _read([card for group in groups for card in group], {one.id: one for one in boards})
    told = [[cards[one] for one in group if one in cards] for group in groups]
    told = [sorted(group, key=lambda one: (one.board, one.number)) for group in told]
    shown = [group for group in told if len({one.board for one in group}) > 1]
    return sorted(shown, key=lambda group: (-len({one.board for one in group}), group[0].title))


def elsewhere(card: Card, reader: User) -> list[Alike]:
    """Actions on other boards that say the same, of the boards that somebody may see."""
    boards = db.session.scalars(
        Board.visible_to(reader).where(Board.id != card.board_id).order_by(Board.id)
    ).all()
    if not boards:
        return []
    found = _kept(card.title, tuple((one.id, one.version) for one in boards))
    cards = _read(found, {one.id: one for one in boards})
    return [cards[one] for one in found if one in cards]


def _kept(title: str, boards: tuple[tuple[int, int], ...]) -> list[int]:
    """What `_alike` found, until something happens on one of those boards."""
    kept: OrderedDict[Any, list[int]] = current_app.extensions.setdefault("alike", OrderedDict())
    if (title, boards) not in kept:
        kept[title, boards] = _alike(title, boards)
    kept.move_to_end((title, boards))
    if len(kept) > KEPT:
        kept.popitem(last=False)
    return kept[title, boards]


def _alike(title: str, boards: tuple[tuple[int, int], ...]) -> list[int]:
    """The cards of these (board, version)s that say the same as a title, the most alike first."""
    rows = db.session.execute(
        select(Card.id, Words.body)
        .join(Words, Words.id == Card.title_id)
        .where(Card.board_id.in_([board for board, _version in boards]), ON_BOARD)
        .order_by(Card.touched_at.desc())
        .limit(MOST)
    )
    return alike(title, [(card, body) for card, body in rows])[:FEW]


def _groups(boards: Sequence[int]) -> Groups:
    """Of the cards in which something happened last, those that say the same on other boards."""
    rows = db.session.execute(
        select(Card.id, Card.board_id, Words.body)
        .join(Words, Words.id == Card.title_id)
        .where(Card.board_id.in_(boards), ON_BOARD)
        .order_by(Card.touched_at.desc())
        .limit(MOST)
    )
    return _grouped(tuple(sorted((row[0], row[1], row[2]) for row in rows)))


@lru_cache(maxsize=16)  # until a title changes: comparing thousands takes a second
def _grouped(cards: tuple[tuple[int, int, str], ...]) -> Groups:
    """(id, board, title)s that say the same, directly or by way of another."""
    board = {card: on for card, on, _title in cards}
    root = {card: card for card in board}

    def top(card: int) -> int:
        while root[card] != card:
            card = root[card]
        return card

    for pair in find_similar([(card, title) for card, _on, title in cards]):
        root[top(pair.key)] = top(pair.like)
    groups: dict[int, list[int]] = {}
    for card in board:
        groups.setdefault(top(card), []).append(card)
    return [one for one in groups.values() if len({board[card] for card in one}) > 1]


def _read(cards: Sequence[int], boards: dict[int, Board]) -> dict[int, Alike]:
    title, result = aliased(Words), aliased(Words)
    rows = db.session.execute(
        select(
            Card.id, Card.board_id, Card.number, Card.stage, title.body.label("title"),
            result.body.label("result"),
        )
        .join(title, title.id == Card.title_id)
        .outerjoin(result, result.id == Card.result_id)
        .where(Card.id.in_(cards), ON_BOARD)
    )  # fmt: skip
    return {
        row.id: Alike(
            board=boards[row.board_id].name,
            url=f"{boards[row.board_id].url}/cards/{row.number}",
            number=row.number,
            title=row.title,
            stage=row.stage,
            result=row.result or "",
        )
        for row in rows
    }
