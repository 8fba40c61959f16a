"""What the documentation names is there, and what people need to know is named."""

from __future__ import annotations

import ast
import inspect
import re
from functools import cache
from importlib import import_module
from importlib.util import find_spec

import pytest

from actionboard import app  # noqa: F401  # each area declares its verbs
from actionboard.accounts.models import Role
from actionboard.boards.levels import Level
from actionboard.boards.stages import Stage
from actionboard.boards.verbs import VERBS
from actionboard.cards.models import Card
from actionboard.cards.open_questions import QUESTIONS
from actionboard.commands import Rooms
from actionboard.core import settings
from docs import areas
from tests.house import tree
from tests.house.test_area_order import AREAS
from tests.house.tree import ROOT

SHEETS = [ROOT / "CHANGELOG.md", ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
TODAY = SHEETS[1:]  # what changed tells of the past
EACH_SHEET = pytest.mark.parametrize(
    "sheet", SHEETS, ids=lambda sheet: sheet.relative_to(ROOT).as_posix()
)
LINK = re.compile(r'\]\(([^)#\s]+)[^)]*\)|src="([^"]+)"')
# What a page says in backticks, by its form.
ENDS = r"\.(?:py|html|txt|js|mjs|css|typ|md|json|toml|cfg|svg|png|csv|po)"
PATH = re.compile(rf"(?:[\w.*-]+/)+(?:[\w.*-]+)?|[\w-]+{ENDS}")
DOTTED = re.compile(r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+")
CLASS = re.compile(r"[A-Z]\w*[a-z]\w*")
WORD = re.compile(r"_?[a-z][\w-]*|[A-Z][A-Z_]+")
# What stands in a comment without backticks and is a path of ours all the same.
FOLDERS = "|".join(tree.folders())
MENTIONED = re.compile(
    rf"(?<![\w./-])(?:(?:{FOLDERS})/[\w./-]*[\w/]|(?:[\w-]+/)*[\w-]+\.(?:py|html|js|css))(?![\w(-])"
)
# What others call theirs: programs, headers, settings, types; and addresses.
OF_OTHERS = {
    "app.css", "app.js", "common", "currentColor", "email_verified", "flask.session", "Host",
    "LimitNOFILE", "max_connections", "nice", "NORMAL", "NOTIFY", "Origin", "organizations",
    "pg_dump", "residentKey", "sys.inputs", "text/event-stream", "userVerification",
}  # fmt: skip


def said(sheet):
    """What a page says in backticks, blocks left out, without the brackets of a call."""
    text = re.sub(r"^ *```.*?^ *```", "", sheet.read_text(), flags=re.MULTILINE | re.DOTALL)
    return {each.removesuffix("()") for each in re.findall(r"`([^`\n]+)`", text)} - OF_OTHERS


@cache
def is_there(name):
    """Whether what a page says is a path, a name or a word of this house; others pass."""
    if PATH.fullmatch(name):
        return tree.is_path(name) if "/" in name else tree.is_file_name(name)
    if DOTTED.fullmatch(name):
        return tree.is_name(name)
    if CLASS.fullmatch(name):
        return name in tree.members()
    if WORD.fullmatch(name):
        return name in tree.words() or (ROOT / "bin" / name).exists()
    return True


@EACH_SHEET
def test_a_page_links_to_what_is_there(sheet):
    targets = [one or other for one, other in LINK.findall(sheet.read_text())]

    lost = [to for to in targets if "://" not in to and not (sheet.parent / to).exists()]

    assert lost == []


@pytest.mark.parametrize("sheet", TODAY, ids=lambda sheet: sheet.relative_to(ROOT).as_posix())
def test_a_page_names_what_is_there(sheet):
    assert sorted(name for name in said(sheet) if not is_there(name)) == []


def test_a_comment_names_what_is_there():
    """A path or a file anywhere in it; a class, or a name with a dot, in backticks."""
    ends = (".py", ".html", ".js", ".css", ".typ")
    told = {file: " ".join(tree.comments(file)) for file in tree.files() if file.endswith(ends)}

    named = {
        file: {*MENTIONED.findall(text), *re.findall(r"`([\w.]+)(?:\(\))?`", text)} - OF_OTHERS
        for file, text in told.items()
    }
    lost = {file: {name for name in names if not is_there(name)} for file, names in named.items()}
    assert {file: names for file, names in lost.items() if names} == {}


@EACH_SHEET
def test_a_page_quotes_code_that_is_there(sheet):
    blocks = re.findall(r"^```python\n(.*?)^```", sheet.read_text(), re.MULTILINE | re.DOTALL)
    parsed = [node for block in blocks for node in ast.walk(ast.parse(block))]

    called = {node.id for node in parsed if isinstance(node, ast.Name)}
    called |= {node.attr for node in parsed if isinstance(node, ast.Attribute)}

    assert sorted(called - tree.words()) == []


def test_the_checks_on_names_see_what_is_gone():
    gone = ["cards/gone.py", "nowhere.html", "Card.gone", "ranks.gone", "Gone", "gone_from_here"]
    there = ["cards/ranks.py", "_card.html", "Card.move", "ranks.spread", "Card", "card.moved"]

    assert [name for name in gone + there if is_there(name)] == there


def test_the_map_names_every_folder_and_every_area():
    chart = read("README.md").split("## Where things are")[1].split("\n## ")[0]

    rows = re.findall(r"^\| (`.+?) \|", chart, re.MULTILINE)
    named = [
        name.strip("/").removesuffix(".py")
        for row in rows
        for name in re.findall(r"`([^`]+)`", row)
    ]

    assert set(named) >= set(tree.folders())
    assert [name for name in named if name in AREAS] == list(AREAS)


def test_the_page_on_areas_tells_of_each_in_its_order():
    rows = re.findall(r"^\| `(\w+)` \| \w", read("docs/architecture.md"), re.MULTILINE)

    assert rows == list(AREAS)


def test_the_page_on_areas_names_every_list_that_areas_register_on():
    made = re.compile(r"(\w+): Registry\[.+\] = Registry\(\)")
    known = {name for file in tree.PACKAGE.rglob("*.py") for name in made.findall(file.read_text())}

    assert {name for name in known if f"`{name}`" not in read("docs/architecture.md")} == set()


def test_the_picture_of_the_areas_is_drawn_from_the_imports_of_today():
    assert (ROOT / "docs/images/areas.svg").read_text() == areas.drawing()


SCRIPTS = sorted([*ROOT.glob("bench/*.py"), *ROOT.glob("docs/*.py")])


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda one: one.relative_to(ROOT).as_posix())
def test_a_script_imports_what_is_there(script):
    """Also what waits until a function is called."""
    nodes = ast.walk(ast.parse(script.read_text()))
    imports = [node for node in nodes if isinstance(node, ast.ImportFrom)]
    ours = [node for node in imports if node.module.split(".")[0] in tree.folders()]

    names = {(node.module, alias.name) for node in ours for alias in node.names}

    assert [pair for pair in sorted(names) if not importable(*pair)] == []


def importable(module, name):
    return hasattr(import_module(module), name) or find_spec(f"{module}.{name}") is not None


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


@pytest.mark.parametrize("verb", VERBS)
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
