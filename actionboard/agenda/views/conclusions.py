"""Conclusions, typed while everybody looks on."""

from __future__ import annotations

from flask import abort, request
from werkzeug.wrappers import Response

from actionboard.accounts.current_user import me
from actionboard.agenda.conclusions import Conclusion
from actionboard.agenda.views.blueprint import table
from actionboard.boards.access import facilitated
from actionboard.cards.dialogs import form
from actionboard.core.errors import Rejected
from actionboard.core.i18n import gettext as _
from actionboard.meetings.models import Meeting
from actionboard.meetings.views.blueprint import find, lead
from actionboard.web.replies import answer

CONCLUSION = "/conclusions/<int:conclusion>"
Answer = Response | tuple[str, int]


@table.post("/conclusions")
def conclude(slug: str, meeting: int) -> Response:
    """Keep a conclusion."""
    with lead(slug, meeting) as this:
        Conclusion.draw(this, request.form.get("body", ""), me())
    return answer(_("De conclusie staat erbij."), clear_draft="conclusion")


@table.get(CONCLUSION)
def conclusion_form(slug: str, meeting: int, conclusion: int) -> str:
    """Say a conclusion better."""
    this = find(slug, meeting)
    facilitated(slug)
    found = Conclusion.find(this, conclusion) or abort(404)
    return _conclusion_form(this, found, {"body": found.body}, {})


@table.post(CONCLUSION)
def change_conclusion(slug: str, meeting: int, conclusion: int) -> Answer:
    """Keep what was said better."""
    body = request.form.get("body", "")
    try:
        with lead(slug, meeting) as this:
            (Conclusion.find(this, conclusion) or abort(404)).edit(body, me())
    except Rejected as refusal:
        if refusal.at_field is None:
            raise
        this = find(slug, meeting)
        found = Conclusion.find(this, conclusion) or abort(404)
        errors = {refusal.at_field: refusal.sentence}
        return _conclusion_form(this, found, {"body": body}, errors), refusal.status
    return answer(_("De conclusie is gewijzigd."))


@table.delete(CONCLUSION)
def remove_conclusion(slug: str, meeting: int, conclusion: int) -> Response:
    """Take a conclusion back."""
    with lead(slug, meeting) as this:
        (Conclusion.find(this, conclusion) or abort(404)).remove(me())
    return answer(_("De conclusie is weg."))


def _conclusion_form(
    this: Meeting, found: Conclusion, values: dict[str, str], errors: dict[str, str]
) -> str:
    return form(
        "agenda/_ask_conclusion.html",
        this.board,
        conclusion=found,
        meeting=this,
        values=values,
        errors=errors,
    )
