"""Sentences that are written here and translated where they are shown."""

from __future__ import annotations


def N_(message: str) -> str:  # noqa: N802  # the name that extractors know
    """Mark a sentence for the catalogue and return it unchanged."""
    return message


class Name(str):
    """A name among a sentence's values, such as a month: it is translated along with it."""

    __slots__ = ()


class Said(ValueError):
    """An error that is one Dutch sentence for the person who caused it.

    `message` is the template with %(name)s places, as it stands in the catalogue;
    `values` fills them. A view shows `gettext(error.message) % error.values`;
    `str(error)` is the Dutch sentence.
    """

    def __init__(self, message: str, **values: str | int) -> None:
        super().__init__(message, values)
        self.message = message
        self.values: dict[str, str | int] = values

    def __str__(self) -> str:
        return self.message % self.values
