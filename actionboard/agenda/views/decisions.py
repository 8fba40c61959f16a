"""What was agreed, as the last page on the wall; agreements, typed while everybody looks on."""

from __future__ import annotations

from typing import Any

from flask import abort, request
from werkzeug.wrappers import Response

from actionboard.accounts.current_user import me
from actionboard.agenda import returning_themes
from actionboard.agenda.conclusions import Conclusion
from actionboard.agenda.decisions import Decision
from actionboard.agenda.views.blueprint import page, table
from actionboard.boards.access import facilitated
from actionboard.boards.people import people_on
from actionboard.cards import card_view
from actionboard.cards.dialogs import form
from actionboard.cards.models import Card
from actionboard.core import date_words
from actionboard.core.errors import Rejected
from actionboard.core.form_fields import read_day, read_number
from actionboard.core.i18n import gettext as _
from actionboard.meetings.models import Meeting
from actionboard.meetings.views.blueprint import find, lead
from actionboard.web.replies import answer
from actionboard.web.request_guards import htmx

DECISION = "/decisions/<int:decision>"
Answer = Response | tuple[str, int]


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
def decide(slug: str, meeting: int) -> Response:
    """Keep an agreement, about one action or about the whole."""
    with lead(slug, meeting) as this:
        number = read_number(request.form.get("card"))
        card = (Card.find(this.board, number) or abort(404)) if number else None
        made = Decision.make(this, request.form.get("body", ""), me(), card=card)
    said = _("De afspraak staat erbij.")
    if made.due_on:
        said = _("De afspraak staat erbij, voor %(day)s.", day=date_words.in_words(made.due_on))
    return answer(said, clear_draft=f"decision-{number}")


@table.get(DECISION)
def decision_form(slug: str, meeting: int, decision: int) -> str:
    """Say an agreement better: its text, its day, who it names."""
    this = find(slug, meeting)
    facilitated(slug)
    found = Decision.find(this, decision) or abort(404)
    return _decision_form(this, found)


@table.post(DECISION)
def change_decision(slug: str, meeting: int, decision: int) -> Answer:
    """Keep what was said better."""
    sent, who = request.form, [read_number(one) for one in request.form.getlist("who")]
    try:
        with lead(slug, meeting) as this:
            found = Decision.find(this, decision) or abort(404)
            found.edit(
                me(),
                body=sent.get("body", ""),
                who_ids=who,
                due_on=read_day(sent.get("due", ""), this.board.today),
            )
    except Rejected as refusal:
        if refusal.at_field is None:
            raise
        this = find(slug, meeting)
        found = Decision.find(this, decision) or abort(404)
        errors = {refusal.at_field: refusal.sentence}
        typed = {"body": sent.get("body", ""), "due": sent.get("due", ""), "who": who}
        return _decision_form(this, found, values=typed, errors=errors), refusal.status
    return answer(_("De afspraak is gewijzigd."))


@table.delete(DECISION)
def remove_decision(slug: str, meeting: int, decision: int) -> Response:
    """Take an agreement back."""
    with lead(slug, meeting) as this:
        (Decision.find(this, decision) or abort(404)).remove(me())
    return answer(_("De afspraak is weg."))


def _decision_form(this: Meeting, found: Decision, **context: Any) -> str:
    due = f"{found.due_on:%d-%m-%Y}" if found.due_on else ""
    return form(
        "agenda/_ask_decision.html",
        this.board,
        decision=found,
        meeting=this,
        people=people_on(this.board),
        values=context.get("values", {"body": found.body, "due": due, "who": found.who_ids}),
        errors=context.get("errors", {}),
    )
