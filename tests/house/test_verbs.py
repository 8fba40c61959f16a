"""A verb of the log is declared once, and everything that a reader needs is in its declaration."""

from __future__ import annotations

import re
from collections import defaultdict

import pytest

from actionboard import app  # noqa: F401  # each area declares its own
from actionboard.accounts import audit_log
from actionboard.boards.verbs import SOMETHING, UNKNOWN, VERBS, Tells
from tests.house import tree

NAMES = sorted({*VERBS, *audit_log.VERBS})
# Seen on the wall itself, and still told on the board without words of their own.


def written():
    """Where each text that has the form of a verb's name stands between quotes, as file:line."""
    found = defaultdict(list)
    ends = (".py", ".html", ".js")
    ours = (
        file for file in tree.files() if file.startswith(("actionboard/", "templates/", "static/"))
    )
    for file in (file for file in ours if file.endswith(ends)):
        for number, line in enumerate((tree.ROOT / file).read_text().splitlines(), 1):
            for name in re.findall(r"[\"'`]([a-z_]+(?:\.[a-z_]+)?)[\"'`]", line):
                found[name].append(f"{file}:{number}")
    return found


WRITTEN = written()


@pytest.mark.parametrize("name", NAMES)
def test_the_name_of_a_verb_stands_once(name):
    """Whoever needs it imports the value; so what a verb means is found in one place."""
    assert len(WRITTEN[name]) == 1, WRITTEN[name]


@pytest.mark.parametrize("verb", VERBS.values(), ids=lambda verb: verb.name)
def test_a_verb_says_whom_it_tells(verb):
    assert isinstance(verb.tells, Tells)
    assert verb.tells or not verb.urgent


def test_every_verb_has_words_of_its_own():
    vague = {verb.name for verb in VERBS.values() if verb.says == SOMETHING}

    assert vague == {UNKNOWN.name}


FINAL = [verb for verb in VERBS.values() if verb.undo.refused]


@pytest.mark.parametrize("verb", FINAL, ids=lambda verb: verb.name)
def test_what_is_final_says_so_before_it_is_pressed(verb):
    pages = (file for file in tree.files() if file.startswith("templates/"))

    assert any(verb.undo.refused in (tree.ROOT / page).read_text() for page in pages)
