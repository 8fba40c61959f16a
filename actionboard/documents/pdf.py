"""Typesetting: a template of templates/documents and what it says go in, a tagged PDF comes out.

What people typed travels as data and is never read as typst: it can't draw, read or run anything.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import Any

import typst

from actionboard.core import package_files
from actionboard.core.threads import run_in_thread

ACCESSIBLE = "ua-1"  # PDF/UA-1: tagged, with a title and a language, every sign of it readable
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def typeset(template: str, matter: object, *, title: str, language: str) -> bytes:
    """A tagged PDF of templates/documents/<template>.typ.

    `matter` is a dataclass or a mapping of plain values; the template finds it as `matter`. A sign
    that none of our fonts has (Chinese, say) shows as a box; then the PDF can't call itself PDF/UA.
    """
    sheet = Sheet(template, matter, title, language)
    return run_in_thread(sheet.pdf)


def picture(template: str, matter: object, *, title: str, language: str, dpi: int) -> bytes:
    """The first page of the same as a PNG."""
    sheet = Sheet(template, matter, title, language)
    return run_in_thread(lambda: sheet.pages(dpi)[0])


class Sheet:
    """One thing on its way to paper."""

    def __init__(self, template: str, matter: object, title: str, language: str) -> None:
        said = {"matter": plain(matter), "title": plain(title), "language": language}
        self.compiler = typst.Compiler(
            home() / f"{template}.typ",
            root=home(),
            font_paths=fonts(),
            ignore_system_fonts=True,
            sys_inputs={"said": json.dumps(said), "icons": icons()},
            package_path=home(),  # a template takes nothing from elsewhere
            package_cache_path=home(),
        )

    def pdf(self) -> bytes:
        """All of it as one file."""
        try:
            return self._made(format="pdf", pdf_standards=ACCESSIBLE)[0]
        except typst.TypstError as error:
            if "could not be displayed" not in error.message:
                raise
            return self._made(format="pdf")[0]

    def pages(self, dpi: int) -> list[bytes]:
        """Each page as a PNG."""
        return self._made(format="png", ppi=dpi)

    def _made(self, **how: Any) -> list[bytes]:
        made: Any = self.compiler.compile(**how)  # a list when there are several pictures
        return made if isinstance(made, list) else [made]


def plain(value: Any) -> Any:
    """A value as JSON knows it: dataclasses become mappings, signs that can't be printed spaces."""
    if isinstance(value, str):
        return CONTROL.sub(" ", value)
    if is_dataclass(value):
        return {one.name: plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    return value


def home() -> Path:
    """Where the templates are; typst reads nothing outside it."""
    return package_files.home("templates") / "documents"


@cache
def fonts() -> typst.Fonts:
    """The house's fonts, then those that typst brings along: Greek, Cyrillic, signs."""
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=True,
        font_paths=[package_files.home("static") / "vendor/print"],
    )


@cache
def icons() -> str:
    """The drawing of each icon by its name, as JSON."""
    return (package_files.home("static") / "vendor/print/icons.json").read_text()
