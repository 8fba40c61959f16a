"""Stickers: one set each, hidden until the vote closes, exact and without names."""

from __future__ import annotations

from datetime import timedelta

import pytest
from pytest import raises

from actionboard.accounts.models import Kind
from actionboard.boards import replay
from actionboard.core.database import db, writing
from actionboard.meetings.errors import NoStickersLeft, PollClosed
from actionboard.meetings.phases import Phase
from actionboard.wall import votes, wall_view
from actionboard.wall.note_bundles import put_together
from actionboard.wall.votes import Vote


@pytest.fixture
def poll(board, meeting, wim):
    """The meeting at its vote."""
    with board.turn():
        meeting.enter(Phase.VOTE, by=wim)
    return meeting


@pytest.fixture
def cast(board, poll):
    """Puts somebody's whole set: `cast(phone(), {note.id: 3})`."""

    def cast(participant, dots):
        with writing():
            Vote.cast(poll, participant, dots, poll.board.moment)

    return cast


def close(meeting, wim):
    with meeting.board.turn():
        votes.close_poll(meeting, wim)


def test_the_count_is_exact_and_by_side(stick, phone, cast, poll, wim):
    a, b = stick("een"), stick("twee")
    cast(phone("k", Kind.COMPANY), {a.id: 2, b.id: 1})
    cast(phone("h", Kind.SCHOOL), {a.id: 1})

    close(poll, wim)

    assert (a.tally, a.votes) == ({"company": 2, "school": 1}, 3)
    assert (b.tally, b.votes) == ({"company": 1}, 1)
    assert replay.differences(poll.board) == []


def test_who_votes_twice_has_one_set(stick, phone, cast, poll, wim):
    a, b = stick("een"), stick("twee")
    karin = phone()
    cast(karin, {a.id: 3})
    cast(karin, {b.id: 3})

    close(poll, wim)

    assert (a.votes, b.votes) == (None, 3)


def test_more_than_one_set_is_refused(stick, phone, cast):
    note = stick()

    with raises(NoStickersLeft):
        cast(phone(), {note.id: 4})


def test_nothing_is_to_be_seen_before_the_vote_closes(stick, phone, cast, poll):
    note = stick()
    cast(phone(), {note.id: 3})

    wall = wall_view.read(poll)

    assert [row.total for row in wall.rows] == [0]
    assert wall.aside.placed == 3


def test_a_vote_after_the_close_is_refused(stick, phone, cast, poll, wim):
    note = stick()
    close(poll, wim)

    with raises(PollClosed):
        cast(phone(), {note.id: 1})


def test_raised_hands_count_beside_the_stickers(board, stick, phone, cast, poll, wim):
    note = stick()
    cast(phone(), {note.id: 2})
    close(poll, wim)

    with board.turn():
        votes.raise_hands(note, 4, wim)

    assert note.votes == 6
    assert wall_view.read(poll).rows[0].total == 6


def test_what_lies_under_a_note_counts_with_it(board, meeting, stick, phone, cast, wim):
    a, b = stick("een"), stick("twee")
    cast(phone("k"), {a.id: 1})
    cast(phone("h"), {b.id: 2})
    with board.turn():
        put_together(meeting, [a, b], wim)

    close(meeting, wim)

    assert a.votes == 3


def test_equal_totals_share_a_rank_and_the_line_stands_below_the_third(
    stick, phone, cast, poll, wim
):
    notes = [stick(str(number)) for number in range(5)]
    for key, dots in enumerate([{0: 3}, {1: 2}, {2: 2}, {3: 1}]):
        cast(phone(str(key)), {notes[index].id: count for index, count in dots.items()})

    close(poll, wim)

    rows = wall_view.read(poll).rows
    assert [row.rank for row in rows] == [1, 2, 2, 4, 5]
    assert [row.last_first for row in rows] == [False, False, True, False, False]


def test_dots_stand_in_groups_of_five(stick, phone, cast, poll, wim):
    note = stick()
    for key in range(3):
        cast(phone(str(key)), {note.id: 3})

    close(poll, wim)

    assert [len(five) for five in wall_view.read(poll).rows[0].fives] == [5, 4]


def test_who_put_what_is_forgotten_when_the_meeting_closes(stick, phone, cast, poll):
    cast(phone(), {stick().id: 1})

    with writing():
        votes.forget(poll)

    assert Vote.sets_of(poll) == []


def test_a_set_is_kept_in_one_row(phone, stick, cast):
    cast(phone(), {stick().id: 1})

    assert db.session.query(Vote).count() == 1


def test_who_is_signed_in_on_two_phones_has_one_set(stick, phone, cast, poll, wim, karin):
    a, b = stick("een"), stick("twee")
    first, second = phone("telefoon"), phone("tablet")
    with writing():
        first.user_id = second.user_id = karin.id
    cast(first, {a.id: 3})
    cast(second, {b.id: 3})

    close(poll, wim)

    assert (a.votes or 0, b.votes) == (0, 3)


@pytest.fixture
def latecomer(cast, phone, poll):
    """Somebody whose phone came when the vote was on, and put all on one note."""

    def latecomer(note):
        late = phone("privévenster")
        with writing():
            late.joined_at += timedelta(minutes=5)
        cast(late, {note.id: 3})

    return latecomer


def test_the_facilitator_sees_sets_of_phones_that_came_when_the_vote_was_on(
    stick, phone, cast, latecomer, poll
):
    note, early = stick(), phone("op tijd")
    with writing():
        early.joined_at -= timedelta(hours=1)
    cast(early, {note.id: 1})
    latecomer(note)

    aside = wall_view.read(poll).aside

    assert (aside.sets, aside.late, aside.phones) == (2, 1, 2)


def test_late_sets_are_left_out_and_taken_in_again(board, stick, latecomer, poll, wim):
    note = stick()
    latecomer(note)
    with board.turn():
        votes.leave_out_late(poll, wim)
    close(poll, wim)
    assert note.votes in (0, None)

    with board.turn():
        votes.reopen_poll(poll, wim)
        votes.leave_out_late(poll, wim, out=False)
    close(poll, wim)

    assert note.votes == 3
    assert replay.differences(board) == []


def test_going_back_to_the_vote_makes_nobody_late(board, poll, wim):
    began = poll.poll_began

    with board.turn():
        poll.enter(Phase.BUNDLE, by=wim)
        poll.enter(Phase.VOTE, by=wim)

    assert poll.poll_began == began
