"""A meeting: planning it, its steps, its clock, its flaps."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from pytest import raises

from actionboard.agenda import meeting_closure
from actionboard.boards import replay, undo
from actionboard.boards.models import Board
from actionboard.boards.verbs import named
from actionboard.core.database import db
from actionboard.core.errors import Invalid
from actionboard.meetings.models import Meeting
from actionboard.meetings.phases import Phase
from actionboard.meetings.schedule import keep_next_day


def test_a_meeting_has_the_four_flaps_of_its_programme_and_a_code(meeting):
    assert [flap.code for flap in meeting.flaps] == ["1A", "1B", "2A", "2B"]
    assert meeting.title == "De kracht van de BPV"
    assert len(meeting.code) == 6
    assert not set(meeting.code) & set("01OIL")
    assert meeting.phase is Phase.WRITE


def test_a_meeting_is_found_by_its_code_however_it_is_typed(meeting):
    typed = f" {meeting.code[:3].lower()}-{meeting.code[3:]} "

    assert Meeting.with_code(typed) is meeting


def test_a_step_back_is_a_step_too(board, meeting, wim):
    with board.turn():
        meeting.enter(Phase.VOTE, by=wim)
        meeting.enter(Phase.BUNDLE, by=wim)

    assert meeting.phase is Phase.BUNDLE
    assert replay.differences(board) == []


def test_entering_the_same_step_is_no_news(board, meeting, wim):
    before = board.version

    with board.turn():
        meeting.enter(Phase.WRITE, by=wim)

    assert db.session.get(Board, board.id, populate_existing=True).version == before


def test_a_clock_that_rests_goes_on_from_where_it_was(board, meeting, wim):
    noon = datetime(2026, 11, 26, 12, tzinfo=UTC)
    with board.turn(at=noon):
        meeting.start_timer(10, by=wim)
    with board.turn(at=noon + timedelta(minutes=4)):
        meeting.pause_timer(by=wim)

    with board.turn(at=noon + timedelta(minutes=30)):
        meeting.resume_timer(by=wim)

    assert meeting.timer_ends == int((noon + timedelta(minutes=36)).timestamp())


def test_a_question_of_a_flap_can_be_changed_and_the_change_undone(board, meeting, wim):
    flap = meeting.flap("1A")
    before = flap.question
    with board.turn():
        flap.ask("Waar ging je hart sneller van kloppen?", "energie", by=wim)

    with board.turn():
        undo.undo_turn(board, board.recorded[-1] if board.recorded else board.version - 1, by=wim)

    assert flap.question == before


def test_a_flap_needs_a_short_name(board, meeting, wim):
    with raises(Invalid) as refusal, board.turn():
        meeting.flap("1A").ask("Wat geeft je energie?", " ", by=wim)

    assert refusal.value.at_field == "label-1A"


def test_a_removed_meeting_comes_back_by_undo(board, meeting, wim):
    with board.turn():
        meeting.remove(by=wim)
    version = board.recorded[-1]
    assert Meeting.on(board) == []

    with board.turn():
        undo.undo_turn(board, version, by=wim)

    assert Meeting.on(board) == [meeting]


def test_the_meeting_before_is_the_last_real_one(board, meeting, wim, today):
    with board.turn():
        earlier = Meeting.plan(board, today - timedelta(days=90), by=wim)
        Meeting.plan(board, today - timedelta(days=9), by=wim).rehearsing = True

    assert meeting.before() is earlier


def test_the_board_says_when_it_meets_next(board, meeting, wim, today):
    in_spring = today + timedelta(weeks=12)

    with board.turn():
        meeting_closure.close(meeting, wim, next_on=in_spring)

    assert board.meets_on == in_spring
    assert replay.differences(board) == []


def test_a_closed_meeting_of_today_is_not_the_next(board, meeting, wim, today):
    with board.turn():
        meeting.held_on = today
        meeting_closure.close(meeting, wim, next_on=today + timedelta(weeks=12))

    with board.turn():
        keep_next_day(board, wim)

    assert board.meets_on == today + timedelta(weeks=12)


def test_a_day_set_by_hand_stays_while_no_meeting_is_planned(board, meeting, wim, today):
    by_hand = today + timedelta(weeks=3)
    with board.turn():
        board.meets_on = by_hand
        board.record(named("board.set_up"), board, wim)

    with board.turn():
        meeting_closure.close(meeting, wim)

    assert board.meets_on == by_hand


def test_a_meeting_that_is_taken_away_is_no_longer_the_next(board, meeting, wim, today):
    with board.turn():
        meeting_closure.close(meeting, wim, next_on=today + timedelta(weeks=12))
    gone = Meeting.on(board)[0]

    with board.turn():
        gone.remove(wim)
        keep_next_day(board, wim, after=today, without=gone.held_on)

    assert board.meets_on is None
