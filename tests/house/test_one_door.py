"""Every change goes through the one door, and is answered and refused there."""

from __future__ import annotations

import re
from pathlib import Path

VIEWS = sorted(Path(__file__).parents[2].glob("actionboard/*/views*/*.py"))
VIEWS += sorted(Path(__file__).parents[2].glob("actionboard/*/views.py"))


def test_every_changing_route_goes_through_a_door(app):
    outside = {
        f"{sorted(rule.methods - {'HEAD', 'OPTIONS'})[0]} {rule.rule}"
        for rule in app.url_map.iter_rules()
        if rule.methods & {"POST", "DELETE"}
        and not hasattr(app.view_functions[rule.endpoint], "door")
    }

    assert outside == set()


def test_no_view_answers_a_refusal_itself():
    caught = re.compile(r"except .*\b(Rejected|Invalid|Stale|NotAllowed)\b")
    told_elsewhere = {
        "imports/views/upload.py",  # to a script, in the stream that tells how far it is
        "reviews/views/review.py",  # reading: an address that asks for no period
    }

    assert {
        "/".join(path.parts[-3:]) for path in VIEWS if caught.search(path.read_text("utf-8"))
    } == told_elsewhere


def test_no_view_says_by_itself_what_happened():
    said = re.compile(r"import .*\bflash\b|\bflash\(")

    # An account that comes back from elsewhere does so by looking at an address.
    assert [path.name for path in VIEWS if said.search(path.read_text("utf-8"))] == ["oidc.py"]
