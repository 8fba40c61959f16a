"""The build hook: icons from a list of names, catalogues from .po files."""

from __future__ import annotations

import re

import pytest
from pytest import raises

import hatch_build
from hatch_build import BuildError

DRAWING = """<!-- @license -->
<svg
  class="lucide"
  width="24"
>
  <path d="M{x} 1" />
</svg>
"""


@pytest.fixture
def root(tmp_path):
    (tmp_path / "static").mkdir()
    (tmp_path / "icons").mkdir()
    for x, name in enumerate(["hand", "map", "x"]):
        (tmp_path / f"icons/{name}.svg").write_text(DRAWING.format(x=x))
    return tmp_path


def build_icons(root, names):
    (root / "static/icons.txt").write_text(names)
    hatch_build.build_icons(root, root / "icons")
    made = root / "static/vendor"
    return (made / "icons.svg").read_text(), (made / "icons.css").read_text()


def test_icons_stand_below_each_other_in_the_order_of_the_list(root):
    strip, rules = build_icons(root, "map\n\n# for the flap\nhand  # a hand\nx\n")

    assert 'viewBox="0 0 24 72"' in strip
    assert re.findall(r"translate\(0 (\d+)\)\"><path d=\"M(\d)", strip) == [
        ("0", "1"),
        ("24", "0"),
        ("48", "2"),
    ]
    assert re.findall(r"\.icon-(\w+) \{ --icon: (\d)", rules) == [
        ("map", "0"),
        ("hand", "1"),
        ("x", "2"),
    ]
    assert rules.count("--last: 2; --icons: url(icons.svg)") == 3


def test_icons_of_the_cards_have_a_strip_of_their_own(root):
    strip, rules = build_icons(root, "map\n[cards]\nhand\nx\nmap\n")

    assert strip.count("<path") == 1
    assert (root / "static/vendor/icons-cards.svg").read_text().count("<path") == 2
    assert ".icon-x { --icon: 1; --last: 1; --icons: url(icons-cards.svg) }" in rules


def test_an_icon_named_twice_is_drawn_once(root):
    strip, _ = build_icons(root, "hand\nmap\nhand\n")

    assert strip.count("<path") == 2


def test_an_icon_that_does_not_exist_is_named(root):
    with raises(BuildError, match="'hond', maar lucide-static kent het niet"):
        build_icons(root, "hand\nhond\n")


def test_a_catalogue_is_compiled_when_it_is_newer(root):
    source = root / "actionboard/translations/en/LC_MESSAGES/messages.po"
    source.parent.mkdir(parents=True)
    source.write_text('msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n')

    hatch_build.compile_catalogues(root)
    first = source.with_suffix(".mo").stat().st_mtime_ns
    hatch_build.compile_catalogues(root)

    assert source.with_suffix(".mo").stat().st_mtime_ns == first


def test_a_broken_catalogue_is_named(root):
    source = root / "actionboard/translations/en/LC_MESSAGES/messages.po"
    source.parent.mkdir(parents=True)
    source.write_text('msgid "open\n')

    with raises(BuildError, match=r"messages\.po is geen geldige catalogus"):
        hatch_build.compile_catalogues(root)
