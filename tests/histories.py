"""Random histories of a board: whatever people may do to its cards, over months, with undo.

`histories()` makes one with hypothesis; `play` lets the cast live it on a new board.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count

from hypothesis import strategies as st

from actionboard.accounts.models import Membership, Role
from actionboard.boards import undo as replay
from actionboard.boards.activity_log import Activity
from actionboard.boards.levels import Level
from actionboard.boards.models import Board
from actionboard.boards.stages import Stage
from actionboard.cards.comments import Comment
from actionboard.cards.models import Card
from actionboard.cards.steps import Step
from actionboard.core.database import db, writing
from actionboard.core.errors import Rejected
from actionboard.imports import drafts as importing
from actionboard.imports.models import Import
from actionboard.list_reader.files import read_file

BEGIN = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
WORKERS = ("karin", "henk", "fatima", "joris", "marleen")
LIST = b"Actie;Niveau\nGastlessen plannen;regionaal\nGastlessen plannen;regionaal\nBellen;lokaal\n"
READING = importing.read(read_file(LIST, today=BEGIN.date()), today=BEGIN.date())
OFTEN = ("undo", "claim", "date", "date", "finish", "move")
slugs = count()


@dataclass(frozen=True)
class Deed:
    """What somebody tries to do, to some card, so many hours after the last deed."""

    what: str
    who: str
    which: int
    number: int
    hours: int


def histories(most=40):
    """Lists of deeds; many of them are refused when they are tried."""
    deed = st.builds(
        Deed, what=st.sampled_from([*DEEDS, *OFTEN]), who=st.sampled_from(WORKERS),
        which=st.integers(0, 3), number=st.integers(0, 20), hours=st.integers(0, 240),
    )  # fmt: skip
    return st.lists(deed, min_size=most // 2, max_size=most)


def play(cast, history):
    """A new board on which those people (by first name) did all that; what is refused is not."""
    slug = f"verleden-{next(slugs)}"
    with writing():
        board = Board.create(slug, "Verleden", by=cast["marleen"], at=BEGIN)
        for first in WORKERS:
            role = Role.COORDINATOR if first == "marleen" else Role.MEMBER
            db.session.add(Membership(board_id=board.id, user_id=cast[first].id, role=role))
    moment = BEGIN
    for deed in history:
        moment += timedelta(hours=deed.hours)
        try:
            with board.turn(at=moment):
                DEEDS[deed.what](board, cast[deed.who], deed)
        except Rejected:
            continue
    return board, moment


def on_card(do):
    """A deed that is done to one of the cards, if there are any."""

    def deed(board, by, deed):
        cards = db.session.scalars(
            db.select(Card).where(Card.board_id == board.id, ~Card.removed).order_by(Card.number)
        ).all()
        if cards:
            do(cards[deed.which % len(cards)], by, deed, cards)

    return deed


def propose(board, by, deed):
    level = list(Level)[deed.number % 4]
    Card.propose(board, "Iets doen", by=by, level=level, due_on=due(board, deed))


def due(board, deed):
    return board.today + timedelta(days=deed.number * 3 - 6) if deed.number % 3 else None


def undo(board, by, deed):
    """Take back one of the last steps, as who did it; also a list, or an undoing."""
    version = board.version - 1 - deed.which
    entry = db.session.get(Activity, (board.id, version)) if version > 0 else None
    if entry is not None and entry.by is not None:
        replay.undo_turn(board, version, entry.by)


def import_list(board, by, deed):
    draft = importing.draft(
        board, by, name="flap.csv", reading=READING, meeting=None, at=board.moment
    )
    importing.confirm(board, draft, by)


def undo_list(board, by, deed):
    drafts = Import.on(board)
    if drafts and drafts[0].confirmed:
        importing.take_off(board, drafts[0], by)


def tick(card, by, deed, cards):
    steps = Step.of(card)
    if steps:
        steps[-1].tick(by)
    else:
        Step.add(card, "Bellen", by)


def edit(card, by, deed, cards):
    level = [*Level][deed.number % 3]
    due_on = due(card.board, deed)
    card.edit(by, title="Nog iets", why="", level=level, theme=None, due_on=due_on)


DEEDS = {
    "propose": propose,
    "undo": undo,
    "import": import_list,
    "undo list": undo_list,
    "claim": on_card(lambda card, by, deed, cards: card.claim(by)),
    "release": on_card(lambda card, by, deed, cards: card.release(by)),
    "join": on_card(lambda card, by, deed, cards: card.join(by)),
    "move": on_card(
        lambda card, by, deed, cards: card.move(list(Stage)[deed.number % 4], by)
    ),
    "plan": on_card(
        lambda card, by, deed, cards: card.plan(
            card.board.today + timedelta(days=deed.number), by, lead=by
        )
    ),
    "date": on_card(lambda card, by, deed, cards: card.postpone(due(card.board, deed), by)),
    "finish": on_card(
        lambda card, by, deed, cards: card.finish("Gelukt." if deed.number % 2 else None, by)
    ),
    "drop": on_card(lambda card, by, deed, cards: card.drop("Kan niet.", by)),
    "merge": on_card(
        lambda card, by, deed, cards: card.merge_into(cards[deed.number % len(cards)], by)
    ),
    "restore": on_card(lambda card, by, deed, cards: card.restore(by)),
    "help": on_card(lambda card, by, deed, cards: card.ask_help("Wie weet dit?", by)),
    "carry on": on_card(lambda card, by, deed, cards: card.carry_on(by)),
    "edit": on_card(edit),
    "comment": on_card(lambda card, by, deed, cards: Comment.make(card, "Mooi!", by)),
    "tick": on_card(tick),
}  # fmt: skip
