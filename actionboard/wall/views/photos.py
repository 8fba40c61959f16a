"""Photos of the paper flaps over HTTP: adding one, seeing it, cutting it to the paper."""

from __future__ import annotations

from typing import Any

from flask import Response, abort, redirect, render_template, request
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response as BaseResponse

from actionboard.accounts.current_user import me
from actionboard.boards.access import enter, facilitated
from actionboard.core.database import db
from actionboard.core.errors import Invalid, Rejected
from actionboard.core.i18n import gettext as _
from actionboard.core.image_upload import FIELD, LARGEST, Edges, Jpeg, cropped, redrawn
from actionboard.core.messages import N_
from actionboard.core.threads import run_in_thread
from actionboard.meetings.models import Meeting
from actionboard.meetings.views.blueprint import find, lead, room
from actionboard.wall.photos import Photo, Picture
from actionboard.wall.views.notes import flap_page
from actionboard.wall.views.wall_reply import wall_reply
from actionboard.web.request_guards import takes_up_to

photos = room("photos")
ONE = "/photos/<int:photo>"
AROUND = 64 * 2**10  # bytes of the form around a photo
EDGES = ("left", "top", "right", "bottom")
MOST_OFF = 90  # percent that may be cut off in one direction
Answer = BaseResponse | str | tuple[str, int]


@photos.post("/flaps/<flap>/photos")
@takes_up_to(LARGEST + AROUND)
def add(slug: str, meeting: int, flap: str) -> Answer:
    """Keep a photo of a flap, then ask which part of it is the paper."""
    facilitated(slug)
    code = (find(slug, meeting).flap(flap) or abort(404)).code
    try:
        data = _sent()
        db.session.rollback()  # nothing is held while it is drawn
        jpeg = run_in_thread(lambda: redrawn(data))
        with lead(slug, meeting) as found:
            photo = Photo.add(found.flap(code) or abort(404), jpeg, me())
    except Rejected as refusal:
        if refusal.at_field != FIELD:
            raise
        page = flap_page(find(slug, meeting), code, photo_error=refusal.sentence)
        return page, refusal.status
    return redirect(photo.url, 303)


@photos.get(ONE)
def show(slug: str, meeting: int, photo: int) -> str:
    """Where a photo is cut to the paper."""
    facilitated(slug)
    return _page(_photo(find(slug, meeting), photo))


@photos.post(ONE)
def cut(slug: str, meeting: int, photo: int) -> Answer:
    """Show only what is within the edges."""
    facilitated(slug)
    found = _photo(find(slug, meeting), photo)
    try:
        edges = _edges()
    except Invalid as refusal:
        return _page(found, error=refusal.sentence, values=request.form), refusal.status
    jpeg, flap = _cut(found, edges), found.flap.code
    with lead(slug, meeting) as leading:
        _photo(leading, photo).cut(jpeg, me())
    said = _("Dit is nu de foto van flap %(code)s.", code=flap)
    return wall_reply(leading, said, back=f"/flaps/{flap}?photo={photo}")


@photos.delete(ONE)
def remove(slug: str, meeting: int, photo: int) -> Answer:
    """Take a photo away; it can be undone."""
    with lead(slug, meeting) as found:
        gone = _photo(found, photo)
        gone.remove(me())
    return wall_reply(found, _("De foto is weg."), back=f"/flaps/{gone.flap.code}")


@photos.get(f"{ONE}/picture")
def picture(slug: str, meeting: int, photo: int) -> Response:
    """The photo itself, as everybody on the board may see it."""
    found = _photo(find(slug, meeting), photo)
    return _sent_back(found.picture, found)


@photos.get(f"{ONE}/whole")
def whole(slug: str, meeting: int, photo: int) -> Response:
    """All of it, to cut it anew."""
    facilitated(slug)
    found = _photo(find(slug, meeting), photo)
    return _sent_back(found.whole, found)


# Beneath the pages -----------------------------------------------------------------------------


def _photo(meeting: Meeting, number: int) -> Photo:
    return Photo.find(meeting, number) or abort(404)


def _sent() -> bytes:
    """The file that came: from the camera, or chosen. Raises Invalid when it is too large."""
    try:
        files = request.files.getlist(FIELD)
    except RequestEntityTooLarge:
        raise Invalid(
            FIELD, N_("Deze foto is te groot: hooguit %(most)s MB."), most=LARGEST >> 20
        ) from None
    return next((file.read(LARGEST + 1) for file in files if file.filename), b"")


def _edges() -> Edges:
    """The edges as the form says them. Raises Invalid."""
    given = [request.form.get(edge, "").strip().removesuffix("%").strip() or "0" for edge in EDGES]
    if not all(one.isdecimal() and len(one) < 4 for one in given):
        raise Invalid(
            "left", N_("Vul bij elke rand een heel getal in, van 0 tot %(most)s."), most=MOST_OFF
        )
    edges = Edges(*map(int, given))
    if edges.left + edges.right > MOST_OFF or edges.top + edges.bottom > MOST_OFF:
        raise Invalid("left", N_("Zo blijft er niets over. Snijd er minder af."))
    return edges


def _cut(photo: Photo, edges: Edges) -> Jpeg | None:
    if edges == Edges():
        return None
    body = photo.whole.body or abort(404)
    db.session.rollback()  # nothing is held while it is drawn
    return run_in_thread(lambda: cropped(body, edges))


def _sent_back(shown: Picture, photo: Photo) -> Response:
    """A JPEG, which a browser keeps but asks about each time: rights may have changed."""
    headers = {"Cache-Control": "private, no-cache", "ETag": f'"{shown.digest}"'}
    if request.if_none_match.contains(shown.digest):
        return Response(status=304, headers=headers)
    flap = photo.flap
    name = f"flap-{flap.code}-{flap.meeting.held_on:%d-%m-%Y}-{photo.id}.jpg"
    headers["Content-Disposition"] = f'inline; filename="{name}"'
    return Response(shown.body or abort(404), mimetype="image/jpeg", headers=headers)


def _page(photo: Photo, **context: Any) -> str:
    meeting = photo.flap.meeting
    return render_template(
        "wall/photo.html",
        board=meeting.board,
        meeting=meeting,
        photo=photo,
        edges=EDGES,
        role=enter(meeting.board.slug)[1].value,
        most=MOST_OFF,
        **{"error": "", "values": {}, **context},
    )
