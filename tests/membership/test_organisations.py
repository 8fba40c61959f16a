"""People and organisations over all boards: who sees them, and who may change them."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from actionboard.accounts.models import Kind, Membership, Organisation, Role
from actionboard.board_page import renderer, snapshot
from actionboard.board_page.filters import Filter
from actionboard.board_page.renderer import Viewer
from actionboard.boards import replay
from actionboard.core.database import db, writing
from tests.cast import CANARY
from tests.clients import said


@pytest.fixture
def roc(henk):
    """The school."""
    return db.session.get(Organisation, henk.organisation_id)


def values(place, **changed):
    given = {"name": place.name, "short": place.short, "kind": place.kind.value, "contact": ""}
    return {**given, **changed}


def test_an_organisation_shows_its_cards_and_its_people(card, board, client_of, karin, henk, roc):
    with board.turn():
        card.claim(by=henk)

    page = said(client_of(karin).get(f"/organisations/{roc.id}"))

    assert "Gastlessen plannen" in page
    assert "Henk Flens" in page


def test_a_person_shows_their_cards_on_boards_that_the_reader_sees(
    card, other_board, board, client_of, karin, henk, buitenstaander
):
    with writing():
        db.session.add(Membership(board_id=other_board.id, user_id=henk.id, role=Role.MEMBER))
    theirs = db.session.scalars(select(type(card)).where(type(card).board_id == other_board.id))
    theirs = theirs.one()
    with board.turn():
        card.claim(by=henk)
    with other_board.turn():
        theirs.claim(by=henk)

    seen = client_of(karin).get(f"/people/{henk.id}")
    by_outsider = client_of(buitenstaander).get(f"/people/{henk.id}")

    assert "Gastlessen plannen" in said(seen)
    assert CANARY not in seen.text
    assert CANARY in said(by_outsider)
    assert "Gastlessen plannen" not in by_outsider.text


def test_who_shares_no_board_is_not_found(client_of, buitenstaander, henk, roc):
    client = client_of(buitenstaander)

    assert client.get(f"/people/{henk.id}").status_code == 404
    assert client.get(f"/organisations/{roc.id}").status_code == 404
    assert roc.name not in client.get("/organisations").text


def test_another_name_is_seen_on_open_boards(card, board, client_of, henk, marleen, roc):
    with board.turn():
        card.claim(by=henk)
    seen = board.version

    reply = client_of(marleen).send(
        f"/organisations/{roc.id}", **values(roc, name="ROC Nieuwland", kind="company")
    )

    assert reply.status_code == 303
    now = renderer.since(snapshot.of(board, board.today), seen, Viewer(None, Filter(), "nl"))
    assert "ROC Nieuwland" in now
    assert roc.kind is Kind.COMPANY
    assert replay.differences(board) == []


def test_its_contact_may_change_it_too_and_a_member_may_not(client_of, karin, henk, fatima, roc):
    with writing():
        roc.contact_id = fatima.id

    by_contact = client_of(fatima).send(f"/organisations/{roc.id}", **values(roc, short="School"))

    assert by_contact.status_code == 303
    assert roc.short == "School"
    for who in (karin, henk):
        assert client_of(who).get(f"/organisations/{roc.id}/edit").status_code == 403


@pytest.mark.parametrize(
    "wrong", [{"name": ""}, {"short": "x" * 41}, {"kind": "bank"}, {"contact": "999999"}]
)
def test_what_cant_be_is_asked_again(client_of, marleen, roc, wrong):
    reply = client_of(marleen).send(f"/organisations/{roc.id}", **values(roc, **wrong))

    assert reply.status_code == 422
    assert roc.name == "ROC Voorbeeldland"


def test_only_somebody_of_the_organisation_can_be_its_contact(client_of, marleen, karin, roc):
    reply = client_of(marleen).send(f"/organisations/{roc.id}", **values(roc, contact=karin.id))

    assert reply.status_code == 422
    assert roc.contact_id is None


def test_who_changes_an_organisation_last_sees_both(client_of, karin, marleen, admin):
    place = karin.organisation
    form = {"name": place.name, "short": place.short, "kind": place.kind, "version": "1"}
    url = f"/organisations/{place.id}"
    client_of(admin).send(url, **{**form, "name": "Buis Installatie"})

    refused = client_of(marleen).send(url, **{**form, "name": "Buis en Zonen"})

    assert refused.status_code == 409
    assert "Buis Installatie" in refused.text
    assert "Buis en Zonen" in refused.text
    seen = re.search(r'name="version" value="(\d+)"', refused.text)[1]
    saved = client_of(marleen).send(url, **{**form, "name": "Buis en Zonen", "version": seen})
    assert saved.status_code == 303
