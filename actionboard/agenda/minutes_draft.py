"""Minutes in good Dutch, drawn up from what a meeting left behind; somebody reads them over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.orm import joinedload

from actionboard.accounts.models import Kind, User
from actionboard.agenda.changes_since import Since, Story
from actionboard.agenda.conclusions import Conclusion
from actionboard.agenda.decisions import Decision
from actionboard.agenda.minutes import Block, BlockKind, Line
from actionboard.agenda.minutes_versions import TITLES
from actionboard.boards.activity_log import Activity
from actionboard.boards.stages import Stage
from actionboard.boards.verbs import names_where
from actionboard.cards.models import Card
from actionboard.cards.on_board import ON_BOARD
from actionboard.cards.past_board import version_at
from actionboard.core import date_words
from actionboard.core.database import db
from actionboard.core.i18n import speaking
from actionboard.core.local_time import begin_of
from actionboard.meetings.models import Meeting
from actionboard.meetings.notes import Note
from actionboard.meetings.participants import Participant

ENERGY = "1A"  # the flap that asks what gives energy
MOST_NOTES = 12  # of that flap, those that most people wrote first
WORDS = [
    "nul",
    "een",
    "twee",
    "drie",
    "vier",
    "vijf",
    "zes",
    "zeven",
    "acht",
    "negen",
    "tien",
    "elf",
    "twaalf",
]


def draft(meeting: Meeting, following: Meeting | None) -> list[Block]:
    """Every block of a meeting's minutes, in Dutch; `following` is the next meeting, if planned."""
    with speaking("nl"):
        story = Story(meeting.board, meeting.before()) if meeting.before() else None
        texts: dict[BlockKind, Sequence[Line]] = {
            BlockKind.OPENING: [Line(_opening(meeting))],
            BlockKind.ENERGY: [Line(words) for words in _energy(meeting)],
            BlockKind.SINCE: [Line(said) for said in _since(story.told())] if story else [],
            BlockKind.CONCLUSIONS: [Line(one.body) for one in Conclusion.of(meeting)],
            BlockKind.DECISIONS: _decisions(meeting),
            BlockKind.ACTIONS: [_action(card) for card in actions(meeting)],
            BlockKind.NEXT: [Line(_next(following))] if following else [],
        }
        return [Block(kind, TITLES[kind], tuple(lines)) for kind, lines in texts.items()]


def actions(meeting: Meeting) -> Sequence[Card]:
    """The open actions that a meeting made or touched, in the order of their numbers."""
    day = min(meeting.held_on, meeting.board.today)  # a rehearsal comes earlier than its day
    begun = version_at(meeting.board, begin_of(day))
    touched = select(Activity.card_id).where(
        Activity.board_id == meeting.board_id,
        Activity.version > begun,
        Activity.card_id.is_not(None),
        Activity.verb.not_in(names_where(lambda verb: not verb.progress)),
    )
    made = select(Note.id).where(Note.meeting_id == meeting.id)
    mine = (
        select(Card)
        .where(
            Card.board_id == meeting.board_id,
            ON_BOARD,
            Card.stage != Stage.DONE,
            or_(Card.id.in_(touched), Card.note_id.in_(made)),
        )
        .options(*map(joinedload, (Card.title_words, Card.due_words, Card.lead, Card.partner)))
        .order_by(Card.number)
    )
    return db.session.scalars(mine).all()


def _opening(meeting: Meeting) -> str:
    sides = Counter(
        db.session.scalars(select(Participant.side).where(Participant.meeting_id == meeting.id))
    )
    people = sum(sides.values())
    who = f"kwamen {_number(people)} mensen bijeen" if people > 1 else "kwamen we bijeen"
    if sides[Kind.SCHOOL] and sides[Kind.COMPANY]:
        who = f"kwamen {_number(people)} mensen van scholen en bedrijven bijeen"
    title = f" voor “{meeting.title}”" if meeting.title else ""
    said = f"Op {_day(meeting.held_on)} {who}{title}."
    notes = db.session.scalar(
        select(func.count()).select_from(Note).where(Note.meeting_id == meeting.id, ~Note.removed)
    )
    if notes and meeting.flaps:
        said += f" Op de flappen kwamen {_number(notes)} post-its." if notes > 1 else ""
    return said


def _energy(meeting: Meeting) -> list[str]:
    notes = [one for one in Note.of(meeting, ENERGY) if not one.held]
    under = {one for note in notes for one in note.holds}
    on_top = [one for one in notes if one.id not in under]
    ordered = sorted(on_top, key=lambda one: -len(one.holds))
    return [one.words for one in ordered[:MOST_NOTES]]


def _since(since: Since) -> Iterator[str]:
    if since.begins is None:
        return
    happened = [
        _count(len(since.new), "kwam er %s actie bij", "kwamen er %s acties bij"),
        _count(len(since.moved), "schoof er %s actie op", "schoven er %s acties op"),
        _count(len(since.done), "is er %s actie klaar", "zijn er %s acties klaar"),
    ]
    told = _and([one for one in happened if one])
    if told:
        yield f"Sinds {_day(since.begins)} {told}."
    for item in since.done:
        yield f"Klaar: {item.face.title} (actie {item.face.number}). {_sentence(item.said)}"
    if since.still:
        still = _count(len(since.still), "%s actie staat stil", "%s acties staan stil")
        yield f"{still[0].upper()}{still[1:]}; daar zoeken we hulp bij."


def _decisions(meeting: Meeting) -> list[Line]:
    found = Decision.of(meeting)
    ids = {one for decision in found for one in decision.who_ids}
    people = db.session.scalars(select(User).where(User.id.in_(ids)))
    names = {one.id: _named(one) for one in people}
    return [
        Line(
            _about(one),
            _and([names[person] for person in one.who_ids if person in names]),
            date_words.in_words(one.due_on, year=True) if one.due_on else "",
        )
        for one in found
    ]


def _about(decision: Decision) -> str:
    if decision.card is None:
        return _sentence(decision.body)
    return f"{decision.body.rstrip('.')} (actie {decision.card.number})."


def _action(card: Card) -> Line:
    who = _and([_named(one) for one in (card.lead, card.partner) if one]) or "nog niemand"
    when = date_words.in_words(card.due_on, year=True) if card.due_on else card.due_text
    return Line(f"Actie {card.number}: {card.title}", who, when)


def _next(meeting: Meeting) -> str:
    where = f" Plaats: {meeting.place}." if meeting.place else ""
    week = date_words.week_of(meeting.held_on)
    return f"We zien elkaar weer op {_day(meeting.held_on)} (week {week}).{where}"


def _day(day: date) -> str:
    return date_words.in_full(day, weekday=False)


def _named(person: User) -> str:
    return f"{person.name} ({person.organisation.short})"


def _number(count: int) -> str:
    return WORDS[count] if count < len(WORDS) else str(count)


def _count(count: int, one: str, more: str) -> str:
    if not count:
        return ""
    return one % "één" if count == 1 else more % _number(count)


def _and(parts: Sequence[str]) -> str:
    return " en ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


def _sentence(text: str) -> str:
    said = text[:1].upper() + text[1:]
    return said if said.endswith((".", "!", "?")) else f"{said}."
