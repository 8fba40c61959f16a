"""The monthly question about a card, does it go well, and what its trekker answers."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Self

from sqlalchemy import ForeignKey, false, func, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from actionboard.accounts.models import User
from actionboard.boards import undo
from actionboard.boards.activity_log import Activity, Recorded, kept, linked
from actionboard.boards.stages import Stage
from actionboard.boards.texts import Words, typed
from actionboard.boards.undo_refusals import CannotUndo
from actionboard.boards.verbs import Shown, Tells, Verb
from actionboard.cards.models import Card
from actionboard.core.database import Json, Model, db, stored
from actionboard.core.errors import Rejected
from actionboard.core.i18n import translate
from actionboard.core.messages import N_
from actionboard.core.typed_text import MADE, OF_ITS_WRITER

if TYPE_CHECKING:
    from actionboard.notifications.digest import Digest

CHECKED_IN = Verb(
    "card.checked_in",
    says=N_("%(who)s liet weten: loopt nog"),
    tells=Tells.PEOPLE,
    quotes="said_id",
)
ANSWERED = Verb(
    "card.answered", says=N_("%(who)s gaf antwoord"), tells=Tells.NOBODY, shown=Shown.NOWHERE
)

LASTS = timedelta(days=45)  # how long the buttons in a mail work
LINE = 400  # characters


class Answer(StrEnum):
    """What somebody says about a card; the last two are about being asked to take it up."""

    GOING = "going"
    STUCK = "stuck"
    DONE = "done"
    DROPPED = "dropped"
    ACCEPTED = "accepted"
    DECLINED = "declined"

    @property
    def label(self) -> str:
        """The button, in the reader's language."""
        return translate(_LABELS[self])

    @property
    def icon(self) -> str:
        """Its sign."""
        return _ICONS[self]


_LABELS = {
    Answer.GOING: N_("Loopt nog"),
    Answer.STUCK: N_("Ik loop vast"),
    Answer.DONE: N_("Klaar"),
    Answer.DROPPED: N_("Doen we niet"),
    Answer.ACCEPTED: N_("Ik pak dit op"),
    Answer.DECLINED: N_("Niet voor mij"),
}
_ICONS = {
    Answer.GOING: "circle-dot", Answer.STUCK: "life-buoy", Answer.DONE: "circle-check",
    Answer.DROPPED: "x", Answer.ACCEPTED: "hand", Answer.DECLINED: "x",
}  # fmt: skip
ABOUT_MINE = (Answer.GOING, Answer.STUCK, Answer.DONE, Answer.DROPPED)
ABOUT_AN_INVITATION = (Answer.ACCEPTED, Answer.DECLINED)


class NotAsked(Rejected):
    """The question isn't open any more: somebody else leads it, it is done, or they left."""

    message = N_("Deze vraag staat niet meer open voor jou.")
    status = 409


class CheckIn(Recorded, Model):
    """That somebody was asked about a card, and what they said.

    `invites` is whether they were asked to take it up, rather than how it goes. Without a mail it
    is something that a trekker said of their own accord. An answer is recorded as a change of this
    row, and what it does to the card as the card's own verbs do; `hangs` keeps the entries of the
    log that belong together, its own one first.
    """

    __tablename__ = "check_ins"
    KIND = "check_in"
    RECORDED = ("answer", "said_words")

    id: Mapped[int] = mapped_column(primary_key=True)
    digest_id: Mapped[int | None] = mapped_column(ForeignKey("digests.id"), index=True)
    card_id: Mapped[int] = mapped_column(ForeignKey("cards.id"), index=True)
    invites: Mapped[bool] = mapped_column(default=False, server_default=false())
    answer: Mapped[Answer | None] = kept(stored(Answer))
    said_id: Mapped[int | None] = mapped_column(ForeignKey("words.id"), info=OF_ITS_WRITER)
    # Read by release 1.0 alone.
    hangs: Mapped[list[int]] = mapped_column(Json, default=list, info=MADE)
    closed: Mapped[bool] = mapped_column(default=False, server_default=false())

    digest: Mapped[Digest | None] = relationship(back_populates="questions")
    card: Mapped[Card] = relationship()
    said_words: Mapped[Words | None] = linked()

    @property
    def answers(self) -> tuple[Answer, ...]:
        """What can be said."""
        return ABOUT_AN_INVITATION if self.invites else ABOUT_MINE

    def is_open(self) -> bool:
        """Whether it can be answered now: the card is still theirs, or theirs to take."""
        card, person = self.card, self.person
        holder = card.nominee_id if self.invites else card.lead_id
        return (
            not self.closed
            and holder == person.id
            and card.is_on_board
            and card.stage is not Stage.DONE
            and person.may_change(card.board_id)
        )

    @property
    def person(self) -> User:
        """Who was asked. Raises NotAsked when nobody was."""
        if self.digest is None:
            raise NotAsked()
        return self.digest.user

    @classmethod
    def going_on(cls, card: Card, by: User, text: str = "", due_on: date | None = None) -> Self:
        """The trekker says that it goes on, whoever asked. Raises NotAsked to anybody else."""
        card.must_be_open()
        if card.lead_id != by.id or card.stage is Stage.DONE:
            raise NotAsked()
        said = cls(card=card, invites=False, answer=None, hangs=[], closed=False)
        db.session.add(said)
        db.session.flush()  # so that taking it back empties the answer, and not the row
        said._answer(Answer.GOING, by, text, due_on)
        return said

    def say(self, answer: Answer | None, text: str = "", due_on: date | None = None) -> None:
        """Answer, within the board's turn: the card changes by the verb that fits.

        Raises NotAsked, and what the card's own verb raises for a text that is missing.
        """
        if answer is None or answer not in self.answers or self.closed:
            raise NotAsked()
        if self._said_already(answer, text, due_on):
            return
        if not self.is_open():
            raise NotAsked()
        self._answer(answer, self.person, text, due_on)

    def take_back(self) -> None:
        """Undo the answer with all that it did to the card, or nothing of it.

        Raises CannotUndo, NotYourStep, and NotAsked when they may no longer change the board.
        """
        version = self._answered_at()
        if self.answer is None or version is None or self.closed:
            raise CannotUndo()
        if not self.person.may_change(self.card.board_id):
            raise NotAsked()
        undo.undo_turn(self.card.board, version, self.person)

    def _answered_at(self) -> int | None:
        """The version at which this was answered last."""
        mine = (Activity.subject == self.KIND, Activity.subject_id == self.id)
        return db.session.scalar(
            select(func.max(Activity.version)).where(Activity.board_id == self.card.board_id, *mine)
        )

    def card_of(self) -> Card:
        """An answer shows on its card."""
        return self.card

    def _answer(self, answer: Answer, by: User, text: str, due_on: date | None) -> None:
        board = self.card.board
        line = answer is Answer.GOING and text.strip()
        self.said_words = typed(text, by, board, field="line", most=LINE) if line else None
        self.answer = answer
        board.record(CHECKED_IN if answer is Answer.GOING else ANSWERED, self, by)
        self._carry_out(answer, text, due_on, by)

    def _said_already(self, answer: Answer, text: str, due_on: date | None) -> bool:
        """Whether this only repeats what was said, as a button that was pressed twice does."""
        card = self.card
        words = {
            Answer.GOING: self.said_words,
            Answer.STUCK: card.help_words,
            Answer.DONE: card.result_words,
            Answer.DROPPED: card.dropped_words,
        }.get(answer)
        said = words.body if words else ""
        same_day = due_on is None or due_on == card.due_on
        return self.answer is answer and said == text.strip() and same_day

    def _carry_out(self, answer: Answer, text: str, due_on: date | None, by: User) -> None:
        card = self.card
        match answer:
            case Answer.GOING:
                card.carry_on(by)
                if due_on is not None:
                    card.postpone(due_on, by)
            case Answer.STUCK:
                card.ask_help(text, by)
            case Answer.DONE:
                card.finish(text, by)
            case Answer.DROPPED:
                card.drop(text, by)
            case Answer.ACCEPTED:
                card.accept(by)
                if due_on is not None and card.stage is Stage.PROPOSED:
                    card.plan(due_on, by)
                elif due_on is not None:
                    card.postpone(due_on, by)
            case Answer.DECLINED:
                card.decline(by)
