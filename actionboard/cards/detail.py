"""Everything that the panel of one card shows to one person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from actionboard.accounts.models import User
from actionboard.accounts.person_badge import Seat
from actionboard.boards.levels import Level
from actionboard.cards import card_view, history, similar_cards
from actionboard.cards.card_view import CardFace, Painter
from actionboard.cards.comments import Comment
from actionboard.cards.escalation import Raising
from actionboard.cards.models import Card
from actionboard.cards.open_questions import Question
from actionboard.cards.permissions import May
from actionboard.cards.similar_cards import Alike
from actionboard.cards.steps import Step
from actionboard.cards.stuck_reasons import on_agenda
from actionboard.core.database import db
from actionboard.core.i18n import language


@dataclass(frozen=True, slots=True)
class Panel:
    """A card with all that hangs on it, for `cards/_panel.html`."""

    card: Card
    face: CardFace
    may: May
    lead: Seat | None
    partner: Seat | None
    nominee: Seat | None
    nominator: Seat | None
    helpers: list[Seat]
    questions: list[Question]
    steps: Sequence[Step]
    comments: list[tuple[Comment, Seat | None]]
    history: list[history.Sentence]
    merged: Sequence[Card]  # cards that were found to say the same
    raising: Raising | None  # what it asks at the national level
    elsewhere: list[Alike]  # what says the same on other boards of the reader
    agenda: list[str]  # why it is on the agenda of the monthly review; empty when it isn't

    @classmethod
    def of(cls, card: Card, reader: User) -> Panel:
        """What somebody sees of a card."""
        seats = card_view.people()
        return cls(
            card=card,
            face=face_of(card, seats),
            may=May.of(card, reader),
            lead=seats.get(card.lead_id or 0),
            partner=seats.get(card.partner_id or 0),
            nominee=seats.get(card.nominee_id or 0),
            nominator=seats.get(card.nominator_id or 0),
            helpers=[seats[one] for one in card.helper_ids if one in seats],
            questions=[Question.of(card, kind) for kind in card.questions],
            steps=Step.of(card),
            comments=[(one, seats.get(one.body_words.by_id or 0)) for one in Comment.of(card)],
            history=history.of_card(card, reader),
            raising=Raising.find(card) if card.level is Level.NATIONAL else None,
            elsewhere=similar_cards.elsewhere(card, reader),
            agenda=on_agenda(card, card.board.today, card.board.stillness),
            merged=db.session.scalars(select(Card).where(Card.merged_into_id == card.id)).all(),
        )


def face_of(card: Card, seats: dict[int, Seat]) -> CardFace:
    """One card's face, from the database."""
    board = card.board
    row = db.session.execute(
        card_view.rows().where(Card.id == card.id), {"board": board.id, "since": 0}
    ).one()
    themes = card_view.themes(board.id)
    painter = Painter(board.slug, seats, themes, board.today, board.stillness)
    return painter.face(row, language())
