"""The meetings of Voorbeeldland: what stood on the flaps, what was agreed, and the next one."""

from __future__ import annotations

from datetime import date, datetime

from actionboard.accounts.models import User
from actionboard.boards.models import Board
from actionboard.cards.models import Card
from actionboard.meetings import closing
from actionboard.meetings.agreed import Conclusion, Decision
from actionboard.meetings.models import Meeting
from actionboard.meetings.notes import Note

PLACE, NEXT_PLACE = "kantine ROC Voorbeeldland", "OBM Voorbeeldland"
NOTES = (  # flap, words: as they were written, in a hurry
    ("1A", "als het kwartje valt"),
    ("1A", "een leerling die na een jaar alleen een klus doet"),
    ("1A", "jonge mensen met goede ideeën"),
    ("1A", "oud-leerlingen die collega worden"),
    ("1B", "korte lijnen met de BPV-docent"),
    ("1B", "bedrijven staan open voor proefjes"),
    ("1B", "open dag samen, dat liep goed"),
    ("2A", "drie keer bellen voor je de goede hebt"),
    ("2A", "jaarplanning komt te laat"),
    ("2A", "elk ROC een ander formulier"),
    ("2A", "begeleiden gebeurt tussendoor"),
)
CONCLUSIONS = (
    "We willen allemaal hetzelfde: een leerling die met plezier het vak leert.",
    "Eén vast aanspreekpunt per bedrijf lost de helft van de ergernissen op.",
    "Landelijk kunnen wij niets beslissen, wel aankaarten: dat doen we samen, in één brief.",
)
DECISIONS = (  # what was typed, about which card
    ("Fatima en Ton zoeken uit wat meekijken in Trajectplanner kost, over twee weken", 4),
    ("Bram en Samira kiezen een eerste onderwerp voor de theoriedag, over een week", 9),
    ("Marleen stuurt iedereen de foto's van de flappen, over een week", None),
    ("Zoë vraagt haar team welke uren voor het belspreekuur passen, over twee weken", 2),
)
AGAIN = (  # what is on the flaps of the next one already, when it opens
    ("1A", "de theoriedag: eindelijk samen voor de klas"),
    ("2A", "jaarplanning komt weer te laat"),
)


def hold(board: Board, held_on: date, by: User, at: datetime) -> Meeting:
    """The afternoon itself: four flaps, and what people wrote."""
    with board.turn(at=at):
        meeting = Meeting.plan(board, held_on, by=by, place=PLACE)
        _write(meeting, NOTES, by)
    return meeting


def write_up(meeting: Meeting, by: User, at: datetime, *, again_on: date) -> None:
    """What it concluded and agreed, its minutes, and the next meeting, ready to be opened."""
    board = meeting.board
    with board.turn(at=at):
        for conclusion in CONCLUSIONS:
            Conclusion.draw(meeting, conclusion, by)
        for line, number in DECISIONS:
            card = Card.find(board, number) if number else None
            Decision.make(meeting, line, by, card=card)
    with board.turn(at=at):
        minutes = closing.close(meeting, by, next_on=again_on, next_place=NEXT_PLACE)
    with board.turn(at=at):
        minutes.fix(by)
        if following := closing.upcoming(meeting):
            _write(following, AGAIN, by)


def _write(meeting: Meeting, notes: tuple[tuple[str, str], ...], by: User) -> None:
    for flap, words in notes:
        Note.stick(meeting, flap, words, by=by)
