"""`python -m bench [--quick] [pages|live|meeting|phone|…]`: run the benchmarks.

Exit code 1 when a bound is not kept. Run it on a machine that does nothing else.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

from bench import browser, live, meeting, overview, pages, paper, phone, reviews
from bench.timing import Figure

PARTS: dict[str, Callable[[int, Callable[[str], None]], Iterator[Figure]]] = {
    "pages": pages.figures,
    "live": live.figures,
    "meeting": meeting.figures,
    "phone": phone.figures,
    "browser": browser.figures,
    "paper": paper.figures,
    "reviews": reviews.figures,
    "overview": overview.figures,
}
ROUNDS = {"pages": 200, "live": 40, "meeting": 40, "phone": 5, "browser": 7, "paper": 20}
ROUNDS |= {"reviews": 30, "overview": 30}


def main() -> int:
    """Run the parts that were asked for; 1 when a bound is not kept."""
    parser = argparse.ArgumentParser(prog="python -m bench")
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], help="all when none is named")
    parser.add_argument("--quick", action="store_true", help="a tenth of the rounds")
    asked = parser.parse_args()
    found: list[Figure] = []
    print(f"Measured {datetime.now(UTC):%Y-%m-%d} on {os.cpu_count()} cores, "
          f"Python {platform.python_version()}.\n")  # fmt: skip
    print(
        "| what | measured | processor | floor | times | bound | kept |\n"
        "|---|---|---|---|---|---|---|"
    )
    for part in asked.parts or PARTS:
        rounds = max(3, ROUNDS[part] // (10 if asked.quick else 1))
        for figure in PARTS[part](rounds, _tell):
            found.append(figure)
            print(figure.line(), flush=True)
    return 0 if all(figure.holds for figure in found) else 1


def _tell(step: str) -> None:
    print(f"  … {step}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
