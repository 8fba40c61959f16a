"""What somebody sees who was invited: the invitation, and coming in by it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NoReturn

from flask import Blueprint, Response, abort, render_template, request, url_for
from flask_login import current_user

from actionboard.accounts.current_user import now
from actionboard.accounts.models import Kind, User
from actionboard.accounts.views.entry import Welcome, let_in
from actionboard.boards.models import Board
from actionboard.core.database import writing
from actionboard.core.i18n import gettext as _
from actionboard.membership import invitations
from actionboard.membership.models import Invitation
from actionboard.web.changes import Door, changes
from actionboard.web.replies import NOTHING, Reply, Typed

entrance = Blueprint("entrance", __name__)
ONE = "/invitations/<secret>"


@contextmanager
def _opened(secret: str) -> Iterator[Invitation]:
    """An invitation that somebody uses; once they are on the board, it hears of it in its turn."""
    with writing():
        found = _find(secret)
        yield found
    if user := found.user:
        with found.board.turn():
            for heard in invitations.ACCEPTED:
                heard(found.id, user)


BY_INVITATION: Door[Invitation] = Door(
    _opened, page="entrance.invitation", home=lambda it: it.board.url, answer=let_in
)


@entrance.get(ONE)
def invitation(secret: str, typed: Typed = NOTHING) -> str:
    """Show an invitation with its button; opening it changes nothing, however often."""
    found = _find(secret)
    asks = User.with_email(found.email or "") is None
    values = typed.values or _known(found)
    around = {"invitation": found, "asks": asks, "values": values, "errors": typed.errors}
    return form_page("membership/invitation.html", found.board, **around)


@entrance.post(ONE)
@changes(BY_INVITATION, form=invitation)
def accept(found: Invitation) -> Reply:
    """Come in; to an account that there was already one signs in as always."""
    user, is_new = invitations.accept(found, request.form, now())
    if is_new:
        return Welcome(user=user)
    if current_user.is_authenticated and current_user.id == user.id:
        return Reply()
    page = url_for("accounts.sign_in", next=found.board.url)
    return Reply(_("Je staat op het bord. Log nog even in."), to=page)


def _find(secret: str) -> Invitation:
    return invitations.open_by(secret, now()) or closed()


def _known(found: Invitation) -> dict[str, Any]:
    """What is known already; a place that takes part here is chosen in the list."""
    known = {one.name: one.id for one in invitations.places_on(found.board)}
    here = known.get(found.place, "")
    return {
        "name": found.name,
        "organisation": here,
        "place": "" if here else found.place,
        "kind": found.kind,
    }


def form_page(template: str, board: Board, **context: Any) -> str:
    """A form for who is new: who they are, and where they work."""
    places = [(one.id, one.name) for one in invitations.places_on(board)]
    return render_template(template, to=board, places=places, kinds=list(Kind), **context)


def closed() -> NoReturn:
    """Abort, with what says that a link or a code works no longer."""
    abort(Response(render_template("membership/link_closed.html"), 410))
