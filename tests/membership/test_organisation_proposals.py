"""A typed name opens no organisation: it asks, and who answers for that one says yes or no."""

from __future__ import annotations

import re
import threading
from contextvars import Context
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from actionboard.accounts.audit_log import Audit, in_words
from actionboard.accounts.models import Membership, Organisation, Role, User
from actionboard.boards import replay
from actionboard.cards.models import Card
from actionboard.core.database import db, writing
from actionboard.mail.models import Mail
from actionboard.membership import organisations
from actionboard.membership.models import OrganisationProposal, ProposedPerson
from tests.clients import Client, said

ELSEWHERE = "/boards/elders"
JAN = "jan@elders.example"


@pytest.fixture
def roc(henk, fatima):
    """The school; Fatima answers for it."""
    with writing():
        henk.organisation.contact_id = fatima.id
    return db.session.get(Organisation, henk.organisation_id)


@pytest.fixture
def comes(app, client_of, buitenstaander):
    """Lets the outsider invite somebody, who fills in the form: `comes(place="ROC")`."""

    def comes(email=JAN, role="member", by=buitenstaander, board=ELSEWHERE, **given):
        client_of(by).send(f"{board}/invitations", addresses=email, role=role)
        text = db.session.scalar(select(Mail.text).order_by(Mail.id.desc()).limit(1))
        path = re.search(r"/invitations/\S+", text)[0]
        client = Client(app, app.response_class)
        form = {"name": "Jan Smit", "kind": "school", **given}
        client.reply = client.send(path, **form)
        return client

    return comes


@pytest.fixture
def jan(comes, roc):
    """Says on another board that he works at the school; the proposal is open."""
    comes(place="roc voorbeeldland")
    return User.with_email(JAN)


@pytest.fixture
def proposal(jan):
    """Jan's."""
    return db.session.scalar(select(OrganisationProposal))


@pytest.fixture
def answer(proposal, client_of):
    """Answers it: `answer(fatima, 1)`."""
    path = f"/organisations/{proposal.same_as_id}/proposals/{proposal.id}"
    return lambda who, accept: client_of(who).send(path, accept=accept)


@pytest.fixture
def take_back(proposal, client_of):
    """Takes the answer back: `take_back(fatima)`."""
    path = f"/organisations/{proposal.same_as_id}/proposals/{proposal.id}/answer?_method=DELETE"
    return lambda who: client_of(who).send(path)


def everything():
    db.session.rollback()
    skip = ("audits", "browser_sessions", "spendings", "activities", "boards")
    return {
        name: sorted(map(repr, db.session.execute(select(table))))
        for name, table in db.metadata.tables.items()
        if name not in skip
    }


# At the door -------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["ROC Voorbeeldland", "roc voorbeeldland", " ROC-Voorbeeldland. "])
def test_a_typed_name_of_another_board_founds_an_organisation_and_asks(comes, roc, name):
    comes(place=name)

    jan = User.with_email(JAN)
    made = db.session.scalar(select(OrganisationProposal))
    assert jan.organisation_id != roc.id
    assert (made.organisation, made.same_as, made.by) == (jan.organisation, roc, jan)
    assert made.decided_at is None


def test_another_name_asks_nobody(comes, roc):
    comes(place="ROC Verweg")

    assert db.session.scalar(select(OrganisationProposal)) is None


def test_choosing_from_the_list_is_joining(comes, buitenstaander):
    comes(organisation=str(buitenstaander.organisation_id))

    assert User.with_email(JAN).organisation_id == buitenstaander.organisation_id
    assert db.session.scalar(select(OrganisationProposal)) is None


def test_typing_what_stands_in_the_list_is_choosing_it(comes, buitenstaander):
    comes(place="groothandel  de verte!", kind="")

    assert User.with_email(JAN).organisation_id == buitenstaander.organisation_id


def test_choosing_from_the_list_joins_the_one_in_the_list(jan, comes, roc):
    comes("piet@elders.example", name="Piet Bos", organisation=str(jan.organisation_id))

    assert User.with_email("piet@elders.example").organisation_id == jan.organisation_id


def test_an_organisation_of_another_board_cant_be_chosen_by_its_number(comes, roc):
    client = comes(organisation=str(roc.id))

    assert client.reply.status_code == 422
    assert User.with_email(JAN) is None


@pytest.mark.parametrize(
    ("field", "wrong", "sentence"),
    [
        ("place", "R\u200bOC", "onzichtbaar teken"),
        ("place", "ROC\u202e", "onzichtbaar teken"),
        ("place", "\u3164\u3164\u3164", "onzichtbaar teken"),
        ("place", "?!...", "letters of cijfers"),
        ("name", "Jan\x07 Smit", "onzichtbaar teken"),
        ("name", "- - -", "letters of cijfers"),
        ("name", " \t ", "Vul een naam in."),
        ("name", "\u0301\u0301", "letters of cijfers"),
    ],
)
def test_a_name_at_the_door_can_be_read(comes, field, wrong, sentence):
    typed = {"name": "Jan Smit", "place": "Nieuw BV", "kind": "company", field: wrong}

    client = comes(**typed)

    page = said(client.reply)
    assert client.reply.status_code == 422
    assert sentence in page
    other = "Nieuw BV" if field == "name" else "Jan Smit"
    assert f'value="{other}"' in client.reply.text
    assert 'value="company" checked' in client.reply.text
    assert User.with_email(JAN) is None


@pytest.mark.parametrize("name", ["’t Hoog", "Zoë Ó Súilleabháin", "Ö4", "株式会社", "A & B"])
def test_names_as_people_have_them_pass(comes, name):
    comes(name=name, place="Nieuw BV")

    assert User.with_email(JAN).name == name


# Until a yes -------------------------------------------------------------------------------------


def test_take_over_of_an_organisation_by_its_name(comes, client_of, roc, fatima, buitenstaander):
    """Who invites themselves into an organisation of another board gets nothing of it."""
    attacker = comes("kwaad@elders.example", "coordinator", name="Kees Kwaad", place=roc.name)
    kees = User.with_email("kwaad@elders.example")
    taken = {"name": "Gekaapt", "short": "Gekaapt", "kind": "company", "contact": str(kees.id)}

    for client in (attacker, client_of(buitenstaander)):
        assert client.get(f"/organisations/{roc.id}").status_code == 404
        assert client.get(f"/organisations/{roc.id}/edit").status_code == 404
        assert client.send(f"/organisations/{roc.id}", **taken).status_code == 404
        assert client.get(f"/people/{fatima.id}").status_code == 404
        asked = db.session.scalar(select(OrganisationProposal.id))
        path = f"/organisations/{roc.id}/proposals/{asked}"
        assert client.send(path, accept="1").status_code == 404
        assert client.send(f"{path}/answer?_method=DELETE").status_code == 404
        for page in (f"/organisations/{kees.organisation_id}", "/organisations", "/me"):
            assert fatima.name not in client.get(page).text
            assert "Is dit dezelfde organisatie?" not in client.get(page).text
        for page in (f"{ELSEWHERE}/members", f"{ELSEWHERE}/audit", ELSEWHERE):
            assert fatima.name not in client.get(page).text
            assert f'/organisations/{roc.id}"' not in client.get(page).text

    assert (roc.name, roc.short, roc.contact_id) == ("ROC Voorbeeldland", "ROC", fatima.id)
    assert kees.organisation_id != roc.id


def test_after_a_yes_the_other_board_still_changes_nothing(
    jan, answer, comes, client_of, roc, fatima, buitenstaander
):
    answer(fatima, 1)
    second = comes("kwaad@elders.example", "coordinator", organisation=str(roc.id))
    kees = User.with_email("kwaad@elders.example")
    taken = {"name": "Gekaapt", "short": "Gekaapt", "kind": "company", "contact": str(kees.id)}

    for client in (second, client_of(buitenstaander)):
        assert client.get(f"/organisations/{roc.id}").status_code == 200
        assert fatima.name not in client.get(f"/organisations/{roc.id}").text
        assert client.send(f"/organisations/{roc.id}", **taken).status_code == 403

    assert kees.organisation_id == roc.id
    assert (roc.name, roc.contact_id) == ("ROC Voorbeeldland", fatima.id)


def test_who_answers_for_it_is_asked_and_others_are_not(
    jan, client_of, roc, fatima, marleen, admin, henk, karin, wim, buitenstaander
):
    question = "Jan Smit (bord BPV elders) zegt ook bij ROC Voorbeeldland te werken."

    for who in (fatima, marleen, admin):
        assert question in said(client_of(who).get(f"/organisations/{roc.id}"))
        assert question in said(client_of(who).get("/organisations"))
    for who in (henk, karin, wim, buitenstaander):
        assert "Jan Smit (bord" not in said(client_of(who).get(f"/organisations/{roc.id}"))
        assert "Jan Smit (bord" not in said(client_of(who).get("/organisations"))


@pytest.mark.parametrize("accept", ["", "2", "ja"])
def test_what_is_no_answer_is_asked_again(answer, proposal, fatima, accept):
    reply = answer(fatima, accept)

    assert reply.status_code == 422
    assert "Kies “Ja, dezelfde” of “Nee, een andere”." in said(reply)
    assert proposal.decided_at is None


# The answer --------------------------------------------------------------------------------------


def test_a_yes_brings_the_people_over_and_paints_their_boards(
    jan, proposal, answer, other_board, client_of, roc, fatima, admin
):
    new = jan.organisation_id
    with writing():
        db.session.add(Membership(board_id=other_board.id, user_id=fatima.id, role=Role.MEMBER))
    with other_board.turn():
        Card.find(other_board, 1).claim(by=jan)
    seen = other_board.version

    reply = answer(fatima, 1)

    assert (reply.status_code, reply.location) == (303, f"/organisations/{roc.id}")
    assert jan.organisation_id == roc.id
    assert other_board.version > seen
    assert replay.differences(other_board) == []
    assert client_of(admin).get(f"/organisations/{new}").status_code == 404
    assert client_of(jan).get(f"/organisations/{new}").status_code == 404
    assert [one.id for one in organisations.known_to(admin)].count(new) == 0


def test_a_no_leaves_two(jan, proposal, answer, client_of, roc, marleen):
    new = jan.organisation_id

    answer(marleen, 0)

    assert jan.organisation_id == new
    assert (proposal.accepted, proposal.decided_by) == (False, marleen)
    assert client_of(jan).get(f"/organisations/{roc.id}").status_code == 404
    assert client_of(jan).get(f"/organisations/{new}").status_code == 200


@pytest.mark.parametrize(("first", "then"), [(1, 1), (1, 0), (0, 1), (0, 0)])
def test_whoever_answers_later_is_told_kindly(jan, answer, fatima, marleen, first, then):
    answer(fatima, first)
    before = everything()

    later, again = answer(marleen, then), answer(fatima, then)

    word = "ja, dezelfde" if first else "nee, een andere"
    for reply in (later, again):
        assert reply.status_code == 409
        assert f"Fatima El Idrissi heeft al geantwoord: {word} organisatie." in said(reply)
    assert everything() == before


def test_of_two_who_answer_at_once_one_does(app, jan, proposal, client_of, fatima, marleen):
    path = f"/organisations/{proposal.same_as_id}/proposals/{proposal.id}"
    clients = [(client_of(who), accept) for who in (fatima, marleen) for accept in (1, 0)]
    db.session.commit()
    start, codes = threading.Barrier(len(clients)), []

    def press(client, accept):
        start.wait()
        codes.append(super(Client, client).open(path, method="POST", data={"accept": accept}))

    threads = [threading.Thread(target=Context().run, args=(press, *one)) for one in clients]
    for one in threads:
        one.start()
    for one in threads:
        one.join()

    assert sorted(reply.status_code for reply in codes) == [303, 409, 409, 409]
    verbs = ("organisation.joined", "organisation.kept_apart")
    heard = select(func.count()).select_from(Audit).where(Audit.verb.in_(verbs))
    assert db.session.scalar(heard) == 1


def test_two_of_one_name_are_both_asked_and_one_gets_them(jan, answer, comes, client_of, marleen):
    answer(marleen, 0)
    comes("els@voorbeeld.example", by=marleen, board="/boards/voorbeeldland", place="Buis BV")
    comes("ria@elders.example", name="Ria Rond", place="Buis bv")
    path = "/organisations/{0.same_as_id}/proposals/{0.id}"
    ria = User.with_email("ria@elders.example")
    (asked,) = db.session.scalars(
        select(OrganisationProposal).where(OrganisationProposal.by_id == ria.id)
    )

    reply = client_of(marleen).send(path.format(asked), accept="1")

    assert reply.status_code == 303
    assert ria.organisation is User.with_email("els@voorbeeld.example").organisation


def test_what_went_elsewhere_is_asked_nowhere_else(jan, comes, client_of, answer, admin, roc):
    """Two organisations have the name; after the yes of one, the other one's question is over."""
    answer(admin, 0)
    with writing():
        db.session.delete(db.session.scalar(select(Membership).where(Membership.user == jan)))
    comes("ria@elders.example", name="Ria Rond", place=roc.name)
    ria = User.with_email("ria@elders.example")
    mine = OrganisationProposal.by_id == ria.id
    to_roc, to_jan = db.session.scalars(
        select(OrganisationProposal).where(mine).order_by(OrganisationProposal.same_as_id)
    )
    path = "/organisations/{0.same_as_id}/proposals/{0.id}"

    client_of(admin).send(path.format(to_roc), accept="1")
    late = client_of(admin).send(path.format(to_jan), accept="1")

    assert late.status_code == 409
    assert "horen intussen bij een andere organisatie" in said(late)
    assert "Ria Rond (bord" not in said(client_of(admin).get("/organisations"))
    assert ria.organisation is roc


# Taking it back ----------------------------------------------------------------------------------


@pytest.mark.parametrize("accept", [1, 0])
def test_an_answer_is_taken_back_whole(jan, answer, take_back, client_of, roc, fatima, accept):
    before = everything()
    answer(fatima, accept)
    assert "Antwoord terugnemen" in said(client_of(fatima).get(f"/organisations/{roc.id}"))

    reply = take_back(fatima)

    assert reply.status_code == 303
    assert everything() == before
    assert "Jan Smit (bord" in said(client_of(fatima).get(f"/organisations/{roc.id}"))


def test_whoever_chose_it_because_of_the_yes_goes_back_too(jan, answer, take_back, comes, fatima):
    new = jan.organisation_id
    answer(fatima, 1)
    comes("piet@elders.example", name="Piet Bos", organisation=str(jan.organisation_id))

    take_back(fatima)

    assert User.with_email("piet@elders.example").organisation_id == new
    assert db.session.scalar(select(ProposedPerson)) is None


def test_only_who_answered_takes_it_back_and_only_for_a_week(
    jan, answer, take_back, fatima, marleen, roc, time_machine
):
    answer(fatima, 1)

    by_another = take_back(marleen)
    time_machine.move_to(datetime.now(UTC) + timedelta(days=7, minutes=1))
    too_late = take_back(fatima)

    assert by_another.status_code == 403
    assert "Alleen Fatima El Idrissi kan dit antwoord terugnemen." in said(by_another)
    assert too_late.status_code == 409
    assert "langer dan een week geleden" in said(too_late)
    assert jan.organisation_id == roc.id


def test_taking_back_twice_is_told_kindly(jan, answer, take_back, fatima):
    answer(fatima, 1)
    take_back(fatima)

    again = take_back(fatima)

    assert again.status_code == 409
    assert "is al teruggenomen" in said(again)


def test_who_became_the_contact_stays(jan, answer, take_back, fatima, marleen, roc):
    answer(marleen, 1)
    with writing():
        roc.contact_id = jan.id

    reply = take_back(marleen)

    assert reply.status_code == 409
    assert "Jan Smit is nu contactpersoon." in said(reply)
    assert jan.organisation_id == roc.id


def test_a_no_on_which_others_relied_stays(jan, answer, take_back, comes, client_of, admin, roc):
    answer(admin, 0)
    with writing():
        db.session.delete(db.session.scalar(select(Membership).where(Membership.user == jan)))
    comes("ria@elders.example", name="Ria Rond", place=roc.name)

    reply = take_back(admin)

    assert reply.status_code == 409
    assert "anderen met dezelfde naam" in said(reply)


def test_every_step_is_in_the_list_of_rights(
    jan, answer, take_back, client_of, roc, fatima, buitenstaander
):
    answer(fatima, 1)
    take_back(fatima)
    answer(fatima, 0)

    steps = db.session.scalars(
        select(Audit).where(Audit.organisation_id == roc.id).order_by(Audit.id)
    )
    sentences = [in_words(one) for one in steps]
    assert sentences == [
        "Jan Smit zegt bij ROC Voorbeeldland te werken",
        "Fatima El Idrissi zei dat Jan Smit bij ROC Voorbeeldland werkt",
        "Fatima El Idrissi nam het antwoord terug op de vraag of Jan Smit bij "
        "ROC Voorbeeldland werkt",
        "Fatima El Idrissi zei dat Jan Smit niet bij ROC Voorbeeldland werkt",
    ]
    page = said(client_of(fatima).get(f"/organisations/{roc.id}"))
    assert all(one in page for one in sentences)
    elsewhere = said(client_of(buitenstaander).get(f"{ELSEWHERE}/audit"))
    assert sentences[1] in elsewhere
    assert sentences[3] not in elsewhere
