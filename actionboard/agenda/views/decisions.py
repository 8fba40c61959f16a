"""What was agreed, as the last page on the wall; agreements, typed while everybody looks on."""

from __future__ import annotations

from flask import abort, request

from actionboard.accounts.current_user import me
from actionboard.agenda import returning_themes
from actionboard.agenda.conclusions import Conclusion
from actionboard.agenda.decisions import Decision
from actionboard.agenda.views.blueprint import AT_TABLE, page, table
from actionboard.boards.access import facilitated
from actionboard.boards.people import people_on
from actionboard.cards import card_view
from actionboard.cards.dialogs import form
from actionboard.cards.models import Card
from actionboard.core import date_words
from actionboard.core.form_fields import read_day, read_number
from actionboard.core.i18n import gettext as _
from actionboard.meetings.models import Meeting
from actionboard.meetings.views.blueprint import find
from actionboard.web.changes import changes
from actionboard.web.replies import NOTHING, Reply, Typed
from actionboard.web.request_guards import htmx

DECISION = "/decisions/<int:decision>"


@table.get("/agreed")
def agreed(slug: str, meeting: int) -> str:
    """What this meeting agreed and concluded, and which themes return."""
    this = find(slug, meeting)
    return page(
        "agenda/_decisions_reply.html" if htmx else "agenda/decisions.html",
        this,
        decisions=Decision.of(this),
        conclusions=Conclusion.of(this),
        people=card_view.people(),
        returning=returning_themes.returning(this),
    )


@table.post("/decisions")
@changes(AT_TABLE)
def decide(this: Meeting) -> Reply:
    """Keep an agreement, about one action or about the whole."""
    number = read_number(request.form.get("card"))
    card = (Card.find(this.board, number) or abort(404)) if number else None
    made = Decision.make(this, request.form.get("body", ""), me(), card=card)
    said = _("De afspraak staat erbij.")
    if made.due_on:
        said = _("De afspraak staat erbij, voor %(day)s.", day=date_words.in_words(made.due_on))
    return Reply(said)


@table.get(DECISION)
def decision_form(slug: str, meeting: int, decision: int, typed: Typed = NOTHING) -> str:
    """Say an agreement better: its text, its day, who it names."""
    this = find(slug, meeting)
    facilitated(slug)
    found = _find(this, decision)
    due = f"{found.due_on:%d-%m-%Y}" if found.due_on else ""
    who = _who() if typed else found.who_ids
    return form(
        "agenda/_ask_decision.html", this.board, typed=typed, decision=found, meeting=this,
        people=people_on(this.board), who=who, values={"body": found.body, "due": due},
    )  # fmt: skip


@table.post(DECISION)
@changes(AT_TABLE, form=decision_form)
def change_decision(this: Meeting, decision: int) -> Reply:
    """Keep what was said better."""
    due_on = read_day(request.form.get("due", ""), this.board.today)
    body = request.form.get("body", "")
    _find(this, decision).edit(me(), body=body, who_ids=_who(), due_on=due_on)
    return Reply(_("De afspraak is gewijzigd."))


@table.delete(DECISION)
@changes(AT_TABLE)
def remove_decision(this: Meeting, decision: int) -> Reply:
    """Take an agreement back."""
    _find(this, decision).remove(me())
    return Reply(_("De afspraak is weg."))


def _who() -> list[int]:
    return [read_number(one) for one in request.form.getlist("who")]


def _find(this: Meeting, decision: int) -> Decision:
    return Decision.find(this, decision) or abort(404)
