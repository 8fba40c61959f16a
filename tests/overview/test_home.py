"""The first page: one's own actions over all boards, the boards, and a new one."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import delete

from actionboard.accounts.models import Membership
from actionboard.boards.models import Board
from actionboard.core.database import db, writing
from tests.clients import said


def test_it_lists_my_boards(board, other_board, client_of, karin, admin):
    assert "/boards/elders" not in client_of(karin).get("/").text
    assert "/boards/elders" in client_of(admin).get("/").text


def test_it_shows_what_i_have_in_hand_and_what_is_due_first(propose, client_of, board, karin, henk):
    titles = ("Later", "Eerder", "Gevraagd", "Samen", "Helpen", "Die van Henk", "Al gedaan")
    later, sooner, asked, together, helped, others, done = map(propose, titles)
    with board.turn():
        later.plan(board.today + timedelta(days=20), by=karin, lead=karin)
        sooner.plan(board.today + timedelta(days=10), by=karin, lead=karin)
        asked.nominate(karin, by=henk)
        together.claim(by=henk)
        together.join(by=karin)
        helped.join(by=karin)
        others.claim(by=henk)
        done.claim(by=karin)
        done.finish("Het werkt", by=karin)

    page = said(client_of(karin).get("/"))

    shown = ["Gevraagd", "Eerder", "Later", "Samen", "Helpen"]
    assert sorted(shown, key=page.index) == shown
    assert "Die van Henk" not in page
    assert "Al gedaan" not in page


def test_a_board_that_i_left_shows_nothing_of_mine(card, board, client_of, karin):
    with board.turn():
        card.claim(by=karin)
    assert card.title in said(client_of(karin).get("/"))

    with writing():
        db.session.execute(delete(Membership).where(Membership.user_id == karin.id))

    assert card.title not in said(client_of(karin).get("/"))


def test_how_it_goes_is_answered_there_and_leads_back(card, board, client_of, karin):
    with board.turn():
        card.claim(by=karin)
    client = client_of(karin)
    question = f"{card.board.url}/cards/{card.number}/check-in?back=/"
    assert question in client.get("/").text

    asked = client.get(question)
    answered = client.send(question.partition("?")[0], line="Bijna rond", back="/")

    assert '<input type="hidden" name="back" value="/">' in asked.text
    assert answered.location == "/"
    assert "Bijna rond" in said(client.get(f"{board.url}/cards/{card.number}"))


@pytest.mark.parametrize("back", ["https://elders.example/", "//elders.example", "javascript:x"])
def test_nothing_leads_back_to_elsewhere(card, client_of, karin, back):
    client, page = client_of(karin), f"{card.board.url}/cards/{card.number}"

    asked = client.get(f"{page}/help", query_string={"back": back})
    answered = client.send(f"{page}/help", reason="Wie kent iemand?", back=back)

    assert back not in asked.text
    assert answered.location == page


# Making boards ---------------------------------------------------------------------------------


def test_an_administrator_makes_a_board_and_coordinates_it(client_of, admin):
    reply = client_of(admin).send("/boards", name="BPV Regio Zuid & Zee")

    assert reply.status_code == 303
    board = db.session.scalar(db.select(Board).where(Board.name == "BPV Regio Zuid & Zee"))
    assert reply.location == f"/boards/{board.slug}" == "/boards/bpv-regio-zuid-zee"
    assert client_of(admin).get(reply.location).status_code == 200


@pytest.mark.parametrize("name", ["", "  ", "!!", "BPV Voorbeeldland!"])
def test_a_board_without_a_good_name_is_asked_again(board, client_of, admin, name):
    with writing():
        board.slug = "bpv-voorbeeldland"

    reply = client_of(admin).send("/boards", name=name)

    assert reply.status_code == 422
    assert db.session.scalar(db.select(db.func.count()).select_from(Board)) == 2


@pytest.mark.parametrize("who", ["karin", "marleen", "zoë", "buitenstaander"])
def test_nobody_else_makes_a_board(client_of, request, who):
    client = client_of(request.getfixturevalue(who))

    for reply in (
        client.send("/boards", name="Mijn bord"),
        client.act("/boards", name="Mijn bord"),
    ):
        assert reply.status_code == 403
    assert db.session.scalar(db.select(db.func.count()).select_from(Board)) == 2
