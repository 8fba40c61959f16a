"""The flaps on the wall: large sheets with a question, on which people stick their post-its."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from actionboard.accounts.models import User
from actionboard.boards.activity_log import Field, kept, linked
from actionboard.boards.models import Board
from actionboard.boards.texts import TITLE, RevisedTexts, Words, typed
from actionboard.boards.verbs import HALF_TOLD, on_a_wall
from actionboard.core.database import Model
from actionboard.core.errors import Invalid
from actionboard.core.i18n import translate
from actionboard.core.messages import N_
from actionboard.core.typed_text import OF_THE_BOARD

if TYPE_CHECKING:
    from actionboard.meetings.models import Meeting

ASKED = on_a_wall("flap.asked", N_("%(who)s veranderde de vraag van een flap"), HALF_TOLD)
CLOSED = on_a_wall("flap.closed", N_("%(who)s sloot een flap"))
OPENED = on_a_wall("flap.opened", N_("%(who)s opende een flap weer"))

ASKS, NAME = N_("Vraag"), N_("In het kort")
LABEL = 20  # characters of a flap's short name


class Flap(RevisedTexts, Model):
    """One flap of a meeting, with its own question."""

    __tablename__ = "flaps"
    __table_args__ = (UniqueConstraint("meeting_id", "code"),)
    KIND = "flap"
    RIGHT = "may_facilitate"
    RECORDED = ("code", "label_words", "question_words", "closed")
    TEXTS: ClassVar = {"label": "label_words"}

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    code: Mapped[str] = kept(String(2))
    label: Mapped[str] = mapped_column(String(LABEL), info=OF_THE_BOARD)
    label_id: Mapped[int | None] = mapped_column(ForeignKey("words.id"), info=OF_THE_BOARD)
    question_id: Mapped[int] = mapped_column(ForeignKey("words.id"), info=OF_THE_BOARD)
    closed: Mapped[bool] = kept(default=False)

    meeting: Mapped[Meeting] = relationship(back_populates="flaps")
    label_words: Mapped[Words | None] = linked(foreign_keys=[label_id])
    question_words: Mapped[Words] = linked(foreign_keys=[question_id])

    @classmethod
    def hang(cls, board: Board, code: str, label: str, question: str, by: User) -> Flap:
        """A flap for the wall; its meeting records it."""
        words = typed(question, by, board, field=f"question-{code}", most=TITLE)
        flap = cls(code=code, closed=False, question_words=words)
        flap.reword("label", label, by, board)
        return flap

    def fields(self) -> dict[str, Field]:
        """Its question and its short name, each in a field with its code."""
        return {
            "question_id": Field(f"question-{self.code}", f"{self.code}: {translate(ASKS)}"),
            "label_id": Field(f"label-{self.code}", f"{self.code}: {translate(NAME)}"),
        }

    @property
    def question(self) -> str:
        """What it asks."""
        return self.question_words.body

    def ask(self, question: str, label: str, by: User) -> None:
        """Ask something else; nothing is recorded when nothing changed."""
        board, field = self.meeting.board, f"label-{self.code}"
        label = " ".join(label.split())
        if not label or len(label) > LABEL:
            raise Invalid(field, N_("Geef een korte naam van hooguit %(most)s tekens."), most=LABEL)
        if question.strip() != self.question or label != self.label:
            self.reword("label", label, by, board)
            self.question_words = typed(
                question, by, board, field=f"question-{self.code}", most=TITLE
            )
            board.record(ASKED, self, by)

    def close(self, by: User) -> None:
        """Take no more post-its; what is under way to it waits in the inbox."""
        if not self.closed:
            self.closed = True
            self.meeting.board.record(CLOSED, self, by)

    def reopen(self, by: User) -> None:
        """Take post-its again."""
        if self.closed:
            self.closed = False
            self.meeting.board.record(OPENED, self, by)
