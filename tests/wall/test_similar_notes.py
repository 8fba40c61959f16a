"""Notes that may say the same: a suggestion only."""

from __future__ import annotations

from actionboard.wall.similar_notes import groups_of


def test_what_sounds_alike_is_suggested_and_nothing_else():
    words = {1: "vaste contactpersoon per bedrijf", 2: "gastlessen", 3: "vaste contactpersoon"}

    assert groups_of(words.items()) == [[1, 3]]
