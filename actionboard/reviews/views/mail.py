"""Mailing a frozen review to the steering group."""

from __future__ import annotations

import re
from collections.abc import Mapping

from flask import Blueprint, flash, redirect, render_template, request
from sqlalchemy import select
from werkzeug.wrappers import Response

from actionboard.accounts.current_user import me
from actionboard.accounts.models import Membership, Role, User
from actionboard.boards.models import Board
from actionboard.core.database import db, writing
from actionboard.core.errors import Invalid, Rejected
from actionboard.core.i18n import gettext as _
from actionboard.core.i18n import ngettext
from actionboard.core.mail_address import is_address
from actionboard.core.messages import N_
from actionboard.reviews import review_mails
from actionboard.reviews.errors import NotFrozen
from actionboard.reviews.views.review import ONE
from actionboard.reviews.views.review_access import Found, coordinated, title

sending = Blueprint("review_sending", __name__)
MOST = 20  # typed addresses


@sending.get(f"{ONE}/mail")
def ask_mail(slug: str, month: str) -> str:
    """To whom?"""
    found = coordinated(slug, month)
    return _form(found)


@sending.post(f"{ONE}/mail")
def send(slug: str, month: str) -> Response | tuple[str, int]:
    """Mail the one page to who was chosen and to who was typed."""
    found = coordinated(slug, month)
    try:
        if found.review is None or not found.review.is_frozen:
            raise NotFrozen()
        chosen = _chosen(found.board, request.form)
        typed = _typed(request.form.get("addresses", ""))
        if not chosen and not typed:
            raise Invalid("addresses", N_("Kies iemand, of schrijf een mailadres op."))
    except Rejected as refusal:
        if refusal.at_field is None:
            raise
        return _form(found, {refusal.at_field: refusal.sentence}), refusal.status
    read = found.report(found.figures())
    edition = f"{found.board.id}.{found.month}.{found.review.number}"
    with writing():
        sent = sum(
            review_mails.tell(
                found.board, read, to, me(), found.now, path=found.url, edition=edition
            )
            for to in (*chosen, *typed)
        )
    flash(
        ngettext("De maandreview is onderweg naar %(num)s persoon.",
                 "De maandreview is onderweg naar %(num)s mensen.", sent)
        if sent
        else _("Zij hadden deze maandreview al gekregen.")
    )  # fmt: skip
    return redirect(found.url, 303)


def _form(found: Found, errors: Mapping[str, str] | None = None) -> str:
    return render_template(
        "reviews/mail.html", board=found.board, role=found.role, found=found,
        title=title(found.month), viewers=_viewers(found.board), values=request.form,
        chosen=request.form.getlist("person"), errors=errors or {},
    )  # fmt: skip


def _viewers(board: Board) -> list[User]:
    """Who only looks at this board: its steering group."""
    mine = select(User).join(Membership).where(Membership.board_id == board.id)
    return list(db.session.scalars(mine.where(Membership.role == Role.VIEWER).order_by(User.name)))


def _chosen(board: Board, form: Mapping[str, str]) -> list[User]:
    wanted = set(request.form.getlist("person"))
    return [one for one in _viewers(board) if str(one.id) in wanted]


def _typed(text: str) -> list[User | str]:
    """The addresses in a text; who is known here gets it in their own language."""
    parts = [one for one in re.split(r"[\s,;]+", text[:4000]) if one]
    if len(parts) > MOST:
        raise Invalid("addresses", N_("Schrijf hooguit %(most)s adressen op."), most=MOST)
    for one in parts:
        if not is_address(one) or "." not in one.partition("@")[2]:
            raise Invalid("addresses", N_("%(text)s is geen mailadres."), text=one)
    return [User.with_email(one) or one.lower() for one in dict.fromkeys(parts)]
