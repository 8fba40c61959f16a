"""What people type: how long it may be, and columns whose old value the log keeps."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from actionboard.accounts.models import User
from actionboard.boards.models import Board
from actionboard.core.database import Model, Moment
from actionboard.core.errors import Rejected
from actionboard.core.messages import N_

TITLE, TEXT = 200, 4000  # the most characters of a title, of any other text


def typed(body: str, by: User, board: Board, *, field: str = "body", most: int = TEXT) -> Words:
    """A text as somebody typed it in a field of a form.

    Raises NeedsWords when it is empty, TooLong over `most` characters.
    """
    text = body.replace("\0", "").strip()  # PostgreSQL keeps no NUL
    if not text:
        raise NeedsWords(field)
    if len(text) > most:
        raise TooLong(field, most=most, typed=len(text))
    return Words(body=text, by_id=by.id, at=board.moment)


class Words(Model):
    """A text that somebody typed, in one of its versions; never changed, only erased.

    The log points at it by id, so that undo finds the old text and a person or a text can be
    erased without touching history.
    """

    __tablename__ = "words"

    id: Mapped[int] = mapped_column(primary_key=True)
    body: Mapped[str] = mapped_column(Text)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    at: Mapped[datetime] = mapped_column(Moment)

    by: Mapped[User | None] = relationship()


class Unfit(Rejected):
    """A text that can't be kept; the sentence stands at its field."""

    def __init__(self, field: str, **values: Any) -> None:
        super().__init__(None, **values)
        self.at_field = field


class NeedsWords(Unfit):
    """A text that must not be empty."""

    message = N_("Schrijf eerst iets op.")


class TooLong(Unfit):
    """A text that no longer fits on a card."""

    message = N_("Dit is te lang: hooguit %(most)s tekens, je hebt er %(typed)s.")
