"""A meeting on paper: its flaps as they hang."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flask import Response

from actionboard.cards.models import Card
from actionboard.core import date_words
from actionboard.core.i18n import gettext as _
from actionboard.core.i18n import language, ngettext, translate
from actionboard.documents.downloads import as_pdf
from actionboard.meetings.flap_questions import FLAP_QUESTIONS
from actionboard.meetings.models import Meeting
from actionboard.meetings.notes import Note
from actionboard.meetings.views.blueprint import find
from actionboard.wall.flaps_pdf import FlapSheet, PostIt, flaps_pdf
from actionboard.wall.note_bundles import leads, under
from actionboard.wall.views.wall import wall


@wall.get("/flaps.pdf")
def meeting_flaps(slug: str, meeting: int) -> Response:
    """The flaps of a meeting, each post-it in its own words."""
    this = find(slug, meeting)
    day = date_words.in_words(this.held_on, language=language(), year=True)
    about = ", ".join(filter(None, [this.title, day, this.place]))
    flaps = list(_flaps(this))
    made = flaps_pdf(flaps, about=about, board=this.board.name, language=language())
    return as_pdf(made, f"flappen-{this.held_on:%Y-%m-%d}")


def _flaps(meeting: Meeting) -> Iterator[FlapSheet]:
    """Its own flaps; of a meeting that came along with a list, those that it has notes of."""
    notes = [one for one in Note.of(meeting) if not one.held]
    cards = Note.cards_of(notes)
    own = {one.code: one.question for one in meeting.flaps}
    asked = {one.code: translate(one.question) for one in FLAP_QUESTIONS}
    for code in sorted(own or {one.flap for one in notes}):
        hung = _post_its([one for one in notes if one.flap == code], cards)
        yield FlapSheet(code, own.get(code) or asked.get(code, ""), tuple(hung))


def _post_its(notes: Sequence[Note], cards: dict[int, Card]) -> Iterator[PostIt]:
    """What was put together hangs together: the words of each below the first."""
    by_id = {one.id: one for one in notes}
    for note in leads(notes):
        yield PostIt(
            words=note.words,
            who=note.who,
            side=str(note.side) if note.side else "",
            paint=note.theme.paint if note.theme else "",
            notes=tuple(_below(note, under(by_id, note), cards.get(note.id))),
        )


def _below(note: Note, inside: Sequence[Note], card: Card | None) -> Iterator[str]:
    for one in inside:
        yield f"“{one.words}”"
    if note.votes:
        yield ngettext("%(num)s sticker", "%(num)s stickers", note.votes)
    if card is not None:
        yield _("Op het bord: actie %(number)s", number=card.number)
