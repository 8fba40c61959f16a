"""A post-it on its way to a card: its own words, what we read in them, and what is unclear."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from actionboard.core.date_parser import NotADay, parse_day
from actionboard.core.folded_text import folded
from actionboard.list_reader import parties
from actionboard.list_reader.dutch_words import one_line
from actionboard.list_reader.levels import NATIONAL, read_level
from actionboard.list_reader.vague_texts import is_unreadable, is_vague

KINDS = (
    "duplicate",  # says the same as the row it is `about`
    "unreadable",
    "vague",  # too vague to plan
    "who",  # nobody, or in doubt
    "parties",  # several: who leads?
    "level",  # none, several, or in doubt
    "raiser",  # national: nobody here can do it, who raises it?
    "date",  # no day, or a day far away
    "votes",  # no number; often a count that Excel made a date of
)
LONGEST_TITLE = 200  # characters
FAR = 3 * 366  # days from today, beyond which a date is probably a typing error

_VOTES = re.compile(
    r"[(\[]?(\d{1,3})(?:[.,]0+)? ?(?:x|stickers?|stemmen|stippen|stem|punten|votes?)?[)\]]?", re.I
)
_TALLY = re.compile(r"([|IlxX●•▪■✓✔★⭐*])\1{0,49}")
# "1. ", "2a) – ", "✅ " before the words; not "2 docenten", "1.5 uur" or "=SOM"
_MARK = re.compile(
    r"^(?:(?:\(?\d{1,2}[a-z]?[.)]|[-–—•*▪●○◦☐]|[\u2600-\u27bf\u2b05-\u2b55\U0001f300-\U0001faff]\ufe0f?)\s+"
    r"|[\u2600-\u27bf\U0001f300-\U0001faff]\ufe0f?)+(?=\w|[\"\'„“‘(])"
)
_SIGN = re.compile(r"^\W+")  # an arrow before a day
_BLANK = re.compile(r"\W*|n\.?\s?v\.?\s?t\.?", re.IGNORECASE)


@dataclass(frozen=True)
class Question:
    """Something unclear about a proposal, one of `KINDS`; `about` is the row it may double."""

    kind: str
    about: int | None = None


@dataclass(frozen=True)
class Proposal:
    """One action as it was written. `words` are the post-it's own and never change.

    `row` is the row in the list (for a poll the action's own count, so that it doesn't lead
    to a voter), unique in a flap. `level` is national, regional, local or None; the `…_text` fields
    keep what was typed.
    """

    row: int
    number: str
    words: str
    title: str
    who: str = ""
    level: str | None = None
    level_text: str = ""
    votes: int | None = None
    votes_text: str = ""
    due_on: date | None = None
    due_text: str = ""
    remark: str = ""
    questions: tuple[Question, ...] = ()

    def asks(self, kind: str) -> bool:
        """Whether a question of this kind is open."""
        return any(question.kind == kind for question in self.questions)

    @property
    def duplicate_of(self) -> int | None:
        """The row that this one may double."""
        return next((asked.about for asked in self.questions if asked.kind == "duplicate"), None)

    def doubling(self, row: int | None) -> Proposal:
        """The same proposal as a possible duplicate of that row; None: it stands on its own."""
        others = [question for question in self.questions if question.kind != "duplicate"]
        doubled = [Question("duplicate", row)] if row is not None else []
        return replace(self, questions=(*doubled, *others))

    def as_dict(self) -> dict[str, Any]:
        """Plain JSON values, for `from_dict`."""
        due_on = self.due_on.isoformat() if self.due_on else None
        questions = [vars(question).copy() for question in self.questions]
        return vars(self) | {"due_on": due_on, "questions": questions}

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> Proposal:
        """The proposal that `as_dict` wrote. Raises KeyError, TypeError or ValueError otherwise."""
        questions = tuple(Question(asked["kind"], asked["about"]) for asked in plain["questions"])
        due_on = date.fromisoformat(plain["due_on"]) if plain["due_on"] else None
        return cls(**{**plain, "due_on": due_on, "questions": questions})


def propose(
    row: int,
    words: str,
    *,
    today: date,
    number: str = "",
    who: str = "",
    level: str = "",
    votes: str = "",
    due: str = "",
    remark: str = "",
    damaged: bool = False,
) -> Proposal:
    """A proposal from the texts of one row, with its questions. `damaged`: wrongly quoted."""
    written = Proposal(row, number.strip(), words, title_of(words))
    if damaged:
        written = replace(written, questions=(Question("unreadable"),))
    return reconsider(
        written, today=today, who=who, level=level, votes=votes, due=due, remark=remark
    )


def reconsider(
    proposal: Proposal,
    *,
    today: date,
    title: str | None = None,
    who: str | None = None,
    level: str | None = None,
    votes: str | None = None,
    due: str | None = None,
    remark: str | None = None,
) -> Proposal:
    """Read a proposal again after the facilitator changed some of its texts (None: unchanged).

    Every question is asked afresh, except whether it is a duplicate and whether a row with
    unchanged text was damaged. A wrong date is a question, not an error.
    """
    texts = {
        "title": None if title is None else title_of(title),
        "who": who,
        "level_text": level,
        "votes_text": votes,
        "due_text": due,
        "remark": remark,
    }
    changed = {name: text.strip() for name, text in texts.items() if text is not None}
    reread = replace(proposal, **changed)  # type: ignore[arg-type]
    reread = replace(
        reread,
        level=read_level(reread.level_text),
        votes=read_votes(reread.votes_text),
        due_on=_day(reread.due_text, today),
    )
    kept = [Question("duplicate", proposal.duplicate_of)] if proposal.asks("duplicate") else []
    if proposal.asks("unreadable") and reread.title == proposal.title:
        kept.append(Question("unreadable"))
    asked = {question.kind: question for question in (*questions_about(reread, today=today), *kept)}
    return replace(reread, questions=tuple(asked[kind] for kind in KINDS if kind in asked))


def questions_about(proposal: Proposal, *, today: date) -> Iterable[Question]:
    """What is unclear about a proposal by itself, without looking at the others."""
    if is_unreadable(proposal.title):
        yield Question("unreadable")
    elif is_vague(proposal.title, proposal.remark):
        yield Question("vague")
    if about_who := parties.question_about(proposal.who):
        yield Question(about_who)
    if proposal.level is None:
        yield Question("level")
    if proposal.level == NATIONAL and not _says_who_raises_it(proposal.who):
        yield Question("raiser")
    if _is_doubtful_day(proposal, today):
        yield Question("date")
    if proposal.votes is None and not _BLANK.fullmatch(proposal.votes_text):
        yield Question("votes")


def title_of(words: str) -> str:
    """The words on one line, without the number or sign in front, cut at a word when too long."""
    line = _MARK.sub("", one_line(words))
    if len(line) <= LONGEST_TITLE:
        return line
    return line[: LONGEST_TITLE - 1].rsplit(" ", 1)[0].rstrip() + "…"


def read_votes(text: str) -> int | None:
    """A count of stickers: "7", "7x", "7,0", "||||"; None for anything else ("3-apr", "3 of 4")."""
    found = _VOTES.fullmatch(one_line(text))
    if found:
        return int(found[1])
    tally = "".join(text.replace("\ufe0f", "").split())
    return len(tally) if _TALLY.fullmatch(tally) else None


def _day(text: str, today: date) -> date | None:
    try:
        return parse_day(_SIGN.sub("", text), today=today).on
    except NotADay:
        return None


def _is_doubtful_day(proposal: Proposal, today: date) -> bool:
    if proposal.due_on:
        return abs((proposal.due_on - today).days) > FAR
    asks = "?" in proposal.due_text
    return asks or not _BLANK.fullmatch(proposal.due_text)


def _says_who_raises_it(who: str) -> bool:
    """ "Marleen kaart dit aan bij SBB": somebody here already raises it."""
    return bool(re.search(r"\b(?:kaart(?:en)?\b.{0,40}\baan|agendeert|brengt in)\b", folded(who)))
