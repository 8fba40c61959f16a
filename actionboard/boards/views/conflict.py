"""Two people changed the same: both versions side by side, and both in one, to choose from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
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
# What people write in sentences, by the name of its field.
WORDS = ("result", "reason", "body", "line", "text", "said", "question", "title", "why")
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
        one = self.difference
        texts = (one.base, one.theirs, one.mine)
        return len(self.merged.text) <= LINE and not any("\n" in text for text in texts)

    @property
    def both(self) -> str:
        """Both in one, on one line where the field has one."""
        return " ".join(self.merged.text.split()) if self.is_line else self.merged.text


def conflict(refusal: Rejected, typed: Typed, address: Mapping[str, Any]) -> str:
    """What stands now beside what was typed; nothing of it is lost."""
    if not isinstance(refusal, Stale) or "late" in typed.values:
        return ""
    board: Board | None = g.get("turn")
    shown = [Both.of(_typed(one)) for one in refusal.differences]
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
        words=[value for name, value in sent if name in WORDS and name not in contested],
        can_merge=any(one.difference.is_text and one.difference.mine for one in shown),
        back=came_from(board) or _page(board, address),
        kept=came_from(board),
        draft=typed.values.get("draft", ""),
    )


def _typed(one: Difference) -> Difference:
    """A difference with what was typed about it, where the refusal knows only what stands now."""
    mine = "" if one.mine else request.form.get(one.field, "").strip()
    return replace(one, mine=mine, is_text=True) if mine else one


def _page(board: Board | None, address: Mapping[str, Any]) -> str:
    """The page on which it was typed; of a card its own, for the form has nothing left to ask."""
    if board and "number" in address:
        return f"{board.url}/cards/{address['number']}"
    own, page = request.host_url, request.referrer or ""
    if page.startswith(own):
        return page.removeprefix(own.rstrip("/"))
    return board.url if board else "/"
