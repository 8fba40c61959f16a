"""What somebody sees who scans or types the code on the wall, and asks to take part."""

from __future__ import annotations

from typing import Any

from flask import redirect, render_template, request
from flask_login import current_user

from actionboard.accounts.current_user import me, now
from actionboard.accounts.rate_limits import source_of
from actionboard.boards.models import Board
from actionboard.core import join_codes
from actionboard.core.database import writing
from actionboard.core.errors import Rejected
from actionboard.core.join_codes import CODE
from actionboard.membership import join_links
from actionboard.membership.views.invitation_page import Answer, closed_page, entrance, form_page


@entrance.get("/join/<code>")
def join(code: str) -> Answer:
    """The small form behind the code on the wall; a meeting's code leads to its phones' page."""
    link = join_links.by_code(code, now())
    if link is None and len(plain := join_codes.plain(code)) == CODE:
        return redirect(f"/m/{plain}")
    return (_join(link.board), 200) if link else (closed_page(), 410)


@entrance.post("/join/<code>")
def ask(code: str) -> Answer:
    """Take part: right away for who is signed in, else by a mail."""
    with writing():
        link = join_links.by_code(code, now())
        if link is None:
            return closed_page(), 410
        board = link.board
        try:
            if current_user.is_authenticated:
                join_links.walk_in(link, me(), now())
                return redirect(board.url, 303)
            join_links.ask(link, request.form, source_of(request.remote_addr or ""), now())
        except Rejected as refusal:
            errors = {refusal.at_field: refusal.sentence}
            return _join(board, values=request.form, errors=errors), refusal.status
    email = request.form["email"]
    return render_template("membership/mail_sent.html", board=board, email=email), 200


def _join(board: Board, **context: Any) -> str:
    return form_page("membership/join.html", board, **context)
