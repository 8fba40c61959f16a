"""The sentence that is read aloud: good Dutch, and good English, for none, one and many."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from actionboard.boards.levels import Level
from actionboard.core.i18n import speaking
from actionboard.figures.figures import Figures, Headline, Lane, Since
from actionboard.figures.periods import Period
from actionboard.reviews import phrases

PERIOD = Period(
    0, 1, datetime(2026, 10, 26, 9, tzinfo=UTC), datetime(2026, 11, 27, 9, tzinfo=UTC)
)  # fmt: skip


def figures(columns, leadless=0, **since):
    proposed, planned, doing, done = (tuple(range(count)) for count in columns)
    lane = Lane(Level.LOCAL, proposed=proposed, planned=planned, doing=doing, done=done)
    return Figures(
        period=PERIOD, headlines=(Headline("leadless", tuple(range(leadless))),), lanes=(lane,),
        since=Since(**{name: tuple(range(count)) for name, count in since.items()}), stuck=(),
        promises=(), promised=(), national=(), flow=(), lead_times=(), ages=(),
    )  # fmt: skip


STAND = [
    (
        figures((5, 4, 6, 3), 5),
        "Van de 18 acties zijn er 3 klaar, 6 bezig, 4 gepland; 5 hebben nog geen trekker.",
        "Of the 18 actions 3 are done, 6 in progress, 4 planned; 5 have no lead yet.",
    ),
    (
        figures((5, 0, 6, 1), 1),
        "Van de 12 acties is er 1 klaar, zijn er 6 bezig; 1 heeft nog geen trekker.",
        "Of the 12 actions 1 is done, 6 are in progress; 1 has no lead yet.",
    ),
    (
        figures((0, 1, 1, 0)),
        "Van de 2 acties is er 1 bezig, 1 gepland; alles wat open staat heeft een trekker.",
        "Of the 2 actions 1 is in progress, 1 planned; everything that is open has a lead.",
    ),
    (
        figures((3, 0, 0, 0), 3),
        "Alle 3 acties zijn nog een voorstel; 3 hebben nog geen trekker.",
        "All 3 actions are still proposals; 3 have no lead yet.",
    ),
    (
        figures((1, 0, 0, 0), 1),
        "Er staat 1 actie op het bord. Die heeft nog geen trekker.",
        "There is 1 action on the board. It has no lead yet.",
    ),
    (
        figures((0, 0, 0, 1)),
        "Er staat 1 actie op het bord. Die is klaar.",
        "There is 1 action on the board. It is done.",
    ),
    (
        figures((0, 0, 0, 0)),
        "Er staan nog geen acties op het bord.",
        "There are no actions on the board yet.",
    ),
]
SINCE = [
    (
        {"finished": 2, "stuck": 1, "postponed": 3},
        "Sinds 26 oktober: 2 afgerond, 1 vastgelopen, 3 data verzet.",
        "Since 26 October: 2 finished, 1 got stuck, 3 dates moved.",
    ),
    (
        {"postponed": 1, "reopened": 1},
        "Sinds 26 oktober: 1 datum verzet, 1 heropend.",
        "Since 26 October: 1 date moved, 1 reopened.",
    ),
    (
        {},
        "Sinds 26 oktober is er niets afgerond, vastgelopen of verzet.",
        "Since 26 October nothing was finished, got stuck or was moved.",
    ),
]


@pytest.mark.parametrize(("counted", "dutch", "english"), STAND)
def test_the_stand_is_said_in_a_sentence(app, counted, dutch, english):
    assert phrases.stand(counted) == dutch
    with speaking("en"):
        assert phrases.stand(counted) == english


@pytest.mark.parametrize(("since", "dutch", "english"), SINCE)
def test_what_happened_is_said_in_a_sentence(app, since, dutch, english):
    counted = figures((5, 4, 6, 3), **since)

    assert phrases.since(counted) == dutch
    with speaking("en"):
        assert phrases.since(counted) == english


@pytest.mark.parametrize(
    ("headline", "words"),
    [
        (Headline("open", (1, 2), 1), ("1 meer", "")),
        (Headline("open", (1, 2), 2), ("evenveel", "")),
        (Headline("open", (1, 2)), ("", "")),
        (Headline("duos", (1, 2), 0), ("2 meer, beter", "better")),
        (Headline("duos", (), 2), ("2 minder, slechter", "worse")),
        (Headline("late", (1, 2), 0), ("2 meer, slechter", "worse")),
        (Headline("leadless", (1,), 4), ("3 minder, beter", "better")),
        (Headline("finished", (1,), 4), ("3 minder", "")),
    ],
)
def test_a_change_is_said_with_whether_it_is_good(app, headline, words):
    assert phrases.change(headline) == words
