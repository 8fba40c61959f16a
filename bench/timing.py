"""The median of many short runs; floor and figure take turns, so that noise hits both.

Beside each stands what it took of the processor: on a machine that does other work too, that says
more than the time that passed.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import NamedTuple


@dataclass(frozen=True)
class Figure:
    """One line of the table: what, how long (ms), its floor (ms) and the bound (ms or a ratio)."""

    name: str
    value: float
    floor: float | None = None
    bound: float | None = None
    ratio: bool = False  # the bound is on value / floor
    unit: str = "ms"
    work: float | None = None  # ms of the processor

    @property
    def holds(self) -> bool:
        """Whether the bound is kept; a figure without one always holds."""
        if self.bound is None:
            return True
        return (self.value / self.floor if self.ratio and self.floor else self.value) <= self.bound

    def line(self) -> str:
        """The figure as a row of a Markdown table."""
        floor = "" if self.floor is None else f"{self.floor:.2f}"
        work = "" if self.work is None else f"{self.work:.2f}"
        times = "" if not self.floor else f"{self.value / self.floor:.2f}×"
        bound = "" if self.bound is None else f"{self.bound:g}{'×' if self.ratio else ''}"
        kept = "" if self.bound is None else ("yes" if self.holds else "**no**")
        rest = " | ".join((work, floor, times, bound, kept))
        return f"| {self.name} | {self.value:.2f} {self.unit} | {rest} |"


class Spent(NamedTuple):
    """How long something took, and how much of the processor; both in ms."""

    time: float
    work: float

    @classmethod
    def on(cls, job: Callable[[], object]) -> Spent:
        """What a job takes now."""
        start, begun = time.perf_counter(), time.process_time()
        job()
        return cls((time.perf_counter() - start) * 1000, (time.process_time() - begun) * 1000)

    @classmethod
    def median(cls, spent: Sequence[Spent]) -> Spent:
        """The median of each."""
        return cls(median(one.time for one in spent), median(one.work for one in spent))


def side_by_side(jobs: Sequence[Callable[[], object]], rounds: int) -> list[Spent]:
    """What each job takes; the jobs take turns, after two rounds to warm up.

    A job that gives Spent has measured itself: it does more than what counts.
    """
    for job in (*jobs, *jobs):
        job()
    spent: list[list[Spent]] = [[] for _ in jobs]
    for _ in range(rounds):
        for job, kept in zip(jobs, spent, strict=True):
            own: list[object] = []
            whole = Spent.on(lambda job=job, own=own: own.append(job()))
            kept.append(own[0] if isinstance(own[0], Spent) else whole)
    return [Spent.median(kept) for kept in spent]
