"""What can stand in the log: a verb is one value, declared beside the method that records it.

The log keeps its name. Who reads an entry asks its verb, `named(entry.verb).undo`; what it is
called stands in its declaration and nowhere else. See `cards/promise.py` for how one looks.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import KW_ONLY, dataclass
from enum import Enum, Flag, auto
from typing import Any

from actionboard.core.messages import N_


class Tells(Flag):
    """Whom an entry concerns, besides who did it; `cards/concerned.py` finds them."""

    NOBODY = 0
    PEOPLE = auto()  # with a seat on its card or asked for it, now or before, or named in it
    COORDINATORS = auto()
    EVERYBODY = auto()  # who takes part in the board


class Shown(Enum):
    """Where the history tells it."""

    EVERYWHERE = "everywhere"
    # The board would tell it once for each card, or each step of a meeting: see those themselves.
    NOT_ON_BOARD = "not on board"
    NOWHERE = "nowhere"  # an entry beside it tells the same


@dataclass(frozen=True, slots=True, kw_only=True)
class Undo:
    """What becomes of an entry when its press is taken back: it is reversed, unless one of these.

    `refused` makes its press final, for it is about rights or about more than its entry tells: the
    sentence that people read before they press, and `briefly` what the history says of it. What is
    `kept` stays as it is. Of what is `half_told`, entries from before there were turns tell too
    little, and are final. `carried_by` is the kind of row that takes it along when its own undo is
    in the same press.
    """

    refused: str = ""
    briefly: str = ""
    kept: bool = False
    half_told: bool = False
    carried_by: str = ""

    def __post_init__(self) -> None:
        if bool(self.refused) != bool(self.briefly):
            raise ValueError("what is final says why, at length and in a few words")


REVERSED, KEPT, HALF_TOLD = Undo(), Undo(kept=True), Undo(half_told=True)


@dataclass(frozen=True, slots=True, eq=False)
class Verb:
    """One thing that people can do, with all that whoever reads the log does about it.

    `says` is its sentence in the history, with places for who, nominee, due, was and now. It tells
    `about` these columns; of an entry that set none of them, `otherwise` is told. `quotes` is the
    column of a text that stands behind the sentence.
    """

    name: str
    _: KW_ONLY
    says: str
    tells: Tells
    urgent: bool = False  # somebody waits for whom it tells
    undo: Undo = REVERSED
    shown: Shown = Shown.EVERYWHERE
    about: tuple[str, ...] = ()
    otherwise: Verb | None = None
    quotes: str = ""
    progress: bool = True  # a sign of life of its card
    takes_back: bool = False  # an earlier entry, so that neither happened

    def __post_init__(self) -> None:
        if not self.says:
            raise ValueError(f"{self.name} has no sentence")
        if self.name in VERBS:
            raise ValueError(f"{self.name} is declared twice")
        VERBS[self.name] = self

    def as_told(self, now: Mapping[str, Any]) -> Verb:
        """Itself, or the verb whose sentence fits what an entry set, by column."""
        if self.otherwise is None or any(now.get(column) for column in self.about):
            return self
        return self.otherwise.as_told(now)


def on_a_wall(name: str, says: str, undo: Undo = REVERSED) -> Verb:
    """What is seen on the wall of a meeting, and told to nobody but who did it."""
    return Verb(name, says=says, tells=Tells.NOBODY, undo=undo, shown=Shown.NOT_ON_BOARD)


VERBS: dict[str, Verb] = {}  # all that are declared, by name
SOMETHING = N_("%(who)s veranderde iets")
# In a log that a later release wrote to, while this one still runs.
UNKNOWN = Verb("unknown", says=SOMETHING, tells=Tells.NOBODY)


def named(name: str) -> Verb:
    """The verb that the log calls so."""
    return VERBS.get(name, UNKNOWN)


def names_where(holds: Callable[[Verb], bool]) -> list[str]:
    """The names of all verbs for which something holds, as a query compares them."""
    return [name for name, verb in VERBS.items() if holds(verb)]
