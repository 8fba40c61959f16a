"""Draws which area imports which: `python -m docs.areas` writes `docs/images/areas.svg`.

The areas stand on a staircase, the ground at its foot. Left of an area are the dots of what it
imports, above it the dots of who imports it. The order and the imports are those that
`tests/house/test_area_order.py` holds the package to; the same imports give the same picture.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tests.house.test_area_order import AREAS, IMPORTS, TOOLS, area_of

FILE = Path(__file__).parent / "images/areas.svg"
STEP = 26  # from one area to the next, both ways
EDGE = 20
NAMES = 150  # room for the longest name, right of the last step
TOP = 64  # room for the two sentences
BACKGROUND, INK, FAINT = "#ffffff", "#23303d", "#5d6b78"
LINE, STRIPE = "#e3e8ed", "#f6f8fa"
AREA, TOOL, DOT = "#2b6cb0", "#b7651a", "#2b6cb0"
LOOK = f"""
text {{ font: 13px system-ui, -apple-system, "Segoe UI", sans-serif; fill: {INK} }}
.told {{ fill: {FAINT} }}
.name {{ font-weight: 600 }}
.line {{ stroke: {LINE} }}
""".strip()


def main() -> None:
    """Write the picture."""
    FILE.write_text(drawing())


def arrows() -> set[tuple[str, str]]:
    """Which area imports which other one."""
    pairs = {(area_of(module), area_of(other)) for module in IMPORTS for other in IMPORTS[module]}
    return {(user, used) for user, used in pairs if user != used}


def drawing() -> str:
    """The picture as SVG."""
    width = EDGE + len(AREAS) * STEP + NAMES
    height = TOP + len(AREAS) * STEP + EDGE
    pieces = (*_frame(width, height), *_guides(width), *_dots(), *_steps())
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" role="img">'
    )
    return "\n".join((head, *pieces, "</svg>", ""))


def _frame(width: int, height: int) -> Iterator[str]:
    yield "<title>Which area of actionboard imports which</title>"
    yield f"<style>{LOOK}</style>"
    yield f'<rect width="{width}" height="{height}" rx="10" fill="{BACKGROUND}"/>'
    yield _text(EDGE, 28, "Left of a name: what it imports. Above a name: who imports it.", "told")
    yield f'<rect x="{EDGE}" y="37" width="14" height="14" rx="4" fill="{TOOL}"/>'
    yield _text(EDGE + 21, 48, "A tool: of what lies beneath, it needs core alone.", "told")


def _guides(width: int) -> Iterator[str]:
    """A stripe behind each second row, and from each step a line to the top."""
    for place in range(0, len(AREAS), 2):
        y = _y(place) - STEP // 2
        yield f'<rect x="0" y="{y}" width="{width}" height="{STEP}" fill="{STRIPE}"/>'
    for place in range(len(AREAS)):
        x, y = _x(place), _y(place)
        yield f'<path class="line" d="M{x} {y}V{_y(len(AREAS) - 1)}M{x} {y}H{_x(0)}"/>'


def _dots() -> Iterator[str]:
    order = {area: place for place, area in enumerate(AREAS)}
    for user, used in sorted(arrows(), key=lambda pair: (order[pair[0]], order[pair[1]])):
        x, y = _x(order[used]), _y(order[user])
        yield f'<circle cx="{x}" cy="{y}" r="4.5" fill="{DOT}" fill-opacity=".75"/>'


def _steps() -> Iterator[str]:
    for place, area in enumerate(AREAS):
        x, y = _x(place), _y(place)
        colour = TOOL if area in TOOLS else AREA
        yield f'<rect x="{x - 8}" y="{y - 8}" width="16" height="16" rx="4" fill="{colour}"/>'
        yield _text(x + 15, y + 5, area, "name")


def _x(place: int) -> int:
    return EDGE + STEP // 2 + place * STEP


def _y(place: int) -> int:
    return TOP + STEP // 2 + (len(AREAS) - 1 - place) * STEP


def _text(x: int, y: int, words: str, kind: str) -> str:
    return f'<text class="{kind}" x="{x}" y="{y}">{words}</text>'


if __name__ == "__main__":
    main()
