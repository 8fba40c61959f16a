"""An open stream: what it shows, and where what is new goes."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Any, Protocol

from actionboard.boards.models import Board
from actionboard.live.presence import Others
from actionboard.live.socket_writer import Wire


class Sight(Protocol):
    """What is to be seen now: at which version of the board, and a mark that changes with it."""

    @property
    def version(self) -> int: ...
    @property
    def mark(self) -> Hashable: ...


class View(Protocol):
    """What an open stream shows, and how it tells what is new.

    Streams with the same `source` are served from one look at the board; a look that gives None
    ends them. Equal views get the same message, which is painted once.
    """

    @property
    def source(self) -> Hashable: ...
    def look(self, board: Board) -> Any: ...
    def for_news(self, sight: Any, version: int) -> View: ...
    def paint(self, sight: Any, version: int) -> str: ...


@dataclass(eq=False, slots=True)
class Watcher:
    """One open stream: where its messages go, and on whose behalf."""

    board_id: int
    session_key: str
    viewer: View
    version: int
    mark: Hashable = None
    others: Others = field(default_factory=Others)  # who else looks, as was told last
    wire: Wire = field(default_factory=Wire)

    def is_behind(self, see: Sight | None) -> bool:
        """Whether what is to be seen now differs from what was sent."""
        return see is None or see.mark != self.mark
