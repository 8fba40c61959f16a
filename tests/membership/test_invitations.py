"""Letting people in: by mail, by the code on the wall; once, and as no more than was meant."""

from __future__ import annotations

import re
import threading
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from actionboard.accounts.models import BrowserSession, Kind, Organisation, Role, User
from actionboard.core.database import db, writing
from actionboard.core.errors import Invalid
from actionboard.mail.models import Mail
from actionboard.membership import invitations, members
from actionboard.membership.guest_list import Guest, read_guests
from actionboard.membership.models import Invitation, JoinLink
from tests.clients import Client, said

BOARD = "/boards/voorbeeldland"
NEW = "nieuw@bedrijf.example"


def link():
    """The way in from the latest mail."""
    text = db.session.scalar(select(Mail.text).order_by(Mail.id.desc()).limit(1))
    return re.search(r"/invitations/\S+", text)[0]


@pytest.fixture
def invite(client_of):
    """Invites somebody: `invite(marleen, NEW, "member")` gives the address of their page."""

    def invite(by, email=NEW, role="member"):
        reply = client_of(by).send(f"{BOARD}/invitations", addresses=email, role=role)
        return reply, link() if reply.status_code == 303 else ""

    return invite


def fill_in(**changed):
    return {"name": "Nel Nieuw", "place": "Nieuw BV", "kind": "company", **changed}


def test_a_pasted_list_is_read_whatever_stands_between():
    text = 'Karin Buis <Karin@Bedrijf.nl>; "Henk" <henk@school.nl>,\njoris@iw.nl\tkarin@bedrijf.nl'

    assert read_guests(text) == [
        Guest("karin@bedrijf.nl", "Karin Buis"),
        Guest("henk@school.nl", "Henk"),
        Guest("joris@iw.nl"),
    ]


@pytest.mark.parametrize("text", ["", "geen adres", "a@b", "x@y.nl; <b>@", "\n".join(["a@b.nl"])])
def test_what_is_no_address_is_said(text):
    if text == "a@b.nl":
        assert len(read_guests(text)) == 1
        return
    with pytest.raises(Invalid):
        read_guests(text)


def test_an_invitation_brings_somebody_onto_the_board(board, invite, visitor, marleen):
    _reply, path = invite(marleen)

    page = said(visitor.get(path))
    reply = visitor.send(path, **fill_in())

    assert "Marleen Brug nodigt je uit" in page
    assert (reply.status_code, reply.location) == (303, BOARD)
    assert visitor.get(BOARD).status_code == 200
    nel = User.with_email(NEW)
    assert (nel.role_on(board.id), nel.organisation.kind) == (Role.MEMBER, Kind.COMPANY)
    assert not nel.is_admin


def test_looking_at_an_invitation_uses_nothing(invite, visitor, marleen):
    _reply, path = invite(marleen)

    for _ in range(3):
        visitor.get(path)
        visitor.head(path)

    assert visitor.send(path, **fill_in()).status_code == 303


def test_a_used_invitation_is_used(invite, visitor, app, marleen):
    _reply, path = invite(marleen)
    visitor.send(path, **fill_in())

    again = Client(app, app.response_class).send(path, **fill_in(name="Een ander"))

    assert again.status_code == 410
    assert "werkt niet meer" in said(again)


def test_what_was_filled_in_wrong_leaves_the_invitation_open(invite, visitor, marleen):
    _reply, path = invite(marleen)

    wrong = visitor.send(path, name="Nel Nieuw", place="", organisation="")

    assert wrong.status_code == 422
    assert 'value="Nel Nieuw"' in wrong.text
    assert visitor.send(path, **fill_in()).status_code == 303


def test_fifty_at_once_and_one_wins(invite, app, marleen):
    _reply, path = invite(marleen)
    db.session.commit()
    start, codes = threading.Barrier(10, timeout=30), []

    def press():
        start.wait()
        for _ in range(5):
            client = app.test_client()
            codes.append(
                client.post(path, data=fill_in(), headers={"Sec-Fetch-Site": "same-origin"})
            )

    threads = [threading.Thread(target=press, daemon=True) for _ in range(10)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(60)

    found = sorted(reply.status_code for reply in codes)
    assert found == [303] + [410] * 49
    assert db.session.scalar(select(func.count()).where(User.email == NEW)) == 1


def test_who_has_an_account_signs_in_as_always(board, invite, visitor, marleen, buitenstaander):
    _reply, path = invite(marleen, buitenstaander.email)

    reply = visitor.send(path)

    assert reply.location == f"/sign-in?next={BOARD}"
    assert buitenstaander.role_on(board.id) is Role.MEMBER
    assert visitor.get(BOARD).status_code == 302
    signed_in = select(BrowserSession).where(BrowserSession.user_id == buitenstaander.id)
    assert db.session.scalar(signed_in) is None


def test_a_facilitator_invites_nobody_to_be_more_than_they_are(invite, wim):
    for role in ("coordinator", "facilitator", "admin", ""):
        reply, _path = invite(wim, role=role)

        assert reply.status_code in (403, 422)
        assert NEW in reply.text
    assert db.session.scalar(select(Invitation)) is None


def test_a_role_that_may_not_be_given_is_told_at_its_field(invite, wim):
    reply, _path = invite(wim, role="coordinator")

    assert "Vraag je coördinator." in said(reply)
    assert 'value="coordinator"' not in reply.text
    assert f">{NEW}</textarea>" in reply.text


def test_who_takes_part_already_is_passed_over(invite, client_of, marleen, karin):
    reply = client_of(marleen).send(
        f"{BOARD}/invitations", addresses=f"{karin.email}, {NEW}", role="member"
    )

    assert reply.status_code == 303
    assert [one.to for one in db.session.scalars(select(Mail))] == [NEW]


def test_sending_again_makes_the_first_link_useless(invite, client_of, visitor, marleen):
    _reply, first = invite(marleen)
    number = db.session.scalar(select(Invitation.id))

    client_of(marleen).send(f"{BOARD}/invitations/{number}")

    assert link() != first
    assert visitor.get(first).status_code == 410
    assert visitor.get(link()).status_code == 200


def test_a_withdrawn_invitation_is_gone(invite, client_of, visitor, marleen):
    _reply, path = invite(marleen)
    number = db.session.scalar(select(Invitation.id))

    client_of(marleen).send(f"{BOARD}/invitations/{number}?_method=DELETE")

    assert visitor.send(path, **fill_in()).status_code == 410
    assert NEW not in client_of(marleen).get(f"{BOARD}/members").text


def test_an_invitation_of_another_board_is_not_found(invite, client_of, marleen, buitenstaander):
    invite(marleen)
    number = db.session.scalar(select(Invitation.id))

    assert client_of(buitenstaander).send(f"/boards/elders/invitations/{number}").status_code == 404


def test_who_is_removed_leaves_no_way_back(invite, client_of, visitor, marleen, wim, karin):
    _reply, by_wim = invite(wim)
    with writing():
        kept = Invitation(
            board_id=db.session.scalar(select(Invitation.board_id)), key="x", email=karin.email,
            role=Role.COORDINATOR, sent_at=datetime.now(UTC),
            ends_at=datetime.now(UTC) + timedelta(days=1),
        )  # fmt: skip
        db.session.add(kept)

    for who in (wim, karin):
        client_of(marleen).send(f"{BOARD}/members/{who.id}?_method=DELETE")

    assert visitor.send(by_wim, **fill_in()).status_code == 410
    assert db.session.scalar(select(func.count()).select_from(Invitation)) == 0


def test_an_invitation_ends_after_two_weeks(invite, visitor, time_machine, marleen):
    _reply, path = invite(marleen)
    time_machine.move_to(datetime.now(UTC) + invitations.LASTS + timedelta(minutes=1))

    assert visitor.send(path, **fill_in()).status_code == 410


# The code on the wall --------------------------------------------------------------------------


@pytest.fixture
def door(client_of, wim):
    """Wim opened the board's link; the address of its form."""
    client_of(wim).send(f"{BOARD}/join-link", **{"for": "day"})
    return f"/join/{db.session.scalar(select(JoinLink.code))}"


def test_the_wall_shows_address_code_and_qr(door, client_of, wim):
    page = client_of(wim).get(f"{BOARD}/join-link")

    assert re.search(r'<svg [^>]*class="qr"', page.text)
    assert door[-4:] in said(page)
    assert "style=" not in page.text


def test_somebody_in_the_room_gets_a_mail_and_comes_in(door, board, visitor, client_of, wim):
    roc = db.session.scalar(select(Organisation).where(Organisation.short == "ROC"))

    asked = visitor.send(door, name="Nel Nieuw", email=NEW, organisation=str(roc.id))
    page = visitor.get(link())
    reply = visitor.send(link(), name="Nel Nieuw", organisation=str(roc.id))

    assert "Kijk in je mail" in said(asked)
    assert f'value="{roc.id}" selected' in " ".join(page.text.split())
    assert reply.location == BOARD
    assert User.with_email(NEW).organisation is roc


def test_the_answer_is_the_same_for_every_address(door, visitor, karin):
    replies = [
        visitor.send(door, name="Iemand", email=email, place="X BV", kind="company")
        for email in (karin.email, NEW)
    ]

    texts = {re.sub(r"\S+@\S+", "", said(reply)) for reply in replies}
    assert len(texts) == 1


def test_typing_somebodys_address_signs_nobody_in(door, visitor, karin):
    visitor.send(door, name="Karin Buis", email=karin.email, place="X BV", kind="company")

    assert visitor.get("/me").status_code == 302


def test_who_is_signed_in_takes_part_at_once(door, board, client_of, buitenstaander):
    reply = client_of(buitenstaander).send(door)

    assert reply.location == BOARD
    assert buitenstaander.role_on(board.id) is Role.MEMBER


def test_revocation_without_effect_at_the_door(door, board, client_of, marleen, karin):
    """Who was taken off the board doesn't walk back in by the code on the wall."""
    pc = client_of(karin)
    client_of(marleen).post(f"{BOARD}/members/{karin.id}?_method=DELETE")

    reply = pc.send(door)

    assert reply.status_code == 403
    assert "Vraag de coördinator om een uitnodiging." in said(reply)
    assert karin.role_on(board.id) is None


def test_revocation_without_effect_by_the_mail_from_the_door(
    door, board, client_of, visitor, marleen, karin
):
    client_of(marleen).post(f"{BOARD}/members/{karin.id}?_method=DELETE")

    removed = visitor.send(door, **fill_in(email=karin.email))
    stranger = visitor.send(door, **fill_in(email=NEW))

    assert said(removed).replace(karin.email, "…") == said(stranger).replace(NEW, "…")
    mail = db.session.scalar(select(Mail).where(Mail.to == karin.email))
    assert mail.kind == "removed"
    assert "/invitations/" not in mail.text + mail.html


def test_who_was_removed_comes_back_by_an_invitation_and_may_then_walk_in(
    door, board, invite, client_of, marleen, karin
):
    pc = client_of(karin)
    client_of(marleen).post(f"{BOARD}/members/{karin.id}?_method=DELETE")
    _reply, path = invite(marleen, karin.email)

    pc.send(path)

    assert karin.role_on(board.id) is Role.MEMBER


def test_who_left_by_themselves_may_walk_in_again(door, board, client_of, wim, karin):
    with writing():
        members.remove(board, karin.id, karin, datetime.now(UTC))

    client_of(karin).send(door)

    assert karin.role_on(board.id) is Role.MEMBER


def test_walking_in_changes_no_role(door, board, client_of, marleen, zoë):
    for who in (marleen, zoë):
        client_of(who).send(door)

    assert marleen.role_on(board.id) is Role.COORDINATOR
    assert zoë.role_on(board.id) is Role.VIEWER


def test_a_closed_door_is_closed(door, visitor, client_of, wim):
    client_of(wim).send(f"{BOARD}/join-link?_method=DELETE")

    assert visitor.get(door).status_code == 410
    assert (
        visitor.send(door, name="Nel", email=NEW, place="X BV", kind="company").status_code == 410
    )
    assert db.session.scalar(select(Invitation)) is None


def test_a_door_closes_by_itself(door, visitor, time_machine):
    time_machine.move_to(datetime.now(UTC) + timedelta(hours=13))

    assert visitor.get(door).status_code == 410


def test_one_address_gets_no_flood_of_mails(door, visitor):
    replies = [
        visitor.send(door, name="Nel", email=NEW, place="X BV", kind="company").status_code
        for _ in range(5)
    ]

    assert replies == [200, 200, 200, 429, 429]
