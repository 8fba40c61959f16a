"""Who may import whom: each area those beneath it, for models and views alike.

An import for types counts too: whoever reads a file follows its names all the same.
"""

from __future__ import annotations

import ast
from pathlib import Path

import actionboard

PACKAGE = Path(actionboard.__file__).parent
# From the ground up. `docs/architecture.md` says what each holds.
AREAS = (
    "core", "web", "list_reader", "documents", "mail", "accounts", "boards", "live", "cards",
    "board_page", "membership", "meetings", "exports", "imports", "wall", "agenda", "phones",
    "figures", "reviews", "notifications", "overview", "privacy", "backups", "demo",
    "app", "commands",
)  # fmt: skip
ON_TOP = {"app": "app", "health": "app", "server": "app", "__main__": "commands"}
# Tools: of all that lies beneath them they need the ground alone.
TOOLS = {"list_reader", "documents", "backups"}


def name_of(file):
    parts = file.relative_to(PACKAGE).with_suffix("").parts
    return parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts


FILES = {name_of(file): file for file in sorted(PACKAGE.rglob("*.py"))}


def area_of(module):
    return ON_TOP.get(module[0], module[0])


def is_view(module):
    return "views" in module


def imports_of(file, *, at_once=False):
    """The modules of ours that a file imports, as tuples without the package.

    `at_once` leaves out what waits until a function is called, and what only types ask for.
    """
    tree = ast.parse(file.read_text())
    nodes = tree.body if at_once else list(ast.walk(tree))
    found = set()
    for node in nodes:
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "actionboard":
            module = tuple(node.module.split(".")[1:])
            inner = {(*module, alias.name) for alias in node.names}
            found |= {name if name in FILES else module for name in inner}
        elif isinstance(node, ast.Import):
            found |= {
                tuple(alias.name.split(".")[1:])
                for alias in node.names
                if alias.name.startswith("actionboard.")
            }
    return {module for module in found if module}


MODULES = [module for module in FILES if module != ("__init__",)]
IMPORTS = {module: imports_of(FILES[module]) for module in MODULES}


def names(module):
    return ".".join(module)


def refused(found, modules=MODULES):
    """What a rule finds in these modules, by module, without those in which it finds nothing."""
    return {names(module): wrong for module in modules if (wrong := found(module))}


def test_every_area_has_its_place_in_the_order():
    assert {area_of(module) for module in MODULES} == set(AREAS)


def test_a_file_imports_only_from_its_own_area_and_those_beneath():
    def above(module):
        own = AREAS.index(area_of(module))
        return {names(other) for other in IMPORTS[module] if AREAS.index(area_of(other)) > own}

    assert refused(above) == {}


def test_a_tool_needs_the_ground_alone():
    def others(module):
        beneath = {module[0], "core"}
        return {names(other) for other in IMPORTS[module] if other[0] not in beneath}

    assert refused(others, [module for module in MODULES if module[0] in TOOLS]) == {}


def test_what_lies_beneath_the_views_imports_no_view():
    def views(module):
        return {names(other) for other in IMPORTS[module] if is_view(other)}

    beneath = [m for m in MODULES if not is_view(m) and area_of(m) not in ("app", "commands")]
    assert refused(views, beneath) == {}


def test_no_file_needs_itself():
    """No circle is hidden by the order in which files happen to be imported."""
    needs = {module: imports_of(FILES[module], at_once=True) for module in MODULES}

    def reached_from(module, seen):
        for one in needs.get(module, ()):
            if one not in seen:
                seen.add(one)
                reached_from(one, seen)
        return seen

    assert [names(one) for one in needs if one in reached_from(one, set())] == []
