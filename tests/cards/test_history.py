"""What happened, as people read it: each press one line, and what of it can still be undone."""

from __future__ import annotations

import re
from contextvars import Context
from datetime import timedelta
from html import unescape

import pytest
from sqlalchemy import event

from actionboard.accounts.models import User
from actionboard.boards.levels import Level
from actionboard.boards.stages import Stage
from actionboard.cards import board_history, history
from actionboard.cards.board_history import Show, page
from actionboard.cards.comments import Comment
from actionboard.cards.models import Card
from actionboard.cards.steps import Step
from actionboard.core.database import db
from actionboard.reviews.models import FROZEN
from tests.cards.conftest import take_back as take_back
from tests.clients import said

BOARD = "/boards/voorbeeldland"


def lines(board, reader, **asked):
    return [line for _day, some in page(board, reader, **asked).days for line in some]


def texts(found):
    return [line.said.text for line in found]


@pytest.fixture
def went_on(propose, board, karin, henk, joris):
    """A card of Karin's on which others did five things."""
    card = propose("Welkomstmiddag", by=karin)
    made = board.recorded[0]
    for act in (
        lambda: card.claim(by=henk),
        lambda: card.postpone(board.today, by=henk),
        lambda: Comment.make(card, "Ik heb een lokaal.", by=joris),
        lambda: Step.add(card, "Bellen", by=joris),
        lambda: Comment.make(card, "Mooi.", by=henk),
    ):
        with board.turn():
            act()
    return card, made


# A press is a line -----------------------------------------------------------------------------


def test_a_press_is_one_line_with_its_parts_folded(card, board, karin):
    with board.turn():
        card.claim(by=karin)
        Step.add(card, "Bellen", by=karin)
        Comment.make(card, "Ik bel ze.", by=karin)

    claimed, proposed = lines(board, karin)

    assert claimed.said.text == "Karin pakte dit op"
    assert [part.did for part in claimed.parts] == [
        "pakte dit op", "voegde een stap toe", "reageerde",
    ]  # fmt: skip
    assert (claimed.count, proposed.count) == (3, 1)


def test_a_long_press_is_counted_and_told_in_part(board, karin):
    with board.turn():
        for number in range(60):
            Card.propose(board, f"Bellen {number}", by=karin, level=Level.LOCAL)

    (line,) = lines(board, karin)

    assert (line.count, len(line.parts)) == (60, board_history.PARTS)
    assert line.said.number == 1


def test_what_is_final_leads_its_press_and_says_why(card, board, marleen):
    with board.turn():
        card.claim(by=marleen)
        board.record(FROZEN, card, marleen)

    frozen, _proposed = lines(board, marleen)

    assert frozen.said.text == "Marleen stelde de maandreview vast"
    assert (frozen.can, frozen.why.text, frozen.why.asks) == (False, "Vastgesteld", False)


def test_what_was_undone_is_said_where_it_was_undone(card, board, karin, take_back):
    with board.turn():
        card.claim(by=karin)
    take_back(karin)

    undone, claimed, _proposed = lines(board, karin)

    assert (undone.undid.text, undone.can) == ("Karin pakte dit op", True)
    assert (claimed.can, claimed.why.text) == (False, "Ongedaan gemaakt")


def test_the_chips_show_what_one_did_and_what_was_undone(card, board, karin, marleen, take_back):
    with board.turn():
        card.claim(by=karin)
    take_back(karin)

    assert texts(lines(board, marleen, show=Show.MINE)) == ["Marleen zette dit op het bord"]
    assert texts(lines(board, marleen, show=Show.UNDONE)) == ["Karin maakte een stap ongedaan"]


def test_an_unknown_chip_shows_all(card, client_of, karin):
    reply = client_of(karin).get(f"{BOARD}/history?show=anders")

    assert "Marleen zette dit op het bord" in said(reply)


def test_a_chip_stays_chosen_on_the_next_page(card, board, client_of, karin, monkeypatch):
    monkeypatch.setattr(board_history, "PAGE", 2)
    for _ in range(3):
        with board.turn():
            Comment.make(card, "Nog iets.", by=karin)
    client = client_of(karin)

    first = client.get(f"{BOARD}/history?show=mine")
    earlier = unescape(re.search(r'class="button" href="([^"]+)">Eerder', first.text)[1])
    second = client.get(earlier)

    assert (first.text.count('id="press-'), second.text.count('id="press-')) == (2, 1)
    assert "show=mine" in earlier
    assert "Eerder" not in said(second)


def test_a_long_press_does_not_push_others_off_the_page(board, card, karin, monkeypatch):
    monkeypatch.setattr(board_history, "CHUNK", 10)
    with board.turn():
        for number in range(25):
            Card.propose(board, f"Bellen {number}", by=karin, level=Level.LOCAL)
    with board.turn():
        card.claim(by=karin)

    assert [line.press for line in lines(board, karin)] == [27, 2, 1]


# What can be undone, and why not ---------------------------------------------------------------


def test_a_button_stands_only_where_it_will_work(went_on, board, client_of, karin):
    with board.turn():
        Comment.make(went_on[0], "Dank je.", by=karin)

    reply = client_of(karin).get(f"{BOARD}/history")

    assert re.findall(r"/activities/(\d+)/undo", reply.text) == [str(board.version)]
    assert "Henk en Joris gingen ermee verder" in said(reply)


def test_why_not_is_said_at_the_line_when_asked(went_on, client_of, karin):
    _card, made = went_on

    reply = client_of(karin).get(f"{BOARD}/history?why={made}")

    told = block(reply)
    assert "Henk Flens en Joris Tap gingen ermee verder." in told
    assert "Henk pakte dit op" in told


def test_nobody_hears_why_of_what_is_not_theirs(went_on, client_of, joris):
    reply = client_of(joris).get(f"{BOARD}/history?why={went_on[1]}")

    assert 'class="went-on"' not in reply.text


def test_a_viewer_is_offered_nothing(went_on, client_of, zoë):
    reply = client_of(zoë).get(f"{BOARD}/history")

    assert "/undo" not in reply.text
    assert "Ongedaan maken:" not in reply.text


def block(reply):
    """The words of what is said about a refusal."""
    found = re.search(r'<div class="went-on".*?</div>', reply.text, re.DOTALL)[0]
    return " ".join(re.sub(r"<[^>]+>", " ", found).split())


def test_a_refused_undo_opens_the_history_at_its_line(went_on, board, client_of, karin):
    card, made = went_on

    reply = client_of(karin).send(f"{BOARD}/activities/{made}/undo")

    assert reply.status_code == 409
    line = reply.text.split(f'<li id="press-{made}">')[1]
    assert 'class="went-on"' in line
    assert 'tabindex="-1" autofocus' in line
    told = block(reply)
    assert "Henk pakte dit op" in told
    assert "Joris reageerde" in told
    assert "en 2 andere" in told
    assert f'href="{BOARD}/cards/{card.number}/drop"' in line
    assert f"Actie {card.number} openen" in told
    assert card.is_on_board


def test_a_refused_undo_of_long_ago_opens_the_page_that_tells_it(
    went_on, board, client_of, karin, monkeypatch
):
    monkeypatch.setattr(board_history, "PAGE", 2)
    _card, made = went_on

    reply = client_of(karin).send(f"{BOARD}/activities/{made}/undo")

    assert reply.status_code == 409
    assert re.findall(r'id="press-(\d+)"', reply.text) == [str(made)]
    assert "Henk pakte dit op" in block(reply)


def test_with_htmx_a_toast_says_the_same(went_on, client_of, karin):
    card, made = went_on

    reply = client_of(karin).act(f"{BOARD}/activities/{made}/undo")

    assert reply.status_code == 409
    assert 'class="toast is-conflict"' in reply.text
    assert "Henk en Joris" not in reply.text  # of two with one first name it is clear who
    assert "Henk Flens en Joris Tap gingen ermee verder" in said(reply)
    assert "Joris reageerde" in block(reply)
    assert f'href="{BOARD}/cards/{card.number}/drop" data-ask' in reply.text


def test_json_gets_the_sentence(went_on, client_of, karin):
    reply = client_of(karin).post(
        f"{BOARD}/activities/{went_on[1]}/undo", headers={"Accept": "application/json"}
    )

    assert reply.status_code == 409
    assert "Henk Flens en Joris Tap" in reply.json["refused"]


def test_what_put_no_card_on_the_board_offers_no_way_off_it(card, board, client_of, karin, henk):
    with board.turn():
        card.move(Stage.DOING, by=karin)
    moved = board.recorded[0]
    with board.turn():
        card.move(Stage.PROPOSED, by=henk)

    reply = client_of(karin).send(f"{BOARD}/activities/{moved}/undo")

    assert "Henk: Bezig naar Voorstel" in block(reply)
    assert "/drop" not in reply.text
    assert "Actie 1 openen" in block(reply)


def test_a_card_that_is_off_the_board_already_is_not_taken_off_again(
    went_on, board, client_of, karin, henk
):
    card, made = went_on
    with board.turn():
        card.drop("Toch niet.", by=henk)

    reply = client_of(karin).send(f"{BOARD}/activities/{made}/undo")

    assert reply.status_code == 409
    assert "/drop" not in reply.text


def test_any_other_refusal_is_said_at_its_line_too(card, board, client_of, karin, take_back):
    with board.turn():
        card.claim(by=karin)
    claimed = board.recorded[0]
    take_back(karin)

    reply = client_of(karin).send(f"{BOARD}/activities/{claimed}/undo")

    assert reply.status_code == 409
    assert block(reply).startswith("Dit is al ongedaan gemaakt.")


# Bringing back ---------------------------------------------------------------------------------


def test_a_coordinator_brings_back_what_somebody_undid(
    propose, board, client_of, karin, marleen, henk, take_back
):
    card = propose(by=karin)
    take_back(karin)
    undone = f"/activities/{board.recorded[0]}/undo"

    assert undone not in client_of(henk).get(f"{BOARD}/history").text
    shown = client_of(marleen).get(f"{BOARD}/history")
    assert undone in shown.text
    assert "Terughalen" in said(shown)

    reply = client_of(marleen).send(f"{BOARD}{undone}")

    assert reply.status_code == 303
    assert Card.find(board, card.number) is not None
    assert undone not in client_of(marleen).get(f"{BOARD}/history").text


# What it costs ---------------------------------------------------------------------------------


def asked(app, look, *ids):
    """How many queries it takes to look at something, by somebody who just came."""
    counted = []

    def afresh():
        with app.app_context():
            card, reader = db.session.get(Card, ids[0]), db.session.get(User, ids[1])
            event.listen(db.engine, "before_cursor_execute", note)
            look(card, reader)
            event.remove(db.engine, "before_cursor_execute", note)

    def note(*_query):
        counted.append(_query)

    Context().run(afresh)
    return len(counted)


@pytest.mark.parametrize(
    "look",
    [history.of_card, lambda card, reader: page(card.board, reader)],
    ids=["of a card", "of a board"],
)
def test_thirty_own_presses_cost_no_more_queries_than_four(app, card, board, karin, look):
    def press(times):
        for days in range(times):
            with board.turn():
                Comment.make(card, "Nog iets.", by=karin)
            with board.turn():
                card.postpone(board.today + timedelta(days=days), by=karin)

    press(2)
    few = asked(app, look, card.id, karin.id)
    press(13)
    many = asked(app, look, card.id, karin.id)

    assert many == few <= 20
