"""The people of Voorbeeldland, by their first names, and the boards that they work on."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from actionboard.accounts.models import Kind, Membership, Organisation, Role, User
from actionboard.boards.levels import Level
from actionboard.boards.models import Board
from actionboard.cards.models import Card
from actionboard.core.database import db, writing
from actionboard.core.local_time import day_of

PLACES = (  # name, as it stands on a card, kind
    ("ROC Voorbeeldland", "ROC", Kind.SCHOOL),
    ("Buis & Koppeling", "Buis", Kind.COMPANY),
    ("InstallatieWerk Voorbeeldland", "InstallatieWerk", Kind.OTHER),
    ("Samenwerking BPV", "Regio", Kind.OTHER),
    ("Groothandel De Verte", "De Verte", Kind.COMPANY),
)
CAST = (  # first name, full name, as the place stands on a card, role on the board
    ("karin", "Karin Buis", "Buis", Role.MEMBER),
    ("henk", "Henk Flens", "ROC", Role.MEMBER),
    ("fatima", "Fatima El Idrissi", "ROC", Role.MEMBER),
    ("joris", "Joris Tap", "InstallatieWerk", Role.MEMBER),
    ("marleen", "Marleen Brug", "Regio", Role.COORDINATOR),
    ("wim", "Wim Stift", "Regio", Role.FACILITATOR),
    ("zoë", "Zoë Kijk", "Regio", Role.VIEWER),
    ("admin", "Ada Beheer", "Regio", None),
    ("buitenstaander", "Olaf Verweg", "De Verte", None),
)
CANARY = "Kanarie in een andere mijn"  # stands on the other board, and must never be seen on ours


def gather():
    """Put the cast, their board and somebody else's board in an empty database."""
    with writing():
        places = {short: Organisation(name=n, short=short, kind=kind) for n, short, kind in PLACES}
        db.session.add_all(places.values())
        db.session.flush()
        people = {
            first: User(
                name=name,
                email=f"{first.replace('ë', 'e')}@voorbeeld.example",
                organisation_id=places[short].id,
                is_admin=first == "admin",
            )
            for first, name, short, _role in CAST
        }
        db.session.add_all(people.values())
        db.session.flush()
        now, marleen, outsider = datetime.now(UTC), people["marleen"], people["buitenstaander"]
        ours = Board.create("voorbeeldland", "BPV Voorbeeldland", by=marleen, at=now)
        theirs = Board.create("elders", "BPV elders", by=outsider, at=now)
        db.session.add_all(
            Membership(board_id=ours.id, user_id=people[first].id, role=role)
            for first, _name, _short, role in CAST
            if role
        )
        db.session.add(Membership(board_id=theirs.id, user_id=outsider.id, role=Role.COORDINATOR))


def _person(first, name):
    @pytest.fixture(name=first)
    def person(app):
        return db.session.scalar(select(User).where(User.name == name))

    person.__doc__ = f"{name}, see CAST."
    return person


karin, henk, fatima, joris, marleen, wim, zoë, admin, buitenstaander = (
    _person(first, name) for first, name, _short, _role in CAST
)


@pytest.fixture
def today():
    """The day on which the test runs, in the Netherlands."""
    return day_of(datetime.now(UTC))


@pytest.fixture
def board(app):
    """The board of Voorbeeldland, on which the cast works."""
    return db.session.scalar(select(Board).where(Board.slug == "voorbeeldland"))


@pytest.fixture
def other_board(app, buitenstaander):
    """A board that only the outsider may see, with a card that must never be seen elsewhere."""
    board = db.session.scalar(select(Board).where(Board.slug == "elders"))
    with board.turn():
        Card.propose(board, CANARY, by=buitenstaander, level=Level.LOCAL, why=CANARY)
    return board


@pytest.fixture
def propose(board, marleen):
    """Puts an action on the board: `propose("Gastlessen", level=Level.REGIONAL, by=henk)`."""

    def propose(title="Gastlessen plannen", *, by=marleen, level=Level.LOCAL, **given):
        with board.turn():
            return Card.propose(board, title, by=by, level=level, **given)

    return propose


@pytest.fixture
def card(propose):
    """Action 1, proposed by Marleen on the level of school and company; nobody leads it yet."""
    return propose()
