"""Two people changed the same: both versions side by side, and both in one, to choose from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import g, render_template, request

from actionboard.accounts.current_user import me
from actionboard.accounts.person_badge import Seat
from actionboard.boards.models import Board
from actionboard.boards.stale_versions import Difference, Stale
from actionboard.core.errors import Rejected
from actionboard.core.text_merge import Merged, Piece, differences, merge
from actionboard.web.replies import Typed, came_from
from actionboard.web.request_guards import htmx

# What a form says about itself; the rest is what was typed.
OURS = ("version", "back", "once", "filter", "draft")
LINE = 60  # characters that fit in a field of one line


@dataclass(frozen=True, slots=True)
class Both:
    """What two people made of one text, marked against what both began from."""

    difference: Difference
    by: Seat | None
    theirs: list[Piece]
    mine: list[Piece]
    merged: Merged

    @classmethod
    def of(cls, one: Difference) -> Both:
        """A difference, ready to be shown."""
        return cls(
            one,
            Seat.of(one.by) if one.by else None,
            differences(one.base, one.theirs),
            differences(one.base, one.mine),
            merge(one.base, one.theirs, one.mine),
        )

    @property
    def is_line(self) -> bool:
        """Whether it fits in a field of one line."""
        return len(self.merged.text) <= LINE and "\n" not in self.merged.text


def conflict(refusal: Rejected, typed: Typed, address: Mapping[str, Any]) -> str:
    """What stands now beside what was typed; nothing of it is lost."""
    if not isinstance(refusal, Stale) or "late" in typed.values:
        return ""
    board: Board | None = g.get("turn")
    shown = [Both.of(one) for one in refusal.differences]
    sent = [(name, value) for name, value in request.form.items(multi=True) if name not in OURS]
    contested = {one.difference.field for one in shown if one.difference.is_text}
    return render_template(
        "_dialog.html" if htmx else "page.html",
        form="boards/_conflict.html",
        board=board,
        sentence=refusal.sentence,
        shown=shown,
        me=Seat.of(me()),
        action=request.full_path.rstrip("?"),
        seen=refusal.seen or (board.version if board else 0),
        sent=sent,
        beside=[(name, value) for name, value in sent if name not in contested],
        words=[value for name, value in sent if len(value) > 25 and name not in contested],
        can_merge=any(one.difference.is_text and one.difference.mine for one in shown),
        back=came_from(board) or _page(board),
        kept=came_from(board),
        draft=typed.values.get("draft", ""),
    )


def _page(board: Board | None) -> str:
    """The page on which it was typed."""
    own, page = request.host_url, request.referrer or ""
    if page.startswith(own):
        return page.removeprefix(own.rstrip("/"))
    return board.url if board else "/"
