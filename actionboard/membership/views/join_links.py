"""A board's own link: opening it, showing it to the room, closing it."""

from __future__ import annotations

from flask import redirect, request
from werkzeug.wrappers import Response

from actionboard.accounts.current_user import me, now
from actionboard.boards.access import facilitated
from actionboard.boards.views.settings_layout import page
from actionboard.core.database import writing
from actionboard.core.i18n import gettext as _
from actionboard.documents.qr_code import qr_code
from actionboard.membership import join_links
from actionboard.membership.views.invitations import inviting
from actionboard.membership.views.members import back_to_members
from actionboard.web.urls import link


@inviting.get("/join-link")
def wall(slug: str) -> str:
    """The link as it hangs on the wall: its address, its code and its QR."""
    board = facilitated(slug)
    door = join_links.door_of(board, now())
    url = link(f"/join/{door.code}") if door else ""
    return page(
        "membership/join_link.html",
        board,
        "people",
        door=door,
        url=url,
        qr=qr_code(url, title=url) if door else "",
    )


@inviting.post("/join-link")
def open_door(slug: str) -> Response:
    """Open the board's link."""
    board = facilitated(slug)
    with writing():
        join_links.open_door(board, request.form.get("for", ""), me(), now())
    return redirect(f"{board.url}/join-link", 303)


@inviting.delete("/join-link")
def close_door(slug: str) -> Response:
    """Close it."""
    board = facilitated(slug)
    with writing():
        join_links.close_door(board, me(), now())
    return back_to_members(board, _("De deelnamelink is dicht."))
