"""Going through what is stuck, one card after the other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from flask import Blueprint, abort, render_template, request
from sqlalchemy import select
from werkzeug.wrappers import Response

from actionboard.accounts.current_user import me
from actionboard.accounts.person_badge import Seat
from actionboard.boards.models import Board
from actionboard.boards.people import find_member
from actionboard.boards.stages import Stage
from actionboard.boards.texts import Words
from actionboard.cards import card_view, similar_cards
from actionboard.cards.comments import Comment
from actionboard.cards.errors import NeedsReason
from actionboard.cards.escalation import Raising
from actionboard.cards.models import Card
from actionboard.cards.on_board import ON_BOARD
from actionboard.core.database import db
from actionboard.core.errors import Invalid, NotAllowed, Rejected
from actionboard.core.form_fields import read_day, read_number
from actionboard.core.i18n import gettext as _
from actionboard.core.local_time import HOME
from actionboard.core.messages import N_
from actionboard.figures.figures import Figures
from actionboard.reviews import review_mails
from actionboard.reviews.agenda import Wish, take_back
from actionboard.reviews.agenda_items import Discussed, Outcome
from actionboard.reviews.models import Review
from actionboard.reviews.report import Row
from actionboard.reviews.report_builder import Reader, told
from actionboard.reviews.views.review import ONE, people_of
from actionboard.reviews.views.review_access import (
    BY_MAIL,
    ON_CONCEPT,
    Found,
    find,
    for_the_board,
    title,
)
from actionboard.web.changes import changes
from actionboard.web.replies import NOTHING, Reply, Typed, answer
from actionboard.web.request_guards import htmx

agenda = Blueprint("review_agenda", __name__)
ITEM = f"{ONE}/agenda/<int:number>"
SAID = 3  # remarks of others that are shown
FIELDS = {
    "due": Outcome.DATE, "lead": Outcome.LEAD, "into": Outcome.MERGE, "said": Outcome.DROP
}  # fmt: skip
ON_AGENDA = replace(
    ON_CONCEPT, page="review_agenda.item", home=lambda review: f"{review.url}/agenda"
)


@dataclass(frozen=True, slots=True)
class Item:
    """One card of the agenda, and what was said of it."""

    row: Row
    discussed: Discussed | None


@agenda.get(f"{ONE}/agenda")
def walk(slug: str, month: str) -> str:
    """The agenda: the cards that are stuck, one of them open to be talked about."""
    found = find(slug, month)
    for_the_board(found.role)
    return _page(found, read_number(request.args.get("card")), NOTHING)


@agenda.get(ITEM)
def item(slug: str, month: str, number: int, typed: Typed = NOTHING) -> str:
    """The agenda with this card open."""
    found = find(slug, month)
    for_the_board(found.role)
    return _page(found, number, typed)


@agenda.post(ITEM)
@changes(ON_AGENDA, form=item)
def discuss(review: Review, number: int) -> Reply:
    """Besproken, with what becomes of the card; then the next one."""
    _wish(review.board).carry_out(review, _card(review.board, number), me())
    return Reply(_("Actie %(number)s is besproken.", number=number))


@agenda.delete(ITEM)
@changes(ON_AGENDA)
def reopen(review: Review, number: int) -> Reply:
    """Not talked about after all; what was done to the card is undone when that can be."""
    take_back(Discussed.find(review, _card(review.board, number)) or abort(404), me())
    said = _("Actie %(number)s staat weer open.", number=number)
    return Reply(said, to=f"{review.url}/agenda/{number}")


def _asked_at(found: Found) -> str:
    """The page of this review from which a trekker was asked."""
    back = request.form.get("back", "")
    return back if back.startswith(found.url) else f"{found.url}#vastgelopen"


def _not_asked(refusal: Rejected, address: Mapping[str, Any], **_around: object) -> Response:
    """Why nobody is asked: a sentence on the page from which it was pressed."""
    if isinstance(refusal, NotAllowed):
        raise refusal
    return answer(Reply(refusal.sentence), home=_asked_at(find(address["slug"], address["month"])))


@agenda.post(f"{ITEM}/question")
@changes(replace(BY_MAIL, home=_asked_at, refuse=_not_asked))
def ask(found: Found, number: int) -> Reply:
    """Vragen of het lukt: a mail to the trekker, at most one a week."""
    review_mails.ask(_card(found.board, number), me(), found.now)
    return Reply(_("De vraag is onderweg."))


def _card(board: Board, number: int) -> Card:
    return Card.find(board, number) or abort(404)


def _page(found: Found, number: int, typed: Typed) -> str:
    figures = found.figures()
    items = _items(found, figures)
    current = next((one for one in items if one.row.number == number), None)
    if current is None:
        current = next((one for one in items if one.discussed is None), None)
    card = Card.find(found.board, current.row.number) if current else None
    around: dict[str, Any] = {
        "values": typed.values, "errors": typed.errors, "found": found,
        "title": title(found.month), "items": items, "current": current,
        "card": card, "role": found.role, "outcomes": list(Outcome),
        "done": sum(one.discussed is not None for one in items),
        "raising": Raising.find(card) if card else None,
        "comments": _said(card) if card else [],
        "before": _before(found, card) if card else "",
        "elsewhere": similar_cards.elsewhere(card, me()) if card else [],
        "version": found.board.version, "now": f"{found.now.astimezone(HOME):%H:%M}",
        "people": people_of(found.board),
        "others": _others(found.board, card) if card and not htmx else [],
    }  # fmt: skip
    page = "reviews/_agenda_live.html" if htmx else "reviews/agenda.html"
    return render_template(page, board=found.board, **around)


def _said(card: Card) -> list[tuple[Comment, Seat | None]]:
    """The last that was said about a card, and by whom."""
    seats = card_view.people()
    return [(one, seats.get(one.body_words.by_id or 0)) for one in Comment.of(card)[-SAID:]]


def _before(found: Found, card: Card) -> str:
    """What the last review settled about a card; empty when it wasn't talked about."""
    last = Review.before(found.board, found.month)
    item = Discussed.find(last, card) if last else None
    return told(item) if item and not item.removed else ""


def _items(found: Found, figures: Figures) -> list[Item]:
    """What is stuck, and what was talked about already, in one order."""
    discussed = {one.card_id: one for one in Discussed.of(found.review)} if found.review else {}
    cards = [*figures.stuck, *(one for one in discussed if one not in figures.stuck)]
    known = [one for one in cards if one in figures.cards]
    rows = Reader(found.board, figures, True).read(known)
    return [Item(rows[one], discussed.get(one)) for one in known]


def _others(board: Board, card: Card) -> list[tuple[int, str]]:
    """The cards into which this one could be merged."""
    mine = (
        select(Card.number, Words.body)
        .join(Words, Words.id == Card.title_id)
        .where(Card.board_id == board.id, Card.id != card.id, ON_BOARD, Card.stage != Stage.DONE)
        .order_by(Card.number)
        .limit(500)
    )
    return [(number, f"{number} · {title}") for number, title in db.session.execute(mine)]


def _wish(board: Board) -> Wish:
    """What the form says. Raises Invalid at the field that is missing."""
    form = request.form
    chosen = form.get("outcome", "")
    if chosen not in list(Outcome):
        raise Invalid("outcome", N_("Kies wat er met deze actie gebeurt."))
    outcome = Outcome(chosen)
    for field, wanted in FIELDS.items():
        if outcome is wanted and not form.get(field, "").strip():
            raise Invalid(field, MISSING[field])
    person, other = read_number(form.get("lead")), read_number(form.get("into"))
    lead = find_member(board, person) if outcome is Outcome.LEAD else None
    into = Card.find(board, other) if outcome is Outcome.MERGE else None
    if outcome is Outcome.MERGE and into is None:
        raise Invalid("into", MISSING["into"])
    due = read_day(form.get("due", "")[:40], board.today) if outcome is Outcome.DATE else None
    return Wish(
        outcome, form.get("said", ""), due_on=due, lead=lead, into=into,
        question=form.get("question", ""), to=form.get("to", ""),
    )  # fmt: skip


MISSING = {
    "due": N_("Schrijf een datum als 26-11, 26 november of wk 48."),
    "lead": N_("Kies wie je vraagt om dit te trekken."),
    "into": N_("Kies de actie die hetzelfde zegt."),
    "said": NeedsReason.message,
}
