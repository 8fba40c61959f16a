"""What there is to name: the files of this house, and what its code calls things."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "actionboard"
# Where a page may leave out the first folder: `cards/ranks.py`, `rights/test_matrix.py`.
STARTS = (ROOT, PACKAGE, ROOT / "tests", ROOT / "templates", ROOT / "static", ROOT / "docs")
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


@cache
def folders():
    """The folders of the top level that are ours: neither hidden nor kept out by `.gitignore`."""
    made = set(re.findall(r"^/?([\w-]+)/$", (ROOT / ".gitignore").read_text(), re.MULTILINE))
    there = (each.name for each in ROOT.iterdir() if each.is_dir() and "." not in each.name)
    return sorted(name for name in there if name not in made)


@cache
def files():
    """Every file of ours by its path from the top."""
    below = (file for name in folders() for file in (ROOT / name).rglob("*"))
    there = (file for file in (*ROOT.iterdir(), *below) if file.is_file())
    kept = (file for file in there if not {"__pycache__", "vendor"} & set(file.parts))
    return sorted(file.relative_to(ROOT).as_posix() for file in kept)


def is_path(path):
    """Whether a path, from the top or from one of STARTS, is there; `*` may stand for names.

    Of a folder its last name alone will do.
    """
    if path.count("/") == 1 and path.endswith("/") and any(f"/{path}" in file for file in files()):
        return True
    return any(list(start.glob(path.rstrip("/"))) for start in STARTS)


def is_file_name(name):
    """Whether a file of this name is anywhere."""
    return name in {file.rsplit("/", 1)[-1] for file in files()}


@cache
def python():
    """Each Python file of the package, parsed, by its module as a tuple without the package."""
    found = {}
    for file in sorted(PACKAGE.rglob("*.py")):
        parts = file.relative_to(PACKAGE).with_suffix("").parts
        found[parts[:-1] if parts[-1] == "__init__" else parts] = ast.parse(file.read_text())
    return found


def nodes(*kinds):
    """All nodes of these kinds in the package."""
    return (
        node for tree in python().values() for node in ast.walk(tree) if isinstance(node, kinds)
    )


@cache
def members():
    """What each class holds, with what it has from the classes of ours that it comes from."""
    own, parents = defaultdict(set), defaultdict(set)
    for node in nodes(ast.ClassDef):
        on_self = (one.attr for one in ast.walk(node) if isinstance(one, ast.Attribute))
        own[node.name] |= {*defined(node.body), *on_self}
        parents[node.name] |= {base.id for base in node.bases if isinstance(base, ast.Name)}

    def with_parents(name):
        return own[name].union(*(with_parents(base) for base in parents[name] if base in own))

    return {name: with_parents(name) for name in list(own)}


@cache
def columns():
    """What each table holds: the members of its class, by the name of the table."""
    found = defaultdict(set)
    for node in nodes(ast.ClassDef):
        for each in node.body:
            if isinstance(each, ast.Assign) and "__tablename__" in defined([each]):
                found[ast.literal_eval(each.value)] |= members()[node.name]
    return found


def comments(file):
    """What a file says about itself: its comments, and in Python its docstrings."""
    pattern = r"#[^\n]*|\"{3}.*?\"{3}" if file.endswith(".py") else r"{#.*?#}|/\*.*?\*/|//[^\n]*"
    return re.findall(pattern, (ROOT / file).read_text(), re.DOTALL)


@cache
def texts():
    """Every text that stands in the package as it is: verbs of the log, names of tables."""
    return {node.value for node in nodes(ast.Constant) if isinstance(node.value, str)}


@cache
def words():
    """Every word that stands in the code, be it Python, a template, a style or a script."""
    ends = (".py", ".html", ".js", ".css", ".toml", ".typ")
    # Not where words stand that are said to be nowhere.
    read = (file for file in files() if file.endswith(ends) and "test_docs" not in file)
    found = {word for file in read for word in re.findall(r"[\w-]+", (ROOT / file).read_text())}
    return found | {part for word in found for part in word.split("-")}


def defined(body):
    """The names that these statements give: functions, classes, values."""
    found = set()
    for node in body:
        if isinstance(node, (*FUNCTIONS, ast.ClassDef)):
            found.add(node.name)
        elif isinstance(node, ast.AnnAssign | ast.Assign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            inner = (each for target in targets for each in ast.walk(target))
            found |= {each.id for each in inner if isinstance(each, ast.Name)}
    return found


def is_name(name):
    """Whether a name with a dot (`Card.move`, `ranks.spread`, `boards.version`) is one of ours.

    Before the dot stands a class, a table, or a module by its last names.
    """
    *owners, last = name.split(".")
    held = members().get(owners[-1], set()) | columns().get(owners[-1], set())
    for module, tree in python().items():
        if module[-len(owners) :] == tuple(owners):
            held = held | defined(tree.body)
    return last in held or name in texts()
