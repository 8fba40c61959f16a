"""One reply and one refusal, in each form in which a change can be sent."""

from __future__ import annotations

import pytest

from tests.clients import said

CARD = "/boards/voorbeeldland/cards/1"
JSON = {"Accept": "application/json"}


@pytest.fixture
def karins(card, client_of, karin):
    return client_of(karin)


def test_a_program_hears_what_was_done_and_how_to_take_it_back(karins, board):
    reply = karins.post(f"{CARD}/claim", headers=JSON)

    undo = f"/boards/voorbeeldland/activities/{board.version}/undo"
    told = {"said": "Jij trekt actie 1.", "undo": undo, "version": board.version}
    assert reply.get_json() == told
    assert karins.post(undo, headers=JSON).get_json()["said"] == "Ongedaan gemaakt."


def test_a_program_hears_why_not_and_at_which_field(karins):
    reply = karins.post(f"{CARD}/comments", headers=JSON)

    assert (reply.status_code, reply.get_json()) == (
        422,
        {"refused": "Schrijf eerst iets op.", "field": "body"},
    )


def test_after_a_promise_a_plain_form_leads_on_to_the_day(karins):
    reply = karins.send(f"{CARD}/claim")

    assert reply.location == f"{CARD}/plan"
    assert "Wanneer is het klaar?" in said(karins.get(reply.location))


def test_a_refusal_stands_on_the_page_on_which_it_was_pressed(karins, card, board, henk):
    with board.turn():
        card.claim(by=henk)

    reply = karins.send(f"{CARD}/claim")

    assert reply.status_code == 409
    assert "was je net voor" in said(reply)
    assert card.title in said(reply)


def test_what_nothing_changed_is_told_so(karins, card):
    typed = {"title": card.title, "why": "", "level": card.level, "version": card.version}

    karins.send(CARD, **typed)

    assert "Er veranderde niets." in said(karins.get(CARD))


@pytest.mark.parametrize(("part", "words"), [("comments", "x" * 4001), ("steps", "y" * 201)])
def test_what_is_too_long_stays_in_its_field(karins, part, words):
    reply = karins.send(f"{CARD}/{part}", body=words)

    assert reply.status_code == 422
    assert words in reply.text


def test_done_said_twice_shows_both_sentences_and_leads_back_to_the_card(karins, card, board, henk):
    seen = card.version
    with board.turn():
        card.finish("Twee lessen", henk)

    reply = karins.send(f"{CARD}/result", result="Gedaan", version=seen)

    assert reply.status_code == 409
    assert said(reply).count("Gedaan") == 1
    assert "Twee lessen" in said(reply)
    assert "Of allebei" in said(reply)
    assert "Waar staat deze actie?" not in said(reply)
    assert f'class="button" href="{CARD}"' in reply.text


def test_the_column_in_which_a_card_is_already_changes_nothing(karins, card, board):
    rank, version = card.rank, board.version

    karins.send(f"{CARD}/place", stage=card.stage, version=version)

    assert (board.version, card.rank) == (version, rank)
    assert "Er veranderde niets." in said(karins.get(CARD))


def test_a_piece_of_an_open_page_takes_no_message_from_the_next_page(karins):
    karins.send(f"{CARD}/comments", body="Goed plan", draft="d")

    karins.look(f"{CARD}?since=1")

    assert 'name="clear-draft" content="d"' in karins.get(CARD).text


def test_ones_own_next_press_takes_a_card_back_to_its_column(karins, card):
    seen, begun = card.version, card.stage
    karins.send(f"{CARD}/place", stage="doing", version=seen)

    karins.send(f"{CARD}/place", stage=begun, version=seen)

    assert card.stage is begun
