"""Long words on a narrow flap break between syllables, and short ones not at all."""

from __future__ import annotations

import pytest

from actionboard.core.hyphenation import SOFT, softly


@pytest.mark.parametrize(
    "broken",
    [
        "contact-per-soon",
        "werk-be-ge-leider",
        "warm-te-pompen",
        "voort-gangs-ge-sprek",
        "Traject-planner",
        "bedrijfs-tak-scholen",
    ],
)
def test_a_long_word_breaks_between_syllables(broken):
    assert softly(broken.replace("-", "")) == broken.replace("-", SOFT)


def test_short_words_numbers_and_marks_stay_as_they_are():
    text = "uren in cao, 06-12345678901234, POK's op tijd!!"

    assert softly(text) == text
