"""A board's own link: opening it, showing it to the room, closing it."""

from __future__ import annotations

from flask import request

from actionboard.accounts.current_user import me, now
from actionboard.boards.access import facilitated
from actionboard.boards.models import Board
from actionboard.boards.views.settings_layout import page
from actionboard.core.i18n import gettext as _
from actionboard.documents.qr_code import qr_code
from actionboard.membership import join_links
from actionboard.membership.views.doors import OF_PEOPLE
from actionboard.membership.views.invitations import inviting
from actionboard.web.changes import changes
from actionboard.web.replies import Reply
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
@changes(OF_PEOPLE)
def open_door(board: Board) -> Reply:
    """Open the board's link."""
    join_links.open_door(board, request.form.get("for", ""), me(), now())
    return Reply(to=f"{board.url}/join-link")


@inviting.delete("/join-link")
@changes(OF_PEOPLE)
def close_door(board: Board) -> Reply:
    """Close it."""
    join_links.close_door(board, me(), now())
    return Reply(_("De deelnamelink is dicht."))
