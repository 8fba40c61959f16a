"""A draft as the facilitator sees it: line by line, and in one sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from actionboard.boards.levels import Level
from actionboard.boards.models import Board
from actionboard.cards.open_questions import IN_SHORT
from actionboard.core.i18n import gettext as _
from actionboard.core.i18n import ngettext, translate
from actionboard.core.local_time import day_of
from actionboard.core.messages import N_
from actionboard.imports.draft_lines import KEEP, MERGE, Line, report
from actionboard.imports.drafts import COLUMN, titles
from actionboard.imports.models import Import
from actionboard.list_reader.proposals import reconsider

PAGE = 100  # lines on a page
REASONS = {
    "empty": N_("lege rij"),
    "title": N_("titel"),
    "header": N_("kop van de lijst"),
    "totals": N_("totaalregel"),
    "other_flap": N_("hoort bij een andere flap"),
    "note": N_("opmerking, geen actie"),
    "no_action": N_("er staat geen actie in"),
    "no_answer": N_("geen antwoord ingevuld"),
    "test": N_("lijkt een proefinvulling"),
}


@dataclass(frozen=True)
class Shown:
    """One line as `imports/_line.html` shows it."""

    line: Line
    questions: list[str]
    other: str  # what it may double: "rij 2" or "actie 7 op het bord"
    other_words: str
    choices: list[tuple[str, str]]

    @property
    def level(self) -> str:
        """The chosen lane, "" when none is."""
        return self.line.proposal.level or ""


class Preview:
    """All lines of a draft, and the ones on this page."""

    def __init__(self, draft: Import, titles: Mapping[int, str], page: int = 1) -> None:
        self.draft, self.titles = draft, titles
        self.lines = [Line.from_dict(row) for row in draft.rows]
        self.by_row = {line.row: line for line in self.lines}
        self.pages = max(1, -(-len(self.lines) // PAGE))
        self.page = min(max(page, 1), self.pages)

    @property
    def shown(self) -> list[Shown]:
        """The lines on this page."""
        return [self.show(line) for line in self.lines[(self.page - 1) * PAGE : self.page * PAGE]]

    def show(self, line: Line) -> Shown:
        """A line with its questions in words."""
        other = words = ""
        choices: list[tuple[str, str]] = []
        if line.may_double:
            other, words = self._other(line)
            choices = [
                (MERGE, _("Samenvoegen met %(other)s", other=other)),
                (KEEP, _("Allebei houden")),
                ("", _("Nog niet kiezen")),
            ]
        kinds = [kind for kind in line.kinds if kind != "duplicate"]
        return Shown(line, [translate(IN_SHORT[kind]) for kind in kinds], other, words, choices)

    def page_of(self, row: int) -> int:
        """On which page a line stands."""
        rows = [line.row for line in self.lines]
        return rows.index(row) // PAGE + 1 if row in rows else 1

    @property
    def skipped(self) -> list[tuple[int, str, str]]:
        """Row, reason and text of what became no action."""
        return [
            (one["row"], translate(REASONS.get(one["reason"], REASONS["empty"])), one["text"])
            for one in self.draft.skipped
            if one["reason"] != COLUMN
        ]

    @property
    def left_out(self) -> list[str]:
        """The names of the columns that have no place on a card."""
        return [one["text"] for one in self.draft.skipped if one["reason"] == COLUMN]

    @property
    def count(self) -> int:
        """How many actions would come to stand on the board."""
        coming = [line for line in self.lines if not line.left_out]
        return len(coming) - sum(line.is_merged for line in coming)

    @property
    def sentences(self) -> list[str]:
        """What the list comes to, in a few sentences."""
        skipped = sum(one["reason"] != COLUMN for one in self.draft.skipped)
        figures = report(self.lines, skipped)
        levels = ", ".join(
            f"{figures['levels'][level.value]} {level.label.lower()}"
            for level in Level
            if figures["levels"][level.value]
        )
        total = figures["cards"]
        said = ngettext("%(num)s actie", "%(num)s acties", total)
        merged = total - self.count
        gone = [ngettext("%(num)s wordt samengevoegd.", "%(num)s worden samengevoegd.", merged)]
        rest = (
            ngettext("%(num)s vraag", "%(num)s vragen", figures["questions"]),
            _("%(num)s mogelijk dubbel", num=figures["possible_duplicates"]),
            ngettext(
                "%(num)s regel overgeslagen", "%(num)s regels overgeslagen", figures["skipped_rows"]
            ),
        )
        return [
            f"{said}: {levels}." if levels else f"{said}.",
            *gone[:merged],
            f"{', '.join(rest)}.",
        ]

    def _other(self, line: Line) -> tuple[str, str]:
        if line.known is not None:
            name = _("actie %(number)s op het bord", number=line.known)
            return name, self.titles.get(line.known, "")
        row = line.proposal.duplicate_of or 0
        other = self.by_row.get(row)
        if other is None:
            return _("rij %(row)s", row=row), ""
        number = other.proposal.number
        name = _("nr %(number)s", number=number) if number else _("rij %(row)s", row=row)
        return name, other.proposal.title


def day_for(draft: Import) -> date:
    """The day from which "wk 48" counts: that of the meeting, else when the list came in."""
    return draft.meeting.held_on if draft.meeting else day_of(draft.created_at)


def corrected(line: Line, fields: Mapping[str, str], today: date) -> Line:
    """A line with what the facilitator typed; a field that isn't there stays as it was.

    Fields: title, who, level (of a lane, "" for none), due, votes, choice.
    """
    was = line.proposal
    shown = {
        "title": was.title,
        "who": was.who,
        "level": was.level or "",
        "due": was.due_text,
        "votes": was.votes_text,
    }
    typed = {name: " ".join(fields[name].split())[:4000] for name in shown if name in fields}
    changes: dict[str, Any] = {name: text for name, text in typed.items() if text != shown[name]}
    if not changes.get("title", "…"):
        del changes["title"]  # an action needs words; the old ones stay
    if changes:
        texts = {"who": "who", "level": "level_text", "due": "due_text"}
        written = {texts[name]: line.was(texts[name]) for name in changes if name in texts}
        proposal = reconsider(was, today=today, **changes)
        line = line.with_(proposal=proposal, written={**(line.written or {}), **written})
    choice = fields.get("choice")
    if line.may_double and choice in (MERGE, KEEP, ""):
        line = line.with_(choice=choice)
    return line


def titles_of(board: Board) -> dict[int, str]:
    """The titles of the cards on a board, by number."""
    return dict(titles(board))
