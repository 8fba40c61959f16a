"""Minutes as plain data: what the page shows, the mail says and the paper prints."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Self


class BlockKind(StrEnum):
    """What a block of minutes is about; each comes once, in this order."""

    OPENING = "opening"
    ENERGY = "energy"
    SINCE = "since"
    CONCLUSIONS = "conclusions"
    DECISIONS = "decisions"
    ACTIONS = "actions"
    NEXT = "next"

    @property
    def is_table(self) -> bool:
        """Whether its lines have three columns: what, who, when."""
        return self in (BlockKind.DECISIONS, BlockKind.ACTIONS)

    @property
    def is_list(self) -> bool:
        """Whether its lines are items rather than paragraphs."""
        return self in (BlockKind.ENERGY, BlockKind.CONCLUSIONS)


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph, item or row; `who` and `when` are for tables, in words."""

    what: str
    who: str = ""
    when: str = ""

    @classmethod
    def read(cls, text: str) -> Self:
        """A row as it is typed: "Ton regelt de inlogs | Ton Scheffer | vr 12 feb (wk 6)"."""
        what, who, when = [*(part.strip() for part in text.split("|", 2)), "", ""][:3]
        return cls(what, who, when)

    @property
    def typed(self) -> str:
        """The row as it is typed."""
        return " | ".join((self.what, self.who, self.when)).rstrip(" |")


@dataclass(frozen=True, slots=True)
class Block:
    """A part of the minutes under a heading of its own."""

    kind: BlockKind
    title: str
    lines: tuple[Line, ...]

    @classmethod
    def read(cls, kind: BlockKind, title: str, text: str) -> Self:
        """A block as it is typed: a line to each paragraph, item or row; empty lines fall away."""
        lines = (line.strip() for line in text.splitlines())
        read = Line.read if kind.is_table else Line
        return cls(kind, title, tuple(read(line) for line in lines if line))

    @property
    def typed(self) -> str:
        """The block as it is typed."""
        return "\n".join(line.typed for line in self.lines)


@dataclass(frozen=True, slots=True)
class Minutes:
    """What was said and agreed on one meeting, ready to be shown, mailed or typeset.

    Blocks without lines are left out by whoever shows them. No mail address is in it.
    """

    board: str
    held_on: date
    place: str
    version: int  # 1, and one more for each correction
    fixed_on: date | None  # None while it is a draft
    blocks: tuple[Block, ...]

    @classmethod
    def of(
        cls,
        board: str,
        held_on: date,
        place: str,
        blocks: Iterable[Block],
        *,
        version: int = 1,
        fixed_on: date | None = None,
    ) -> Self:
        """Minutes whose blocks stand in the order of their kinds."""
        order = list(BlockKind)
        ordered = tuple(sorted(blocks, key=lambda block: order.index(block.kind)))
        return cls(board, held_on, place, version, fixed_on, ordered)

    def block(self, kind: BlockKind) -> Block | None:
        """The block of a kind, if there is one."""
        return next((one for one in self.blocks if one.kind is kind), None)
