"""What somebody sees who scans or types the code on the wall, and asks to take part."""

from __future__ import annotations

from flask import redirect, render_template, request
from flask_login import current_user
from werkzeug.wrappers import Response

from actionboard.accounts.current_user import me, now
from actionboard.accounts.rate_limits import source_of
from actionboard.core import join_codes
from actionboard.core.join_codes import CODE
from actionboard.membership import join_links
from actionboard.membership.models import JoinLink
from actionboard.membership.views.invitation_page import closed, entrance, form_page
from actionboard.web.changes import Door, changes, written
from actionboard.web.replies import NOTHING, Reply, Typed


def _find(code: str) -> JoinLink:
    return join_links.by_code(code, now()) or closed()


BY_LINK: Door[JoinLink] = Door(
    written(_find), page="entrance.join", home=lambda link: link.board.url
)


@entrance.get("/join/<code>")
def join(code: str, typed: Typed = NOTHING) -> Response | str:
    """The small form behind the code on the wall; a meeting's code leads to its phones' page."""
    link = join_links.by_code(code, now())
    if link is None and len(plain := join_codes.plain(code)) == CODE:
        return redirect(f"/m/{plain}")
    board = (link or closed()).board
    return form_page("membership/join.html", board, values=typed.values, errors=typed.errors)


@entrance.post("/join/<code>")
@changes(BY_LINK, form=join)
def ask(link: JoinLink) -> Reply | str:
    """Take part: right away for who is signed in, else by a mail."""
    if current_user.is_authenticated:
        join_links.walk_in(link, me(), now())
        return Reply()
    join_links.ask(link, request.form, source_of(request.remote_addr or ""), now())
    email = request.form["email"]
    return render_template("membership/mail_sent.html", board=link.board, email=email)
