"""The monthly question in Voorbeeldland: when it was asked, and what people answered."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from actionboard.accounts.models import User
from actionboard.cards.models import Card
from actionboard.core.database import db
from actionboard.notifications.check_ins import Answer, CheckIn
from actionboard.notifications.digest import Digest

TUESDAY = 1


def round_before(today: date) -> int:
    """So many days ago it was the Tuesday, two weeks ago or a bit more, on which it was asked."""
    return 14 + (today.weekday() - TUESDAY) % 7


def answer(card: Card, by: User, what: Answer, text: str) -> None:
    """Answer what was asked in the mail; who wasn't asked says it on the card."""
    question = db.session.scalar(
        select(CheckIn)
        .join(Digest)
        .where(Digest.user_id == by.id, CheckIn.card_id == card.id, ~CheckIn.invites)
        .order_by(CheckIn.id.desc())
        .limit(1)
    )
    if question is not None:
        question.say(what, text)
    elif what is Answer.STUCK:
        card.ask_help(text, by)
    elif what is Answer.DONE:
        card.finish(text, by)
    else:
        CheckIn.going_on(card, by, text)
