"""The median of many short runs; floor and figure take turns, so that noise hits both."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Figure:
    """One line of the table: what, how long (ms), its floor (ms) and the bound (ms or a ratio)."""

    name: str
    value: float
    floor: float | None = None
    bound: float | None = None
    ratio: bool = False  # the bound is on value / floor
    unit: str = "ms"

    @property
    def holds(self) -> bool:
        """Whether the bound is kept; a figure without one always holds."""
        if self.bound is None:
            return True
        return (self.value / self.floor if self.ratio and self.floor else self.value) <= self.bound

    def line(self) -> str:
        """The figure as a row of a Markdown table."""
        floor = "" if self.floor is None else f"{self.floor:.2f}"
        times = "" if not self.floor else f"{self.value / self.floor:.2f}×"
        bound = "" if self.bound is None else f"{self.bound:g}{'×' if self.ratio else ''}"
        kept = "" if self.bound is None else ("yes" if self.holds else "**no**")
        return (
            f"| {self.name} | {self.value:.2f} {self.unit} | {floor} | {times} | {bound} | {kept} |"
        )


def side_by_side(jobs: Sequence[Callable[[], object]], rounds: int) -> list[float]:
    """The median time of each job in ms; the jobs take turns, after two rounds to warm up."""
    for job in (*jobs, *jobs):
        job()
    times: list[list[float]] = [[] for _ in jobs]
    for _ in range(rounds):
        for job, kept in zip(jobs, times, strict=True):
            start = time.perf_counter()
            job()
            kept.append((time.perf_counter() - start) * 1000)
    return [median(kept) for kept in times]
