"""Rules of the house that no tool checks, each with its reason."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from jinja2.meta import find_referenced_templates

from actionboard.core import package_files
from actionboard.core.database import db
from tests.house.test_area_order import FILES, is_view, refused

ROOT = Path(__file__).parents[2]
TEMPLATES = sorted(package_files.home("templates").rglob("*.html"))
PAGES = [one for one in TEMPLATES if one.parent.name != "mail"]  # a mail has no stylesheet
VERBS_AND_TABLES = {name for name in FILES if not is_view(name)}
# What stands around a request: it finds who asks, guards, and words the answer.
AROUND_A_REQUEST = {
    ("accounts", "current_user"), ("accounts", "demo_sign_in"), ("accounts", "login_manager"),
    ("accounts", "sessions"), ("board_page", "reply_pieces"), ("boards", "access"),
    ("boards", "page_head"), ("boards", "turn"), ("cards", "refusals"), ("core", "i18n"),
    ("health",), ("live", "socket_writer"), ("phones", "phone_cookie"), ("web", "assets"),
    ("web", "compression"), ("web", "error_pages"), ("web", "replies"), ("web", "request_guards"),
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
LONGER: dict[str, tuple[int, str]] = {}


def imported_from(modules, tree):
    return {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module in modules
        for alias in node.names
    }


def test_only_a_turn_commits():
    """A verb that commits by itself would publish half of what its caller is doing."""

    def commits(module):
        nodes = ast.walk(ast.parse(FILES[module].read_text()))
        return [n.lineno for n in nodes if isinstance(n, ast.Attribute) and n.attr == "commit"]

    assert refused(commits, VERBS_AND_TABLES - COMMITS) == {}


def test_nothing_below_the_views_knows_the_request():
    """A verb takes the person and the day; with an ambient one it could not be told as a story."""
    request = {"request", "session", "g", "current_user", "flash"}

    def ambient(module):
        return request & imported_from(
            ("flask", "flask_login"), ast.parse(FILES[module].read_text())
        )

    assert refused(ambient, VERBS_AND_TABLES - AROUND_A_REQUEST) == {}


def test_no_verb_looks_at_the_clock():
    """A turn says which moment it is; then a story of last month can be told today."""
    allowed = {("boards", "models"): 1, ("accounts", "models"): 2}

    def clocks(module):
        found = re.findall(r"datetime\.now|date\.today|time\.time\(", FILES[module].read_text())
        return found[allowed.get(module, 0) :]

    assert refused(clocks, {name for name in VERBS_AND_TABLES if name[-1] in CLOCKLESS}) == {}


def test_a_card_is_drawn_in_one_place():
    """Page, reply and stream must not differ."""
    drawn = [one.name for one in TEMPLATES if re.search(r'class="card[ "{]', one.read_text())]

    assert drawn == ["_card.html"]


def wrong_in(templates, pattern):
    """What of a pattern stands in these templates, by the path of each."""
    found = {path.relative_to(ROOT): re.findall(pattern, path.read_text()) for path in templates}
    return {path: wrong for path, wrong in found.items() if wrong}


def test_no_template_holds_anything_inline():
    """The policy forbids it, so it would silently not work."""
    inline = r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)|\|\s*safe\b"

    assert wrong_in(PAGES, inline) == {}


def test_every_form_changes_by_post():
    """What opens by a link, a preview or a scanner must change nothing."""
    assert wrong_in(TEMPLATES, r'<form(?![^>]*method="(?:post|get|dialog)")[^>]*>') == {}


def test_every_table_is_made_by_a_migration(app):
    """No table is made behind the migrations' back."""
    with db.engine.connect() as connection:
        made = set(db.inspect(connection).get_table_names()) - {"alembic_version"}

    assert made == set(db.metadata.tables)


def test_no_file_outgrows_its_room():
    """Above the ceiling a noun wants to be extracted, or the exception has its reason."""
    lines = {
        path.relative_to(ROOT).as_posix(): len(path.read_text().splitlines())
        for folder in ("actionboard", "templates", "static")
        for path in (ROOT / folder).rglob("*.*")
        if path.suffix in CEILINGS and "vendor" not in path.parts
    }
    longer = {name: n for name, n in lines.items() if n > CEILINGS[Path(name).suffix]}

    too_long = {name: n for name, n in longer.items() if n > LONGER.get(name, (0,))[0]}
    assert too_long == {}
    assert LONGER.keys() - longer.keys() == set()  # an exception that is not needed goes


def test_a_migration_needs_nothing_of_the_product():
    """It must still run when what it was written for has long been named and made otherwise."""
    scripts = (package_files.home("migrations") / "versions").glob("*.py")

    assert [one.name for one in scripts if "actionboard" in one.read_text()] == []


def test_every_template_that_is_named_is_there(app):
    """A page that includes what was moved away fails only when somebody opens it."""
    environment = app.jinja_env
    named = {
        (path.name, other)
        for path in TEMPLATES
        for other in find_referenced_templates(environment.parse(path.read_text()))
        if other is not None
    }
    rendered = {
        (module[-1], other)
        for module, file in FILES.items()
        for other in re.findall(r'"([a-z_]+(?:/[a-z_]+)?\.html)"', file.read_text())
    }
    known = {path.relative_to(package_files.home("templates")).as_posix() for path in TEMPLATES}

    assert {(by, other) for by, other in named | rendered if other not in known} == set()
