"""What docs/safety-tests.md says is tested is a test that exists."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
LIST = (TESTS.parent / "docs/safety-tests.md").read_text()
NAMED = re.findall(r"`([\w/]+\.py)(?:::(\w+))?`", LIST)
PUBLISHED = (  # as docs/safety-tests.md must name them
    "role checked on another board's id", "read right used to write", "leaks another board",
    "revocation without effect", "self-promotion by extra fields", "stored script",
    "token reuse", "forged Host in mail", "enumeration by text", "enumeration by time",
    "open redirect", "OIDC take-over by mail claim", "lock-out as weapon", "formula injection",
)  # fmt: skip


@pytest.mark.parametrize(("file", "name"), NAMED[1:])  # the first is this file
def test_a_named_test_exists(file, name):
    tree = ast.parse((TESTS / file).read_text())

    known = {one.name for one in ast.walk(tree) if isinstance(one, ast.FunctionDef)}

    assert not name or name in known


@pytest.mark.parametrize("what", PUBLISHED)
def test_every_published_vulnerability_has_a_row(what):
    rows = [one for one in LIST.splitlines() if what in one and "::test_" in one]

    assert rows
