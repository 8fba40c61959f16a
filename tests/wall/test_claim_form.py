"""Who, when, which level: what is said in the round besides who takes an action up."""

from __future__ import annotations

from datetime import timedelta

import pytest

from actionboard.boards import replay
from actionboard.boards.levels import Level
from actionboard.boards.stages import Stage
from actionboard.core.database import db
from actionboard.core.date_words import week_of
from actionboard.core.errors import Invalid
from actionboard.wall import pending_claims
from actionboard.wall.claim_form import Wish, agree, take_up
from actionboard.wall.pending_claims import Pledge
from tests.clients import Client, said


@pytest.fixture
def on_show(board, meeting, propose, wim):
    """An action without a level, large on the wall."""
    card = propose("Begeleidingsgids maken", level=Level.OPEN, by=wim)
    with board.turn():
        meeting.show(card, wim)
    return card


@pytest.fixture
def karins(client_of, karin, meeting):
    """Karin's phone, on which she is signed in; Karin has joined."""
    phone = client_of(karin)
    phone.send(f"/m/{meeting.code}/me")
    phone.claims = f"/m/{meeting.code}/claims"
    return phone


def test_a_promise_with_a_day_stands_at_planned(board, on_show, karin, today):
    with board.turn():
        take_up(on_show, karin, Wish(today + timedelta(days=9), Level.REGIONAL))

    assert (on_show.lead, on_show.stage, on_show.level) == (karin, Stage.PLANNED, Level.REGIONAL)
    assert replay.differences(board) == []


def test_a_day_that_the_room_said_first_counts_once_somebody_leads(
    board, on_show, karin, wim, today
):
    with board.turn():
        agree(on_show, wim, Wish(today + timedelta(days=9)))
    assert on_show.stage is Stage.PROPOSED

    with board.turn():
        take_up(on_show, karin, Wish())

    assert (on_show.stage, on_show.due_on) == (Stage.PLANNED, today + timedelta(days=9))


def test_the_next_meeting_is_a_day_once_it_has_one(board, meeting, today):
    with pytest.raises(Invalid):
        Wish.read({"due": "voor de volgende bijeenkomst"}, meeting)
    board.meets_on = today + timedelta(days=30)

    wish = Wish.read({"due": "voor de volgende bijeenkomst"}, meeting)

    assert wish.due_on == today + timedelta(days=30)


def test_who_took_it_up_says_when_on_their_own_phone(karins, on_show, today):
    karins.send(karins.claims, card=on_show.number)
    soon = today + timedelta(days=14)

    page = karins.send(f"{karins.claims}/plan", card=on_show.number, due=f"wk {week_of(soon)}",
                       level="local")  # fmt: skip

    assert page.status_code == 303
    assert (on_show.stage, on_show.level) == (Stage.PLANNED, Level.LOCAL)
    assert week_of(on_show.due_on) == week_of(soon)


def test_what_is_no_day_comes_back_with_what_was_typed(karins, on_show):
    karins.send(karins.claims, card=on_show.number)

    page = karins.send(f"{karins.claims}/plan", card=on_show.number, due="ooit")

    assert page.status_code == 422
    assert "Schrijf een datum als" in said(page)
    assert 'value="ooit"' in page.text


def test_nobody_plans_what_somebody_else_leads(karins, board, on_show, henk):
    with board.turn():
        on_show.claim(by=henk)

    assert karins.send(f"{karins.claims}/plan", card=on_show.number, due="wk 48").status_code == 404


def test_not_after_all_gives_it_back(karins, on_show):
    karins.send(karins.claims, card=on_show.number)

    karins.delete(karins.claims, data={"card": on_show.number})

    assert on_show.lead is None


def test_a_guest_says_when_and_their_own_tap_makes_it_true(
    app, visitor, board, meeting, on_show, today
):
    guest = Client(app, app.response_class)
    soon = today + timedelta(days=14)
    guest.send(f"/m/{meeting.code}/claims", card=on_show.number, name="Ton Bout",
               email="ton@bedrijf.example", due=f"{soon:%d-%m-%Y}", level="local")  # fmt: skip
    pledge = db.session.query(Pledge).one()
    assert (pledge.due_on, pledge.level, on_show.lead) == (soon, Level.LOCAL, None)

    ton = board.memberships[0].user
    with board.turn():
        pending_claims.keep(pledge.invitation_id, ton)

    assert (on_show.lead, on_show.due_on, on_show.stage) == (ton, soon, Stage.PLANNED)


def test_a_guest_thinks_again_and_the_mail_promises_nothing(app, meeting, on_show):
    guest = Client(app, app.response_class)
    guest.send(f"/m/{meeting.code}/claims", card=on_show.number, name="Ton Bout",
               email="ton@bedrijf.example")  # fmt: skip

    guest.delete(f"/m/{meeting.code}/claims", data={"card": on_show.number})

    assert db.session.query(Pledge).count() == 0


def test_the_facilitator_writes_down_what_the_room_says_and_takes_it_back(
    client_of, meeting, on_show, wim, today
):
    wims, soon = client_of(wim), today + timedelta(days=14)

    told = wims.act(f"{meeting.url}/cards/{on_show.number}/plan", due=f"{soon:%d-%m-%Y}",
                    level="regional")  # fmt: skip

    assert "klaar vóór" in said(told)
    assert (on_show.due_on, on_show.level) == (soon, Level.REGIONAL)
    undo = told.text.partition('formaction="')[2].partition('"')[0]
    wims.act(undo)
    assert (on_show.due_on, on_show.level) == (None, Level.OPEN)
    assert replay.differences(meeting.board) == []
