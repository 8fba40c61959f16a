"""Rules of the house that no tool checks, each with its reason."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import actionboard
from actionboard.core import package_files as assets
from actionboard.core.database import db
from tests.test_imports_point_one_way import FILES, is_screen, names

ROOT = Path(__file__).parent.parent
TEMPLATES = sorted(assets.home("templates").rglob("*.html"))
PAGES = [one for one in TEMPLATES if one.parent.name != "mail"]  # a mail has no stylesheet
BELOW_THE_VIEWS = {name: file for name, file in FILES.items() if not is_screen(name)}
READS_THE_REQUEST = {("web",), ("i18n",), ("assets",), ("accounts", "sessions")}
COMMITS = {
    ("db",),  # `writing`, and with it a board's turn
    ("accounts", "sessions"),  # after the answer was made, whatever became of it
}


@pytest.mark.parametrize("module", BELOW_THE_VIEWS, ids=names)
def test_only_a_turn_commits(module):
    """A verb that commits by itself would publish half of what its caller is doing."""
    tree = ast.parse(FILES[module].read_text())
    commits = [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr == "commit"
    ]

    assert not commits or module in COMMITS


@pytest.mark.parametrize("module", BELOW_THE_VIEWS, ids=names)
def test_nothing_below_the_views_knows_the_request(module):
    """A verb takes the person and the day; with an ambient one it could not be told as a story."""
    tree = ast.parse(FILES[module].read_text())
    ambient = {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module in ("flask", "flask_login")
        for alias in node.names
    } & {"request", "session", "g", "current_user", "flash"}

    assert not ambient or module in READS_THE_REQUEST


@pytest.mark.parametrize(
    "module",
    [name for name in BELOW_THE_VIEWS if name[-1] in ("models", "parts", "ranks", "activity")],
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


def test_the_package_has_no_file_that_outgrew_its_room():
    """A ceiling of about 250 lines says when a noun wants to be extracted."""
    package = Path(actionboard.__file__).parent
    lines = {one.name: len(one.read_text().splitlines()) for one in package.rglob("*.py")}

    assert {name: count for name, count in lines.items() if count > 420} == {}
