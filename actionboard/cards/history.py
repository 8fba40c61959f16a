"""The log as sentences that people read: "Bram pakte dit op"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from actionboard.accounts.models import User
from actionboard.boards.activity_log import Activity
from actionboard.boards.levels import Level
from actionboard.boards.models import Board
from actionboard.boards.stages import Stage
from actionboard.boards.texts import Words
from actionboard.boards.undo import can_go_back
from actionboard.cards.models import Card
from actionboard.cards.ranks import MADE_ROOM
from actionboard.core import date_words
from actionboard.core.database import db
from actionboard.core.i18n import language, translate
from actionboard.core.messages import N_

VERBS = {
    "card.proposed": N_("%(who)s zette dit op het bord"),
    "card.imported": N_("%(who)s nam dit over van flap 2B"),
    "card.claimed": N_("%(who)s pakte dit op"),
    "card.released": N_("%(who)s gaf dit terug"),
    "card.partnered": N_("%(who)s doet mee, nu is het een duo"),
    "card.joined": N_("%(who)s werkt mee"),
    "card.left": N_("%(who)s doet niet meer mee"),
    "card.nominated": N_("%(who)s droeg %(nominee)s voor"),
    "card.declined": N_("%(who)s trok de voordracht in"),
    "card.stuck": N_("%(who)s loopt vast en vraagt om hulp"),
    "card.unstuck": N_("%(who)s kan weer verder"),
    "card.moved": N_("%(who)s: %(was)s naar %(now)s"),
    "card.reordered": N_("%(who)s veranderde de volgorde"),
    MADE_ROOM: N_("%(who)s veranderde de volgorde"),
    "card.planned": N_("%(who)s plande dit voor %(due)s"),
    "card.finished": N_("%(who)s meldde dit klaar"),
    "card.dated": N_("%(who)s zette de datum op %(due)s"),
    "card.undated": N_("%(who)s haalde de datum weg"),
    "card.dropped": N_("%(who)s: doen we niet"),
    "card.merged": N_("%(who)s voegde dit samen met een andere actie"),
    "card.raised": N_("%(who)s schreef op wat we landelijk vragen"),
    "card.restored": N_("%(who)s haalde dit terug"),
    "card.edited": N_("%(who)s wijzigde de tekst"),
    "card.settled": N_("%(who)s beantwoordde een vraag"),
    "card.checked_in": N_("%(who)s liet weten: loopt nog"),
    "comment.made": N_("%(who)s reageerde"),
    "comment.removed": N_("%(who)s haalde een reactie weg"),
    "step.added": N_("%(who)s voegde een stap toe"),
    "step.ticked": N_("%(who)s vinkte een stap af"),
    "step.unticked": N_("%(who)s zette een stap weer open"),
    "step.removed": N_("%(who)s haalde een stap weg"),
    "card.withdrawn": N_("%(who)s haalde de lijst van flap 2B van het bord"),
    "card.returned": N_("%(who)s zette de lijst van flap 2B terug"),
    "import.discarded": N_("%(who)s gooide een lijst weg"),
    "import.confirmed": N_("%(who)s zette een lijst van flap 2B op het bord"),
    "card.passed_on": N_("%(who)s droeg dit over, omdat iemand niet meer meedoet"),
    "board.set_up": N_("%(who)s veranderde de instellingen van het bord"),
    "board.scheduled": N_("%(who)s prikte wanneer jullie elkaar weer zien"),
    "board.renamed": N_("%(who)s veranderde een naam"),
    "holiday.changed": N_("%(who)s veranderde de vakanties"),
    "theme.changed": N_("%(who)s veranderde een thema"),
    "decision.made": N_("%(who)s schreef een afspraak op"),
    "decision.edited": N_("%(who)s wijzigde een afspraak"),
    "decision.removed": N_("%(who)s haalde een afspraak weg"),
    "conclusion.drawn": N_("%(who)s schreef een conclusie op"),
    "conclusion.edited": N_("%(who)s wijzigde een conclusie"),
    "conclusion.removed": N_("%(who)s haalde een conclusie weg"),
    "walk.begun": N_("%(who)s begon langs de kaarten te gaan"),
    "walk.stepped": N_("%(who)s ging naar een andere kaart"),
    "walk.listed": N_("%(who)s veranderde welke kaarten besproken worden"),
    "walk.timed": N_("%(who)s veranderde de tijd voor een kaart"),
    "walk.ended": N_("%(who)s sloot het rondje langs de kaarten"),
    "minutes.drafted": N_("%(who)s begon een verslag"),
    "passage.written": N_("%(who)s schreef aan het verslag"),
    "minutes.fixed": N_("%(who)s stelde het verslag vast en verstuurde het"),
    "minutes.discarded": N_("%(who)s gooide een concept van het verslag weg"),
    "meeting.planned": N_("%(who)s maakte een bijeenkomst"),
    "meeting.changed": N_("%(who)s veranderde een bijeenkomst"),
    "meeting.boarded": N_("%(who)s zette flap 2B op het bord"),
    "meeting.rehearsed": N_("%(who)s begon te oefenen"),
    "meeting.reset": N_("%(who)s maakte de flappen leeg na het oefenen"),
    "meeting.removed": N_("%(who)s haalde een bijeenkomst weg"),
    "review.begun": N_("%(who)s begon een maandreview"),
    "review.remarked": N_("%(who)s schreef een opmerking bij de maandreview"),
    "review.decided": N_("%(who)s schreef een besluit van de maandreview op"),
    "review.withdrawn": N_("%(who)s haalde een besluit van de maandreview weg"),
    "review.discussed": N_("%(who)s besprak een actie in de maandreview"),
    "review.undiscussed": N_("%(who)s zette een actie van de maandreview weer open"),
    "review.frozen": N_("%(who)s stelde de maandreview vast"),
    "review.corrected": N_("%(who)s begon een verbetering van een maandreview"),
    "review.recounted": N_("%(who)s koos andere cijfers voor een verbetering van een maandreview"),
    "review.discarded": N_("%(who)s gooide een verbetering van een maandreview weg"),
    "undone": N_("%(who)s maakte een stap ongedaan"),
}
# What would be a sentence for each card, or for each step of a meeting: see the meeting itself.
# The entry beside it tells the same: the card was finished, dropped, taken up.
TOLD_BESIDE = ("card.answered",)
SUMMED_UP = (
    "card.imported", "card.withdrawn", "card.returned", "meeting.entered", "meeting.showed",
    "meeting.timed", "walk.stepped", "walk.listed", "walk.timed", "passage.written",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sentence:
    """One thing that happened, as people read it; `undo` is its version if the reader may."""

    version: int
    at: datetime
    text: str
    number: int | None
    title: str
    by_id: int | None
    undo: int | None


def of_card(card: Card, reader: User, *, most: int = 30) -> list[Sentence]:
    """What happened to a card, the latest first."""
    mine = Activity.card_id == card.id
    return _sentences(card.board, mine, reader, most)


def of_cards(
    board: Board, cards: Sequence[int], *, since: int, until: int, most: int = 200
) -> list[Sentence]:
    """What happened to some cards (ids) after one version, up to another; the latest first.

    As it is told to everybody: nothing is offered to be taken back.
    """
    mine = Activity.card_id.in_(cards) & (Activity.version > since) & (Activity.version <= until)
    return _sentences(board, mine, None, most)


def of_board(board: Board, reader: User, *, most: int = 100, before: int = 0) -> list[Sentence]:
    """What happened on a board, the latest first; before a version, to page on.

    A list comes and goes in one sentence, however many cards it has. What happens on the wall of
    a meeting is seen there.
    """
    older = Activity.version < before if before else Activity.version > 0
    told = Activity.verb.not_in(SUMMED_UP) & Activity.subject.not_in(("note", "flap", "photo"))
    return _sentences(board, older & told, reader, most)


def _sentences(board: Board, which: Any, reader: User | None, most: int) -> list[Sentence]:
    entries = db.session.scalars(
        select(Activity)
        .where(Activity.board_id == board.id, Activity.verb.not_in(TOLD_BESIDE), which)
        .order_by(Activity.version.desc())
        .limit(most)
    ).all()
    names, said = _names(entries), _said(entries)
    undone = _undone(board, entries) if reader else set()
    stands = [entry for entry in entries if entry.version not in undone]
    offered = can_go_back(board, stands, reader) if reader else {}
    return [
        Sentence(
            version=entry.version,
            at=entry.at,
            text=say(entry, names) + said.get(entry.version, ""),
            number=entry.card.number if entry.card else None,
            title=entry.card.title if entry.card else "",
            undo=offered.get(entry.version),
            by_id=entry.by_id,
        )
        for entry in entries
    ]


def _undone(board: Board, entries: Sequence[Activity]) -> set[int | None]:
    """Which of these were taken back, also when that stands on an earlier page."""
    versions = [entry.version for entry in entries]
    taken_back = select(Activity.undoes).where(
        Activity.board_id == board.id,
        Activity.version > min(versions, default=0),
        Activity.undoes.in_(versions),
    )
    return set(db.session.scalars(taken_back))


def say(entry: Activity, names: dict[int, str]) -> str:
    """One entry of the log as a sentence in the reader's language."""
    was, now = entry.facts["was"], entry.facts["now"]
    verb = entry.verb
    if verb == "card.planned" and not now.get("due_on"):
        verb = "card.moved"  # it had that day already
    if verb == "card.moved" and not {"stage", "level"} & now.keys():
        verb = "card.reordered"
    if verb == "card.dated" and not now.get("due_on"):
        verb = "card.undated"
    values = {
        "who": names.get(entry.by_id or 0, translate(N_("Iemand"))),
        "nominee": names.get(now.get("nominee_id") or 0, ""),
        "due": _day(now.get("due_on")),
        **_places(was, now),
    }
    return translate(VERBS.get(verb, N_("%(who)s veranderde iets")), **values)


def _said(entries: Sequence[Activity]) -> dict[int, str]:
    """What people wrote with an answer, by the version of its entry."""
    wanted = {
        entry.facts["now"]["said_id"]: entry.version
        for entry in entries
        if entry.verb == "card.checked_in" and entry.facts["now"].get("said_id")
    }
    if not wanted:
        return {}
    found = db.session.execute(select(Words.id, Words.body).where(Words.id.in_(wanted)))
    return {wanted[row.id]: f" — {row.body}" for row in found}


def _places(was: dict[str, Any], now: dict[str, Any]) -> dict[str, str]:
    if "stage" in now and "stage" in was:
        return {"was": Stage(was["stage"]).label, "now": Stage(now["stage"]).label}
    if "level" in now and "level" in was:
        return {"was": Level(was["level"]).label, "now": Level(now["level"]).label}
    return {"was": "", "now": ""}


def _day(text: str | None) -> str:
    return date_words.in_words(date.fromisoformat(text), language=language()) if text else ""


def _names(entries: Sequence[Activity]) -> dict[int, str]:
    wanted = {entry.by_id for entry in entries} | {
        entry.facts["now"].get("nominee_id") for entry in entries
    }
    found = db.session.execute(
        select(User.id, User.name, User.erased_at).where(User.id.in_(wanted - {None}))
    )
    return {row.id: row.name if row.erased_at else row.name.split()[0] for row in found}
