"""A verb is one value: it can't be made by half, and whoever reads the log asks it."""

from __future__ import annotations

import pytest
from pytest import raises

from actionboard.boards.verbs import UNKNOWN, VERBS, Tells, Undo, Verb, named, names_where


@pytest.fixture(autouse=True)
def as_they_were():
    """What a test declares is known no longer after it."""
    declared = dict(VERBS)
    yield
    VERBS.clear()
    VERBS.update(declared)


def test_a_verb_is_found_by_the_name_that_the_log_keeps():
    verb = Verb("plant.watered", says="%(who)s gaf water", tells=Tells.NOBODY)

    assert named("plant.watered") is verb


def test_what_a_later_release_wrote_is_told_in_general():
    assert named("plant.sung_to") is UNKNOWN


def test_a_name_is_declared_once():
    Verb("plant.watered", says="%(who)s gaf water", tells=Tells.NOBODY)

    with raises(ValueError, match=r"plant\.watered"):
        Verb("plant.watered", says="%(who)s gaf nog eens water", tells=Tells.NOBODY)


@pytest.mark.parametrize("given", [{"tells": Tells.NOBODY}, {"says": "%(who)s gaf water"}])
def test_a_verb_without_a_sentence_or_without_whom_it_tells_can_not_be_made(given):
    with raises(TypeError):
        Verb("plant.watered", **given)


def test_an_empty_sentence_is_none():
    with raises(ValueError, match="sentence"):
        Verb("plant.watered", says="", tells=Tells.NOBODY)


def test_a_sentence_about_what_did_not_change_gives_way_to_another():
    turned = Verb("plant.turned", says="%(who)s draaide hem", tells=Tells.NOBODY)
    moved = Verb(
        "plant.moved", says="%(who)s verzette hem", tells=Tells.NOBODY, about=("place",),
        otherwise=turned,
    )  # fmt: skip

    assert moved.as_told({"place": "window", "angle": 90}) is moved
    assert moved.as_told({"angle": 90}) is turned


def test_a_query_asks_for_verbs_by_what_they_are():
    Verb("plant.sold", says="%(who)s verkocht hem", tells=Tells.NOBODY, undo=Undo(kept=True))

    assert "plant.sold" in names_where(lambda verb: verb.undo.kept)
    assert "plant.sold" not in names_where(lambda verb: verb.takes_back)
