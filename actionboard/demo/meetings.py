"""The meetings of Voorbeeldland: the afternoon that was, flap by flap, and the one that comes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from itertools import cycle, islice
from pathlib import Path

from actionboard.accounts.models import Kind, User
from actionboard.accounts.sessions import hashed
from actionboard.agenda import meeting_closure, minutes_mail
from actionboard.agenda.conclusions import Conclusion
from actionboard.agenda.decisions import Decision
from actionboard.boards.models import Board
from actionboard.cards.models import Card
from actionboard.core.database import writing
from actionboard.mail import delivery
from actionboard.meetings import participants
from actionboard.meetings.flap_questions import ACTIONS
from actionboard.meetings.models import Meeting
from actionboard.meetings.notes import Note
from actionboard.meetings.participants import Participant
from actionboard.meetings.phases import Phase
from actionboard.wall import pasted_flaps, votes
from actionboard.wall.votes import Vote

FLAPS = Path(__file__).parent / "flaps.txt"  # as they were typed from photos
PHONES = 27  # of the 31 people who were there
SIDES = (Kind.SCHOOL, Kind.COMPANY, Kind.SCHOOL, Kind.COMPANY, Kind.OTHER, Kind.COMPANY)
PLACE, NEXT_PLACE = "kantine ROC Voorbeeldland", "OBM Voorbeeldland"
CONCLUSIONS = (
    "We willen allemaal hetzelfde: een leerling die met plezier het vak leert.",
    "Eén vast aanspreekpunt per bedrijf lost de helft van de ergernissen op.",
    "Landelijk kunnen wij niets beslissen, wel aankaarten: dat doen we samen, in één brief.",
)
DECISIONS = (  # what was typed, for within how many days, about which card
    ("Fatima en Ton zoeken uit wat meekijken in Trajectplanner kost", 14, 4),
    ("Bram en Samira kiezen een eerste onderwerp voor de theoriedag", 7, 9),
    ("Marleen stuurt iedereen de foto's van de flappen", 7, None),
    ("Zoë vraagt haar team welke uren voor het belspreekuur passen", 14, 2),
)
PLEDGED = (("bram", 9), ("fatima", 4), ("fatima", 1), ("zoe", 2))  # taken up on the spot
EARLY = (  # what some stick beforehand for the next meeting: flap, words, who, level
    ("1A", "de theoriedag: eindelijk samen voor de klas", "", ""),
    ("1B", "Henk belt terug, zelfde dag nog", "", ""),
    ("2A", "BPV-docent nog steeds slecht bereikbaar", "", ""),
    ("2A", "wéér drie formulieren voor één leerling", "", ""),
    ("2B", "roosterwijzigingen op tijd naar het bedrijf", "BPV-bureau", "school-bedrijf"),
    ("2B", "belspreekuur ook 's avonds een keer", "ROC", "school-bedrijf"),
)


def hold(board: Board, held_on: date, by: User, at: datetime) -> Meeting:
    """The afternoon itself: four flaps, and what people wrote; 2B comes along as a list."""
    with board.turn(at=at):
        meeting = Meeting.plan(board, held_on, by=by, place=PLACE)
        sheets = pasted_flaps.read_flaps(FLAPS.read_text(), today=held_on)
        pasted_flaps.stick(meeting, sheets, [code for code in sheets.codes if code != ACTIONS], by)
    return meeting


def vote(meeting: Meeting, by: User, at: datetime) -> None:
    """Put the stickers that the list counted: three by each phone, the rest by a raised hand."""
    with meeting.board.turn(at=at):
        meeting.enter(Phase.VOTE, by)
        notes = [note for note in Note.of(meeting, ACTIONS) if note.votes]
        dots = [note.id for note in notes for _sticker in range(note.votes or 0)]
        placed = dots[: PHONES * meeting.stickers]
        for note in notes:
            votes.raise_hands(note, dots.count(note.id) - placed.count(note.id), by)
        for place, participant in enumerate(_phones(meeting, PHONES, at)):
            mine = placed[place::PHONES]
            Vote.cast(meeting, participant, {one: mine.count(one) for one in mine}, at)
        votes.close_poll(meeting, by)
        votes.forget(meeting)


def write_up(
    meeting: Meeting, by: User, at: datetime, *, people: Mapping[str, User], again_on: date
) -> Meeting | None:
    """What was taken up, concluded and agreed, its minutes; answers with the next meeting."""
    board = meeting.board
    with board.turn(at=at):
        for who, taken_up in PLEDGED:
            if pledged := Card.find(board, taken_up):
                pledged.claim(by=people[who])
        for conclusion in CONCLUSIONS:
            Conclusion.draw(meeting, conclusion, by)
        for line, days, number in DECISIONS:
            card = Card.find(board, number) if number else None
            due_on = board.today + timedelta(days=days)
            Decision.make(meeting, f"{line}, {due_on:%d-%m-%Y}", by, card=card)
    with board.turn(at=at):
        minutes = meeting_closure.close(meeting, by, next_on=again_on, next_place=NEXT_PLACE)
    with board.turn(at=at):
        minutes.fix(by)
        minutes_mail.send(minutes, at)
    while mail := delivery.claim(at):  # which arrived, that day
        delivery.settle(mail, at, sent=True)
    return meeting_closure.upcoming(meeting)


def stick_early(meeting: Meeting, at: datetime) -> None:
    """Some of who will come have an idea already."""
    with writing():
        phones = _phones(meeting, 9, at)
    for minutes, (participant, early) in enumerate(zip(phones, EARLY, strict=False)):
        flap, words, who, level = early
        with meeting.board.turn(at=at + timedelta(minutes=minutes)):
            Note.stick(meeting, flap, words, participant=participant, who=who, level_text=level)


def _phones(meeting: Meeting, count: int, at: datetime) -> list[Participant]:
    """So many who join from the one side and the other."""
    return [
        participants.join(
            meeting, hashed(f"demo-{meeting.id}-{number}"), {"side": side}, "demo", at
        )
        for number, side in enumerate(islice(cycle(SIDES), count))
    ]
