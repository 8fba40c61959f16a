"""Several boards side by side: what is counted, what is alike, and only what one may see."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import event, select

from actionboard.accounts.models import Membership, Role
from actionboard.boards.holidays import Holiday
from actionboard.boards.levels import Level
from actionboard.boards.models import Board
from actionboard.boards.stages import Stage
from actionboard.cards import similar_cards
from actionboard.cards.models import Card
from actionboard.core.database import db, writing
from actionboard.overview import standings
from actionboard.overview.board_choice import Choice
from tests.cast import CANARY
from tests.clients import said
from tests.moment import moment_ago


@pytest.fixture
def second(board, marleen):
    """Another board that Marleen coordinates."""
    with writing():
        made = Board.create("oeverland", "BPV Oeverland", by=marleen, at=board.created_at)
        db.session.add(Membership(board_id=made.id, user_id=marleen.id, role=Role.COORDINATOR))
    return made


@pytest.fixture
def put(marleen):
    """Puts an action on a board, so many days ago: `put(board, "Gastlessen", ago=40)`."""

    def put(board, title, *, ago=0, level=Level.NATIONAL, **given):
        with board.turn(at=moment_ago(days=ago)):
            return Card.propose(board, title, by=marleen, level=level, **given)

    return put


def standing(user, name, today):
    found = standings.standings(standings.boards_of(user), today)
    return next(one for one in found if one.name == name)


def test_boards_stand_side_by_side_by_name(board, second, other_board, put, marleen, today):
    put(board, "Gastlessen")
    done = put(second, "Rooster maken")
    with second.turn():
        done.claim(by=marleen)
        done.finish("Gelukt", by=marleen)

    found = standings.standings(standings.boards_of(marleen), today)

    assert [(one.name, one.proposed, one.done) for one in found] == [
        ("BPV Oeverland", 0, 1),
        ("BPV Voorbeeldland", 1, 0),
    ]


def test_a_board_raises_what_its_own_lanes_raise(board, put, marleen, karin, today):
    put(board, "Staat stil", ago=40)
    late = put(board, "Te laat", due_on=today - timedelta(days=1))
    stuck = put(board, "Vraagt om hulp")
    with board.turn():
        late.claim(by=karin)
        stuck.ask_help("Wie weet raad?", by=karin)

    found = standing(marleen, board.name, today)

    assert (found.unled, found.late, found.still, found.stuck) == (2, 1, 1, 1)


@pytest.mark.parametrize("ago", [29, 30, 31, 36, 37, 38])
@pytest.mark.parametrize("holiday", [False, True])
def test_standing_still_means_the_same_as_on_the_card(board, put, marleen, today, ago, holiday):
    card = put(board, "Stil", ago=ago)
    if holiday:
        with writing():
            days = {"begins_on": today - timedelta(20), "ends_on": today - timedelta(14)}
            db.session.add(Holiday(board_id=board.id, name="Herfst", removed=False, **days))

    found = standing(marleen, board.name, today)

    assert found.still == (card.is_still_since(today) > 0)


def test_what_is_stuck_at_national_level_is_told_from_every_board(
    board, second, other_board, put, marleen, karin, today
):
    put(board, "Begeleidingsuren in de cao", ago=40)
    put(second, "Digitaal ondertekenen", ago=50)
    fine = put(second, "Loopt goed")
    put(board, "Regionaal", ago=60, level=Level.REGIONAL)
    with second.turn():
        fine.claim(by=karin)

    found = standings.snags(standings.boards_of(marleen), today)

    assert [(one.board, one.title, one.days) for one in found] == [
        ("BPV Oeverland", "Digitaal ondertekenen", 50),
        ("BPV Voorbeeldland", "Begeleidingsuren in de cao", 40),
    ]


def test_actions_that_say_the_same_on_two_boards_are_laid_together(
    board, second, other_board, put, marleen
):
    put(board, "Vaste contactpersoon per leerbedrijf")
    put(board, "Gastlessen door monteurs")
    put(second, "Per leerbedrijf een vaste contactpersoon")

    found = similar_cards.shared(standings.boards_of(marleen))

    assert [[(one.board, one.title) for one in group] for group in found] == [
        [
            ("BPV Oeverland", "Per leerbedrijf een vaste contactpersoon"),
            ("BPV Voorbeeldland", "Vaste contactpersoon per leerbedrijf"),
        ]
    ]


def test_twice_on_one_board_does_not_play_in_more_regions(board, second, put, marleen):
    put(board, "Vaste contactpersoon per leerbedrijf")
    put(board, "Per leerbedrijf een vaste contactpersoon")

    assert similar_cards.shared(standings.boards_of(marleen)) == []


def test_a_new_title_is_compared_too(board, second, put, marleen):
    put(board, "Vaste contactpersoon per leerbedrijf")
    similar_cards.shared(standings.boards_of(marleen))
    put(second, "Per leerbedrijf een vaste contactpersoon")

    assert len(similar_cards.shared(standings.boards_of(marleen))) == 1


def test_what_went_off_the_board_is_not_shown(board, second, put, marleen):
    put(board, "Vaste contactpersoon per leerbedrijf")
    gone = put(second, "Per leerbedrijf een vaste contactpersoon")
    with second.turn():
        gone.drop("Nu niet", by=marleen)

    assert similar_cards.shared(standings.boards_of(marleen)) == []


def test_a_theme_that_returns_counts_its_boards(board, second, put, marleen):
    put(board, "Gastlessen", theme=board.themes[1])
    put(second, "Open dag", theme=second.themes[1])
    put(second, "Alleen hier", theme=second.themes[2])

    found = standings.returning(standings.boards_of(marleen))

    assert [(one.name, one.boards, one.cards) for one in found] == [("Over en weer", 2, 2)]


def test_the_page_shows_nothing_of_other_peoples_boards(
    board, second, other_board, put, client_of, marleen, buitenstaander
):
    put(board, CANARY.replace("Kanarie", "Kanaries"))

    page = said(client_of(marleen).get("/overview"))

    assert "BPV Voorbeeldland" in page
    assert "BPV elders" not in page
    assert CANARY not in page


def test_who_has_one_board_is_told_what_the_page_is_for(board, client_of, karin):
    assert "Hier is nog niets om naast elkaar te leggen" in said(client_of(karin).get("/overview"))


def test_the_way_there_is_shown_to_who_has_more_boards(board, second, client_of, marleen, karin):
    assert 'href="/overview"' in client_of(marleen).get("/").text
    assert 'href="/overview"' not in client_of(karin).get("/").text


def test_many_boards_cost_no_more_queries_than_two(board, second, put, marleen, today):
    def asked():
        count = 0

        def one_more(*_args):
            nonlocal count
            count += 1

        event.listen(db.engine, "before_cursor_execute", one_more)
        boards = standings.boards_of(marleen)
        standings.standings(boards, today)
        standings.snags(boards, today)
        standings.returning(boards)
        similar_cards.shared(boards)
        event.remove(db.engine, "before_cursor_execute", one_more)
        return count

    few = asked()
    with writing():
        for number in range(30):
            made = Board.create(f"bord-{number}", f"Bord {number}", by=marleen, at=board.moment)
            role = Role.COORDINATOR
            db.session.add(Membership(board_id=made.id, user_id=marleen.id, role=role))

    assert asked() == few


def test_the_demo_has_a_region_next_door(app):
    from actionboard.demo import load

    load.reset(app)

    boards = db.session.scalars(select(Board).order_by(Board.name)).all()
    assert [one.slug for one in boards] == ["oeverland", "voorbeeldland"]
    assert len(similar_cards.shared(boards)) >= 3
    assert any(card.stage is Stage.DONE for card in db.session.scalars(select(Card)))


def test_a_card_says_where_the_same_plays_and_what_came_of_it(board, second, put, marleen):
    here = put(board, "Begeleidingsuren opnemen in de cao")
    there = put(second, "Begeleidingsuren in de cao opnemen")
    put(second, "Leerlingen ophalen met een busje")
    with second.turn():
        there.claim(by=marleen)
        there.finish("Twee uur per week.", by=marleen)

    (found,) = similar_cards.elsewhere(here, marleen)

    assert (found.board, found.url, found.result) == (
        "BPV Oeverland", there.board.url + "/cards/1", "Twee uur per week.",
    )  # fmt: skip


def test_nothing_is_told_of_a_board_that_one_may_not_see(board, second, put, karin, client_of):
    here = put(board, "Begeleidingsuren opnemen in de cao")
    put(second, "Begeleidingsuren in de cao opnemen")

    page = client_of(karin).get(f"{board.url}/cards/{here.number}").text

    assert similar_cards.elsewhere(here, karin) == []
    assert "Oeverland" not in page
    assert "Dit speelt ook in" not in page


def test_what_plays_elsewhere_follows_that_board(board, second, put, marleen):
    here = put(board, "Begeleidingsuren opnemen in de cao")
    there = put(second, "Begeleidingsuren in de cao opnemen")
    assert similar_cards.elsewhere(here, marleen)

    with second.turn():
        there.edit(marleen, title="Iets anders", why="", level=there.level, theme=None, due_on=None)

    assert similar_cards.elsewhere(here, marleen) == []


def test_what_plays_elsewhere_is_compared_once_while_nothing_happens(
    board, second, put, marleen, monkeypatch
):
    here = put(board, "Begeleidingsuren opnemen in de cao")
    for nth in range(5):
        put(second, f"Begeleidingsuren in de cao opnemen {nth}")
    similar_cards.elsewhere(here, marleen)

    monkeypatch.setattr(similar_cards, "alike", None)  # would fail when it was asked again

    assert len(similar_cards.elsewhere(here, marleen)) == 5


@pytest.fixture
def many(marleen, board):
    """Thirty more boards, of which one asks for help."""
    with writing():
        made = [
            Board.create(f"regio-{nth:02}", f"Regio {nth:02}", by=marleen, at=board.moment)
            for nth in range(30)
        ]
        for one in made:
            db.session.add(Membership(board_id=one.id, user_id=marleen.id, role=Role.COORDINATOR))
    return made


def test_of_many_boards_the_first_are_shown_and_all_by_a_link(many, client_of, marleen):
    browser = client_of(marleen)

    page = said(browser.get("/overview"))
    assert "Regio 23" in page
    assert "Regio 29" not in page
    assert "Toon alle 31 borden" in page
    assert "Regio 29" in said(browser.get("/overview?all=1"))


def test_a_board_is_found_by_a_word_in_its_name(many, client_of, marleen):
    page = said(client_of(marleen).get("/overview?q=29 régio"))

    assert "Regio 29" in page
    assert "Regio 01" not in page


def test_a_name_that_no_board_has_is_said_with_the_way_back(many, client_of, marleen):
    page = said(client_of(marleen).get("/overview?q=nergens"))

    assert "Geen bord met “nergens” in de naam." in page
    assert "Toon alle borden" in page


def test_where_help_is_asked_can_come_first(many, put, marleen, client_of):
    card = put(many[28], "Gastlessen")
    with many[28].turn():
        card.ask_help("Wie weet raad?", by=marleen)

    found = Choice.read({"sort": "stuck"}).sorted(
        standings.standings(standings.boards_of(marleen), many[28].today)
    )

    assert [one.name for one in found[:3]] == ["Regio 28", "BPV Voorbeeldland", "Regio 00"]


def test_an_order_that_there_is_not_is_by_name(many, marleen):
    assert Choice.read({"sort": "name; drop"}) == Choice()


def test_all_boards_together_are_counted_too(board, second, put, marleen, today):
    put(board, "Gastlessen")
    put(second, "Busje")

    boards = standings.boards_of(marleen)

    assert standings.together(standings.standings(boards, today)).proposed == 2
