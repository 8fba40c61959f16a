"""Rules of the house that no tool checks, each with its reason."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from actionboard.core import package_files as assets
from actionboard.core.database import db
from tests.house.test_area_order import FILES, is_view, names

ROOT = Path(__file__).parents[2]
TEMPLATES = sorted(assets.home("templates").rglob("*.html"))
PAGES = [one for one in TEMPLATES if one.parent.name != "mail"]  # a mail has no stylesheet
VERBS_AND_TABLES = {name: file for name, file in FILES.items() if not is_view(name)}
# What stands around a request: it finds who asks, guards, and words the answer.
AROUND_A_REQUEST = {
    ("accounts", "current_user"), ("accounts", "demo_sign_in"), ("accounts", "login"),
    ("accounts", "sessions"), ("board_page", "reply_pieces"), ("boards", "access"),
    ("boards", "changes"), ("boards", "page_head"), ("cards", "refusals"), ("core", "i18n"),
    ("health",), ("live", "socket_writer"), ("phones", "phone_cookie"), ("web", "assets"),
    ("web", "compression"), ("web", "replies"), ("web", "request_guards"),
    ("web", "security_headers"),
}  # fmt: skip
# The rows and the verbs on them: what they tell can be told as of another day.
CLOCKLESS = ("models", "activity_log", "comments", "promise", "ranks", "steps", "undo")
COMMITS = {
    ("core", "database"),  # `writing`, and with it a board's turn
    ("accounts", "sessions"),  # after the answer was made, whatever became of it
}
# Lines a file may have, by what it holds; what is longer stands below, with its reason.
CEILINGS = {".py": 250, ".html": 80, ".css": 200, ".js": 100}
LONGER = {
    "actionboard/cards/models.py": (335, "a card is one class; its nouns stand beside it"),
}


@pytest.mark.parametrize("module", VERBS_AND_TABLES, ids=names)
def test_only_a_turn_commits(module):
    """A verb that commits by itself would publish half of what its caller is doing."""
    tree = ast.parse(FILES[module].read_text())
    commits = [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr == "commit"
    ]

    assert not commits or module in COMMITS


@pytest.mark.parametrize("module", VERBS_AND_TABLES, ids=names)
def test_nothing_below_the_views_knows_the_request(module):
    """A verb takes the person and the day; with an ambient one it could not be told as a story."""
    tree = ast.parse(FILES[module].read_text())
    ambient = {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module in ("flask", "flask_login")
        for alias in node.names
    } & {"request", "session", "g", "current_user", "flash"}

    assert not ambient or module in AROUND_A_REQUEST


@pytest.mark.parametrize(
    "module",
    [name for name in VERBS_AND_TABLES if name[-1] in CLOCKLESS],
    ids=names,
)
def test_no_verb_looks_at_the_clock(module):
    """A turn says which moment it is; then a story of last month can be told today."""
    text = FILES[module].read_text()

    clocks = re.findall(r"datetime\.now|date\.today|time\.time\(", text)
    allowed = {("boards", "models"): 1, ("accounts", "models"): 2}
    assert len(clocks) <= allowed.get(module, 0)


def test_a_card_is_drawn_in_one_place():
    """Page, reply and stream must not differ."""
    drawn = [one.name for one in TEMPLATES if re.search(r'class="card[ "{]', one.read_text())]

    assert drawn == ["_card.html"]


@pytest.mark.parametrize("template", PAGES, ids=lambda one: one.name)
def test_no_template_holds_anything_inline(template):
    """The policy forbids it, so it would silently not work."""
    text = template.read_text()

    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)|\|\s*safe\b", text)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda one: one.name)
def test_every_form_changes_by_post(template):
    """What opens by a link, a preview or a scanner must change nothing."""
    for tag in re.findall(r"<form[^>]*>", template.read_text()):
        assert re.search(r'method="(post|get|dialog)"', tag)


def test_every_table_is_made_by_a_migration(app):
    """No table is made behind the migrations' back."""
    with db.engine.connect() as connection:
        made = set(db.inspect(connection).get_table_names()) - {"alembic_version"}

    assert made == set(db.metadata.tables)


def lines_of(path):
    return len(path.read_text().splitlines())


OURS = [
    path
    for folder in ("actionboard", "templates", "static")
    for path in sorted((ROOT / folder).rglob("*.*"))
    if path.suffix in CEILINGS and "vendor" not in path.parts
]


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_file_outgrows_its_room(path):
    """Above the ceiling a noun wants to be extracted, or the exception has its reason."""
    most, _reason = LONGER.get(path.relative_to(ROOT).as_posix(), (CEILINGS[path.suffix], ""))

    assert lines_of(path) <= most


def test_an_exception_that_is_no_longer_needed_goes():
    needless = {name for name in LONGER if lines_of(ROOT / name) <= CEILINGS[Path(name).suffix]}

    assert needless == set()
