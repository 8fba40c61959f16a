"""A name that was typed over comes back by undo, unless somebody or something stands in its way."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from pytest import raises
from sqlalchemy import update

from actionboard.boards import holidays, themes
from actionboard.boards.activity_log import Activity
from actionboard.boards.holidays import HolidaysFull
from actionboard.boards.settings import change_settings
from actionboard.boards.texts import Wiped
from actionboard.boards.themes import SameTheme, ThemeInUse, ThemesFull
from actionboard.boards.undo import undo_turn
from actionboard.boards.undo_refusals import CannotUndo, ChangedSince
from actionboard.core.database import db, writing
from actionboard.membership import organisations
from actionboard.privacy import erasure
from tests.cards.conftest import take_back as take_back
from tests.cards.conftest import the_log_tells_it_all as the_log_tells_it_all

DAYS = {"still_after": "30", "done_for": "60", "begins_on": "17-10-2026", "ends_on": "25-10-2026"}
LOOK = {"paint": "teal", "icon": "mail"}


def rename_meeting(meeting, by, **texts):
    texts = {"place": meeting.place, "title": meeting.title, **texts}
    meeting.change(by, held_on=meeting.held_on, stickers=3, inbox=False, **texts)


# Each with how it is made, how it is named anew, and where its name stands.
KINDS = {
    "board": (
        lambda board, by: board,
        lambda board, one, name, by: change_settings(board, {"name": name, **DAYS}, by),
        "name",
    ),
    "theme": (
        lambda board, by: board.themes[0],
        lambda board, one, name, by: themes.change_theme(board, one, {"name": name, **LOOK}, by),
        "name",
    ),
    "holiday": (
        lambda board, by: holidays.add(board, {"name": "Herfst", **DAYS}, by),
        lambda board, one, name, by: holidays.change(board, one, {"name": name, **DAYS}, by),
        "name",
    ),
    "title": (None, lambda board, one, name, by: rename_meeting(one, by, title=name), "title"),
    "place": (None, lambda board, one, name, by: rename_meeting(one, by, place=name), "place"),
    "label": (None, lambda board, one, name, by: one.ask(one.question, name, by), "label"),
}


@pytest.fixture(params=KINDS)
def named(request, board, marleen):
    """A thing with a name: what it is called, and how it is called something else."""
    make, rename, text = KINDS[request.param]
    if make is None:
        made = request.getfixturevalue("meeting")
        made = made.flap("1A") if text == "label" else made
    else:
        with board.turn():
            made = make(board, marleen)

    def call(name, by):
        with board.turn():
            rename(board, made, name, by)

    return made, text, call


def test_a_name_comes_back_and_goes_again(named, marleen, take_back):
    thing, text, call = named
    before = getattr(thing, text)

    call("Anders", marleen)
    take_back(marleen)
    db.session.expire_all()
    assert getattr(thing, text) == before

    take_back(marleen)
    db.session.expire_all()
    assert getattr(thing, text) == "Anders"


def test_a_name_that_somebody_changed_since_stays_theirs(named, marleen, henk, board, take_back):
    thing, text, call = named
    call("Anders", marleen)
    version = board.recorded[0]
    call("Nog anders", henk)

    with raises(ChangedSince, match="Henk"):
        take_back(marleen, version)

    db.session.expire_all()
    assert getattr(thing, text) == "Nog anders"


def test_a_name_from_before_there_were_revisions_comes_back_too(named, marleen, take_back):
    thing, text, call = named
    relation = thing.TEXTS[text]
    before, kind = getattr(thing, text), type(thing)
    with writing():
        db.session.execute(
            update(kind).where(kind.id == thing.id).values({kind.column_of(relation): None})
        )
    db.session.expire_all()

    call("Anders", marleen)
    take_back(marleen)

    db.session.expire_all()
    assert getattr(thing, text) == before


def test_a_name_outlives_who_gave_it_but_an_erased_one_does_not_come_back(
    named, board, marleen, henk, karin, take_back
):
    thing, text, call = named
    call("Van Henk", henk)
    call("Van Karin", karin)
    version = board.recorded[0]
    for person in (henk, karin):
        with writing():
            erasure.erase(person, datetime.now(UTC), by=person)
    db.session.expire_all()
    assert getattr(thing, text) == "Van Karin"

    with raises(Wiped), board.turn():
        undo_turn(board, version, marleen, of_others=True)


def test_a_theme_does_not_come_back_beside_one_of_its_name(board, marleen, take_back):
    theme = board.themes[0]
    with board.turn():
        themes.remove_theme(board, theme, marleen)
    version = board.recorded[0]
    db.session.expire_all()
    with board.turn():
        themes.add_theme(board, {"name": theme.name.upper(), **LOOK}, marleen)

    with raises(SameTheme):
        take_back(marleen, version)


def test_a_theme_does_not_get_back_a_name_that_another_took(board, marleen, take_back):
    theme, name = board.themes[0], board.themes[0].name
    with board.turn():
        themes.change_theme(board, theme, {"name": "Praten", **LOOK}, marleen)
    version = board.recorded[0]
    with board.turn():
        themes.add_theme(board, {"name": name, **LOOK}, marleen)

    with raises(SameTheme):
        take_back(marleen, version)


def test_a_theme_comes_back_only_where_there_is_room(board, marleen, take_back, monkeypatch):
    with board.turn():
        themes.remove_theme(board, board.themes[0], marleen)
    monkeypatch.setattr(themes, "MOST_THEMES", 5)

    with raises(ThemesFull):
        take_back(marleen)


def test_a_holiday_comes_back_only_where_there_is_room(board, marleen, take_back, monkeypatch):
    with board.turn():
        holiday = holidays.add(board, {"name": "Herfst", **DAYS}, marleen)
    with board.turn():
        holidays.remove(board, holiday, marleen)
    monkeypatch.setattr(holidays, "MOST", 0)

    with raises(HolidaysFull):
        take_back(marleen)


def test_a_new_theme_that_cards_have_meanwhile_stays(board, propose, marleen, karin, take_back):
    with board.turn():
        theme = themes.add_theme(board, {"name": "Veiligheid", **LOOK}, marleen)
    version = board.recorded[0]
    propose(theme=theme, by=karin)

    with raises(ThemeInUse):
        take_back(marleen, version)


def test_what_was_added_and_named_anew_is_taken_back_step_by_step(board, marleen, take_back):
    with board.turn():
        theme = themes.add_theme(board, {"name": "Veiligheid", **LOOK}, marleen)
    added = board.recorded[0]
    with board.turn():
        themes.change_theme(board, theme, {"name": "Veilig", **LOOK}, marleen)

    take_back(marleen)
    take_back(marleen, added)

    assert theme.removed


def test_of_a_board_that_was_only_painted_anew_there_is_nothing_to_take_back(
    board, card, henk, take_back
):
    with board.turn():
        card.claim(by=henk)
    with writing():
        organisations.repaint([henk.id], henk)

    with raises(CannotUndo):
        take_back(henk, board.version)


def test_a_name_of_which_the_log_knew_no_revision_is_not_taken_back_by_half(
    board, marleen, take_back
):
    theme = board.themes[0]
    with board.turn():
        theme.name, theme.paint = "Praten", "teal"
        db.session.add(
            Activity(
                board_id=board.id, version=board.take(1)[0], verb="theme.changed", turn=None,
                subject="theme", subject_id=theme.id, by_id=marleen.id, at=board.moment,
                facts={"was": {"paint": "sky"}, "now": {"paint": "teal"}},
            )
        )  # fmt: skip

    with raises(CannotUndo):
        take_back(marleen, board.version)
