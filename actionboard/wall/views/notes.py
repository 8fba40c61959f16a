"""Post-its on the wall as the facilitator handles them: typing, choosing, putting together."""

from __future__ import annotations

from collections.abc import Sequence

from flask import abort, render_template, request

from actionboard.accounts.current_user import me
from actionboard.boards.access import enter, leads
from actionboard.boards.themes import Theme
from actionboard.core.database import db
from actionboard.core.form_fields import read_number
from actionboard.core.i18n import gettext as _
from actionboard.core.i18n import ngettext
from actionboard.meetings.errors import NothingChosen
from actionboard.meetings.flaps import Flap
from actionboard.meetings.models import Meeting
from actionboard.meetings.notes import Note
from actionboard.meetings.views.blueprint import find, room
from actionboard.wall import note_bundles
from actionboard.wall.photos import Photo
from actionboard.wall.typed_notes import typed_notes
from actionboard.wall.views.doors import ON_WALL
from actionboard.web.changes import changes
from actionboard.web.replies import NOTHING, Reply, Typed

sticking = room("sticking")
FLAP = "/flaps/<flap>"


@sticking.get(FLAP)
def show(slug: str, meeting: int, flap: str, typed: Typed = NOTHING) -> str:
    """One flap by itself: its photos, a field to type from them, its notes."""
    found = _code(find(slug, meeting), flap)
    photos = Photo.of(found)
    wanted = read_number(request.args.get("photo"))
    return render_template(
        "wall/flap.html",
        board=found.meeting.board,
        meeting=found.meeting,
        flap=found,
        photos=photos,
        shown=next((one for one in photos if one.id == wanted), photos[0] if photos else None),
        role=enter(slug)[1].value,
        leads=leads(slug),
        notes=[note for note in Note.of(found.meeting, flap) if not note.held],
        values=typed.values,
        errors=typed.errors,
    )


@sticking.post(f"{FLAP}/notes")
@changes(ON_WALL, form=show)
def type_notes(found: Meeting, flap: str) -> Reply:
    """Stick what the facilitator types or pastes for others: a note for each line."""
    lines, code = typed_notes(request.form.get("lines", "")), _code(found, flap).code
    for one in lines:
        Note.stick(found, code, one.words, by=me(), who=one.who, level_text=one.level_text)
    said = ngettext("%(num)s post-it geplakt.", "%(num)s post-its geplakt.", len(lines))
    return Reply(said, to=f"{found.url}/flaps/{flap}")


@sticking.post(f"{FLAP}/closing")
@changes(ON_WALL)
def close(found: Meeting, flap: str) -> Reply:
    """Take no more post-its on a flap."""
    _code(found, flap).close(me())
    return Reply(_("Flap %(code)s is dicht.", code=flap))


@sticking.delete(f"{FLAP}/closing")
@changes(ON_WALL)
def reopen(found: Meeting, flap: str) -> Reply:
    """Take post-its again."""
    _code(found, flap).reopen(me())
    return Reply(_("Flap %(code)s is weer open.", code=flap))


@sticking.post("/bundles")
@changes(ON_WALL)
def bundle(found: Meeting) -> Reply:
    """Put the chosen notes together."""
    note_bundles.put_together(found, _chosen(found), me())
    return Reply(_("Samengevoegd. Ieders woorden blijven bewaard."))


@sticking.delete("/bundles")
@changes(ON_WALL)
def unbundle(found: Meeting) -> Reply:
    """Take the chosen ones apart."""
    for note in _chosen(found):
        note_bundles.take_apart(found, note, me())
    return Reply(_("Weer los."))


@sticking.post("/themes")
@changes(ON_WALL)
def theme(found: Meeting) -> Reply:
    """Say what the chosen notes are about."""
    wanted = db.session.get(Theme, read_number(request.form.get("theme")))
    if wanted is not None and wanted.board_id != found.board_id:
        abort(404)
    for note in _chosen(found):
        note.about(wanted, me())
    return Reply(_("Het thema staat erop."))


@sticking.post("/inbox")
@changes(ON_WALL)
def hold(found: Meeting) -> Reply:
    """Put the chosen notes into the inbox, out of sight."""
    for note in _chosen(found):
        note.hold(me())
    return Reply(_("Van de wand, in het bakje."))


@sticking.delete("/inbox")
@changes(ON_WALL)
def accept(found: Meeting) -> Reply:
    """Let one note, or all that wait, onto their flaps."""
    waiting = [note for note in Note.of(found) if note.held]
    one = read_number(request.form.get("one"))
    chosen = [note for note in waiting if note.id == one or not one]
    for note in chosen:
        note.accept(me())
    return Reply(ngettext("%(num)s post-it geplakt.", "%(num)s post-its geplakt.", len(chosen)))


@sticking.delete("/notes")
@changes(ON_WALL)
def take_off(found: Meeting) -> Reply:
    """Take the chosen notes off the wall."""
    chosen = _chosen(found)
    for note in chosen:
        note.take_off(me())
    said = ngettext("%(num)s post-it weggehaald.", "%(num)s post-its weggehaald.", len(chosen))
    return Reply(said)


def _chosen(meeting: Meeting) -> Sequence[Note]:
    wanted = {int(one) for one in request.form.getlist("note") if one.isdecimal()}
    found = [note for note in Note.of(meeting) if note.id in wanted]
    if not found:
        raise NothingChosen()
    return found


def _code(meeting: Meeting, code: str) -> Flap:
    return meeting.flap(code) or abort(404)
