"""A board beside a plain model of it: whatever people do, in whatever order, both agree.

The model knows the rules from product.md and nothing of the code; the board is asked to do the same
and must allow, refuse and become the same. At the end the log is replayed too.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from actionboard.accounts.models import Membership, Role
from actionboard.boards import replay
from actionboard.boards import undo as replay_undo
from actionboard.boards.activity_log import Activity
from actionboard.boards.levels import Level
from actionboard.boards.models import Board
from actionboard.boards.stages import Stage
from actionboard.cards.models import Card
from actionboard.core.database import db, writing
from actionboard.core.errors import Rejected

EXAMPLES = int(os.environ.get("ACTIEBORD_EXAMPLES", "12"))
SIDES = {"karin": "company", "henk": "school", "fatima": "school", "joris": "company"}
PEOPLE = st.sampled_from([*SIDES, "marleen"])
WHICH = st.integers(0, 30)
LEVELS = st.sampled_from(list(Level))
PLACES = st.tuples(st.sampled_from(list(Stage)), st.sampled_from([None, *Level]))


@dataclass
class Model:
    """A card as people think of it."""

    number: int
    level: Level
    stage: Stage = Stage.PROPOSED
    lead: str | None = None
    partner: str | None = None
    helpers: tuple[str, ...] = ()
    nominee: str | None = None
    nominator: str | None = None
    due: int | None = None  # in so many days
    postponed: int = 0
    result: str | None = None
    result_asked: bool = False
    level_asked: bool = False
    stuck: bool = False
    off: bool = False  # dropped, with its reason
    removed: bool = False  # its proposal was taken back
    title: str = ""


@dataclass
class Told:
    """One entry of the log, as the model remembers it: which card, by whom, before and after."""

    by: str
    number: int
    was: Model | None
    now: Model


def side(who):
    return SIDES.get(who, "company")


class No(Exception):
    """The model refuses."""


class Boards(RuleBasedStateMachine):
    """Does everything twice: on the board and on the model."""

    cast: dict
    slugs = count()

    def __init__(self):
        super().__init__()
        with writing():
            by, slug = self.cast["marleen"], f"proef-{next(self.slugs)}"
            self.board = Board.create(slug, "Proef", by=by, at=datetime.now(UTC))
            for first, person in self.cast.items():
                role = Role.COORDINATOR if first == "marleen" else Role.MEMBER
                db.session.add(Membership(board_id=self.board.id, user_id=person.id, role=role))
        self.cards: dict[int, Model] = {}
        self.log: list[Told] = []

    # Doing it twice ----------------------------------------------------------------------------

    def both(self, by, which, change, verb, *, whenever=False):
        """Let the model and the board do the same to one card, or both refuse it."""
        if not self.cards:
            return
        number = sorted(self.cards)[which % len(self.cards)]
        old = self.cards[number]
        new = replace(old)
        if old.removed:
            return
        try:
            if old.off and not whenever:
                raise No
            change(new)
            refused = False
        except No:
            refused = True
        try:
            with self.board.turn():
                card = Card.find(self.board, number)
                verb(card, self.cast[by])
        except Rejected:
            assert refused, "the board refuses what the model allows"
            return
        assert not refused, "the board allows what the model refuses"
        self.cards[number] = new
        if self.board.recorded:
            self.log += [Told(by, number, old, new)] * len(self.board.recorded)

    def place(self, card, stage, level):
        """Put the model's card in a cell."""
        level = level or card.level
        if level is Level.OPEN and card.level is not Level.OPEN:
            raise No
        card.stage, card.level = stage, level
        if level is not Level.OPEN:
            card.level_asked = False

    # What people do ----------------------------------------------------------------------------

    @rule(by=PEOPLE, level=LEVELS)
    def propose(self, by, level):
        with self.board.turn():
            card = Card.propose(self.board, "Iets doen", by=self.cast[by], level=level)
            number = card.number
        model = Model(number, level, title="Iets doen", level_asked=level is Level.OPEN)
        self.cards[number] = model
        self.log.append(Told(by, number, None, model))

    @rule(by=PEOPLE, which=WHICH)
    def claim(self, by, which):
        def change(card):
            if card.nominee == by:
                accept(card)
            elif card.lead not in (None, by):
                raise No
            elif card.lead is None:
                lead_with(card, by)

        def accept(card):
            lead_with(card, by)
            if card.due is not None and card.stage is Stage.PROPOSED:
                self.place(card, Stage.PLANNED, None)

        self.both(by, which, change, lambda card, person: card.claim(by=person))

    @rule(by=PEOPLE, which=WHICH)
    def release(self, by, which):
        def change(card):
            if card.lead is None or by not in (card.lead, "marleen"):
                raise No
            card.lead = None

        self.both(by, which, change, lambda card, person: card.release(by=person))

    @rule(by=PEOPLE, which=WHICH)
    def join(self, by, which):
        def change(card):
            if by in (card.lead, card.partner, *card.helpers):
                return
            if card.lead and not card.partner and side(by) != side(card.lead):
                card.partner = by
            else:
                card.helpers = (*card.helpers, by)

        self.both(by, which, change, lambda card, person: card.join(by=person))

    @rule(by=PEOPLE, which=WHICH)
    def leave(self, by, which):
        def change(card):
            if card.partner == by:
                card.partner = None
            else:
                card.helpers = tuple(one for one in card.helpers if one != by)

        self.both(by, which, change, lambda card, person: card.leave(by=person), whenever=True)

    @rule(by=PEOPLE, which=WHICH, whom=PEOPLE)
    def nominate(self, by, which, whom):
        def change(card):
            if card.lead and by not in (card.lead, "marleen"):
                raise No
            if card.lead == whom:
                raise No
            card.nominee, card.nominator = whom, by

        self.both(by, which, change, lambda card, person: card.nominate(self.cast[whom], by=person))

    @rule(by=PEOPLE, which=WHICH)
    def decline(self, by, which):
        def change(card):
            if card.nominee is None or by not in (card.nominee, card.nominator):
                raise No
            card.nominee = card.nominator = None

        self.both(by, which, change, lambda card, person: card.decline(by=person), whenever=True)

    @rule(by=PEOPLE, which=WHICH, place=PLACES)
    def move(self, by, which, place):
        stage, level = place

        def change(card):
            if stage is Stage.PLANNED and card.stage is not stage and not (card.lead and card.due):
                raise No
            if stage is Stage.DONE and card.stage is not stage and card.result is None:
                raise No
            self.place(card, stage, level)

        self.both(by, which, change, lambda card, person: card.move(stage, by=person, level=level))

    @rule(by=PEOPLE, which=WHICH, days=st.integers(1, 60))
    def plan(self, by, which, days):
        def change(card):
            if card.lead is None:
                lead_with(card, by)
            dated(card, days)
            self.place(card, Stage.PLANNED, None)

        def verb(card, person):
            card.plan(self.board.today + timedelta(days=days), by=person, lead=person)

        self.both(by, which, change, verb)

    @rule(by=PEOPLE, which=WHICH, days=st.none() | st.integers(1, 60))
    def postpone(self, by, which, days):
        def change(card):
            if days != card.due:
                dated(card, days)

        def verb(card, person):
            card.postpone(self.board.today + timedelta(days=days) if days else None, by=person)

        self.both(by, which, change, verb)

    @rule(by=PEOPLE, which=WHICH, later=st.booleans(), level=st.none() | LEVELS)
    def finish(self, by, which, later, level):
        def change(card):
            if not later:
                card.result, card.result_asked = "Gelukt.", False
            elif card.result is None:
                card.result_asked = True
            if card.stage is not Stage.DONE:
                self.place(card, Stage.DONE, level)
                card.stuck, card.nominee, card.nominator = False, None, None

        def verb(card, person):
            card.finish(None if later else "Gelukt.", by=person, level=level)

        self.both(by, which, change, verb)

    @rule(by=PEOPLE, which=WHICH)
    def drop(self, by, which):
        def change(card):
            card.off, card.nominee, card.nominator = True, None, None

        self.both(by, which, change, lambda card, person: card.drop("Kan niet.", by=person))

    @rule(by=PEOPLE, which=WHICH)
    def restore(self, by, which):
        def change(card):
            card.off = False

        self.both(by, which, change, lambda card, person: card.restore(by=person), whenever=True)

    @rule(by=PEOPLE, which=WHICH, stuck=st.booleans())
    def ask_help(self, by, which, stuck):
        def change(card):
            card.stuck = stuck

        def verb(card, person):
            card.ask_help("Wie weet dit?", by=person) if stuck else card.carry_on(by=person)

        self.both(by, which, change, verb, whenever=not stuck)

    @rule(by=PEOPLE, which=WHICH, title=st.sampled_from(["Iets doen", "Iets anders", "Nog iets"]))
    def edit(self, by, which, title):
        def change(card):
            card.title = title

        def verb(card, person):
            card.edit(person, title=title, why="", level=card.level, theme=None, due_on=card.due_on)

        self.both(by, which, change, verb)

    @rule(by=PEOPLE, back=st.integers(0, 3))
    def undo(self, by, back):
        """Take back one of the latest entries: whole when nothing else came, else not at all."""
        version = self.board.version - back
        if version < 1:
            return
        told = self.log[version - 1]
        later = [one for one in self.log[version:] if one.number == told.number]
        try:
            with self.board.turn():
                replay_undo.undo_turn(self.board, version, self.cast[by])
        except Rejected:
            assert by != told.by or later, "one's own latest step can be taken back"
            return
        assert by == told.by, "somebody else's step was taken back"
        before = self.cards[told.number]
        after = seen(self.board, told.number, before) if later else undone(told)
        self.cards[told.number] = after
        self.log.append(Told(by, told.number, before, after))

    # What always holds -------------------------------------------------------------------------

    @invariant()
    def board_and_model_agree(self):
        db.session.expire_all()
        actual = {number: seen(self.board, number, model) for number, model in self.cards.items()}
        assert actual == self.cards

    @invariant()
    def no_two_cards_share_a_place(self):
        places = db.session.execute(
            db.select(Card.level, Card.stage, Card.rank).where(Card.board_id == self.board.id)
        ).all()
        assert len(set(places)) == len(places)

    @invariant()
    def the_log_has_an_entry_for_each_step(self):
        entries = db.select(db.func.count()).where(Activity.board_id == self.board.id)
        assert db.session.scalar(entries) == self.board.version == len(self.log)

    def teardown(self):
        assert replay.differences(self.board) == []
        db.session.rollback()


def lead_with(card, who):
    card.lead = who
    card.helpers = tuple(one for one in card.helpers if one != who)
    card.nominee = card.nominator = None
    if card.partner and side(card.partner) == side(who):
        if card.partner != who:
            card.helpers = (*card.helpers, card.partner)
        card.partner = None


def dated(card, days):
    if card.due and days and days > card.due:
        card.postponed += 1
    card.due = days


def undone(told):
    """A card whose latest step was taken back."""
    return replace(told.now, removed=True) if told.was is None else told.was


def seen(board, number, model):
    """The board's card, in the model's words."""
    card = db.session.scalar(
        db.select(Card).where(Card.board_id == board.id, Card.number == number)
    )

    def first(person):
        return person and person.email.split("@")[0]

    names = {person.id: first(person) for person in (m.user for m in board.memberships)}
    return Model(
        number=number,
        level=card.level,
        stage=card.stage,
        lead=first(card.lead),
        partner=first(card.partner),
        helpers=tuple(names[one] for one in card.helper_ids),
        nominee=first(card.nominee),
        nominator=first(card.nominator),
        due=(card.due_on - board.today).days if card.due_on else None,
        postponed=card.postponed,
        result=card.result_words and card.result_words.body,
        result_asked="result" in card.questions,
        level_asked="level" in card.questions,
        stuck=card.help_words is not None,
        off=card.dropped_words is not None,
        removed=card.removed,
        title=card.title,
    )


@pytest.mark.timeout(360 + 25 * EXAMPLES)  # what fails is first made small, in five minutes or less
@pytest.mark.usefixtures("app")
def test_whatever_people_do_board_and_model_agree(karin, henk, fatima, joris, marleen):
    people = {"karin": karin, "henk": henk, "fatima": fatima, "joris": joris, "marleen": marleen}
    Boards.cast = people

    run_state_machine_as_test(
        Boards,
        settings=settings(
            max_examples=EXAMPLES, stateful_step_count=40, deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip
