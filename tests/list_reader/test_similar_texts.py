"""Possible duplicates: found in other words, and never where two things differ."""

import time

import pytest

from actionboard.list_reader.similar_texts import find_similar


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Vaste contactpersoon per bedrijf bij de school", "vaste contactpersonen - school"),
        ("Toegang praktijkopleiders Trajectplanner", "praktijkopl. in trajectplanner"),
        ("Eén beoordelingsformulier voor de regio", "formulier beoordeling gelijk trekken regio"),
        ("Scholing praktijkopleiders in werktijd", "Scholling praktijkopleiders in werktijd"),
        ("Bouwplaatsbezoek per kwartaal", "Bouwplaats bezoeken elk kwartaal"),
        ("Belspreekuur BPV-docent", "bpv docent: vast belspreekuur"),
        ("Gezamenlijke open avond met bedrijven", "open avonden samen met bedrijven"),
    ],
)  # fmt: skip
def test_the_same_action_in_other_words_is_found(one, other):
    [similar] = find_similar([(1, one), (2, other)])

    assert (similar.key, similar.like) == (2, 1)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Voortgangsgesprek periode 1 plannen", "Voortgangsgesprek periode 2 plannen"),
        ("Gastlessen door monteurs: rooster maken", "Rooster delen met alle bedrijven"),
        ("Docentstage in een bedrijf", "Theoriedag in het bedrijf"),
        ("Scholing praktijkopleiders", "Waardering praktijkopleiders"),
        ("school en bedrijf", "bedrijf en school samen"),
        ("", ""),
    ],
)  # fmt: skip
def test_two_actions_that_share_a_few_words_are_two(one, other):
    assert find_similar([(1, one), (2, other)]) == []


def test_cards_already_on_the_board_are_found_first():
    board = [(12, "Belspreekuur BPV-docent")]

    similar = find_similar([(12, "belspreekuur bpv-docent"), (13, "Oven ijken")], known=board)

    assert [(found.key, found.like, found.known) for found in similar] == [(12, 12, True)]


def test_two_thousand_different_texts_take_less_than_two_seconds():
    texts = [
        (n, f"rooster{n % 97} delen met werkplaats{n % 89} over lesbrief{n % 83} en toets{n % 79}")
        for n in range(2000)
    ]

    began = time.process_time()
    find_similar(texts)

    assert time.process_time() - began < 2
