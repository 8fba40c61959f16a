"""Members and their roles: who changes them, what is refused, and what ends at once."""

from __future__ import annotations

import re

import pytest
from pytest import raises
from sqlalchemy import select, text

from actionboard.accounts.audit_log import Audit
from actionboard.accounts.models import Membership, Organisation, Role
from actionboard.boards import replay
from actionboard.boards.stages import Stage
from actionboard.boards.verbs import named
from actionboard.core.database import db, writing
from actionboard.core.errors import NotAllowed
from actionboard.mail.models import Mail
from actionboard.membership import members
from actionboard.membership.members import LastCoordinator, NoMember, OwnRole
from tests.clients import said

BOARD = "/boards/voorbeeldland"


@pytest.fixture
def make(board):
    """Gives somebody a role: `make(karin, Role.FACILITATOR, by=marleen)`."""

    def make(person, role, *, by):
        with writing():
            members.change_role(board, person.id, role, by, board.moment)

    return make


@pytest.fixture
def remove(board):
    """Takes somebody off the board: `remove(karin, by=marleen)`."""

    def remove(person, *, by):
        with writing():
            return members.remove(board, person.id, by, board.moment)

    return remove


def audits():
    return [one.verb for one in db.session.scalars(select(Audit).order_by(Audit.id))]


def test_a_coordinator_gives_somebody_another_role(make, board, karin, marleen):
    make(karin, Role.FACILITATOR, by=marleen)

    assert karin.role_on(board.id) is Role.FACILITATOR
    assert audits() == ["member.changed"]


@pytest.mark.parametrize("who", ["karin", "wim", "zoë", "buitenstaander"])
def test_nobody_else_does(make, board, henk, who, request):
    with raises(NotAllowed):
        make(henk, Role.COORDINATOR, by=request.getfixturevalue(who))

    assert henk.role_on(board.id) is Role.MEMBER


def test_nobody_changes_their_own_role(make, marleen):
    with raises(OwnRole):
        make(marleen, Role.MEMBER, by=marleen)


def test_the_last_coordinator_stays(make, remove, admin, marleen):
    with raises(LastCoordinator):
        make(marleen, Role.MEMBER, by=admin)
    with raises(LastCoordinator):
        remove(marleen, by=admin)
    with raises(LastCoordinator):
        remove(marleen, by=marleen)


def test_one_of_two_coordinators_may_go(make, remove, board, karin, marleen):
    make(karin, Role.COORDINATOR, by=marleen)

    remove(marleen, by=marleen)

    assert marleen.role_on(board.id) is None


def test_somebody_from_another_board_is_not_found(make, remove, buitenstaander, marleen):
    with raises(NoMember):
        make(buitenstaander, Role.MEMBER, by=marleen)
    with raises(NoMember):
        remove(buitenstaander, by=marleen)


def test_the_audit_list_can_not_be_changed(make, karin, marleen):
    make(karin, Role.FACILITATOR, by=marleen)

    for change in ("UPDATE audits SET verb = 'x'", "DELETE FROM audits"):
        with raises(Exception, match="append-only"), writing():
            db.session.execute(text(change))


# When somebody leaves --------------------------------------------------------------------------


@pytest.fixture
def contact(henk, fatima):
    """Fatima answers for the promises of the school."""
    with writing():
        db.session.get(Organisation, henk.organisation_id).contact_id = fatima.id
    return fatima


@pytest.fixture
def led(card, board, henk):
    """Action 1, which Henk promised."""
    with board.turn():
        card.claim(by=henk)
    return card


def test_the_cards_go_to_the_contact_who_is_told(led, board, remove, henk, contact, marleen):
    passed = remove(henk, by=marleen)

    assert [one.number for one in passed] == [1]
    assert led.lead is contact
    mail = db.session.scalar(select(Mail))
    assert (mail.to, mail.kind) == (contact.email, "passed-on")
    assert "#1" in mail.text
    assert "Henk" not in mail.text + mail.html + mail.subject


def test_without_a_contact_the_coordinator_is_asked(led, remove, henk, marleen):
    remove(henk, by=marleen)

    assert led.lead is None
    assert led.nominee is marleen


def test_every_card_is_logged_and_the_log_still_leads_to_the_board(
    propose, board, remove, henk, karin, contact, marleen
):
    led, helped, partnered = propose("Een"), propose("Twee"), propose("Drie")
    with board.turn():
        led.claim(by=henk)
        helped.claim(by=karin)
        partnered.claim(by=karin)
        partnered.join(by=henk)
        helped.helper_ids = [henk.id]
        board.record(named("card.joined"), helped, henk)

    remove(henk, by=marleen)

    assert (led.lead, helped.helper_ids, partnered.partner) == (contact, [], contact)
    assert replay.differences(board) == []


def test_what_is_done_stays_theirs(led, board, remove, henk, contact, marleen):
    with board.turn():
        led.finish("Gelukt.", by=henk)

    remove(henk, by=marleen)

    assert (led.stage, led.lead) == (Stage.DONE, henk)


def test_passing_on_can_not_be_undone_into_the_hands_of_who_left(
    led, board, remove, henk, contact, marleen, client_of
):
    remove(henk, by=marleen)

    reply = client_of(marleen).act(f"{BOARD}/activities/{board.version}/undo")

    assert reply.status_code == 409
    assert led.lead is contact


# As pages --------------------------------------------------------------------------------------


def test_the_page_lists_people_and_lets_a_coordinator_change_them(client_of, marleen, karin):
    client = client_of(marleen)

    page = client.get(f"{BOARD}/members")

    assert "Karin Buis" in said(page)
    assert f'action="{BOARD}/members/{karin.id}"' in page.text
    assert client.send(f"{BOARD}/members/{karin.id}", role="facilitator").status_code == 303
    assert "De rol van Karin Buis is gewijzigd." in said(client.get(f"{BOARD}/members"))


def test_a_facilitator_sees_people_and_changes_no_role(client_of, wim, karin):
    client = client_of(wim)

    assert f'action="{BOARD}/members/{karin.id}"' not in client.get(f"{BOARD}/members").text
    assert client.send(f"{BOARD}/members/{karin.id}", role="viewer").status_code == 403


def test_a_role_that_is_refused_is_said_and_chosen_nowhere_else(client_of, marleen):
    client = client_of(marleen)

    for role, status in (("viewer", 403), ("admin", 422)):
        reply = client.send(f"{BOARD}/members/{marleen.id}", role=role)

        assert reply.status_code == status
        assert ("Je eigen rol kun je niet" if status == 403 else "Kies een rol.") in said(reply)
        invite = reply.text.split('id="f-role"')[1].split("</select>")[0]
        assert "selected" not in invite


def test_removing_says_first_where_the_cards_go(led, client_of, henk, contact, marleen):
    client = client_of(marleen)

    page = said(client.get(f"{BOARD}/members/{henk.id}/remove"))
    reply = client.send(f"{BOARD}/members/{henk.id}?_method=DELETE")

    assert (
        "Nieuwe trekker wordt Fatima El Idrissi, de contactpersoon van ROC Voorbeeldland." in page
    )
    assert reply.status_code == 303
    assert "1 actie is overgedragen." in said(client.get(f"{BOARD}/members"))


def test_the_last_coordinator_hears_why_they_stay(client_of, marleen):
    reply = client_of(marleen).send(f"{BOARD}/members/{marleen.id}?_method=DELETE")

    assert reply.status_code == 409
    assert "de enige coördinator" in said(reply)


def test_revocation_without_effect(client_of, karin, marleen):
    """Whoever was removed sees nothing any more, whatever page was open."""
    client = client_of(karin)
    etag = client.get(BOARD).headers["ETag"]

    client_of(marleen).send(f"{BOARD}/members/{karin.id}?_method=DELETE")

    assert client.get(BOARD, headers={"If-None-Match": etag}).status_code == 404
    assert client.get(f"{BOARD}/live").status_code == 404
    assert client.act(f"{BOARD}/cards", title="Toch nog").status_code == 404


def test_self_promotion_by_extra_fields(board, client_of, karin, wim):
    """No form that somebody may send takes a role, an administrator's mark or another's id."""
    extra = {"role": "coordinator", "is_admin": "1", "user_id": "1", "person": str(karin.id)}
    for who in (karin, wim):
        client = client_of(who)
        client.send("/preferences", language="nl", appearance="dark", **extra)
        client.send(f"{BOARD}/cards", title="Nieuw", level="local", **extra)
        client.send(f"{BOARD}/members/{who.id}", **extra)
        client.send(f"{BOARD}/members/{who.id}?role=coordinator", **extra)

    roles = dict(
        db.session.execute(
            select(Membership.user_id, Membership.role).where(Membership.board_id == board.id)
        ).all()
    )
    assert (roles[karin.id], roles[wim.id]) == (Role.MEMBER, Role.FACILITATOR)
    assert [karin.is_admin, wim.is_admin] == [False, False]


def test_a_role_is_checked_on_the_board_it_is_about(board, other_board, client_of, request):
    """A coordinator of another board changes nothing here, whichever id they send."""
    client = client_of(request.getfixturevalue("buitenstaander"))
    theirs = other_board.memberships[0].user_id
    ours = request.getfixturevalue("karin").id

    replies = [
        client.send(f"{BOARD}/members/{ours}", role="viewer"),
        client.send(f"/boards/elders/members/{ours}", role="viewer"),
        client.send(f"/boards/elders/members/{ours}?_method=DELETE"),
        client.send(f"/boards/elders/themes/{board.themes[0].id}", name="Van ons"),
    ]

    assert theirs != ours
    assert [reply.status_code for reply in replies] == [404, 404, 404, 404]


def test_a_script_in_a_name_is_a_name(client_of, karin, marleen):
    """Stored script in a name: it is shown as the text that it is."""
    with writing():
        karin.name = "<script>alert(1)</script> \"'>"

    for path in ("/members", f"/members/{karin.id}/remove"):
        assert not re.search(r"<script>alert", client_of(marleen).get(BOARD + path).text)
