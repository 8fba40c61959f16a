"""The board as it was, at each of its moments: read back off the log."""

from __future__ import annotations

from collections.abc import Iterable
from types import SimpleNamespace
from typing import Any

from flask import Blueprint, Response, render_template, request
from flask_login import login_required
from markupsafe import Markup
from sqlalchemy import select

from actionboard.agenda.timeline import STOPS, Stop, stops
from actionboard.board_page.cached_card import signals
from actionboard.board_page.card_html import draw
from actionboard.board_page.filters import Filter
from actionboard.board_page.lanes import Cell, Column, Lane
from actionboard.boards.access import enter
from actionboard.boards.levels import Level
from actionboard.boards.models import Board
from actionboard.boards.page_head import glance
from actionboard.boards.stages import Stage
from actionboard.boards.texts import Words
from actionboard.cards import card_view
from actionboard.cards.card_view import CardFace, Painter
from actionboard.cards.past_board import COLUMNS, Past, PastCard
from actionboard.core.database import db
from actionboard.core.i18n import language
from actionboard.web.etags import kept_by_browser

past = Blueprint("past", __name__, url_prefix="/boards/<slug>")
UNKNOWN = {"steps_made": 0, "steps_ticked": 0, "comments_made": 0, "version": 0}


@past.before_request
@login_required
def only_signed_in() -> None:
    """The board as it was is for who may see it as it is."""


@past.get("/past")
def show(slug: str) -> Response:
    """The board at one stop of the slider; the last one is now. Its browser may keep each stop."""
    seen = glance(slug)
    if seen.etag in request.if_none_match:
        return Response(status=304, headers=kept_by_browser(seen.etag))
    board = enter(slug)[0]
    found = stops(board, board.today, (stop for more in STOPS for stop in more(board)))
    at = min(request.args.get("stop", len(found) - 1, type=int) % (10**6), len(found) - 1)
    chosen = found[at]
    cards = _faces(board, chosen)
    page = render_template(
        "agenda/past_board.html", board=board, role="viewer", stops=found, at=at, chosen=chosen,
        lanes=_lanes(cards), columns=_columns(cards), filters=Filter(older=True), count=len(cards),
    )  # fmt: skip
    return Response(page, headers=None if seen.told else kept_by_browser(seen.etag))


def _faces(board: Board, stop: Stop) -> list[CardFace]:
    """The cards as they looked then, in the order of their cells."""
    then = Past.now(board).earlier(stop.version(board)).touched()
    here = [card for card in then.cards.values() if card.is_on_board]
    painter = Painter(
        board.slug, card_view.people(), card_view.themes(board.id), stop.day, board.stillness
    )
    texts = _texts(one for card in here for one in _said(card) if one)
    ordered = sorted(here, key=lambda card: (card.rank, card.number))
    return [painter.face(_row(card, texts), language()) for card in ordered]


def _texts(ids: Iterable[int]) -> dict[int, str]:
    found = db.session.execute(select(Words.id, Words.body).where(Words.id.in_(set(ids))))
    return {row.id: row.body for row in found}


def _row(card: PastCard, texts: dict[int, str]) -> Any:
    """A past card as a row of `card_view.rows`; of steps and comments it isn't told how many."""
    columns = {name: getattr(card, name) for name in COLUMNS}
    title, result, wish = (texts.get(one or 0) for one in _said(card))
    return SimpleNamespace(**columns, **UNKNOWN, title=title, result=result, due_text=wish)


def _said(card: PastCard) -> tuple[int | None, ...]:
    return card.title_id, card.result_id, card.due_id


def _lanes(cards: list[CardFace]) -> list[Lane]:
    return [_lane(level, [one for one in cards if one.level == level]) for level in Level]


def _lane(level: Level, cards: list[CardFace]) -> Lane:
    raised = [signal for face in cards for signal in signals(face, old=False)]
    cells = [_cell(stage, [one for one in cards if one.stage == stage]) for stage in Stage]
    counts = [sum(one.stage == stage for one in cards) for stage in Stage]
    return Lane(
        level=level.value, label=level.label, icon=level.icon, total=len(cards), done=counts[-1],
        late=raised.count("late"), still=raised.count("still"), stuck=raised.count("stuck"),
        unled=raised.count("unled"), cells=cells, shown=level is Level.LOCAL,
        columns=[(one.value, one.label, count) for one, count in zip(Stage, counts, strict=True)],
    )  # fmt: skip


def _cell(stage: Stage, cards: list[CardFace]) -> Cell:
    html = "".join(draw(face, language()) for face in cards)
    return Cell(stage.value, stage.label, Markup(html), 0)  # noqa: S704  # made by our template


def _columns(cards: list[CardFace]) -> list[Column]:
    return [
        Column(
            stage.value, stage.label, stage.icon, sum(one.stage == stage for one in cards),
            stage is Stage.DOING, 0,
        )
        for stage in Stage
    ]  # fmt: skip
