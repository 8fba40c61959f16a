"""A meeting's table over HTTP: who gets what, what is refused, what each window is told."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from actionboard.agenda.agenda import Walk
from actionboard.agenda.conclusions import Conclusion
from actionboard.agenda.decisions import Decision
from actionboard.agenda.minutes_versions import MinutesVersion
from actionboard.boards import replay
from actionboard.cards.comments import Comment
from actionboard.cards.steps import Step
from actionboard.core.database import db
from actionboard.mail.models import Mail
from actionboard.meetings.models import Meeting
from tests.clients import said


@pytest.fixture
def wims(client_of, wim):
    """Wim's browser; he leads."""
    return client_of(wim)


@pytest.fixture
def walk(board, meeting, propose, wim):
    """On their way along two cards."""
    cards = [propose("Gastlessen"), propose("Open dag")]
    with board.turn():
        return Walk.begin(meeting, cards, wim)


def test_since_last_time_opens_on_what_happened(wims, client_of, karin, meeting, earlier, card):
    for browser in (wims, client_of(karin)):
        page = browser.get(f"{meeting.url}/since")

        assert "Sinds vorige keer" in said(page)
        assert card.title in said(page)
        assert "@" not in said(page)


def test_only_who_leads_is_offered_to_go_on(wims, client_of, karin, meeting):
    assert f"{meeting.url}/walk" in wims.get(f"{meeting.url}/since").text
    assert f"{meeting.url}/walk" not in client_of(karin).get(f"{meeting.url}/since").text


def test_the_hub_leads_to_everything_in_its_order(wims, meeting, earlier):
    hub = wims.get(meeting.url).text

    parts = ("since", "walk", "agreed", "minutes")
    places = [hub.index(f'{meeting.url}/{part}"') for part in parts]
    assert places == sorted(places)


def test_a_walk_begins_with_the_cards_that_were_ticked(wims, meeting, propose, earlier):
    one, other, last = (propose(title) for title in ("Gastlessen", "Open dag", "Docentstage"))
    chosen = wims.get(f"{meeting.url}/walk")
    assert chosen.text.count("checked") == 3

    reply = wims.send(f"{meeting.url}/walk", card=[last.number, one.number], minutes="4")

    walk = Walk.of(meeting)
    assert reply.location == f"{meeting.url}/walk"
    assert walk.cards() == [last, one]
    assert (walk.card, walk.minutes) == (last, 4)
    assert other not in walk.cards()


def test_a_walk_without_cards_is_refused_in_place(wims, meeting, card):
    reply = wims.send(f"{meeting.url}/walk")

    assert reply.status_code == 422
    assert "Kies minstens één kaart" in said(reply)


def test_the_room_sees_one_card_and_the_list(wims, meeting, walk):
    page = wims.get(f"{meeting.url}/walk")

    assert "Volgende: actie 2" in said(page)
    assert page.text.count('class="talk') >= 2  # the others wait, so that leafing needs no server
    assert page.text.count("hidden>") >= 1


def test_the_next_card_is_everybodys_at_once(wims, meeting, walk):
    reply = wims.act(f"{meeting.url}/walk/card", card=2)

    for told in (reply, wims.look(f"{meeting.url}/walk?since=0")):
        assert all(f'id="{one}"' in told.text for one in ("walk-next", "walk-list", "talk-2"))
    db.session.refresh(walk)
    assert walk.card.number == 2


def test_a_step_that_comes_late_gives_way_to_one_that_was_made_since(wims, meeting, walk, propose):
    wims.act(f"{meeting.url}/walk/card", card=2)

    wims.act(f"{meeting.url}/walk/card", card=1, ago="60")
    db.session.refresh(walk)
    assert walk.card.number == 2

    wims.act(f"{meeting.url}/walk/card", card=1, ago="0")
    db.session.refresh(walk)
    assert walk.card.number == 1


def test_a_step_paints_no_numbers_and_no_cards_that_did_not_change(wims, board, meeting, walk):
    told = wims.look(f"{meeting.url}/walk?since={board.version}").text

    assert 'id="walk-counts"' not in told
    assert 'id="talk-1"' in told
    assert 'id="talk-2"' not in told


def test_without_javascript_the_next_card_is_a_page(wims, meeting, walk):
    reply = wims.send(f"{meeting.url}/walk/card", card=2)

    assert (reply.status_code, reply.location) == (303, f"{meeting.url}/walk")


def test_the_clock_rests_goes_on_and_gets_more(wims, meeting, walk):
    for do, paused, extra in (("pause", True, {}), ("resume", False, {}), ("more", False, 2)):
        wims.act(f"{meeting.url}/walk/clock", do=do)
        db.session.refresh(walk)
        assert walk.paused is paused
        assert walk.extra == (extra and {str(walk.card_id): extra})


def test_a_card_is_added_and_left_out(wims, meeting, walk, propose):
    third = propose("Docentstage")

    wims.act(f"{meeting.url}/walk/list", card=third.number)
    db.session.refresh(walk)
    assert [card.number for card in walk.cards()] == [1, 3, 2]
    wims.act(f"{meeting.url}/walk/list", card=2, skip="1")

    db.session.refresh(walk)
    assert [card.number for card in walk.cards()] == [1, 3]


def test_a_number_that_is_no_action_is_refused_kindly(wims, meeting, walk):
    reply = wims.act(f"{meeting.url}/walk/list", card="99")

    assert reply.status_code == 422
    assert "Er staat geen actie 99 op dit bord." in said(reply)


def test_it_goes_on_is_written_on_the_card_by_who_leads(wims, board, meeting, walk, karin):
    with board.turn():
        walk.card.ask_help("Wie kent iemand?", karin)

    reply = wims.act(f"{meeting.url}/cards/1/going", body="Rooster komt in januari")

    assert "staat dat het nog loopt" in said(reply)
    (comment,) = Comment.of(walk.card)
    assert comment.body_words.body == "Loopt nog. Rooster komt in januari"
    assert walk.card.help_words is None
    assert replay.differences(board) == []


def test_who_is_late_stands_there_as_an_organisation(
    wims, board, meeting, walk, karin, henk, today
):
    with board.turn():
        walk.card.plan(today - timedelta(days=9), by=karin, lead=karin)
        walk.card.join(henk)

    page = wims.get(f"{meeting.url}/walk")

    assert "Wie helpt?" in said(page)
    assert karin.organisation.name in said(page)
    assert karin.name not in page.text
    assert henk.name not in page.text


def test_the_presenter_sees_what_was_said_and_what_comes_next(
    wims, client_of, board, meeting, walk, karin
):
    with board.turn():
        Comment.make(walk.card, "Ik bel maandag", karin)
        Step.add(walk.card, "Bellen", karin)

    page = wims.get(f"{meeting.url}/walk/presenter")

    assert "Ik bel maandag" in said(page)
    assert "Hierna 2. Open dag" in said(page)
    assert "Ik bel maandag" not in said(client_of(karin).get(f"{meeting.url}/walk"))


def test_before_it_begins_the_presenter_is_led_to_the_beginning(wims, meeting):
    assert wims.get(f"{meeting.url}/walk/presenter").location == f"{meeting.url}/walk"


def test_at_the_end_the_agreements_come(wims, meeting, walk):
    reply = wims.send(f"{meeting.url}/walk?_method=DELETE")

    assert reply.location == f"{meeting.url}/agreed"
    assert wims.look(f"{meeting.url}/walk").headers["HX-Redirect"] == f"{meeting.url}/agreed"


def test_stepping_before_the_beginning_is_refused_kindly(wims, meeting, card):
    reply = wims.act(f"{meeting.url}/walk/card", card=card.number)

    assert reply.status_code == 409
    assert "nog niet begonnen" in said(reply)


def test_an_agreement_is_typed_changed_and_taken_back(wims, meeting, walk, karin):
    reply = wims.act(f"{meeting.url}/decisions", body="Karin belt, 12-02-2027", card=1, draft="d/1")
    assert "De afspraak staat erbij, voor vr 12 feb (wk 6)." in said(reply)
    assert "Ongedaan maken" in said(reply)
    assert 'data-clear-draft="d/1"' in reply.text
    (decision,) = Decision.of(meeting, walk.card)
    assert "Karin belt" in said(wims.get(f"{meeting.url}/walk"))
    url = f"{meeting.url}/decisions/{decision.id}"
    assert 'value="12-02-2027"' in wims.look(url).text

    wims.act(url, body="Karin belt beide", due="wk 7", who=karin.id)
    db.session.refresh(decision)
    assert (decision.body, decision.who_ids) == ("Karin belt beide", [karin.id])
    wims.act(f"{url}?_method=DELETE")

    assert Decision.of(meeting) == []


def test_a_bad_day_is_said_at_its_field_with_what_was_typed(wims, board, meeting, wim):
    with board.turn():
        decision = Decision.make(meeting, "Karin belt", wim)

    reply = wims.act(f"{meeting.url}/decisions/{decision.id}", body="Anders", due="31-2")

    assert reply.status_code == 422
    assert 'aria-invalid="true"' in reply.text
    assert "Anders" in reply.text


def test_an_agreement_of_another_meeting_is_not_found(wims, board, meeting, earlier, wim):
    with board.turn():
        decision = Decision.make(earlier, "Karin belt", wim)

    assert wims.get(f"{meeting.url}/decisions/{decision.id}").status_code == 404


def test_a_conclusion_is_typed_changed_and_taken_back(wims, meeting):
    wims.act(f"{meeting.url}/conclusions", body="Eén aanspreekpunt")
    (conclusion,) = Conclusion.of(meeting)
    url = f"{meeting.url}/conclusions/{conclusion.id}"
    assert "Eén aanspreekpunt" in wims.look(url).text
    wims.act(url, body="Eén vast aanspreekpunt")
    assert "Eén vast aanspreekpunt" in said(wims.get(f"{meeting.url}/agreed"))

    wims.act(f"{url}?_method=DELETE")

    assert Conclusion.of(meeting) == []


def test_from_closing_to_mailed_minutes(wims, client_of, karin, meeting, today, card):
    next_on = today + timedelta(weeks=12)
    assert "Bijeenkomst afsluiten" in said(wims.get(f"{meeting.url}/minutes"))
    form = {"next_on": f"{next_on:%d-%m-%Y}", "next_place": "OBM"}
    assert wims.send(f"{meeting.url}/minutes", **form).location == f"{meeting.url}/minutes"
    assert "Verslag nalezen" in said(wims.get(f"{meeting.url}/minutes"))
    karins = client_of(karin)
    assert "nog niet vastgesteld" in said(karins.get(f"{meeting.url}/minutes"))

    one = f"{meeting.url}/minutes/1"
    assert wims.send(one, opening="Welkom allemaal.", send="1").location == f"{one}/send"
    assert karin.name in said(wims.get(f"{one}/send"))
    wims.send(f"{one}/send")

    assert "Welkom allemaal." in said(karins.get(f"{meeting.url}/minutes"))
    (mail,) = db.session.scalars(select(Mail).where(Mail.to == karin.email))
    assert "Welkom allemaal." in mail.text
    assert Meeting.on(meeting.board)[0].held_on == next_on


def test_a_correction_is_a_version_of_its_own(wims, client_of, karin, meeting):
    wims.send(f"{meeting.url}/minutes")
    wims.send(f"{meeting.url}/minutes/1/send")
    refused = wims.send(f"{meeting.url}/minutes/1", opening="Stiekem anders")
    assert refused.status_code == 409

    wims.send(f"{meeting.url}/minutes/1/correction")
    wims.send(f"{meeting.url}/minutes/2", opening="Nu goed")
    karins = client_of(karin)
    assert "Nu goed" not in said(karins.get(f"{meeting.url}/minutes"))
    wims.send(f"{meeting.url}/minutes/2/send")

    assert "Nu goed" in said(karins.get(f"{meeting.url}/minutes"))
    first = said(karins.get(f"{meeting.url}/minutes?version=1"))
    assert "Nu goed" not in first
    assert "Er is een nieuwere versie" in first


def test_the_minutes_are_a_page_and_a_pdf(wims, client_of, karin, meeting):
    wims.send(f"{meeting.url}/minutes")
    one = f"{meeting.url}/minutes/1.pdf"
    karins = client_of(karin)
    assert karins.get(one).status_code == 403  # a draft is for who leads
    wims.send(f"{meeting.url}/minutes/1/send")
    assert f'href="{one}"' in karins.get(f"{meeting.url}/minutes").text

    reply = karins.get(one)

    assert reply.mimetype == "application/pdf"
    assert reply.data.startswith(b"%PDF")


def test_a_draft_can_be_thrown_away(wims, meeting):
    wims.send(f"{meeting.url}/minutes")

    wims.send(f"{meeting.url}/minutes/1?_method=DELETE")

    assert MinutesVersion.of(meeting) == []


def test_a_next_day_that_makes_no_sense_is_refused_with_what_was_typed(wims, meeting):
    for typed in ("31-2", "gisteren", "1-1-2020"):
        reply = wims.send(f"{meeting.url}/minutes", next_on=typed, next_place="OBM")

        assert reply.status_code == 422
        assert f'value="{typed}"' in reply.text
        assert 'value="OBM"' in reply.text
    assert MinutesVersion.of(meeting) == []


def test_a_text_without_end_is_refused_at_its_block(wims, meeting):
    wims.send(f"{meeting.url}/minutes")

    reply = wims.send(f"{meeting.url}/minutes/1", opening="x" * 20_001, next="Tot dan")

    assert reply.status_code == 422
    assert "te lang" in said(reply)
    assert "Tot dan" in reply.text


def test_what_is_sent_twice_is_agreed_once(wims, meeting, walk):
    for _again in range(2):
        reply = wims.act(f"{meeting.url}/decisions", body="Karin belt", card=1, once="abc")
        assert reply.status_code == 200

    assert [one.body for one in Decision.of(meeting)] == ["Karin belt"]


@pytest.mark.parametrize(
    ("address", "typed"),
    [
        ("{card}/result", {"result": "Rooster staat"}),
        ("{card}/help", {"reason": "Wie kent iemand?"}),
        ("{card}/drop", {"reason": "Te duur"}),
        ("{meeting}/cards/1/going", {"body": "Komt goed"}),
    ],
)
def test_an_answer_from_before_is_refused_with_how_it_stands_now(
    wims, board, meeting, walk, henk, address, typed
):
    seen = walk.card.version
    with board.turn():
        walk.card.finish("Drie lessen gegeven", henk)
    url = address.format(card=f"{board.url}/cards/1", meeting=meeting.url)

    reply = wims.act(url, version=seen, once="abc", late="1", **typed)

    assert reply.status_code == 409
    assert f"{henk.name} was je voor" in said(reply)
    assert "Staat er nu Klaar: Drie lessen gegeven" in said(reply)
    db.session.refresh(walk.card)
    again = wims.act(url, version=walk.card.version, once="abc", late="1", **typed)
    assert again.status_code == 200
