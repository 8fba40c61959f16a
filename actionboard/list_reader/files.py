"""A file or a pasted text becomes a table, or one sentence about what to do next.

Nothing here knows about flaps or actions; see `table_rows.py` for what the rows mean.
"""

from __future__ import annotations

import codecs
import re
from datetime import date

from actionboard.core.messages import N_
from actionboard.list_reader.chats import read_chat
from actionboard.list_reader.separated_text import cut, cut_pipes, separator_of
from actionboard.list_reader.tables import (
    LARGEST_FILE,
    Row,
    Skipped,
    Table,
    Unreadable,
    checked,
    nothing_in_it,
)
from actionboard.list_reader.typed_lists import read_typed
from actionboard.list_reader.workbooks import read_old_office, read_workbook

__all__ = ["Row", "Skipped", "Table", "Unreadable", "read_file", "read_text"]

_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*")
_PACKED = (b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"BZh", b"\xfd7zXZ")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What Dutch is written with; tells Windows-1252 from MacRoman.
_DUTCH = set("éèëêïíîóòöôüúûáàäâçñÉËÏÖÜ€…–—‘’“”•·°²½«»´")
# Signs that are no text; Word's own line breaks among them become line breaks.
_LINE_BREAKS = re.compile("[\x0b\x0c\u2028\u2029]")
# Word and Outlook put a tab behind the sign of an item, and "o" before what stands below it.
_TABBED = re.compile(r"^[^\S\n]*([•▪§·–-]|o|\d{1,2}[.)])\t+([^\t\n]+)$", re.MULTILINE)
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufeff\ud800-\udfff\ufffe\uffff]")


def read_file(data: bytes, name: str = "", *, today: date) -> Table:
    """Read an uploaded list: CSV, XLSX or plain text, at most 5 MB.

    What the bytes are counts, not what the `name` says. Raises `Unreadable`.
    """
    if len(data) > LARGEST_FILE:
        raise Unreadable(
            N_("Dit bestand is groter dan %(most)s MB. Bewaar alleen de actielijst, of plak hem."),
            most=LARGEST_FILE // 1024**2,
        )
    if not data.strip(b"\x00 \t\r\n"):
        raise nothing_in_it()
    if data.startswith(b"PK"):
        return checked(read_workbook(data))
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise read_old_office(data)
    _refuse_what_is_no_text(data)
    return read_text(_decoded(data), today=today)


def read_text(text: str, *, today: date) -> Table:
    """Read a pasted text: cells from Excel, CSV, or a list as somebody typed it.

    Raises `Unreadable`. `today` lets a typed line tell a day from a name.
    """
    if len(text) > LARGEST_FILE:
        raise Unreadable(N_("Deze tekst is te lang. Plak alleen de actielijst."))
    text = _LINE_BREAKS.sub("\n", text.removeprefix("\ufeff"))
    controls = len(_CONTROLS.findall(text))
    if controls > 2 + len(text) // 100:
        raise _no_list()
    text = _CONTROLS.sub("", text)
    if not text.strip(" \t\r\n;,"):
        raise nothing_in_it()
    text = _TABBED.sub(_untabbed, text)
    if chat := read_chat(text):
        return checked(read_typed(chat.text, today=today, asides=chat.asides))
    if drawn := cut_pipes(text):
        return checked(Table(drawn))
    separator = separator_of(text)
    return checked(Table(cut(text, separator)) if separator else read_typed(text, today=today))


def _untabbed(line: re.Match[str]) -> str:
    return f"  ◦ {line[2]}" if line[1] == "o" else f"{line[1].replace('§', '▪')} {line[2]}"


def _refuse_what_is_no_text(data: bytes) -> None:
    start = data[:1024].lstrip()
    if start.startswith(b"%PDF"):
        raise Unreadable(
            N_("Dit is een PDF. Kopieer de lijst daaruit en plak hem in het tekstvak.")
        )
    is_webp_or_heic = data[8:12] == b"WEBP" or data[4:8] == b"ftyp"
    if start.startswith(_PICTURES) or is_webp_or_heic:
        raise Unreadable(
            N_("Dit is een foto of afbeelding. Typ de post-its over, of plak de lijst als tekst.")
        )
    if start.startswith(b"{\\rtf"):
        raise Unreadable(
            N_("Dit is een tekstdocument met opmaak. Kopieer de lijst en plak hem in het tekstvak.")
        )
    if start.lower().startswith((b"<!doctype", b"<html", b"<?xml")):
        raise Unreadable(
            N_("Dit is een webpagina of XML-bestand. Kopieer de lijst en plak hem in het tekstvak.")
        )
    if start.startswith(_PACKED):
        raise Unreadable(N_("Dit bestand is ingepakt. Pak het uit en kies de lijst die erin zit."))


def _decoded(data: bytes) -> str:
    """The text, by its byte order mark, else UTF-8, else what Excel writes on Windows or a Mac."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding)
            except UnicodeDecodeError:
                raise _no_list() from None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = _eight_bits(data)
    if text.count("\x00") > len(text) // 4:
        # Excel's "Unicode text", saved again by something that dropped its mark.
        even = data[::2].count(0) > data[1::2].count(0)
        return data.decode("utf-16-be" if even else "utf-16-le", "replace")
    return text


def _eight_bits(data: bytes) -> str:
    high = sum(byte > 127 for byte in data)
    if high > len(data) * 0.3:
        raise _no_list()
    candidates = [data.decode(encoding, "replace") for encoding in ("cp1252", "mac_roman")]
    return max(candidates, key=lambda text: sum(sign in _DUTCH for sign in text))


def _no_list() -> Unreadable:
    return Unreadable(
        N_("Dit is geen leesbare lijst. Bewaar hem als CSV of Excel (.xlsx), of plak de tekst.")
    )
