"""Mailing a frozen review to the steering group."""

from __future__ import annotations

import re
from dataclasses import dataclass

from flask import Blueprint, render_template, request
from sqlalchemy import select

from actionboard.accounts.current_user import me
from actionboard.accounts.models import Membership, Role, User
from actionboard.boards.models import Board
from actionboard.core.database import db
from actionboard.core.errors import Invalid
from actionboard.core.i18n import gettext as _
from actionboard.core.i18n import ngettext
from actionboard.core.mail_address import is_address
from actionboard.core.messages import N_
from actionboard.reviews import review_mails
from actionboard.reviews.errors import NotFrozen
from actionboard.reviews.report import Report
from actionboard.reviews.views.review import ONE
from actionboard.reviews.views.review_access import BY_MAIL, Found, coordinated, title
from actionboard.web.changes import changes
from actionboard.web.replies import NOTHING, Reply, Typed

sending = Blueprint("review_sending", __name__)
MOST = 20  # typed addresses


@dataclass(frozen=True, slots=True)
class Sending:
    """What goes out, and to whom; `edition` is the version that each gets once."""

    to: list[User | str]
    report: Report
    edition: str


@sending.get(f"{ONE}/mail")
def ask_mail(slug: str, month: str, typed: Typed = NOTHING) -> str:
    """To whom?"""
    found = coordinated(slug, month)
    return render_template(
        "reviews/mail.html", board=found.board, role=found.role, found=found,
        title=title(found.month), viewers=_viewers(found.board), values=typed.values,
        chosen=request.form.getlist("person"), errors=typed.errors,
    )  # fmt: skip


def _ready(slug: str, month: str) -> Sending:
    """What the form asks for, read before anything is held. Raises NotFrozen, Invalid."""
    found = coordinated(slug, month)
    if found.review is None or not found.is_frozen:
        raise NotFrozen()
    to = [*_chosen(found.board), *_typed(request.form.get("addresses", ""))]
    if not to:
        raise Invalid("addresses", N_("Kies iemand, of schrijf een mailadres op."))
    edition = f"{found.board.id}.{found.month}.{found.review.number}"
    return Sending(to, found.report(found.figures()), edition)


@sending.post(f"{ONE}/mail")
@changes(BY_MAIL, form=ask_mail, reads=_ready)
def send(found: Found, ready: Sending) -> Reply:
    """Mail the one page to who was chosen and to who was typed."""
    board, report, edition = found.board, ready.report, ready.edition
    sent = sum(
        review_mails.tell(board, report, to, me(), found.now, path=found.url, edition=edition)
        for to in ready.to
    )
    return Reply(
        ngettext("De maandreview is onderweg naar %(num)s persoon.",
                 "De maandreview is onderweg naar %(num)s mensen.", sent)
        if sent
        else _("Zij hadden deze maandreview al gekregen.")
    )  # fmt: skip


def _viewers(board: Board) -> list[User]:
    """Who only looks at this board: its steering group."""
    mine = select(User).join(Membership).where(Membership.board_id == board.id)
    return list(db.session.scalars(mine.where(Membership.role == Role.VIEWER).order_by(User.name)))


def _chosen(board: Board) -> list[User]:
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
