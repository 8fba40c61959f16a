"""Conclusions, typed while everybody looks on."""

from __future__ import annotations

from flask import abort, request

from actionboard.accounts.current_user import me
from actionboard.agenda.conclusions import Conclusion
from actionboard.agenda.views.blueprint import AT_TABLE, table
from actionboard.boards.access import facilitated
from actionboard.cards.dialogs import form
from actionboard.core.i18n import gettext as _
from actionboard.meetings.models import Meeting
from actionboard.meetings.views.blueprint import find
from actionboard.web.changes import changes
from actionboard.web.replies import NOTHING, Reply, Typed

CONCLUSION = "/conclusions/<int:conclusion>"


@table.post("/conclusions")
@changes(AT_TABLE)
def conclude(this: Meeting) -> Reply:
    """Keep a conclusion."""
    Conclusion.draw(this, request.form.get("body", ""), me())
    return Reply(_("De conclusie staat erbij."))


@table.get(CONCLUSION)
def conclusion_form(slug: str, meeting: int, conclusion: int, typed: Typed = NOTHING) -> str:
    """Say a conclusion better."""
    this = find(slug, meeting)
    facilitated(slug)
    found = _find(this, conclusion)
    return form(
        "agenda/_ask_conclusion.html", this.board, typed=typed,
        conclusion=found, meeting=this, values={"body": found.body},
    )  # fmt: skip


@table.post(CONCLUSION)
@changes(AT_TABLE, form=conclusion_form)
def change_conclusion(this: Meeting, conclusion: int) -> Reply:
    """Keep what was said better."""
    _find(this, conclusion).edit(request.form.get("body", ""), me())
    return Reply(_("De conclusie is gewijzigd."))


@table.delete(CONCLUSION)
@changes(AT_TABLE)
def remove_conclusion(this: Meeting, conclusion: int) -> Reply:
    """Take a conclusion back."""
    _find(this, conclusion).remove(me())
    return Reply(_("De conclusie is weg."))


def _find(this: Meeting, conclusion: int) -> Conclusion:
    return Conclusion.find(this, conclusion) or abort(404)
