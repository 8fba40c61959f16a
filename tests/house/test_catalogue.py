"""The English catalogue says everything that the Dutch texts in code and templates say."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_keywords, parse_mapping_cfg
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]
ENGLISH = ROOT / "actionboard/translations/en/LC_MESSAGES/messages.po"
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd]")


class Source(NamedTuple):
    """A text as it stands in the code: one form, or one and many, and where it was found."""

    forms: tuple[str, ...]
    context: str | None
    place: str

    @property
    def key(self) -> str | tuple[str, str]:
        return self.forms[0] if len(self.forms) == 1 else (self.forms[0], self.forms[1])


@cache
def sources() -> list[Source]:
    with (ROOT / "babel.cfg").open() as mapping:
        methods, options = parse_mapping_cfg(mapping)
    keywords = {**DEFAULT_KEYWORDS, **parse_keywords(extra_keywords())}
    extracted = extract_from_dir(
        ROOT,
        methods,
        options,
        keywords,
        directory_filter=lambda folder: (
            Path(folder).name != "node_modules" and not Path(folder).name.startswith(".")
        ),
    )
    return [
        Source((text,) if isinstance(text, str) else tuple(text), context, f"{file}:{line}")
        for file, line, text, _, context in extracted
    ]


def extra_keywords() -> list[str]:
    """What counts as a text besides gettext's own names, said once, in bin/messages."""
    found = re.search(r'--keyword "([^"]+)"', (ROOT / "bin/messages").read_text())
    assert found
    return found[1].split()


@cache
def english() -> Catalog:
    with ENGLISH.open("rb") as file:
        return read_po(file, abort_invalid=True)


def test_every_dutch_text_has_an_english_one():
    missing = [
        f"{source.place}: {source.forms[0]}"
        for source in sources()
        if not is_translated(english().get(source.key, source.context))
    ]

    assert not missing, "bin/messages, then fill in:\n" + "\n".join(missing)


def test_every_english_text_keeps_the_placeholders_of_the_dutch_one():
    wrong = [
        f"{source.forms[0]!r} → {text!r}"
        for source in sources()
        if (message := english().get(source.key, source.context))
        for text in forms(message.string)
        if text and placeholders(text) not in allowed(source)
    ]

    assert not wrong, "\n".join(wrong)


def test_no_english_text_is_a_guess():
    assert [message.id for message in english() if message.id and message.fuzzy] == []


def is_translated(message) -> bool:
    return bool(message) and not message.fuzzy and all(forms(message.string))


def forms(text: str | tuple[str, ...]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def placeholders(text: str) -> frozenset[str]:
    return frozenset(PLACEHOLDER.findall(text))


def allowed(source: Source) -> list[frozenset[str]]:
    """Each form's own placeholders; the one for a single thing may leave the number out."""
    found = [placeholders(form) for form in source.forms]
    return [*found, found[-1] - {"%(num)s", "%(num)d"}] if len(found) > 1 else found
