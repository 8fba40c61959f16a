"""Closing a meeting, and its minutes: read over, fixed, mailed, kept."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Response, abort, request

from actionboard.accounts.current_user import me
from actionboard.agenda import meeting_closure, minutes_draft, minutes_mail
from actionboard.agenda.minutes import BlockKind, Minutes
from actionboard.agenda.minutes_pdf import minutes_pdf
from actionboard.agenda.minutes_versions import MinutesVersion
from actionboard.agenda.views.blueprint import page, table
from actionboard.boards.access import facilitated, leads
from actionboard.core.form_fields import read_day, read_number
from actionboard.core.i18n import gettext as _
from actionboard.core.i18n import ngettext
from actionboard.documents.downloads import as_pdf
from actionboard.meetings.meeting_form import line
from actionboard.meetings.models import Meeting
from actionboard.meetings.schedule import in_rhythm
from actionboard.meetings.views.blueprint import find, lead
from actionboard.web.changes import Door, changes
from actionboard.web.replies import NOTHING, Reply, Typed

EDITION = "/minutes/<int:edition>"
OF_MINUTES: Door[Meeting] = Door(lead, page="table.minutes", home=lambda it: f"{it.url}/minutes")


@table.get("/minutes")
def minutes(slug: str, meeting: int, typed: Typed = NOTHING) -> str:
    """The minutes as they are: not made yet, a draft, or fixed; any version by its number."""
    this = find(slug, meeting)
    versions = [one for one in MinutesVersion.of(this) if one.fixed_on or leads(slug)]
    if not versions:
        return _preview(this, typed) if leads(slug) else page("agenda/no_minutes.html", this)
    wanted = read_number(request.args.get("version"))
    chosen = next((one for one in versions if one.number == wanted), versions[0])
    if chosen.fixed_on is None:
        return _draft(this, chosen, typed)
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
@changes(OF_MINUTES, form=minutes)
def close(this: Meeting) -> Reply:
    """Close the meeting, plan the next one, and lay the minutes ready."""
    next_on = read_day(request.form.get("next_on", ""), this.board.today, field="next_on")
    next_place = line(request.form, "next_place")
    meeting_closure.close(this, me(), next_on=next_on, next_place=next_place)
    return Reply()


@table.post(EDITION)
@changes(OF_MINUTES, form=minutes)
def write(this: Meeting, edition: int) -> Reply:
    """Keep what was typed; and if asked, go on to sending it."""
    texts = {one: request.form[one] for one in BlockKind if one in request.form}
    _find(this, edition).write(texts, me())
    if "send" in request.form:
        return Reply(to=f"{this.url}/minutes/{edition}/send")
    return Reply(_("Het verslag is bewaard."))


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
@changes(OF_MINUTES)
def send(this: Meeting, edition: int) -> Reply:
    """Fix the minutes and mail them; from here on they stay as they are."""
    version = _find(this, edition)
    version.fix(me())
    count = minutes_mail.send(version, datetime.now(UTC))
    return Reply(
        ngettext(
            "Vastgesteld, en onderweg naar %(num)s mens.",
            "Vastgesteld, en onderweg naar %(num)s mensen.",
            count,
        )
    )


@table.post(f"{EDITION}/correction")
@changes(OF_MINUTES)
def correct(this: Meeting, edition: int) -> Reply:
    """A new version beside the one that was fixed."""
    _find(this, edition).correct(me())
    return Reply()


@table.delete(EDITION)
@changes(OF_MINUTES)
def discard(this: Meeting, edition: int) -> Reply:
    """Throw a draft away."""
    _find(this, edition).discard(me())
    return Reply(_("Het concept is weg."))


def _preview(this: Meeting, typed: Typed) -> str:
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
        values={**values, **typed.values},
        errors=typed.errors,
    )


def _draft(this: Meeting, version: MinutesVersion, typed: Typed) -> str:
    texts = {one.kind.value: typed.values.get(one.kind, one.body) for one in version.passages}
    return page(
        "agenda/minutes_draft.html",
        this,
        version_of=version,
        shown=version.as_data(),
        texts=texts,
        values=typed.values,
        errors=typed.errors,
    )


def _find(this: Meeting, edition: int) -> MinutesVersion:
    return MinutesVersion.find(this, edition) or abort(404)
