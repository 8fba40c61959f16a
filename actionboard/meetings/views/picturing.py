"""Photos of the paper flaps, and rehearsing, over HTTP."""

from __future__ import annotations

from flask import Blueprint, Response, abort, request
from flask_login import login_required
from werkzeug.wrappers import Response as BaseResponse

from actionboard.cards.answers import me
from actionboard.errors import Rejected
from actionboard.i18n import gettext as _
from actionboard.meetings import rehearsing
from actionboard.meetings.forms import number
from actionboard.meetings.photos import LARGEST, Crop, Photo, developed
from actionboard.meetings.views.answering import told
from actionboard.meetings.views.rooms import facilitated, find, lead
from actionboard.meetings.views.sticking import flap_page

picturing = Blueprint("picturing", __name__, url_prefix="/boards/<slug>/meetings/<int:meeting>")
PHOTOS = "/flaps/<flap>/photos"
ONE = f"{PHOTOS}/<int:photo>"
Answer = BaseResponse | tuple[str, int]


@picturing.before_request
@login_required
def only_signed_in() -> None:
    """Photos belong to the board's people; phones don't see them."""


@picturing.post(PHOTOS)
def add(slug: str, meeting: int, flap: str) -> Answer:
    """Hang a photo with its flap."""
    facilitated(slug)
    request.max_content_length = LARGEST + 2**20
    file = request.files.get("photo")
    try:
        image = developed(file.read(LARGEST + 1) if file else b"")  # before anybody waits for it
        with lead(slug, meeting) as found:
            Photo.add(found.flap(flap) or abort(404), image, me())
    except Rejected as refusal:
        if refusal.at_field is None:
            raise
        return flap_page(find(slug, meeting), flap, photo_error=refusal.sentence), refusal.status
    return told(found, _("De foto hangt erbij."), back=f"/flaps/{flap}")


@picturing.get(ONE)
def show(slug: str, meeting: int, flap: str, photo: int) -> Response:
    """The photo itself."""
    hung = find(slug, meeting).flap(flap) or abort(404)
    found = Photo.find(hung, photo) or abort(404)
    response = Response(found.body, mimetype="image/jpeg")
    response.headers["Cache-Control"] = "private, max-age=86400"
    return response


@picturing.post(ONE)
def crop(slug: str, meeting: int, flap: str, photo: int) -> BaseResponse:
    """Cut its edges off."""
    sides = Crop(*(number(request.form, side) for side in ("left", "top", "right", "bottom")))
    with lead(slug, meeting) as found:
        hung = found.flap(flap) or abort(404)
        (Photo.find(hung, photo) or abort(404)).crop(sides, me())
    return told(found, _("De foto is bijgesneden."), back=f"/flaps/{flap}")


@picturing.delete(ONE)
def remove(slug: str, meeting: int, flap: str, photo: int) -> BaseResponse:
    """Take it away."""
    with lead(slug, meeting) as found:
        hung = found.flap(flap) or abort(404)
        (Photo.find(hung, photo) or abort(404)).remove(me())
    return told(found, _("De foto is weg."), back=f"/flaps/{flap}")


@picturing.post("/rehearsal")
def rehearse(slug: str, meeting: int) -> BaseResponse:
    """Say that what follows is a rehearsal."""
    with lead(slug, meeting) as found:
        rehearsing.begin(found, me())
    return told(found, _("Oefen maar. Straks haal je alles in één keer weg."))


@picturing.delete("/rehearsal")
def reset(slug: str, meeting: int) -> BaseResponse:
    """Begin again with empty flaps."""
    with lead(slug, meeting) as found:
        rehearsing.reset(found, me())
    return told(found, _("De flappen zijn leeg. Nu is het echt."))
