"""What goes to paper, of 200 cards: poster, small cards, list for Excel, review, and the flaps."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from flask import Flask

from actionboard.accounts.models import Membership, Role, User
from actionboard.core.database import db, writing
from actionboard.meetings.models import Meeting
from actionboard.meetings.notes import Note
from bench.meeting import plan
from bench.pages import PAGE, Mover, call
from bench.region import TITLES, TODAY, app_with
from bench.timing import Figure, Spent

CARDS, NOTES, BOUND = 200, 200, 2000  # ms
SHEETS = {
    f"poster, {CARDS} cards": f"{PAGE}/paper/poster.pdf",
    f"cards of A6, {CARDS} cards": f"{PAGE}/paper/cards.pdf",
    f"list for Excel, {CARDS} cards": f"{PAGE}/paper/cards.xlsx",
    f"review on A4, {CARDS} cards": f"{PAGE}/reviews/{TODAY:%Y-%m}/review.pdf",
}


def figures(rounds: int, tell: Callable[[str], None]) -> Iterator[Figure]:
    """Each sheet the first time, and after a card has moved: typst keeps what it has laid out."""
    with app_with(CARDS) as app:
        _coordinate(app)
        mover = Mover(app, CARDS)
        flaps = f"{PAGE}/meetings/{_hang(app)}/flaps.pdf"
        for name, address in {**SHEETS, f"flaps with {NOTES} post-its": flaps}.items():
            tell(name)
            first, *later = [_made(app, address, mover) for _ in range(rounds)]
            after = Spent.median(later)
            yield Figure(f"{name}, the first time", first.time, bound=BOUND, work=first.work)
            yield Figure(f"{name}, after a move", after.time, bound=BOUND, work=after.work)


def _made(app: Flask, address: str, mover: Mover) -> Spent:
    mover.move()
    return Spent.on(lambda: _asked(app, address))


def _asked(app: Flask, address: str) -> None:
    status, _headers, _body = call(app, address)
    if not status.startswith("200"):
        raise RuntimeError(f"{address} was answered {status}")


def _coordinate(app: Flask) -> None:
    """Lists are for coordinators."""
    with app.app_context(), writing():
        db.session.execute(db.update(Membership).values(role=Role.COORDINATOR))


def _hang(app: Flask) -> int:
    """A meeting with post-its on its flaps; its id."""
    _code, number = plan(app)
    with app.app_context():
        meeting = db.session.get_one(Meeting, number)
        codes = [flap.code for flap in meeting.flaps]
        with meeting.board.turn():
            for nth in range(NOTES):
                words = TITLES[nth % len(TITLES)]
                Note.stick(meeting, codes[nth % len(codes)], words, by=db.session.get_one(User, 1))
        db.session.remove()
    return number
