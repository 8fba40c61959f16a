"""Asking a trekker how it goes, kindly and rarely; and telling the steering group."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from actionboard.accounts.models import User
from actionboard.boards.models import Board
from actionboard.cards.models import Card
from actionboard.core.i18n import gettext as _
from actionboard.core.i18n import speaking
from actionboard.core.local_time import day_of
from actionboard.mail import outbox
from actionboard.mail.letter import compose
from actionboard.reviews.errors import AskedAlready, NobodyToAsk
from actionboard.reviews.report import Report
from actionboard.reviews.review_pdf import review_pdf


def ask(card: Card, by: User, at: datetime) -> None:
    """Mail the trekker "Lukt het nog?", once a week at most. Raises NobodyToAsk, AskedAlready."""
    if card.lead is None:
        raise NobodyToAsk()
    week = day_of(at).isocalendar()
    with speaking(card.lead.language):
        subject = _("Lukt het nog met actie %(number)s?", number=card.number)
        letter = compose(
            "how_is_it", subject, card=card, board=card.board, who=by.name,
            path=f"{card.board.url}/cards/{card.number}",
        )  # fmt: skip
    thing = f"{week.year}-{week.week}"
    if not outbox.post(letter, card.lead, kind="how-is-it", thing=thing, at=at):
        raise AskedAlready(who=card.lead.name)


def tell(
    board: Board, report: Report, to: User | str, by: User, at: datetime, *, path: str, edition: str
) -> bool:
    """Mail a frozen review, once to each address; says whether it was new there."""
    language = to.language if isinstance(to, User) else by.language
    with speaking(language):
        subject = f"{board.name}: {report.title}"
        letter = compose(
            "review", subject, board=board, report=report, who=by.name,
            path=path if isinstance(to, User) else "",
        )  # fmt: skip
        letter = replace(letter, pdf=review_pdf(report))
    return outbox.post(letter, to, kind="review", thing=edition, at=at)
