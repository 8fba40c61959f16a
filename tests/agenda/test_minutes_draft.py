"""Closing a meeting: minutes in good Dutch, and the next meeting planned."""

from __future__ import annotations

from datetime import timedelta

import pytest
from pytest import raises

from actionboard.accounts.models import Kind
from actionboard.agenda import meeting_closure, minutes_draft
from actionboard.agenda.agenda import Walk
from actionboard.agenda.conclusions import Conclusion
from actionboard.agenda.decisions import Decision
from actionboard.agenda.minutes import BlockKind, Line
from actionboard.boards import replay
from actionboard.cards.models import Card
from actionboard.core.errors import Invalid
from actionboard.meetings.models import Meeting
from actionboard.meetings.phases import Phase
from tests.moment import moment_ago


@pytest.fixture
def close(board, meeting, wim):
    """Closes the meeting: `close(next_on=…)`; answers with the minutes as plain data."""

    def close(**given):
        with board.turn():
            return meeting_closure.close(meeting, wim, **given).as_data()

    return close


def lines(minutes, kind):
    return [line.what for line in minutes.block(kind).lines]


def test_the_opening_says_when_and_how_many(close, phone, stick, meeting):
    phone("a", side=Kind.SCHOOL), phone("b", side=Kind.COMPANY)
    stick("Samen bellen"), stick("Open dag")

    (opening,) = lines(close(), BlockKind.OPENING)

    assert opening.endswith(
        "kwamen twee mensen van scholen en bedrijven bijeen voor "
        "“De kracht van de BPV”. Op de flappen kwamen twee post-its."
    )


def test_what_gives_energy_keeps_its_own_words(close, stick):
    stick("als het kwartje valt", flap="1A")
    stick("verdwaald op 2A", flap="2A")

    assert lines(close(), BlockKind.ENERGY) == ["als het kwartje valt"]


def test_conclusions_and_agreements_are_in_it(close, board, meeting, wim, karin, card):
    with board.turn():
        Conclusion.draw(meeting, "Eén aanspreekpunt per bedrijf", wim)
        Decision.make(meeting, "Karin belt alle bedrijven, 12-02-2027", wim, card=card)

    minutes = close()

    assert lines(minutes, BlockKind.CONCLUSIONS) == ["Eén aanspreekpunt per bedrijf"]
    assert minutes.block(BlockKind.DECISIONS).lines == (
        Line(
            "Karin belt alle bedrijven (actie 1).",
            f"{karin.name} ({karin.organisation.short})",
            "vr 12 feb 2027 (wk 6)",
        ),
    )


def test_the_actions_are_those_that_the_meeting_touched(
    close, board, propose, karin, henk, marleen, today
):
    with board.turn(moment_ago(days=3)):
        Card.propose(board, "Van eerder", by=marleen)
    promised, open_, done = propose("Gastlessen"), propose("Open dag"), propose("Af")
    with board.turn():
        promised.plan(today + timedelta(days=30), by=karin, lead=karin)
        promised.join(henk)
        done.finish("Gelukt", karin)

    actions = close().block(BlockKind.ACTIONS).lines

    assert [one.what for one in actions] == [
        f"Actie {promised.number}: Gastlessen", f"Actie {open_.number}: Open dag",
    ]  # fmt: skip
    karins, henks = (f"{one.name} ({one.organisation.short})" for one in (karin, henk))
    assert [one.who for one in actions] == [f"{karins} en {henks}", "nog niemand"]


def test_since_last_time_is_told_in_sentences(close, propose, earlier, board, karin):
    card = propose("Open dag")
    with board.turn():
        card.finish("212 bezoekers", karin)

    said = lines(close(), BlockKind.SINCE)

    assert said[0].endswith("kwam er één actie bij en is er één actie klaar.")
    assert said[1] == f"Klaar: Open dag (actie {card.number}). 212 bezoekers."


def test_what_came_of_a_done_action_begins_like_a_sentence(close, propose, earlier, board, karin):
    card = propose("Open dag")
    with board.turn():
        card.finish(None, karin)

    assert lines(close(), BlockKind.SINCE)[1].endswith(". Opbrengst volgt nog.")


def test_closing_plans_the_next_meeting_and_says_so(close, board, meeting, today):
    next_on = today + timedelta(weeks=12)

    (said,) = lines(close(next_on=next_on, next_place="OBM"), BlockKind.NEXT)

    planned = meeting_closure.upcoming(meeting)
    assert (planned.held_on, planned.place, planned.phase) == (next_on, "OBM", Phase.WRITE)
    assert (meeting.phase, meeting.next_on) == (Phase.CLOSED, next_on)
    assert said.startswith("We zien elkaar weer op ")
    assert said.endswith(". Plaats: OBM.")
    assert replay.differences(board) == []


def test_a_meeting_that_was_planned_already_is_not_planned_twice(close, board, wim, today):
    with board.turn():
        known = Meeting.plan(board, today + timedelta(weeks=12), by=wim, place="OBM")

    close(next_on=known.held_on)

    assert len(Meeting.on(board)) == 2


def test_the_next_meeting_comes_after_this_one(close, board, meeting, today):
    with raises(Invalid) as refused:
        close(next_on=today)

    assert refused.value.at_field == "next_on"


def test_closing_stops_the_clock_of_the_cards(close, board, meeting, card, wim):
    with board.turn():
        walk = Walk.begin(meeting, [card], wim)

    close()

    assert walk.card is None


def test_there_is_no_mail_address_in_it(close, board, meeting, wim, karin, card):
    with board.turn():
        Decision.make(meeting, "Karin belt, 12-02-2027", wim, card=card)
        card.claim(by=karin)

    said = "".join(block.typed for block in close().blocks)

    assert "@" not in said


def test_a_meeting_at_which_nothing_happened_still_reads(board, meeting):
    blocks = {one.kind: one.typed for one in minutes_draft.draft(meeting, None)}

    assert blocks[BlockKind.OPENING].startswith("Op ")
    assert not any(blocks[kind] for kind in BlockKind if kind is not BlockKind.OPENING)
