"""The board as a page: who sees it, what it shows, and when it is sent again."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest

from actionboard.accounts.models import Membership, Role
from actionboard.boards.levels import Level
from actionboard.boards.stages import Stage
from actionboard.core.database import db, writing
from tests.cast import CANARY
from tests.clients import said
from tests.moment import moment_ago

BOARD = "/boards/voorbeeldland"


def numbers(reply):
    """The numbers of the cards on a page, in order."""
    return [
        int(one) for one in re.findall(r'<li class="card[^"]*"[^>]*? id="card-(\d+)"', reply.text)
    ]


@pytest.mark.parametrize("who", ["karin", "marleen", "wim", "zoë", "admin"])
def test_who_takes_part_sees_the_board(card, client_of, request, who):
    reply = client_of(request.getfixturevalue(who)).get(BOARD)

    assert reply.status_code == 200
    assert numbers(reply) == [1]


def test_an_outsider_finds_no_board(card, client_of, buitenstaander):
    client = client_of(buitenstaander)

    assert client.get(BOARD).status_code == 404
    assert client.get(f"{BOARD}/live").status_code == 404
    assert "Voorbeeldland" not in client.get("/").text


def test_a_visitor_is_asked_to_sign_in_and_comes_back(card, visitor):
    reply = visitor.get(f"{BOARD}?late=1")

    assert reply.status_code == 302
    assert reply.location == "/sign-in?next=/boards/voorbeeldland?late%3D1"


def test_the_page_says_who_looks_and_as_what(card, client_of, karin, zoë):
    assert f'data-me="{karin.id}"' in client_of(karin).get(BOARD).text
    assert 'data-role="viewer"' in client_of(zoë).get(BOARD).text


def test_another_boards_cards_are_seen_nowhere(card, other_board, client_of, karin):
    client = client_of(karin)
    pages = ["/", BOARD, f"{BOARD}/history", f"{BOARD}/dropped", f"{BOARD}/cards/1", "/me",
             "/boards/elders", "/boards/elders/history", "/boards/elders/cards/1"]  # fmt: skip

    assert [path for path in pages if CANARY in client.get(path).text] == []


def test_the_index_lists_my_boards(board, other_board, client_of, karin, admin):
    assert "/boards/elders" not in client_of(karin).get("/").text
    assert "/boards/elders" in client_of(admin).get("/").text


# Sent again, or not ----------------------------------------------------------------------------


def again(client, reply, path=BOARD):
    return client.get(path, headers={"If-None-Match": reply.headers["ETag"]})


def test_an_unchanged_board_is_not_sent_again(card, client_of, karin):
    client = client_of(karin)
    first = client.get(BOARD)

    second = again(client, first)

    assert (second.status_code, second.data) == (304, b"")
    assert second.headers["ETag"] == first.headers["ETag"]
    assert first.headers["Cache-Control"] == "private, no-cache"


def test_a_change_sends_the_board_again(card, board, client_of, karin, henk):
    client = client_of(karin)
    first = client.get(BOARD)
    with board.turn():
        card.claim(by=henk)

    second = again(client, first)

    assert second.status_code == 200
    assert f'data-lead="{henk.id}"' in second.text


def test_midnight_sends_the_board_again(card, board, client_of, karin, time_machine):
    night = datetime(2026, 12, 1, 22, 59, tzinfo=UTC)  # a minute before midnight in Amsterdam
    with board.turn(at=night):
        card.postpone(night.date(), by=karin)
    time_machine.move_to(night)
    client = client_of(karin)
    first = client.get(BOARD)
    assert "data-late" not in first.text
    time_machine.move_to(night + timedelta(minutes=2))

    second = again(client, first)

    assert second.status_code == 200
    assert "data-late" in second.text


def test_somebody_elses_answer_is_not_mine(card, client_of, karin, henk):
    first = client_of(karin).get(BOARD)

    assert again(client_of(henk), first).status_code == 200


def test_another_role_or_language_sends_the_board_again(card, client_of, karin, board):
    client = client_of(karin)
    first = client.get(BOARD)
    with writing():
        db.session.scalar(
            db.select(Membership).where(Membership.user_id == karin.id)
        ).role = Role.VIEWER
    second = again(client, first)
    assert second.status_code == 200
    client.send("/preferences", language="en")

    assert again(client, second).status_code == 200


def test_another_board_to_go_to_sends_the_board_again(card, other_board, client_of, karin):
    client = client_of(karin)
    first = client.get(BOARD)
    assert other_board.url not in first.text
    with writing():
        db.session.add(Membership(board_id=other_board.id, user_id=karin.id))

    second = again(client, first)

    assert other_board.url in second.text
    assert again(client, second).status_code == 304


def test_what_has_not_changed_is_guarded_too(card, client_of, karin):
    client = client_of(karin)
    first = client.get(BOARD)
    asked = {"If-None-Match": first.headers["ETag"]}

    second, forged = (
        client.get(BOARD, headers=asked),
        client.get(BOARD, headers={**asked, "Host": "evil.example"}),
    )

    guards = {name for name, _value in first.headers} - {"Content-Length", "Content-Type"}
    assert guards - set(second.headers.keys()) <= {"Content-Encoding"}
    assert forged.status_code == 400


def test_who_was_removed_gets_no_304(card, client_of, karin):
    client = client_of(karin)
    first = client.get(BOARD)
    with writing():
        db.session.execute(db.delete(Membership).where(Membership.user_id == karin.id))

    assert again(client, first).status_code == 404


def test_who_signed_out_gets_no_304(card, client_of, karin):
    client = client_of(karin)
    first = client.get(BOARD)
    secret = client.secret
    client.send("/sign-out")
    client.set_cookie("actiebord", secret)

    assert again(client, first).status_code == 302


def test_what_is_said_once_is_not_said_again(card, client_of, karin):
    client = client_of(karin)
    client.send(f"{BOARD}/cards/1/claim", back=BOARD)
    told = client.get(BOARD)
    assert "Jij trekt actie 1." in said(told)

    reloaded = client.get(BOARD, headers={"If-None-Match": told.headers.get("ETag", "")})

    assert reloaded.status_code == 200
    assert "Jij trekt actie 1." not in said(reloaded)


# Filters ---------------------------------------------------------------------------------------


@pytest.fixture
def filled(propose, board, karin, henk, joris, today):
    """Seven actions, each different in what can be filtered."""
    cards = [
        propose(f"Actie {word}") for word in ("een", "twee", "drie", "vier", "vijf", "zes", "zeven")
    ]
    with board.turn():
        cards[0].claim(by=karin)
        cards[1].claim(by=henk)
        cards[1].join(by=karin)
        cards[2].postpone(today - timedelta(days=1), by=henk)
        cards[3].edit(henk, title="Café bezoeken", why="", level=Level.REGIONAL,
                      theme=board.themes[1], due_on=None)  # fmt: skip
        cards[4].finish("Gelukt.", by=henk)
        cards[5].drop("Nee.", by=henk)
        cards[6].claim(by=joris)
        cards[6].postpone(today - timedelta(days=3), by=joris)
    with board.turn(at=moment_ago(days=70)):
        cards[4].move(Stage.DOING, by=henk)
        cards[4].finish("Gelukt.", by=henk)
    return board


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", [1, 2, 3, 4, 7]),
        ("mine=1", [1, 2]),
        ("organisation=1", [1, 2]),
        ("unled=1", [3, 4]),
        ("late=1", [3, 7]),
        ("late=1&unled=1", [3]),
        ("q=cafe", [4]),
        ("q=CAFÉ+bezoek", [4]),
        ("q=%237", [7]),
        ("q=henk", [2]),
        ("q=installatiewerk", [7]),
        ("q=niets", []),
        ("older=1", [1, 2, 3, 4, 5, 7]),
        ("mine=1&q=twee", [2]),
        ("theme=999999", []),
        ("theme=x&mine=2&foo=bar", [1, 2, 3, 4, 7]),
    ],
)
def test_filters_live_in_the_address_and_combine(filled, client_of, karin, query, shown):
    reply = client_of(karin).get(f"{BOARD}?{query}")

    assert sorted(numbers(reply)) == shown


def test_a_theme_is_a_filter_too(filled, client_of, karin):
    theme = filled.themes[1].id

    assert numbers(client_of(karin).get(f"{BOARD}?theme={theme}")) == [4]


def test_a_finished_card_folds_away_after_two_months(filled, client_of, karin):
    assert "older=1" in client_of(karin).get(BOARD).text


# Looking back ----------------------------------------------------------------------------------


def test_the_history_tells_who_did_what(card, board, client_of, karin, henk):
    with board.turn():
        card.claim(by=karin)
        card.move(Stage.DOING, by=henk)

    page = said(client_of(henk).get(f"{BOARD}/history"))

    assert "Karin pakte dit op" in page
    assert "Henk: Voorstel naar Bezig" in page


def test_the_history_offers_undo_of_ones_own_steps_only(card, board, client_of, karin, zoë):
    with board.turn():
        card.claim(by=karin)

    assert "/activities/2/undo" in client_of(karin).get(f"{BOARD}/history").text
    assert "/activities/1/undo" not in client_of(karin).get(f"{BOARD}/history").text
    assert "/undo" not in client_of(zoë).get(f"{BOARD}/history").text


def test_nothing_is_shown_in_the_other_language_by_mistake(card, client_of, karin):
    client = client_of(karin)
    dutch = client.get(BOARD)
    client.send("/preferences", language="en")

    english = client.get(BOARD)

    assert 'lang="nl"' in dutch.text
    assert 'lang="en"' in english.text
    assert card.title in english.text
