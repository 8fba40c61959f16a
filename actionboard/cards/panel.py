"""Everything that the panel of one card shows to one person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from actionboard.accounts.models import Membership, User
from actionboard.boards.models import Board, Level, Stage
from actionboard.cards import faces, history
from actionboard.cards.faces import CardFace, Painter, Seat
from actionboard.cards.models import Card
from actionboard.cards.parts import Comment, Step
from actionboard.cards.raising import Raising
from actionboard.db import db
from actionboard.i18n import language, translate
from actionboard.overview import likeness
from actionboard.overview.likeness import Alike
from actionboard.reviews.inviting import on_agenda
from actionboard.sentences import N_

QUESTIONS = {
    "level": N_("Op welk niveau hoort dit: landelijk, regionaal of school-bedrijf?"),
    "who": N_("Wie kan dit doen? Op de post-it staat: “%(who)s”."),
    "parties": N_("Op de post-it staan er meer: “%(who)s”. Wie van hen trekt dit?"),
    "date": N_("Wanneer precies? Op de post-it staat: “%(due)s”."),
    "duplicate": N_("Lijkt dit op actie %(other)s? Voeg ze samen, of laat ze allebei staan."),
    "unreadable": N_("Niet alles was leesbaar. Wie schreef dit, en wat stond er?"),
    "vague": N_("Wat gaan we precies doen? Maak er één concrete actie van."),
    "votes": N_("Hoeveel stickers kreeg dit? In de lijst staat: “%(votes)s”."),
    "raiser": N_("Landelijk kan hier niemand dit zelf. Wie kaart het aan, en waar?"),
    "result": N_("Wat heeft het opgeleverd? Schrijf één zin."),
}


@dataclass(frozen=True, slots=True)
class Question:
    """Something on the card that somebody still has to answer."""

    kind: str  # as the card keeps it: "level", "duplicate:4"
    sentence: str
    about: int | None  # the number of another card


@dataclass(frozen=True, slots=True)
class May:
    """What this person may do with this card now."""

    claim: bool
    join: bool
    leave: bool
    release: bool
    hand_over: bool
    nominate: bool
    accept: bool
    decline: bool
    finish: bool
    postpone: bool
    go_on: bool
    ask_help: bool
    carry_on: bool
    drop: bool
    restore: bool
    edit: bool
    comment: bool
    move: bool

    @classmethod
    def of(cls, card: Card, person: User) -> May:
        """Read off the card's state and the person's role."""
        changes, on_board = person.may_change(card.board_id), card.is_on_board
        coordinates = person.may_coordinate(card.board_id)
        acts, led, open_ = changes and on_board, card.lead is not None, card.stage != Stage.DONE
        holds = card.lead is person
        takes_part = person.id in card.people_ids
        return cls(
            claim=acts and not led and open_ and card.nominee is not person,
            join=acts and led and not takes_part and open_,
            leave=acts and takes_part and not holds,
            release=acts and led and open_ and (holds or coordinates),
            hand_over=acts and holds and open_,
            nominate=acts and not led and open_,
            accept=acts and card.nominee is person,
            decline=acts and card.nominee is not None and person in (card.nominee, card.nominator),
            finish=acts and open_,
            postpone=acts and open_,
            go_on=acts and holds and open_,
            ask_help=acts and open_ and card.help_words is None,
            carry_on=acts and card.help_words is not None,
            drop=acts and open_,
            restore=changes and not on_board and not card.removed,
            edit=acts,
            comment=changes,
            move=acts,
        )


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
        seats = faces.people()
        return cls(
            card=card,
            face=face_of(card, seats),
            may=May.of(card, reader),
            lead=seats.get(card.lead_id or 0),
            partner=seats.get(card.partner_id or 0),
            nominee=seats.get(card.nominee_id or 0),
            nominator=seats.get(card.nominator_id or 0),
            helpers=[seats[one] for one in card.helper_ids if one in seats],
            questions=[_question(card, kind) for kind in card.questions],
            steps=Step.of(card),
            comments=[(one, seats.get(one.body_words.by_id or 0)) for one in Comment.of(card)],
            history=history.of_card(card, reader),
            raising=Raising.find(card) if card.level is Level.NATIONAL else None,
            elsewhere=likeness.elsewhere(card, reader),
            agenda=on_agenda(card, card.board.today, card.board.stillness),
            merged=db.session.scalars(select(Card).where(Card.merged_into_id == card.id)).all(),
        )


def face_of(card: Card, seats: dict[int, Seat]) -> CardFace:
    """One card's face, from the database."""
    board = card.board
    row = db.session.execute(
        faces.rows().where(Card.id == card.id), {"board": board.id, "since": 0}
    ).one()
    painter = Painter(
        board.slug, seats, faces.themes(board.id), board.today, board.stillness
    )  # fmt: skip
    return painter.face(row, language())


def colleagues(board: Board, person: User, *, same_organisation: bool) -> list[Seat]:
    """Who on this board can be asked; for handing over, one's own organisation first."""
    members = db.session.scalars(
        select(User).join(Membership).where(
            Membership.board_id == board.id, Membership.role != "viewer", User.id != person.id
        ).order_by(User.name)
    ).all()  # fmt: skip
    own = [one for one in members if one.organisation_id == person.organisation_id]
    rest = [one for one in members if one.organisation_id != person.organisation_id]
    return [Seat.of(one) for one in (own + rest if same_organisation else members)]


def _question(card: Card, kind: str) -> Question:
    name, _colon, other = kind.partition(":")
    note = card.note
    values: dict[str, Any] = {
        "who": note.who if note else "",
        "due": card.due_text or (note.due_text if note else ""),
        "votes": note.votes if note and note.votes is not None else "?",
        "other": other,
    }
    sentence = translate(QUESTIONS.get(name, N_("Hier is nog iets niet duidelijk.")), **values)
    return Question(kind, sentence, int(other) if other.isdecimal() else None)
