"""Cards of A6, to hand out or to pin up, each with a code that opens it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import shorten

from sqlalchemy import select

from actionboard.boards.levels import Level
from actionboard.boards.stages import Stage
from actionboard.boards.texts import Words
from actionboard.cards.card_view import CardFace
from actionboard.cards.models import Card
from actionboard.cards.steps import Step
from actionboard.core.database import db
from actionboard.core.i18n import gettext as _
from actionboard.core.threads import run_in_thread
from actionboard.documents.qr_code import qr_code
from actionboard.exports.printed_card import PrintedCard
from actionboard.meetings.notes import Note

LONGEST_WHY, LONGEST_NOTE, LONGEST_STEP = 220, 130, 60  # signs that there is room for
MOST_STEPS = 4


@dataclass(frozen=True, slots=True)
class SmallCard:
    """One card for cards.typ; `steps` are (ticked, words)."""

    face: PrintedCard
    level: str
    level_icon: str
    stage: str
    stage_icon: str
    why: str
    note: str
    steps: list[tuple[bool, str]]
    board: str
    address: str
    printed_address: str
    code: str
    code_says: str


@dataclass(frozen=True, slots=True)
class CardSheets:
    """What cards.typ prints: four on an A4, or each on an A6."""

    cards: list[SmallCard]
    four: bool
    words: dict[str, str]


def sheets(
    faces: Sequence[CardFace], *, board_id: int, board: str, address: str, four: bool
) -> CardSheets:
    """These cards of a board; `address` is that of the board, in full."""
    told = _told(board_id)
    own = [f"{address}/cards/{face.number}" for face in faces]
    codes = run_in_thread(lambda: [qr_code(one) for one in own])
    return CardSheets(
        cards=[
            _small(face, told, board, at, code)
            for face, at, code in zip(faces, own, codes, strict=True)
        ],
        four=four,
        words={"steps": _("Stappen"), "ticked": _("gedaan"), "scan": _("Scan om te openen")},
    )


@dataclass(slots=True)
class _Told:
    """What a card's face doesn't show, by the card's number."""

    why: dict[int, str]
    note: dict[int, str]
    steps: dict[int, list[tuple[bool, str]]]


def _told(board_id: int) -> _Told:
    """For all cards of a board, in two queries."""
    why, note = {}, {}
    for number, because, post_it in db.session.execute(
        select(Card.number, Words.body, Note.words)
        .outerjoin(Words, Words.id == Card.why_id)
        .outerjoin(Note, Note.id == Card.note_id)
        .where(Card.board_id == board_id)
    ):
        why[number], note[number] = because or "", post_it or ""
    steps = defaultdict(list)
    for number, ticked_on, body in db.session.execute(
        select(Card.number, Step.ticked_on, Words.body)
        .join(Card, Card.id == Step.card_id)
        .join(Words, Words.id == Step.body_id)
        .where(Card.board_id == board_id, ~Step.removed)
        .order_by(Step.id)
    ):
        steps[number].append((ticked_on is not None, body))
    return _Told(why, note, steps)


def _small(face: CardFace, told: _Told, board: str, address: str, code: str) -> SmallCard:
    level, stage = Level(face.level), Stage(face.stage)
    return SmallCard(
        face=PrintedCard.of(face),
        level=level.label,
        level_icon=level.icon,
        stage=stage.label,
        stage_icon=stage.icon,
        why=shorten(told.why.get(face.number, ""), LONGEST_WHY, placeholder=" …"),
        note=shorten(told.note.get(face.number, ""), LONGEST_NOTE, placeholder=" …"),
        steps=_steps(told.steps.get(face.number, [])),
        board=board,
        address=address,
        printed_address=address.partition("//")[2],
        code=code,
        code_says=_("QR-code die actie %(number)s opent", number=face.number),
    )


def _steps(steps: Sequence[tuple[bool, str]]) -> list[tuple[bool, str]]:
    """What is still to be done comes first when not all of it fits."""
    chosen = sorted(steps, key=lambda step: step[0])[:MOST_STEPS]
    return [(ticked, shorten(words, LONGEST_STEP, placeholder=" …")) for ticked, words in chosen]
