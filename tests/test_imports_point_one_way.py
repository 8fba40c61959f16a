"""Who may import whom: accounts ← boards ← cards ← meetings, reviews ← notifications.

Tables and verbs point one way. Views stand above all of them, and `live`, which reads the log and
paints it, is called by views alone. Imports for types don't count: nothing runs there.
"""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import actionboard

PACKAGE = Path(actionboard.__file__).parent
AREAS = ("accounts", "boards", "cards", "meetings", "reviews", "notifications")
# What belongs to the screen: it turns requests into verbs and what became of them into pages.
SCREEN = {
    "views", "answers", "refusals", "forms", "panel", "finding", "unchanged", "pages", "demo",
    "house", "errorpages", "signing", "jinja", "seeds", "paper",
}  # fmt: skip
# Not below the views, and not tables or verbs either: it starts and serves.
AROUND = {"__init__", "__main__", "cli", "commands", "serving"}


def name_of(file):
    parts = file.relative_to(PACKAGE).with_suffix("").parts
    return parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts


def imports_of(file, *, at_once=False):
    """The modules of ours that a file imports when it runs, as tuples without the package.

    `at_once` leaves out what waits until a function is called.
    """
    tree = ast.parse(file.read_text())
    if at_once:
        tree.body = [one for one in tree.body if isinstance(one, ast.Import | ast.ImportFrom)]
    typing = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)
        for inner in ast.walk(node)
    }
    found = set()
    for node in ast.walk(tree):
        if id(node) in typing:
            continue
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("actionboard"):
            module = tuple(node.module.split(".")[1:])
            for alias in node.names:
                inner = PACKAGE.joinpath(*module, alias.name)
                is_module = inner.with_suffix(".py").exists() or (inner / "__init__.py").exists()
                found.add((*module, alias.name) if is_module else module)
        elif isinstance(node, ast.Import):
            found |= {
                tuple(alias.name.split(".")[1:])
                for alias in node.names
                if alias.name.startswith("actionboard.")
            }
    return {one for one in found if one}


FILES = {name_of(file): file for file in sorted(PACKAGE.rglob("*.py"))}
IMPORTS = {name: imports_of(file) for name, file in FILES.items()}


def is_screen(name):
    return any(part in SCREEN | AROUND for part in name)


def names(module):
    return ".".join(module)


@pytest.mark.parametrize("module", [m for m in IMPORTS if m[0] in AREAS], ids=names)
def test_an_area_imports_only_what_comes_before_it(module):
    own = AREAS.index(module[0])

    later = {
        names(one)
        for one in IMPORTS[module]
        if one[0] in AREAS and AREAS.index(one[0]) > own and not is_screen(module)
    }

    assert later == set()


@pytest.mark.parametrize("module", [m for m in IMPORTS if not is_screen(m)], ids=names)
def test_nothing_below_the_views_imports_what_is_on_the_screen(module):
    above = {names(one) for one in IMPORTS[module] if one[-1] in SCREEN}

    assert above == set()


@pytest.mark.parametrize("module", [m for m in IMPORTS if m[0] != "live"], ids=names)
def test_live_is_called_by_views_alone(module):
    calls = {names(one) for one in IMPORTS[module] if one[0] == "live"}

    assert not calls or is_screen(module)


@pytest.mark.parametrize("module", [m for m in IMPORTS if m[0] == "live"], ids=names)
def test_live_changes_nothing_of_the_areas(module):
    reads = {names(one) for one in IMPORTS[module] if one[0] in AREAS}

    allowed = (".models", ".people", ".faces", ".stillness", ".activity")
    assert {one for one in reads if not one.endswith(allowed)} == set()


def test_no_module_needs_itself():
    """Importing each module first, on its own, works: no cycle is hidden by the order."""
    needs = {name: imports_of(file, at_once=True) for name, file in FILES.items()}

    def reach(module, seen):
        for one in needs.get(module, ()):
            if one not in seen:
                seen.add(one)
                reach(one, seen)
        return seen

    assert [names(one) for one in needs if one in reach(one, set())] == []
