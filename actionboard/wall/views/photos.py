"""Photos of the paper flaps over HTTP: adding one, seeing it, cutting it to the paper."""

from __future__ import annotations

from flask import Response, abort, render_template, request
from werkzeug.exceptions import RequestEntityTooLarge

from actionboard.accounts.current_user import me
from actionboard.boards.access import enter, facilitated
from actionboard.core.database import db
from actionboard.core.errors import Invalid
from actionboard.core.i18n import gettext as _
from actionboard.core.image_upload import FIELD, LARGEST, Edges, Jpeg, cropped, redrawn
from actionboard.core.messages import N_
from actionboard.core.threads import run_in_thread
from actionboard.meetings.models import Meeting
from actionboard.meetings.views.blueprint import find, room
from actionboard.wall.photos import Photo, Picture
from actionboard.wall.views.doors import ON_WALL
from actionboard.wall.views.notes import show as flap_page
from actionboard.web.changes import changes
from actionboard.web.replies import NOTHING, Reply, Typed
from actionboard.web.request_guards import takes_up_to

photos = room("photos")
ONE = "/photos/<int:photo>"
AROUND = 64 * 2**10  # bytes of the form around a photo
EDGES = ("left", "top", "right", "bottom")
MOST_OFF = 90  # percent that may be cut off in one direction


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


def _drawn(slug: str, meeting: int, flap: str) -> Jpeg:
    """The photo that was sent, drawn anew; nothing is held meanwhile."""
    facilitated(slug)
    find(slug, meeting).flap(flap) or abort(404)
    data = _sent()
    db.session.rollback()
    return run_in_thread(lambda: redrawn(data))


def _cut_out(slug: str, meeting: int, photo: int) -> Jpeg | None:
    """What is within the edges that the form says; None for all of it."""
    facilitated(slug)
    found, edges = _photo(find(slug, meeting), photo), _edges()
    if edges == Edges():
        return None
    body = found.whole.body or abort(404)
    db.session.rollback()  # nothing is held while it is drawn
    return run_in_thread(lambda: cropped(body, edges))


@photos.post("/flaps/<flap>/photos")
@takes_up_to(LARGEST + AROUND)
@changes(ON_WALL, form=flap_page, reads=_drawn)
def add(found: Meeting, jpeg: Jpeg, flap: str) -> Reply:
    """Keep a photo of a flap, then ask which part of it is the paper."""
    photo = Photo.add(found.flap(flap) or abort(404), jpeg, me())
    return Reply(to=photo.url)


@photos.get(ONE)
def show(slug: str, meeting: int, photo: int, typed: Typed = NOTHING) -> str:
    """Where a photo is cut to the paper."""
    facilitated(slug)
    found = _photo(find(slug, meeting), photo)
    this = found.flap.meeting
    return render_template(
        "wall/photo.html",
        board=this.board,
        meeting=this,
        photo=found,
        edges=EDGES,
        role=enter(slug)[1].value,
        most=MOST_OFF,
        error=typed.errors.get("left", ""),
        values=typed.values,
    )


@photos.post(ONE)
@changes(ON_WALL, form=show, reads=_cut_out)
def cut(found: Meeting, jpeg: Jpeg | None, photo: int) -> Reply:
    """Show only what is within the edges."""
    shown = _photo(found, photo)
    shown.cut(jpeg, me())
    said = _("Dit is nu de foto van flap %(code)s.", code=shown.flap.code)
    return Reply(said, to=f"{found.url}/flaps/{shown.flap.code}?photo={photo}")


@photos.delete(ONE)
@changes(ON_WALL)
def remove(found: Meeting, photo: int) -> Reply:
    """Take a photo away; it can be undone."""
    gone = _photo(found, photo)
    gone.remove(me())
    return Reply(_("De foto is weg."), to=f"{found.url}/flaps/{gone.flap.code}")


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


def _sent_back(shown: Picture, photo: Photo) -> Response:
    """A JPEG, which a browser keeps but asks about each time: rights may have changed."""
    headers = {"Cache-Control": "private, no-cache", "ETag": f'"{shown.digest}"'}
    if request.if_none_match.contains(shown.digest):
        return Response(status=304, headers=headers)
    flap = photo.flap
    name = f"flap-{flap.code}-{flap.meeting.held_on:%d-%m-%Y}-{photo.id}.jpg"
    headers["Content-Disposition"] = f'inline; filename="{name}"'
    return Response(shown.body or abort(404), mimetype="image/jpeg", headers=headers)
