"""Post-its on the wall as the facilitator handles them: typing, choosing, putting together."""

from __future__ import annotations

from collections.abc import Sequence

from flask import abort, render_template, request
from werkzeug.wrappers import Response

from actionboard.accounts.current_user import me
from actionboard.boards.access import enter, leads
from actionboard.boards.themes import Theme
from actionboard.core.database import db
from actionboard.core.errors import Rejected
from actionboard.core.form_fields import read_number
from actionboard.core.i18n import gettext as _
from actionboard.core.i18n import ngettext
from actionboard.meetings.errors import NothingChosen
from actionboard.meetings.flaps import Flap
from actionboard.meetings.models import Meeting
from actionboard.meetings.notes import Note
from actionboard.meetings.views.blueprint import find, lead, room
from actionboard.wall import note_bundles
from actionboard.wall.photos import Photo
from actionboard.wall.typed_notes import typed_notes
from actionboard.wall.views.wall_reply import wall_reply

sticking = room("sticking")
FLAP = "/flaps/<flap>"
Answer = Response | tuple[str, int]


@sticking.get(FLAP)
def show(slug: str, meeting: int, flap: str) -> str:
    """One flap by itself: its photos, a field to type from them, its notes."""
    return flap_page(find(slug, meeting), flap)


@sticking.post(f"{FLAP}/notes")
def type_notes(slug: str, meeting: int, flap: str) -> Answer:
    """Stick what the facilitator types or pastes for others: a note for each line."""
    try:
        with lead(slug, meeting) as found:
            lines = typed_notes(request.form.get("lines", ""))
            for one in lines:
                Note.stick(
                    found,
                    _code(found, flap).code,
                    one.words,
                    by=me(),
                    who=one.who,
                    level_text=one.level_text,
                )
    except Rejected as refusal:
        if refusal.at_field is None:
            raise
        page = flap_page(
            find(slug, meeting), flap, error=refusal.sentence, lines=request.form["lines"]
        )
        return page, refusal.status
    said = ngettext("%(num)s post-it geplakt.", "%(num)s post-its geplakt.", len(lines))
    return wall_reply(found, said, back=f"/flaps/{flap}")


@sticking.post(f"{FLAP}/closing")
def close(slug: str, meeting: int, flap: str) -> Response:
    """Take no more post-its on a flap."""
    with lead(slug, meeting) as found:
        _code(found, flap).close(me())
    return wall_reply(found, _("Flap %(code)s is dicht.", code=flap))


@sticking.delete(f"{FLAP}/closing")
def reopen(slug: str, meeting: int, flap: str) -> Response:
    """Take post-its again."""
    with lead(slug, meeting) as found:
        _code(found, flap).reopen(me())
    return wall_reply(found, _("Flap %(code)s is weer open.", code=flap))


@sticking.post("/bundles")
def bundle(slug: str, meeting: int) -> Response:
    """Put the chosen notes together."""
    with lead(slug, meeting) as found:
        note_bundles.put_together(found, _chosen(found), me())
    return wall_reply(found, _("Samengevoegd. Ieders woorden blijven bewaard."))


@sticking.delete("/bundles")
def unbundle(slug: str, meeting: int) -> Response:
    """Take the chosen ones apart."""
    with lead(slug, meeting) as found:
        for note in _chosen(found):
            note_bundles.take_apart(found, note, me())
    return wall_reply(found, _("Weer los."))


@sticking.post("/themes")
def theme(slug: str, meeting: int) -> Response:
    """Say what the chosen notes are about."""
    with lead(slug, meeting) as found:
        wanted = db.session.get(Theme, read_number(request.form.get("theme")))
        if wanted is not None and wanted.board_id != found.board_id:
            abort(404)
        for note in _chosen(found):
            note.about(wanted, me())
    return wall_reply(found, _("Het thema staat erop."))


@sticking.post("/inbox")
def hold(slug: str, meeting: int) -> Response:
    """Put the chosen notes into the inbox, out of sight."""
    with lead(slug, meeting) as found:
        for note in _chosen(found):
            note.hold(me())
    return wall_reply(found, _("Van de wand, in het bakje."))


@sticking.delete("/inbox")
def accept(slug: str, meeting: int) -> Response:
    """Let one note, or all that wait, onto their flaps."""
    with lead(slug, meeting) as found:
        waiting = [note for note in Note.of(found) if note.held]
        one = read_number(request.form.get("one"))
        chosen = [note for note in waiting if note.id == one or not one]
        for note in chosen:
            note.accept(me())
    return wall_reply(
        found, ngettext("%(num)s post-it geplakt.", "%(num)s post-its geplakt.", len(chosen))
    )


@sticking.delete("/notes")
def take_off(slug: str, meeting: int) -> Response:
    """Take the chosen notes off the wall."""
    with lead(slug, meeting) as found:
        chosen = _chosen(found)
        for note in chosen:
            note.take_off(me())
    said = ngettext("%(num)s post-it weggehaald.", "%(num)s post-its weggehaald.", len(chosen))
    return wall_reply(found, said)


def _chosen(meeting: Meeting) -> Sequence[Note]:
    wanted = {int(one) for one in request.form.getlist("note") if one.isdecimal()}
    found = [note for note in Note.of(meeting) if note.id in wanted]
    if not found:
        raise NothingChosen()
    return found


def _code(meeting: Meeting, code: str) -> Flap:
    return meeting.flap(code) or abort(404)


def flap_page(meeting: Meeting, code: str, **context: str) -> str:
    """One flap by itself, with what was refused in `error` or `photo_error`."""
    flap = _code(meeting, code)
    photos = Photo.of(flap)
    wanted = read_number(request.args.get("photo"))
    return render_template(
        "wall/flap.html",
        board=meeting.board,
        meeting=meeting,
        flap=flap,
        photos=photos,
        shown=next((one for one in photos if one.id == wanted), photos[0] if photos else None),
        role=enter(meeting.board.slug)[1].value,
        leads=leads(meeting.board.slug),
        notes=[note for note in Note.of(meeting, code) if not note.held],
        **{"error": "", "lines": "", "photo_error": "", **context},
    )
