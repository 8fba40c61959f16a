"""What is otherwise in one version of a review than in another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from actionboard.core.i18n import gettext as _
from actionboard.reviews.report import Report


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs; a side that hasn't got it is empty."""

    what: str  # "Te laat", "B2", "Opmerkingen"
    was: str
    now: str


def differences(then: Report, now: Report) -> list[Difference]:
    """What a later version says otherwise than an earlier one, in the order of the page."""
    return [one for one in _compared(then, now) if one.was != one.now]


def _compared(then: Report, now: Report) -> Iterator[Difference]:
    for was, one in zip(then.headlines, now.headlines, strict=True):
        yield Difference(one.label, str(was.value), str(one.value))
    lists = (
        (_("Vastgelopen"), then.figures.stuck, now.figures.stuck),
        (_("Toegezegd voor de komende maand"), then.figures.promises, now.figures.promises),
        (_("Naar landelijk"), then.figures.national, now.figures.national),
    )
    for what, before, after in lists:
        yield Difference(what, str(len(before)), str(len(after)))
    said = {one.label: one.text for one in then.decisions}
    says = {one.label: one.text for one in now.decisions}
    for label in sorted(said.keys() | says.keys(), key=lambda label: int(label[1:])):
        yield Difference(label, said.get(label, ""), says.get(label, ""))
    yield Difference(_("Opmerkingen"), then.remarks, now.remarks)
