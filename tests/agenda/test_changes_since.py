"""What came of the last meeting, read off the log."""

from __future__ import annotations

from datetime import timedelta

import pytest

from actionboard.agenda import meeting_closure
from actionboard.agenda.agenda import to_discuss
from actionboard.agenda.changes_since import Story, numbers
from actionboard.boards.levels import Level
from actionboard.boards.stages import Stage
from actionboard.cards.comments import Comment
from actionboard.core.database import db
from actionboard.imports import drafts
from actionboard.list_reader.files import read_text
from tests.moment import moment_ago


@pytest.fixture
def ago(board):
    """Takes the board's turn some weeks ago: `with ago(8): …`."""
    return lambda weeks: board.turn(moment_ago(weeks=weeks))


@pytest.fixture
def put(ago, board, marleen):
    """Puts an action on the board so many weeks ago: `put("Gastlessen", weeks=8)`."""
    from actionboard.cards.models import Card

    def put(title="Gastlessen", *, weeks=8, level=Level.LOCAL):
        with ago(weeks):
            return Card.propose(board, title, by=marleen, level=level)

    return put


def told(board, earlier):
    return Story(board, earlier).told()


def test_what_came_after_the_last_meeting_is_new(board, put, earlier):
    old, new = put("Oud"), put("Nieuw", weeks=2)

    since = told(board, earlier)

    assert numbers(since.new) == [new.number]
    assert since.new[0].said == "zonder trekker"
    assert (since.begins, since.total) == (earlier.held_on, 2)
    assert old.number not in numbers(since.new)


def test_what_was_written_up_on_the_evening_of_the_meeting_is_not_new(board, put, earlier):
    put(weeks=7)

    assert told(board, earlier).new == []


def test_a_list_that_was_brought_in_later_belongs_to_its_meeting(board, wim, earlier, today):
    reading = drafts.read(read_text("Actie\nBellen met bedrijven", today=today), today=today)
    draft = drafts.draft(board, wim, name="flap", reading=reading, meeting=earlier, at=board.moment)
    with board.turn(moment_ago(weeks=3)):
        drafts.confirm(board, draft, wim)

    since = told(board, earlier)

    assert (since.new, since.moved, since.total) == ([], [], 1)


def test_what_came_after_closing_is_new_on_the_same_day(board, meeting, wim, propose, today):
    propose("Op de dag zelf")
    with board.turn():
        meeting_closure.close(meeting, wim, next_on=today + timedelta(weeks=12))
    after = propose("Na afloop")

    assert numbers(told(board, meeting).new) == [after.number]


def test_another_column_is_told_from_first_to_last(board, put, karin, earlier, ago):
    card = put()
    with ago(5):
        card.plan(board.today + timedelta(days=90), by=karin, lead=karin)
    with ago(2):
        card.move(Stage.DOING, by=karin)

    since = told(board, earlier)

    assert [one.said for one in since.moved] == ["Voorstel naar Bezig"]
    assert since.to_doing == 1


def test_what_went_to_and_fro_did_not_move(board, put, karin, earlier, ago):
    card = put()
    with ago(3):
        card.move(Stage.DOING, by=karin)
    with ago(2):
        card.move(Stage.PROPOSED, by=karin)

    assert told(board, earlier).moved == []


def test_what_is_done_says_what_came_of_it(board, put, karin, earlier, ago):
    card, without = put(), put("Open dag")
    with ago(2):
        card.finish("14 leerlingen, draaiboek ligt klaar", karin)
        without.finish(None, karin)

    since = told(board, earlier)

    assert [one.said for one in since.done] == [
        "opbrengst volgt nog", "14 leerlingen, draaiboek ligt klaar",
    ]  # fmt: skip
    assert since.moved == []


def test_what_was_done_before_is_no_news(board, put, karin, earlier, ago):
    card = put(weeks=9)
    with ago(8):
        card.finish("Gelukt", karin)

    assert told(board, earlier).done == []


def test_what_stands_still_says_how_long_and_who(board, put, karin, earlier, ago):
    card = put(weeks=9)
    with ago(8):
        card.claim(by=karin)

    still = told(board, earlier).still

    assert [one.said for one in still] == ["56 dagen, Karin, school gezocht"]


def test_a_first_meeting_has_nothing_to_compare_with(board, put):
    put()

    since = told(board, None)

    assert (since.begins, since.new, since.moved) == (None, [], [])


def test_the_agenda_is_what_changed_is_due_or_stuck_lane_by_lane(
    board, put, karin, henk, earlier, ago, today
):
    quiet, local, regional, national, late = (
        put("Stil"), put("Vast"), put("Nieuwe trekker", level=Level.REGIONAL),
        put("Bijna", level=Level.NATIONAL), put("Te laat"),
    )  # fmt: skip
    with ago(1):
        local.ask_help("Wie kent iemand?", karin)
        regional.claim(by=henk)
        late.postpone(today - timedelta(days=1), karin)
        national.postpone(today + timedelta(days=9), karin)
        Comment.make(quiet, "Ik denk erover na", karin)

    agenda = to_discuss(Story(board, earlier))

    assert numbers(agenda) == [one.number for one in (national, regional, local, late)]
    assert [one.said.split(":")[0] for one in agenda[1:]] == [
        "nieuwe trekker", "vraagt om hulp", "te laat",
    ]  # fmt: skip
    assert agenda[0].said.startswith("klaar vóór")


def test_reading_it_changes_nothing(board, put, earlier):
    put()
    version = board.version

    told(board, earlier)
    db.session.rollback()

    assert board.version == version
