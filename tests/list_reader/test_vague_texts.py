"""Too vague to plan, or not to be read at all."""

import pytest

from actionboard.list_reader.vague_texts import is_unreadable, is_vague


@pytest.mark.parametrize(
    "words",
    [
        "meer waardering", "Betere communicatie!", "Contact", "Vertrouwen in elkaar",
        "iets met de open dag", "Beter communiceren", "Hoe krijgen we meer instroom?", "Meer tijd",
        "BPV-docent beter bereikbaar", "samenwerking school en bedrijf",
    ],
)  # fmt: skip
def test_a_wish_without_an_act_is_too_vague_to_plan(words):
    assert is_vague(words)


@pytest.mark.parametrize(
    "words",
    [
        "Vast belspreekuur", "2x per jaar overleg", "Begeleidingsuren in de cao", "open dag",
        "toegang tot Trajectplanner?", "Goede voorbeelden delen via nieuwsbrief", "Docentstage",
    ],
)  # fmt: skip
def test_a_short_action_is_still_an_action(words):
    assert not is_vague(words)


def test_a_remark_may_say_that_it_is_vague():
    assert is_vague("Leerlingen ophalen", remark="hoe dan?")


@pytest.mark.parametrize(
    ("words", "unreadable"),
    [
        ("[onleesbaar] eerder bellen", True),
        ("(?) ...begel... bellen", True),
        ("…begel… bellen", True),
        ("niet goed leesbaar", True),
        ("wer\ufffdgroep", True),
        ("!!!", True),
        ("vmbo… samen open dag?", False),
        ("ook 's avonds bellen...", False),
    ],
)
def test_what_the_typist_could_not_read_is_said_to_be_unreadable(words, unreadable):
    assert is_unreadable(words) is unreadable
