"""The figures once more, the plain way: replay the whole log, then look at every card."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import select

from actionboard.accounts.models import User
from actionboard.boards.activity_log import Activity
from actionboard.cards.models import Card
from actionboard.core.database import db
from actionboard.core.local_time import day_of


class Recount:
    """A board at one version, as the log from its beginning tells it; days and columns as text."""

    def __init__(self, board, version, on):
        self.on, self.cards = on, {}
        entries = db.session.scalars(
            select(Activity)
            .where(Activity.board_id == board.id, Activity.version <= version)
            .order_by(Activity.version)
        )
        for entry in entries:
            if entry.card_id is None:
                continue
            card = self.cards.setdefault(entry.card_id, {})
            card["touched"] = entry.at
            if entry.subject == "card":
                card.update(entry.facts["now"])
        self.still_after = board.still_after

    def on_board(self):
        return {
            one: card
            for one, card in self.cards.items()
            if not (card["removed"] or card["dropped_id"] or card["merged_into_id"])
        }

    def open(self):
        return {one: c for one, c in self.on_board().items() if c["stage"] != "done"}

    def done(self):
        return {one for one, c in self.on_board().items() if c["stage"] == "done"}

    def duos(self):
        return {one for one, c in self.open().items() if c["lead_id"] and c["partner_id"]}

    def leadless(self):
        return {one for one, c in self.open().items() if not c["lead_id"]}

    def late(self):
        return {one for one, c in self.open().items() if c["due_on"] and day(c) < self.on}

    def still(self):
        return {one for one, c in self.open().items() if self.days_still(c) >= self.still_after}

    def days_still(self, card):
        return (self.on - day_of(card["touched"])).days

    def stuck(self):
        """Each stuck card with its reasons, in words."""
        found = {}
        for one, card in self.open().items():
            why = [
                "help" if card["help_id"] else "",
                f"late {(self.on - day(card)).days}" if one in self.late() else "",
                f"postponed {card['postponed']}" if card["postponed"] >= 2 else "",
                "leadless" if not card["lead_id"] and card["stage"] in ("planned", "doing") else "",
                f"still {self.days_still(card)}" if one in self.still() else "",
            ]
            if any(why):
                found[one] = [reason for reason in why if reason]
        return found

    def columns(self, level=None):
        here = [c for c in self.on_board().values() if level in (None, c["level"])]
        stages = ("proposed", "planned", "doing", "done")
        return tuple(sum(c["stage"] == stage for c in here) for stage in stages)

    def coming(self):
        """The open cards that somebody promised for the next 31 days, by day."""
        until = self.on + timedelta(days=31)
        promised = {
            one: c
            for one, c in self.open().items()
            if c["lead_id"] and c["due_on"] and self.on <= day(c) <= until
        }
        return sorted(promised, key=lambda one: (promised[one]["due_on"], promised[one]["number"]))

    def kinds(self, level):
        """How many open cards of a lane are led by each sort of organisation."""
        people = {one.id: one.organisation.kind.value for one in db.session.scalars(select(User))}
        led = [c["lead_id"] for c in self.open().values() if c["level"] == level]
        carried = [people[one] if one else "nobody" for one in led]
        return tuple(carried.count(one) for one in ("school", "company", "other", "nobody"))

    def ages(self):
        made = dict(db.session.execute(select(Card.id, Card.created_at)).all())
        found = {stage: [0, 0, 0, 0, 0] for stage in ("proposed", "planned", "doing")}
        for one, card in self.open().items():
            days = (self.on - day_of(made[one])).days
            group = [bound for bound in (31, 92, 183, 366) if days >= bound]
            found[card["stage"]][len(group)] += 1
        return found


def kept(then, now):
    """What became of each promise whose day came between two recounts."""
    found = {}
    for one, card in then.open().items():
        if not (card["lead_id"] and card["due_on"] and then.on <= day(card) < now.on):
            continue
        after = now.cards[one]
        if after["removed"]:
            continue
        if one not in now.on_board():
            found[one] = "off"
        elif after["stage"] == "done":
            found[one] = "kept" if after["done_on"] <= card["due_on"] else "later"
        else:
            found[one] = "open" if after["due_on"] == card["due_on"] else "moved"
    return found


def day(card):
    return date.fromisoformat(card["due_on"])
