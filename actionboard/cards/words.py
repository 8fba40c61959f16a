"""What people type: how long it may be, and columns whose old value the log keeps."""

from __future__ import annotations

from functools import partial

from sqlalchemy.orm import mapped_column, relationship

from actionboard.accounts.models import User
from actionboard.boards.activity import Words
from actionboard.boards.models import Board
from actionboard.cards.errors import NeedsWords, TooLong

TITLE, TEXT = 200, 4000  # the most characters of a title, of any other text

# The log needs the old value also of what was never read before it changed.
kept = partial(mapped_column, active_history=True)
linked = partial(relationship, active_history=True)


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
