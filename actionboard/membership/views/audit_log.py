"""The audit log of a board's rights, as a page for its coordinators."""

from __future__ import annotations

from sqlalchemy import select

from actionboard.accounts.audit_log import Audit, in_words
from actionboard.boards.access import coordinated
from actionboard.boards.views.settings_layout import page
from actionboard.core.database import db
from actionboard.membership.views.members import managing

SHOWN = 200  # entries of the audit list on one page


@managing.get("/audit")
def audit_list(slug: str) -> str:
    """Who did what to rights, the latest first."""
    board = coordinated(slug)
    entries = db.session.scalars(
        select(Audit).where(Audit.board_id == board.id).order_by(Audit.id.desc()).limit(SHOWN)
    )
    return page(
        "membership/audit_log.html",
        board,
        "audit",
        entries=[(one.at, in_words(one)) for one in entries],
    )
