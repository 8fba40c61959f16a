"""One row of a list on its way to the board: the proposal, and what the facilitator chose."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from actionboard.list_reader.proposals import Proposal

MERGE, KEEP = "merge", "keep"
_OURS = ("known", "choice", "left_out", "card", "written")


@dataclass(frozen=True)
class Line:
    """A proposal with the facilitator's choices, as `Import.rows` keeps it.

    `known` is the number of a card that was on the board already and may say the same; it goes
    before the row of the same list, the proposal's own `duplicate_of`. `choice` answers either:
    MERGE, KEEP or "" (a question on the card). `card` is the number it got on the board,
    `written` the texts of the post-it that the facilitator changed, as they were.
    """

    proposal: Proposal
    known: int | None = None
    choice: str = ""
    left_out: bool = False
    card: int | None = None
    written: Mapping[str, str] | None = None

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> Line:
        """The line that `as_dict` wrote."""
        proposal = Proposal.from_dict({k: v for k, v in plain.items() if k not in _OURS})
        return cls(proposal, **{name: plain[name] for name in _OURS if name in plain})

    def as_dict(self) -> dict[str, Any]:
        """Plain JSON values, the proposal's beside our own."""
        ours = {name: getattr(self, name) for name in _OURS}
        return self.proposal.as_dict() | ours

    def with_(self, **values: Any) -> Line:
        """The same line with other choices."""
        return replace(self, **values)

    @property
    def row(self) -> int:
        """The row in the list; it names the line."""
        return self.proposal.row

    @property
    def may_double(self) -> bool:
        """Whether it looks like another row, or like a card on the board."""
        return self.known is not None or self.proposal.duplicate_of is not None

    @property
    def is_merged(self) -> bool:
        """Whether it goes into another action."""
        return self.may_double and self.choice == MERGE

    @property
    def kinds(self) -> list[str]:
        """The questions that are open, by kind; a choice answers "duplicate"."""
        kinds = [one.kind for one in self.proposal.questions if one.kind != "duplicate"]
        return ["duplicate", *kinds] if self.may_double and not self.choice else kinds

    def was(self, name: str) -> str:
        """A text of the post-it as the list had it."""
        return str((self.written or {}).get(name, getattr(self.proposal, name)))


def report(lines: Sequence[Line], skipped: int) -> dict[str, Any]:
    """The figures of a list: what comes onto the board, and what was skipped."""
    coming = [line for line in lines if not line.left_out]
    levels = [line.proposal.level or "open" for line in coming]
    return {
        "cards": len(coming),
        "levels": {one: levels.count(one) for one in ("national", "regional", "local", "open")},
        "dates": sum(line.proposal.due_on is not None for line in coming),
        "questions": sum(len(line.kinds) for line in coming),
        "possible_duplicates": sum("duplicate" in line.kinds for line in coming),
        "skipped_rows": skipped + len(lines) - len(coming),
    }
