"""What people type: how long it may be, and how its old versions are kept for undo."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from sqlalchemy import ForeignKey, Text, inspect
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.orm.attributes import set_committed_value

from actionboard.accounts.models import User
from actionboard.boards.activity_log import Recorded
from actionboard.core.database import Model, Moment, db
from actionboard.core.errors import Rejected
from actionboard.core.messages import N_
from actionboard.core.typed_text import Reader, Wipe, holds

if TYPE_CHECKING:
    from actionboard.boards.models import Board

TITLE, TEXT = 200, 4000  # the most characters of a title, of any other text
BLANK = "…"  # what is left of a text that only its writer had a right to


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
    body: Mapped[str] = mapped_column(
        Text, info=holds("by_id", read=Reader.BOARD, wiped=Wipe.BLANK)
    )
    by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    at: Mapped[datetime] = mapped_column(Moment)

    by: Mapped[User | None] = relationship()


class RevisedTexts(Recorded):
    """A row with names: short texts that everything reads in a column, and the log by revision.

    `TEXTS` names the recorded relation to the revision of each. A row from before there were any
    gets its first when its text changes.
    """

    TEXTS: ClassVar[dict[str, str]]

    def reword(self, text: str, body: str, by: User, board: Board) -> None:
        """Let one of its texts say something else; its verb records it."""
        old, relation = getattr(self, text) or "", self.TEXTS[text]
        revision: Words | None = getattr(self, relation)
        if old and (revision is None or revision.body != old):
            revision = Words(body=old, at=board.moment)
            db.session.add(revision)
            set_committed_value(self, relation, revision)
        setattr(self, text, body)
        if body != old:
            words = Words(body=body, by_id=by.id, at=board.moment) if body else None
            setattr(self, relation, words)

    def text_in(self, state: dict[str, Any], text: str) -> str:
        """What a text says in a state. Raises Wiped."""
        column = self.column_of(self.TEXTS[text])
        if state[column] == getattr(self, column):
            return str(getattr(self, text))
        words = db.session.get(Words, state[column]) if state[column] else None
        if words and words.body == BLANK:
            raise Wiped()
        return words.body if words else ""

    def must_fit(self, state: dict[str, Any]) -> None:
        """Raises Wiped where a text that should come back was erased with its writer."""
        for text in self.TEXTS:
            self.text_in(state, text)

    def put_back(self, values: dict[str, Any]) -> None:
        """Its texts follow their revisions."""
        super().put_back(values)
        for text, relation in self.TEXTS.items():
            if self.column_of(relation) in values:
                words, column = getattr(self, relation), inspect(type(self)).columns[text]
                # Up to 1.0 erasing could make a name in it longer.
                setattr(self, text, words.body[: column.type.length] if words else "")


class Wiped(Rejected):
    """The old text is gone for good."""

    message = N_("Dit kan niet meer ongedaan: wie de oude tekst schreef, is gewist.")
    status = 409


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
