"""Lines of a list become post-its and cards, all at once and in their order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import insert

from actionboard.accounts.models import User
from actionboard.boards.bulk_log import record_made
from actionboard.boards.levels import Level
from actionboard.boards.models import Board
from actionboard.boards.stages import Stage
from actionboard.boards.texts import Words
from actionboard.cards import ranks
from actionboard.cards.models import Card
from actionboard.core.database import db, new_ids
from actionboard.core.i18n import translate
from actionboard.core.messages import N_
from actionboard.imports.draft_lines import MERGE, Line
from actionboard.imports.models import IMPORTED
from actionboard.meetings.notes import Note

WISH = 80  # characters of "after the holidays" on a card; the post-it keeps all


@dataclass(frozen=True, slots=True)
class Put:
    """What was put on a board: the numbers by row of the list, and how many weren't merged."""

    numbers: Mapping[int, int]
    standing: int


def put(
    board: Board,
    lines: Sequence[Line],
    by: User,
    meeting_id: int | None,
    *,
    stuck: Mapping[int, Note] | None = None,
) -> Put:
    """New proposals for these lines, numbered in their order.

    `stuck` are the post-its that hang on a wall already, by row; others are made. Written in bulk:
    two thousand rows, one at a time, would keep everybody waiting.
    """
    stuck = stuck or {}
    first = Card.next_number(board)
    numbers = {line.row: number for number, line in enumerate(lines, first)}
    places, homes = _places(board, lines), _homes(board, lines)
    titles, wishes = _write_texts(board, lines, by)
    notes, ids = (new_ids(kind, len(lines)) for kind in (Note, Card))
    cards = {
        line.row: _card(
            board,
            line,
            numbers,
            rank=places[line.row],
            id=own,
            title_id=titles[line.row],
            due_id=wishes.get(line.row),
            note_id=stuck[line.row].id if line.row in stuck else note,
            theme_id=stuck[line.row].theme_id if line.row in stuck else None,
        )
        for line, own, note in zip(lines, ids, notes, strict=True)
    }
    for row, home in homes.items():
        other = cards[home.row]["id"] if isinstance(home, Line) else home.id if home else None
        cards[row]["merged_into_id"] = other
    made = [
        _note(line, meeting_id) | {"id": one}
        for line, one in zip(lines, notes, strict=True)
        if line.row not in stuck
    ]
    if made:
        db.session.execute(insert(Note), made)
    record_made(board, IMPORTED, Card, [cards[line.row] for line in lines], by)
    return Put(numbers, sum(home is None for home in homes.values()))


def _write_texts(
    board: Board, lines: Sequence[Line], by: User
) -> tuple[dict[int, int], dict[int, int]]:
    """Write the titles, and the wishes about a day; gives the id of each by row."""
    titles = {line.row: line.proposal.title or "…" for line in lines}
    wishes = {line.row: wish for line in lines if (wish := _wish(line))}
    texts = [*titles.values(), *wishes.values()]
    ids = new_ids(Words, len(texts))
    db.session.execute(
        insert(Words),
        [
            {"id": one, "body": text, "by_id": by.id, "at": board.moment}
            for one, text in zip(ids, texts, strict=True)
        ],
    )
    of_titles, of_wishes = ids[: len(titles)], ids[len(titles) :]
    return dict(zip(titles, of_titles, strict=True)), dict(zip(wishes, of_wishes, strict=True))


def _wish(line: Line) -> str:
    """What the list says about a day without naming one."""
    proposal = line.proposal
    is_open = proposal.asks("date") and not proposal.due_on
    return proposal.due_text[:WISH] if is_open else ""


def _card(board: Board, line: Line, numbers: Mapping[int, int], **values: Any) -> dict[str, Any]:
    """A card with every column given: what is left out would be read back row by row."""
    proposal = line.proposal
    return values | {
        "board_id": board.id,
        "number": numbers[line.row],
        "level": _level(line),
        "stage": Stage.PROPOSED,
        "created_at": board.moment,
        "due_on": proposal.due_on,
        "postponed": 0,
        "helper_ids": [],
        "questions": _questions(line, numbers),
        "removed": False,
        "steps_made": 0,
        "steps_ticked": 0,
        "comments_made": 0,
    }


def _note(line: Line, meeting_id: int | None) -> dict[str, Any]:
    """The post-it: its own words for ever, and below its remark what the list said otherwise."""
    proposal = line.proposal
    remarks = [proposal.remark]
    if proposal.votes is None and proposal.votes_text:
        remarks.append(translate(N_("Stickers in de lijst: %(text)s"), text=proposal.votes_text))
    if (who := line.was("who")) and who != proposal.who:
        remarks.append(translate(N_("Door wie, in de lijst: %(text)s"), text=who))
    return {
        "meeting_id": meeting_id,
        "flap": "2B",
        "words": proposal.words,
        "who": proposal.who,
        "level_text": line.was("level_text"),
        "due_text": line.was("due_text"),
        "votes": proposal.votes,
        "remark": "\n".join(filter(None, remarks)),
    }


def _questions(line: Line, numbers: Mapping[int, int]) -> list[str]:
    """The open questions as the card keeps them: "level", "duplicate:4"."""
    other = line.known or numbers.get(line.proposal.duplicate_of or 0)
    kinds = (f"duplicate:{other}" if kind == "duplicate" else kind for kind in line.kinds)
    return [kind for kind in kinds if other or not kind.startswith("duplicate")]


def _homes(board: Board, lines: Sequence[Line]) -> dict[int, Line | Card | None]:
    """Into what each line is merged: another line, a card on the board, or nothing."""
    by_row = {line.row: line for line in lines}
    ends = {line.row: _end(line, by_row) for line in lines}
    numbers = {end.known for end in ends.values() if end.choice == MERGE and end.known}
    found = (Card.find(board, number) for number in numbers)
    known = {card.number: card for card in found if card is not None and card.is_on_board}
    return {
        row: known.get(end.known or 0) if end.choice == MERGE else end if end.row != row else None
        for row, end in ends.items()
    }


def _end(line: Line, lines: Mapping[int, Line]) -> Line:
    """Where a chain of merged lines ends: nowhere else, or in a card that was there already."""
    seen: set[int] = set()
    while line.choice == MERGE and line.known is None and line.row not in seen:
        seen.add(line.row)
        other = lines.get(line.proposal.duplicate_of or 0)
        if other is None:  # it was left out: this one stands for both
            return line.with_(choice="")
        line = other
    return line


def _places(board: Board, lines: Sequence[Line]) -> dict[int, str]:
    """A rank for each line, below everything in its lane and in the order of the list."""
    lanes: dict[Level, list[int]] = defaultdict(list)
    for line in lines:
        lanes[_level(line)].append(line.row)
    return {
        row: rank
        for level, rows in lanes.items()
        for row, rank in zip(
            rows, ranks.all_at_end(board.id, level, Stage.PROPOSED, len(rows)), strict=True
        )
    }


def _level(line: Line) -> Level:
    return Level(line.proposal.level or Level.OPEN)
