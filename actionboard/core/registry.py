"""What areas above give to one beneath them when the app starts."""

from __future__ import annotations

from typing import TypeVar

Thing = TypeVar("Thing")


class Registry(list[Thing]):
    """Things of one kind, each once, however often an app is made in this process."""

    def add(self, thing: Thing) -> None:
        """Know this one from here on."""
        if thing not in self:
            self.append(thing)
