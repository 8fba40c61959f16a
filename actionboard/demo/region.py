"""The demo region Voorbeeldland, made by the product itself: the real import, the real verbs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from actionboard.accounts.models import Membership, Organisation, User
from actionboard.boards import holidays, settings
from actionboard.boards.levels import Level
from actionboard.boards.models import Board
from actionboard.boards.stages import Stage
from actionboard.cards.comments import Comment
from actionboard.cards.models import Card
from actionboard.cards.steps import Step
from actionboard.core.database import db, writing
from actionboard.core.local_time import HOME
from actionboard.demo import check_ins, meetings, neighbour_region, reviews
from actionboard.demo.cast import ADMINISTRATOR, BOARD, ORGANISATIONS, PEOPLE
from actionboard.demo.story import ADDED, STORY, TIDIED
from actionboard.figures.periods import Month
from actionboard.imports import drafts
from actionboard.imports.draft_lines import Line
from actionboard.list_reader.files import read_file
from actionboard.meetings.models import Meeting
from actionboard.notifications import monthly_round

Progress = Callable[[int, int], None]
LIST = Path(__file__).parent / "flap-2b.csv"
HOLIDAYS = (  # of a school year that begins in {0}
    ("Herfstvakantie", "17-10-{0}", "25-10-{0}"),
    ("Kerstvakantie", "19-12-{0}", "03-01-{1}"),
    ("Voorjaarsvakantie", "20-02-{1}", "28-02-{1}"),
)
MET_ON, NEXT_ON = date(2026, 9, 29), date(2027, 1, 21)  # of the sample
WRITTEN_ON = date(2026, 11, 24)  # of this story


class Region:
    """Builds the region day by day, counted back from today."""

    def __init__(self, today: date, progress: Progress) -> None:
        self.today, self.progress = today, progress
        weeks = max(0, (today - WRITTEN_ON).days // 7)  # the sample moves along by whole weeks
        self.shift = timedelta(weeks=weeks)
        self.people: dict[str, User] = {}

    def settle(self) -> None:
        """People first, then the meeting, then what came of it."""
        self.total = len(STORY) + len(TIDIED) + len(ADDED) + len(neighbour_region.STORY)
        self.done = 0
        board = self._people()
        meeting = self._meeting(board)
        for number, tidied in TIDIED.items():
            self._tidy(board, number, *tidied)
        wim, again_on = self.people["wim"], NEXT_ON + self.shift
        following = meetings.write_up(
            meeting, wim, self._at(48), people=self.people, again_on=again_on
        )
        for number, added in ADDED.items():
            self._add(board, number, *added)
        reviewed = self.today.day + 2  # so many days ago it was the last month still
        asked = check_ins.round_before(self.today)
        for event in STORY:
            if event[0] < asked:
                monthly_round.ask_now(board, self._at(asked))
                asked = 0
            if event[0] < reviewed:
                self._review(board, reviewed)
                reviewed = 0
            self._happen(board, *event)
        now = Month.of(self.today)
        reviews.begin_this_month(board, self.people, self._at(1, self.done), now)
        next_door = self._neighbours()
        for event in neighbour_region.STORY:
            self._happen(next_door, *event)
        if following:
            meetings.stick_early(following, self._at(2))

    def _people(self) -> Board:
        with writing():
            places = {
                key: Organisation(name=name, short=short, kind=kind)
                for key, name, short, kind in ORGANISATIONS
            }
            db.session.add_all(places.values())
            db.session.flush()
            for key, name, place in [one[:3] for one in (*PEOPLE, ADMINISTRATOR)]:
                address = f"{key}@{place}.example"
                self.people[key] = User(
                    name=name, email=address, organisation_id=places[place].id,
                    is_admin=key == ADMINISTRATOR[0], language="nl", appearance="system",
                )  # fmt: skip
            db.session.add_all(self.people.values())
            db.session.flush()
            slug, name = BOARD
            board = Board.create(slug, name, by=self.people["beheer"], at=self._at(56))
            db.session.add_all(
                Membership(board_id=board.id, user_id=self.people[key].id, role=role)
                for key, _name, _place, role in PEOPLE
            )
            for _key, _name, place, _role in reversed(PEOPLE):
                places[place].contact_id = self.people[_key].id
        self._calendar(board)
        return board

    def _neighbours(self) -> Board:
        """The region next door, where some of the same plays."""
        with writing():
            places = {
                key: Organisation(name=name, short=short, kind=kind)
                for key, name, short, kind in neighbour_region.ORGANISATIONS
            }
            db.session.add_all(places.values())
            db.session.flush()
            slug, name = neighbour_region.BOARD
            board = Board.create(slug, name, by=self.people["marleen"], at=self._at(50))
            for key, named, place, _role in neighbour_region.PEOPLE:
                self.people[key] = User(
                    name=named, email=f"{key}@{place}.example", organisation_id=places[place].id,
                    is_admin=False, language="nl", appearance="system",
                )  # fmt: skip
            db.session.add_all(self.people[key] for key, *_rest in neighbour_region.PEOPLE)
            db.session.flush()
            roles = [
                *((one[0], one[3]) for one in neighbour_region.PEOPLE),
                *neighbour_region.GUESTS,
            ]
            db.session.add_all(
                Membership(board_id=board.id, user_id=self.people[key].id, role=role)
                for key, role in roles
            )
        for title, level, theme, who in neighbour_region.CARDS:
            with board.turn(at=self._at(46)):
                themes = board.themes[theme]
                Card.propose(board, title, by=self.people[who], level=Level(level), theme=themes)
        return board

    def _calendar(self, board: Board) -> None:
        """They meet every quarter, and nothing stands still at Christmas."""
        marleen = self.people["marleen"]
        given = {"name": board.name, "still_after": "30", "done_for": "60", "rhythm": "quarter"}
        meets_on = f"{NEXT_ON + self.shift:%d-%m-%Y}"
        with board.turn(at=self._at(56)):
            settings.change_settings(board, {**given, "meets_on": meets_on}, marleen)
        year = self.today.year if self.today.month > 1 else self.today.year - 1
        for name, first, last in HOLIDAYS:
            days = {
                "begins_on": first.format(year, year + 1),
                "ends_on": last.format(year, year + 1),
            }
            with board.turn(at=self._at(56)):
                holidays.add(board, {"name": name, **days}, marleen)

    def _meeting(self, board: Board) -> Meeting:
        wim = self.people["wim"]
        table = read_file(LIST.read_bytes(), LIST.name, today=MET_ON)
        reading = drafts.read(table, today=MET_ON)
        reading = replace(reading, lines=tuple(map(self._moved, reading.lines)))
        meeting = meetings.hold(board, MET_ON + self.shift, wim, self._at(56))
        with writing():
            draft = drafts.draft(
                board, wim, name=LIST.name, reading=reading, meeting=meeting, at=self._at(49)
            )  # fmt: skip
        with board.turn(at=self._at(49)):
            drafts.confirm(board, draft, wim)
        meetings.vote(meeting, wim, self._at(49, 60))
        return meeting

    def _moved(self, line: Line) -> Line:
        """A line with its day moved along with the meeting's."""
        due_on = line.proposal.due_on
        return replace(line, proposal=replace(line.proposal, due_on=due_on and due_on + self.shift))

    def _tidy(
        self, board: Board, number: int, title: str, level: str, theme: int, why: str
    ) -> None:
        with board.turn(at=self._at(48)):
            card = self._card(board, number)
            card.edit(
                self.people["marleen"], title=title, why=why, level=Level(level),
                theme=board.themes[theme], due_on=card.due_on,
            )  # fmt: skip
        self._tell()

    def _add(self, board: Board, number: int, title: str, level: str, theme: int, why: str) -> None:
        with board.turn(at=self._at(48)):
            Card.propose(
                board, title, by=self.people["marleen"], level=Level(level), why=why,
                theme=board.themes[theme],
            )  # fmt: skip
        self._tell()

    def _happen(self, board: Board, ago: int, who: str, number: int, what: str, how: Any) -> None:
        by = self.people[who]
        with board.turn(at=self._at(ago, self.done)):
            card = self._card(board, number)
            deeds: dict[str, Callable[[], object]] = {
                "claim": lambda: card.claim(by),
                "join": lambda: card.join(by),
                "help": lambda: card.ask_help(how, by),
                "drop": lambda: card.drop(how, by),
                "plan": lambda: card.plan(self._on(how), by),
                "date": lambda: card.postpone(self._on(how), by),
                "move": lambda: card.move(Stage(how), by),
                "done": lambda: card.finish(how, by),
                "comment": lambda: Comment.make(card, how, by),
                "step": lambda: Step.add(card, how, by),
                "tick": lambda: Step.of(card)[how].tick(by),
                "merge": lambda: card.merge_into(self._card(board, how), by),
                "nominate": lambda: card.nominate(self.people[how], by),
                "answer": lambda: check_ins.answer(card, by, *how),
                "settle": lambda: card.settle(how, by),
            }
            deeds[what]()
        self._tell()

    def _review(self, board: Board, ago: int) -> None:
        at = self._at(ago, 6 * 60)  # at the end of the afternoon
        reviews.freeze_last_month(board, self.people, at)

    def _card(self, board: Board, number: int) -> Card:
        card = Card.find(board, number)
        if card is None:
            raise LookupError(f"the demo has no card {number}")
        return card

    def _on(self, days: int) -> date:
        """A working day this many days from today."""
        day = self.today + timedelta(days=days)
        return day - timedelta(days=max(0, day.weekday() - 4))

    def _at(self, ago: int, order: int = 0) -> datetime:
        """A moment on a day so long ago; what comes later in the story is later."""
        day = self.today - timedelta(days=ago)
        return datetime.combine(day, time(9, 30), HOME) + timedelta(minutes=order)

    def _tell(self) -> None:
        self.done += 1
        self.progress(self.done, self.total)
