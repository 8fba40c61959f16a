"""A chat that was exported or copied: the messages without who sent them, and when."""

from __future__ import annotations

import re
from dataclasses import dataclass

from actionboard.list_reader.dutch_words import LINE_END, one_line

# "[14-10-2026, 15:02:11] Karin: …" and "14-10-2026 15:02 - Karin: …"
_STAMP = re.compile(
    r"[\u200e\u200f]?(?:\[(?:\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4},? )?"
    r"\d{1,2}:\d\d(?::\d\d)?(?: ?[ap]m)?\] ?"
    r"|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4},? \d{1,2}:\d\d(?: ?[ap]m)? - )",
    re.IGNORECASE,
)
_SENDER = re.compile(r"[^:\n]{1,40}: ?")
_NO_WORDS = re.compile(
    r"\W*(?:<?(?:media|afbeelding|foto|video|sticker|audio|gif|document|contactkaart|image)"
    r" (?:weggelaten|omitted)>?|(?:dit bericht|je|this message|you)\b.{0,40}"
    r"\b(?:verwijderd|deleted)\b.{0,20})?\W*",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Chat:
    """The messages as items of a list, and the numbers of the lines that are none."""

    text: str
    asides: frozenset[int]


def read_chat(text: str) -> Chat | None:
    """The messages of a chat without who sent them, and when; None for any other text.

    Lines stay where they are, so that a row can still be found in the chat.
    """
    lines = re.split(LINE_END, text)
    stamps = [_STAMP.match(line) for line in lines]
    count, filled = sum(map(bool, stamps)), sum(bool(line.strip()) for line in lines)
    if count < 2 or count * 2 < filled:
        return None
    asides: set[int] = set()
    for at, stamp in enumerate(stamps):
        if stamp is None:
            continue
        said = lines[at][stamp.end() :]
        sender = _SENDER.match(said)
        words = said[sender.end() :] if sender else said
        lines[at] = f"- {words}"
        if sender is None or _NO_WORDS.fullmatch(one_line(words)):
            asides.add(at + 1)  # the chat itself speaks, or a thumb, a photo, something deleted
    return Chat("\n".join(lines), frozenset(asides))
