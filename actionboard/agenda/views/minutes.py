"""Closing a meeting, and its minutes: read over, fixed, mailed, kept."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import abort, flash, redirect, request
from werkzeug.wrappers import Response

from actionboard.accounts.current_user import me
from actionboard.agenda import meeting_closure, minutes_draft, minutes_mail
from actionboard.agenda.minutes import BlockKind, Minutes
from actionboard.agenda.minutes_pdf import minutes_pdf
from actionboard.agenda.minutes_versions import MinutesVersion
from actionboard.agenda.views.blueprint import page, table
from actionboard.boards.access import facilitated, leads
from actionboard.core.errors import Rejected
from actionboard.core.form_fields import read_day, read_number
from actionboard.core.i18n import gettext as _
from actionboard.core.i18n import ngettext
from actionboard.documents.downloads import as_pdf
from actionboard.meetings.meeting_form import line
from actionboard.meetings.models import Meeting
from actionboard.meetings.schedule import in_rhythm
from actionboard.meetings.views.blueprint import find, lead

EDITION = "/minutes/<int:edition>"
Answer = Response | tuple[str, int]


@table.get("/minutes")
def minutes(slug: str, meeting: int) -> str:
    """The minutes as they are: not made yet, a draft, or fixed; any version by its number."""
    this = find(slug, meeting)
    versions = [one for one in MinutesVersion.of(this) if one.fixed_on or leads(slug)]
    if not versions:
        return _preview(this) if leads(slug) else page("agenda/no_minutes.html", this)
    wanted = read_number(request.args.get("version"))
    chosen = next((one for one in versions if one.number == wanted), versions[0])
    if chosen.fixed_on is None:
        return _draft(this, chosen)
    return page("agenda/minutes.html", this, shown=chosen.as_data(), versions=versions)


@table.get(f"{EDITION}.pdf")
def minutes_on_paper(slug: str, meeting: int, edition: int) -> Response:
    """One version on A4; a draft only for who leads."""
    this = find(slug, meeting)
    version = _find(this, edition)
    if version.fixed_on is None:
        facilitated(slug)
    return as_pdf(minutes_pdf(version.as_data()), f"verslag-{this.held_on:%Y-%m-%d}")


@table.post("/minutes")
def close(slug: str, meeting: int) -> Answer:
    """Close the meeting, plan the next one, and lay the minutes ready."""
    try:
        with lead(slug, meeting) as this:
            next_on = read_day(request.form.get("next_on", ""), this.board.today, field="next_on")
            meeting_closure.close(
                this, me(), next_on=next_on, next_place=line(request.form, "next_place")
            )
    except Rejected as refusal:
        if refusal.at_field is None:
            raise
        this = find(slug, meeting)
        errors = {refusal.at_field: refusal.sentence}
        return _preview(this, values=request.form, errors=errors), refusal.status
    return _to_minutes(this)


@table.post(EDITION)
def write(slug: str, meeting: int, edition: int) -> Answer:
    """Keep what was typed; and if asked, go on to sending it."""
    try:
        with lead(slug, meeting) as this:
            texts = {one: request.form[one] for one in BlockKind if one in request.form}
            _find(this, edition).write(texts, me())
    except Rejected as refusal:
        if refusal.at_field is None:
            raise
        this = find(slug, meeting)
        errors = {refusal.at_field: refusal.sentence}
        return _draft(this, _find(this, edition), errors=errors), refusal.status
    if "send" in request.form:
        return redirect(f"{this.url}/minutes/{edition}/send", 303)
    flash(_("Het verslag is bewaard."))
    return _to_minutes(this)


@table.get(f"{EDITION}/send")
def send_form(slug: str, meeting: int, edition: int) -> str:
    """Who gets it, before it goes."""
    facilitated(slug)
    this = find(slug, meeting)
    version = _find(this, edition)
    told = minutes_mail.MinutesMailing(this)
    return page(
        "agenda/send_minutes.html",
        this,
        version_of=version,
        shown=version.as_data(),
        readers=told.readers(),
        guests=told.guests(),
    )


@table.post(f"{EDITION}/send")
def send(slug: str, meeting: int, edition: int) -> Response:
    """Fix the minutes and mail them; from here on they stay as they are."""
    with lead(slug, meeting) as this:
        version = _find(this, edition)
        version.fix(me())
        count = minutes_mail.send(version, datetime.now(UTC))
    flash(
        ngettext(
            "Vastgesteld, en onderweg naar %(num)s mens.",
            "Vastgesteld, en onderweg naar %(num)s mensen.",
            count,
        )
    )
    return _to_minutes(this)


@table.post(f"{EDITION}/correction")
def correct(slug: str, meeting: int, edition: int) -> Response:
    """A new version beside the one that was fixed."""
    with lead(slug, meeting) as this:
        _find(this, edition).correct(me())
    return _to_minutes(this)


@table.delete(EDITION)
def discard(slug: str, meeting: int, edition: int) -> Response:
    """Throw a draft away."""
    with lead(slug, meeting) as this:
        _find(this, edition).discard(me())
    flash(_("Het concept is weg."), this.board.undo_url)
    return _to_minutes(this)


def _preview(this: Meeting, **context: object) -> str:
    """What the minutes would say now, and the form with which the meeting closes."""
    following = meeting_closure.upcoming(this)
    shown = Minutes.of(
        this.board.name, this.held_on, this.place, minutes_draft.draft(this, following)
    )
    agreed = this.board.meets_on
    next_on = f"{agreed:%d-%m-%Y}" if agreed and agreed > this.held_on else ""
    values = {"next_on": next_on, "next_place": this.place}
    return page(
        "agenda/close_meeting.html",
        this,
        shown=shown,
        following=following,
        rhythm=in_rhythm(this.board, this.held_on),
        **{"values": values, "errors": {}, **context},
    )


def _draft(this: Meeting, version: MinutesVersion, **context: object) -> str:
    texts = {one.kind.value: request.form.get(one.kind, one.body) for one in version.passages}
    return page(
        "agenda/minutes_draft.html",
        this,
        version_of=version,
        shown=version.as_data(),
        texts=texts,
        **{"errors": {}, **context},
    )


def _find(this: Meeting, edition: int) -> MinutesVersion:
    return MinutesVersion.find(this, edition) or abort(404)


def _to_minutes(this: Meeting) -> Response:
    return redirect(f"{this.url}/minutes", 303)
