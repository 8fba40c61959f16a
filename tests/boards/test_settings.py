"""A board's settings and themes: kept, refused, and seen at once by whoever looks."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from actionboard.board_page import renderer, snapshot
from actionboard.board_page.filters import Filter
from actionboard.board_page.renderer import Viewer
from actionboard.boards import replay
from actionboard.boards.themes import Theme
from actionboard.core.database import db
from tests.clients import said
from tests.moment import moment_ago

BOARD = "/boards/voorbeeldland"
SETTINGS = {"name": "BPV Voorbeeldland", "still_after": "30", "done_for": "60"}


def since(board, version):
    return renderer.since(snapshot.of(board, board.today), version, Viewer(None, Filter(), "nl"))


def test_a_new_name_is_seen_on_open_boards_and_sends_the_page_again(
    card, board, client_of, marleen, karin
):
    reader, seen = client_of(karin), board.version
    etag = reader.get(BOARD).headers["ETag"]

    reply = client_of(marleen).send(f"{BOARD}/settings", **{**SETTINGS, "name": "BPV Nieuwland"})

    assert reply.status_code == 303
    assert '<span id="board-name">BPV Nieuwland</span>' in since(board, seen)
    again = reader.get(BOARD, headers={"If-None-Match": etag})
    assert "BPV Nieuwland" in said(again)


def test_another_day_count_repaints_what_stands_still(card, board, client_of, marleen, henk):
    with board.turn(at=moment_ago(days=300)):
        card.claim(by=henk)
    seen = board.version
    assert "data-still" in since(board, 0)

    client_of(marleen).send(f"{BOARD}/settings", **{**SETTINGS, "still_after": "700"})

    assert 'id="card-1"' in since(board, seen)
    assert "data-still" not in since(board, seen)
    assert replay.differences(board) == []


def test_nothing_is_logged_when_nothing_changed(board, client_of, marleen):
    client_of(marleen).send(f"{BOARD}/settings", **SETTINGS)

    assert board.version == 0


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("name", " ", "Vul een naam in."),
        ("name", "x" * 121, "te lang"),
        ("still_after", "0", "Vul een aantal dagen in"),
        ("still_after", "veel", "Vul een aantal dagen in"),
        ("done_for", "99999999999", "Vul een aantal dagen in"),
    ],
)
def test_a_setting_that_cant_be_is_asked_again_with_what_was_typed(
    board, client_of, marleen, field, typed, sentence
):
    reply = client_of(marleen).send(f"{BOARD}/settings", **{**SETTINGS, field: typed})

    assert reply.status_code == 422
    assert sentence in said(reply)
    assert f'value="{typed}"' in reply.text or not typed.strip()
    assert board.version == 0


def test_a_theme_that_changes_repaints_its_cards(propose, board, client_of, marleen):
    theme = board.themes[0]
    propose("Met thema", theme=theme)
    seen = board.version

    client_of(marleen).send(
        f"{BOARD}/themes/{theme.id}", name="Praten", paint="yellow", icon="mail"
    )

    painted = since(board, seen)
    assert "paint-yellow" in painted
    assert "Praten" in painted
    assert f'<option value="{theme.id}" >Praten</option>' in painted
    assert replay.differences(board) == []


def test_a_theme_is_added_at_the_end_and_moves_up(board, client_of, marleen):
    client = client_of(marleen)
    client.send(f"{BOARD}/themes", name="Veiligheid", paint="teal", icon="life-buoy")
    theme = db.session.scalar(select(Theme).where(Theme.name == "Veiligheid"))

    client.send(f"{BOARD}/themes/{theme.id}", move="up")

    db.session.refresh(board)
    assert [one.name for one in board.themes][-2:] == ["Veiligheid", "Overig"]
    assert replay.differences(board) == []


def test_a_theme_with_cards_stays(propose, board, client_of, marleen):
    used, free = board.themes[0], board.themes[1]
    propose("Met thema", theme=used)
    client = client_of(marleen)

    refused = client.send(f"{BOARD}/themes/{used.id}?_method=DELETE")
    client.send(f"{BOARD}/themes/{free.id}?_method=DELETE")

    assert refused.status_code == 409
    db.session.refresh(board)
    assert free.name not in [one.name for one in board.themes]
    assert free.name not in client.get(BOARD).text


@pytest.mark.parametrize(
    "wrong", [{"paint": "red"}, {"icon": "x"}, {"name": ""}, {"name": "over en weer"}]
)
def test_a_theme_that_cant_be_is_asked_again(board, client_of, marleen, wrong):
    typed = {"name": "Veiligheid", "paint": "teal", "icon": "mail", **wrong}

    reply = client_of(marleen).send(f"{BOARD}/themes", **typed)

    assert reply.status_code == 422
    assert len(board.themes) == 6


def test_settings_are_taken_back_from_the_message_and_open_boards_see_it(board, client_of, marleen):
    client = client_of(marleen)
    client.send(f"{BOARD}/settings", **{**SETTINGS, "name": "Anders", "still_after": "7"})
    undo, seen = f"{BOARD}/activities/1/undo", board.version
    assert undo in client.get(f"{BOARD}/settings").text
    assert undo in client.get(f"{BOARD}/history").text

    reply = client.send(undo)

    assert reply.status_code == 303
    db.session.refresh(board)
    assert (board.name, board.still_after) == ("BPV Voorbeeldland", 30)
    assert '<span id="board-name">BPV Voorbeeldland</span>' in since(board, seen)
    assert replay.differences(board) == []


def test_a_theme_that_is_taken_back_repaints_its_cards(propose, board, client_of, marleen):
    theme, client = board.themes[0], client_of(marleen)
    propose("Met thema", theme=theme)
    client.send(f"{BOARD}/themes/{theme.id}", name="Praten", paint="yellow", icon="mail")
    seen = board.version
    assert "/undo" in client.get(f"{BOARD}/settings").text

    client.send(f"{BOARD}/activities/{seen}/undo")

    painted = since(board, seen)
    assert "paint-sky" in painted
    assert "Praten" not in painted
    assert replay.differences(board) == []


def test_a_theme_comes_back_onto_the_page_of_settings(board, client_of, marleen):
    client, theme = client_of(marleen), board.themes[1]

    client.send(f"{BOARD}/themes/{theme.id}?_method=DELETE")
    client.send(f"{BOARD}/activities/1/undo")

    assert theme.name in said(client.get(f"{BOARD}/settings"))


def test_what_one_changed_on_another_device_stays_when_the_first_page_is_sent(
    client_of, board, marleen
):
    seen, form = board.version, {"name": board.name, "done_for": "60", "rhythm": "none"}
    client_of(marleen).send(f"{board.url}/settings", **form, still_after="40", version=seen or "0")

    client_of(marleen).send(
        f"{board.url}/settings", **{**form, "done_for": "70"}, still_after="30", version=seen or "0"
    )

    assert (board.still_after, board.done_for) == (40, 70)


def test_what_one_wrote_last_counts_on_whatever_device(client_of, board, marleen):
    form = {"name": board.name, "done_for": "60", "rhythm": "none", "version": "0"}
    client_of(marleen).send(f"{board.url}/settings", **form, still_after="40")

    reply = client_of(marleen).send(f"{board.url}/settings", **form, still_after="45")

    assert (reply.status_code, board.still_after) == (303, 45)
