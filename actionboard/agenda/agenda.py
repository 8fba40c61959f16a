"""The agenda of a meeting: which cards today and why, which one now, and for how long."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Self

from sqlalchemy import ForeignKey, Row, func, select
from sqlalchemy.orm import Mapped, mapped_column

from actionboard.accounts.models import User
from actionboard.agenda.changes_since import Item, Story, in_days
from actionboard.boards.activity_log import Activity, Recorded, kept, linked
from actionboard.boards.stages import Stage
from actionboard.boards.verbs import Shown, Tells, Verb
from actionboard.cards.card_view import CardFace
from actionboard.cards.models import Card
from actionboard.core.database import Json, Model, db
from actionboard.core.i18n import gettext as _
from actionboard.core.messages import N_
from actionboard.core.typed_text import MADE
from actionboard.meetings.models import Meeting

BEGUN = Verb("walk.begun", says=N_("%(who)s begon langs de kaarten te gaan"), tells=Tells.NOBODY)
STEPPED = Verb(
    "walk.stepped",
    says=N_("%(who)s ging naar een andere kaart"),
    tells=Tells.NOBODY,
    shown=Shown.NOT_ON_BOARD,
)
LISTED = Verb(
    "walk.listed",
    says=N_("%(who)s veranderde welke kaarten besproken worden"),
    tells=Tells.NOBODY,
    shown=Shown.NOT_ON_BOARD,
)
TIMED = Verb(
    "walk.timed",
    says=N_("%(who)s veranderde de tijd voor een kaart"),
    tells=Tells.NOBODY,
    shown=Shown.NOT_ON_BOARD,
)
ENDED = Verb("walk.ended", says=N_("%(who)s sloot het rondje langs de kaarten"), tells=Tells.NOBODY)

MINUTES = 6  # for each card, unless the facilitator says otherwise
MORE = 2  # minutes that one press of the button adds
MOST_CARDS = 60
SOON = timedelta(days=14)  # a day that is so near is talked about too


class Walk(Recorded, Model):
    """One meeting's way along the cards.

    How long a card took is not kept: the log says when each step was made, see `Clock`.
    """

    __tablename__ = "walks"
    KIND = "walk"
    RIGHT = "may_facilitate"
    RECORDED = ("meeting", "card_ids", "card", "minutes", "extra", "paused", "removed")

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), unique=True)
    card_ids: Mapped[list[int]] = kept(Json, default=list, info=MADE)  # today's list, in its order
    card_id: Mapped[int | None] = mapped_column(ForeignKey("cards.id"))  # the one that is shown
    minutes: Mapped[int] = kept(default=MINUTES)
    extra: Mapped[dict[str, int]] = kept(Json, default=dict, info=MADE)  # card id → minutes more
    paused: Mapped[bool] = kept(default=False)
    removed: Mapped[bool] = kept(default=False)
    begun: Mapped[int] = mapped_column(default=0)  # the board's version at the first step

    meeting: Mapped[Meeting] = linked()
    card: Mapped[Card | None] = linked()

    @classmethod
    def of(cls, meeting: Meeting) -> Self | None:
        """A meeting's way along the cards, if it began."""
        return db.session.scalar(select(cls).where(cls.meeting_id == meeting.id))

    @classmethod
    def begin(
        cls,
        meeting: Meeting,
        cards: Sequence[Card],
        by: User,
        *,
        minutes: int = MINUTES,
    ) -> Self:
        """Start at the first card; a walk that ended goes on with the list as it is given."""
        walk = cls.of(meeting) or cls(meeting=meeting, extra={}, removed=False, begun=0)
        walk.card_ids = [card.id for card in cards[:MOST_CARDS]]
        walk.card, walk.paused, walk.minutes = (cards[0] if cards else None), False, minutes
        meeting.board.record(BEGUN, walk, by)
        walk.begun = walk.begun or meeting.board.recorded[-1]
        return walk

    def go(self, card: Card, by: User) -> None:
        """Show a card; one that isn't on the list yet comes behind the one that is shown."""
        if card is self.card:
            return
        if card.id not in self.card_ids:
            self.card_ids = self._with(card)
        self.card, self.paused = card, False
        self.meeting.board.record(STEPPED, self, by)

    def has_stepped_since(self, pressed: datetime) -> bool:
        """Whether another step was made after somebody without a connection pressed for theirs."""
        steps = select(func.max(Activity.at)).where(
            Activity.board_id == self.meeting.board_id,
            Activity.version >= self.begun,
            Activity.subject == self.KIND,
            Activity.subject_id == self.id,
            Activity.verb == STEPPED.name,
        )
        last = db.session.scalar(steps)
        return last is not None and last > pressed

    def add(self, card: Card, by: User) -> None:
        """Put one more card on today's list, to be shown next."""
        if card.id not in self.card_ids and len(self.card_ids) < MOST_CARDS:
            self.card_ids = self._with(card)
            self.meeting.board.record(LISTED, self, by)

    def skip(self, card: Card, by: User) -> None:
        """Take a card off today's list, unless it is the one that is shown."""
        if card is not self.card and card.id in self.card_ids:
            self.card_ids = [one for one in self.card_ids if one != card.id]
            self.meeting.board.record(LISTED, self, by)

    def pause(self, by: User, *, on: bool) -> None:
        """Stop the clock, or let it go on."""
        if self.paused is not on:
            self.paused = on
            self.meeting.board.record(TIMED, self, by)

    def give_time(self, by: User) -> None:
        """A few minutes more for the card that is shown."""
        if self.card is not None:
            key = str(self.card.id)
            self.extra = {**self.extra, key: self.extra.get(key, 0) + MORE}
            self.meeting.board.record(TIMED, self, by)

    def end(self, by: User) -> None:
        """Nothing is shown any longer, and no clock runs."""
        if self.card is not None:
            self.card = None
            self.meeting.board.record(ENDED, self, by)

    def cards(self) -> list[Card]:
        """Today's list, without what has left the board."""
        listed = select(Card).where(Card.id.in_(self.card_ids), ~Card.removed)
        found = {card.id: card for card in db.session.scalars(listed)}
        return [found[one] for one in self.card_ids if one in found]

    def _with(self, card: Card) -> list[int]:
        at = self.card_ids.index(self.card.id) + 1 if self._is_listed() and self.card else 0
        return [*self.card_ids[:at], card.id, *self.card_ids[at:]]

    def _is_listed(self) -> bool:
        return self.card is not None and self.card.id in self.card_ids


@dataclass(frozen=True, slots=True)
class Clock:
    """How many seconds each card took until now, by card id, and what is left for this one."""

    spent: dict[int, int]
    left: int  # seconds, below zero when the time is over
    runs: bool

    @classmethod
    def of(cls, walk: Walk, now: datetime) -> Self:
        """Read off the log: a card's time is that between two steps in which no pause was."""
        steps = db.session.execute(
            select(Activity.at, Activity.facts)
            .where(
                Activity.board_id == walk.meeting.board_id,
                Activity.version >= walk.begun,
                Activity.subject == Walk.KIND,
                Activity.subject_id == walk.id,
            )
            .order_by(Activity.version)
        ).all()
        spent: Counter[int] = Counter()
        card, paused, since = None, False, now
        for at, facts in (*steps, (now, {"now": {}})):
            if card is not None and not paused:
                spent[card] += max(0, round((at - since).total_seconds()))
            card = facts["now"].get("card_id", card)
            paused = facts["now"].get("paused", paused)
            since = at
        given = walk.minutes + walk.extra.get(str(walk.card_id), 0)
        left = given * 60 - spent[walk.card_id or 0]
        return cls(dict(spent), left, walk.card_id is not None and not walk.paused)


def to_discuss(story: Story) -> list[Item]:
    """What is worth talking about, lane by lane: what changed, is due, or stuck."""
    found = ((row, face, _reason(story, row, face)) for row, face in story.now)
    return [Item(face, reason, row.id) for row, face, reason in found if reason]


def _reason(story: Story, row: Row[Any], face: CardFace) -> str:
    """Why a card is talked about, in a few words; empty for one that isn't."""
    before = story.then.get(row.id)
    if face.stuck:
        return _("vraagt om hulp")
    if face.late:
        return _("te laat: %(day)s", day=face.due)
    if face.still:
        return _("staat stil, %(days)s", days=in_days(face.still))
    if row.stage == Stage.DONE:
        is_news = before is None or before.stage is not Stage.DONE
        return _("klaar, met opbrengst") if is_news and story.last else ""
    if row.due_on is not None and row.due_on <= story.board.today + SOON:
        return _("klaar vóór %(day)s", day=face.due)
    if story.last is None:
        return ""
    if before is None:
        return _("nieuw")
    if before.stage != row.stage:
        return _("%(was)s naar %(now)s", was=before.stage.label, now=Stage(row.stage).label)
    if before.lead_id != row.lead_id:
        return _("nieuwe trekker") if row.lead_id else _("teruggegeven")
    return ""
