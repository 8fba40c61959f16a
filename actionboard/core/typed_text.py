"""What a column holds that people typed or sent: whose it is, who reads it, how long, how it goes.

Each says so beside the column: `mapped_column(Text, info=holds("by_id", read=…, wiped=…))`. The
tests refuse one that doesn't. Erasing, the personal file, retention and overwriting read it here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import Enum, auto
from typing import Any

DECLARED = "typed text"


class Reader(Enum):
    """Who gets to see it."""

    OWNER = auto()  # its person
    LEADERS = auto()  # who lets people in and leads the meetings
    BOARD = auto()  # who takes part in the board, or may look at it
    SERVER = auto()  # no person: it is compared, counted or pointed with


class Wipe(Enum):
    """What erasing its person does with it."""

    ROW = auto()  # goes, with all of its row
    EMPTY = auto()  # is empty from then on
    BLANK = auto()  # is "…" from then on, unless something of the board is made of it
    ANEW = auto()  # holds what `erase` puts there instead
    NEVER = auto()  # stays: it is the board's, or says nothing of a person


@dataclass(frozen=True, slots=True)
class Typed:
    """What a column holds. `whose` names columns of the row by which its person is known.

    Those point at the person by id, perhaps by way of another row, or hold exactly their address.
    `kept` is how long after its use it goes by itself; None: as long as what it belongs to.
    """

    whose: tuple[str, ...]
    read: Reader
    wiped: Wipe
    kept: timedelta | None = None


def holds(*whose: str, read: Reader, wiped: Wipe, kept: timedelta | None = None) -> dict[str, Any]:
    """The `info` of a column, see Typed."""
    return {DECLARED: Typed(whose, read, wiped, kept)}


# Typed by one for all who take part; without a person whose it would be.
OF_THE_BOARD = holds(read=Reader.BOARD, wiped=Wipe.NEVER)
# In a column that points at a text: of the writer alone, whom the text knows.
OF_ITS_WRITER = holds(read=Reader.BOARD, wiped=Wipe.BLANK)
# Made by us, never typed: hashes, numbers, choices, ids.
MADE = holds(read=Reader.SERVER, wiped=Wipe.NEVER)
