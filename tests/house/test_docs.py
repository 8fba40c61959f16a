"""What the documentation names is there, and what people need to know is named."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

import pytest

from actionboard.accounts.models import Role
from actionboard.boards.levels import Level
from actionboard.boards.stages import Stage
from actionboard.cards import history
from actionboard.cards.models import Card
from actionboard.cards.open_questions import QUESTIONS
from actionboard.commands import Rooms
from actionboard.core import settings

ROOT = Path(__file__).parents[2]
SHEETS = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r'\]\(([^)#\s]+)[^)]*\)|src="([^"]+)"')
FOLDERS = "actionboard|bench|bin|docs|migrations|static|templates|tests"
OURS = re.compile(rf"(?<![\w./])(?:{FOLDERS})/[\w./-]*\w")
FROM_PACKAGE = re.compile(r"`((?:accounts|boards|cards|live|meetings|commands)/\w+\.py)`")


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.relative_to(ROOT).as_posix())
def test_a_page_links_to_what_is_there(sheet):
    targets = [one or other for one, other in LINK.findall(sheet.read_text())]

    lost = [to for to in targets if "://" not in to and not (sheet.parent / to).exists()]

    assert lost == []


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.relative_to(ROOT).as_posix())
def test_a_page_names_files_that_are_there(sheet):
    text = sheet.read_text()
    named = {name for name in OURS.findall(text) if (ROOT / name.split("/")[0]).exists()}
    named |= {f"actionboard/{name}" for name in FROM_PACKAGE.findall(text)}

    lost = sorted(name for name in named if not list(ROOT.glob(name)))

    assert lost == []


def test_every_setting_is_documented_and_no_other():
    source = inspect.getsource(settings)
    known = set(re.findall(r'"(\w+)"', re.search(r"known = \[(.+?)\]", source, re.DOTALL)[1]))

    documented = re.findall(r"^\| `ACTIONBOARD_(\w+?)_?…?` \|", read("docs/operations.md"), re.M)

    assert set(documented) == known | {"OIDC"}


@pytest.mark.parametrize("command", Rooms.COMMANDS)
def test_every_command_is_documented(command):
    pages = read("docs/operations.md") + read("README.md")

    assert re.search(rf"(?:actionboard |`){command}\b", pages)


@pytest.mark.parametrize("member", [*Stage, *Level, *Role], ids=lambda one: f"{one!r}")
def test_the_glossary_names_every_column_lane_and_role(member):
    assert f"`{type(member).__name__}.{member.name}`" in read("docs/glossary.md")


def verbs():
    public = (each for each in vars(Card).items() if not each[0].startswith("_"))
    plain = ((name, getattr(verb, "__func__", verb)) for name, verb in public)
    return [name for name, verb in plain if inspect.isfunction(verb) and takes_a_person(verb)]


def takes_a_person(verb):
    return "by" in inspect.signature(verb).parameters


@pytest.mark.parametrize("verb", verbs())
def test_the_glossary_names_every_verb_of_a_card(verb):
    assert f"`Card.{verb}`" in read("docs/glossary.md")


@pytest.mark.parametrize("verb", history.VERBS)
def test_the_glossary_names_every_verb_of_the_log(verb):
    assert f"`{verb}`" in read("docs/glossary.md")


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_glossary_names_every_question(question):
    assert re.search(rf"^\| `{question}[`:]", read("docs/glossary.md"), re.MULTILINE)


def test_each_decision_has_a_number_of_its_own_and_begins_with_it():
    sheets = sorted((ROOT / "docs/decisions").glob("*.md"))

    numbers = [int(sheet.name[:4]) for sheet in sheets]
    titles = [sheet.read_text().split(".", 1)[0] for sheet in sheets]

    assert len(set(numbers)) == len(numbers)
    assert titles == [f"# {number}" for number in numbers]


def read(name):
    return (ROOT / name).read_text()
