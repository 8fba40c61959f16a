"""Charts as SVG: for the page by classes and the reader's colours, for paper with light ones.

Nothing is told by colour alone: every fill has its own pattern, and words or a number beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from actionboard.core.i18n import gettext as _

# What is drawn in each tile of six by six over the ground of a fill; the others are plain.
SIGNS = {
    "proposed": "M2.2 2.2h1.5v1.5h-1.5Z",
    "doing": "M-1 4L4 -1M2 7L7 2",
    "late": "M0 0L6 6M0 6L6 0",
}
# The light colours of static/css/63-charts.css, as an SVG knows them.
ON_PAPER = (
    ("told", "fill:#33291f"),
    ("quiet", "fill:#5b4f44"),
    ("rule", "stroke:#cfc7bb;stroke-width:1;fill:none"),
    ("base", "stroke:#5b4f44;stroke-width:1;fill:none"),
    ("seam", "stroke:#fff;stroke-width:1.5;fill:none"),
    ("rim", "stroke:#8a7e70;stroke-width:.75;fill:none"),
    ("ground-proposed", "fill:#f1ece3"),
    ("sign-proposed", "fill:#92887a"),
    ("ground-planned", "fill:#cdc2b4"),
    ("ground-doing", "fill:#aaa093"),
    ("sign-doing", "stroke:#5d5247;stroke-width:2.2;fill:none"),
    ("ground-done", "fill:#2c7a4d"),
    ("ground-late", "fill:#fff"),
    ("sign-late", "stroke:#a5231b;stroke-width:1.4;fill:none"),
)


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing, what it says in one sentence, and its figures as a table."""

    name: str
    title: str
    says: str
    svg: Markup
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    empty: bool = False  # there is nothing to draw yet

    @property
    def on_paper(self) -> str:
        """The same drawing with its colours in it."""
        styles = "".join(f".{name}{{{style}}}" for name, style in ON_PAPER)
        text = "text{font-family:Instrument Sans;font-weight:500}.strong{font-weight:600}"
        opening, rest = str(self.svg).split(">", 1)
        return f'{opening} xmlns="http://www.w3.org/2000/svg"><style>{text}{styles}</style>{rest}'


class Canvas:
    """A drawing in the making; `name` keeps its ids apart from those of other drawings."""

    def __init__(self, name: str, width: float, height: float) -> None:
        self.name, self.width, self.height = name, width, height
        self.parts: list[str] = []

    def words(
        self,
        x: float,
        y: float,
        text: str,
        *,
        kind: str = "told",
        at: str = "start",
        size: float = 13,
    ) -> None:
        """A text whose baseline is at y; `at` says what x is: start, middle or end."""
        self._add("text", x=x, y=y, font_size=size, text_anchor=at, class_=kind, says=text)

    def line(self, points: Iterable[tuple[float, float]], kind: str) -> None:
        """A line through points."""
        self._add("path", d=_through(points), class_=kind)

    def shape(self, points: Iterable[tuple[float, float]], fill: str) -> None:
        """The shape that these points go round, filled."""
        self._fill("path", fill, d=_through(points) + "Z")

    def box(
        self, x: float, y: float, width: float, height: float, fill: str, *, round_: float = 0
    ) -> None:
        """A filled box with a thin rim, so that it shows beside any other."""
        place = {"x": x, "y": y, "width": max(0.0, width), "height": height, "rx": round_}
        self._fill("rect", fill, **place)
        self._add("rect", **place, class_="rim")

    def dot(self, x: float, y: float, radius: float, fill: str) -> None:
        """A filled dot with a thin rim."""
        self._fill("circle", fill, cx=x, cy=y, r=radius)
        self._add("circle", cx=x, cy=y, r=radius, class_="rim")

    def markup(self, title: str, says: str) -> Markup:
        """The whole drawing, with a name and a sentence for who can't see it."""
        head = (
            f'<svg class="chart" role="img" aria-labelledby="{self.name}-title {self.name}-says" '
            f'viewBox="0 0 {_number(self.width)} {_number(self.height)}">'
            f'<title id="{self.name}-title">{escape(title)}</title>'
            f'<desc id="{self.name}-says">{escape(says)}</desc>'
        )
        drawn = "".join(self.parts)
        used = [one for one in SIGNS if f"#{self.name}-{one})" in drawn]
        patterns = "".join(self._pattern(one) for one in used)
        return Markup(f"{head}<defs>{patterns}</defs>{drawn}</svg>")  # noqa: S704  # escaped above

    def _fill(self, tag: str, fill: str, **attributes: float | str) -> None:
        """The shape in its ground, and over it in its signs: a tiled ground would show seams."""
        self._add(tag, class_=f"ground-{fill}", **attributes)
        if fill in SIGNS:
            self._add(tag, fill=f"url(#{self.name}-{fill})", **attributes)

    def _pattern(self, fill: str) -> str:
        return (
            f'<pattern id="{self.name}-{fill}" width="6" height="6" '
            f'patternUnits="userSpaceOnUse"><path class="sign-{fill}" d="{SIGNS[fill]}"/></pattern>'
        )

    def _add(self, tag: str, **attributes: float | str) -> None:
        says = attributes.pop("says", "")
        said = "".join(
            f' {name.rstrip("_").replace("_", "-")}="{_number(value)}"'
            for name, value in attributes.items()
        )
        self.parts.append(f"<{tag}{said}>{escape(says)}</{tag}>")


def nothing(
    name: str, title: str, head: tuple[str, ...], rows: tuple[tuple[str, ...], ...]
) -> Chart:
    """What stands in the place of a drawing while there is nothing to draw."""
    says = _("Er is nog niets om te laten zien.")
    return Chart(name, title, says, Canvas(name, 420, 10).markup(title, says), head, rows, True)


def spread(wanted: Sequence[float], gap: float, lowest: float, highest: float) -> list[float]:
    """The places of labels near where they are wanted, none closer to the next than `gap`.

    `wanted` runs upwards; all stay between the bounds as far as there is room.
    """
    placed: list[float] = []
    for at in wanted:
        placed.append(max(at, lowest, placed[-1] + gap if placed else lowest))
    ceiling = highest
    for index in range(len(placed) - 1, -1, -1):
        placed[index] = min(placed[index], ceiling)
        ceiling = placed[index] - gap
    return placed


def ticks(highest: int, most: int = 5) -> list[int]:
    """Round numbers from 0 up to at least the highest, no more than `most` steps."""
    step = next(
        step
        for power in (1, 10, 100, 1000, 10_000)
        for step in (power, 2 * power, 5 * power)
        if step * most >= highest
    )
    return list(range(0, highest + step, step))


def _through(points: Iterable[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{_number(x)} {_number(y)}" for x, y in points)


def _number(value: float | str) -> str:
    return value if isinstance(value, str) else f"{value:.1f}".rstrip("0").rstrip(".")
