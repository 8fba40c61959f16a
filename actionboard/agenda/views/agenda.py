"""The agenda as pages: choosing cards, going along them, the clock, what the room says."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import partial

from flask import Response, abort, redirect, request
from sqlalchemy import select
from werkzeug.wrappers import Response as BaseResponse

from actionboard.accounts.current_user import me
from actionboard.agenda.agenda import MINUTES, MOST_CARDS, Walk, to_discuss
from actionboard.agenda.agenda_item import AgendaView
from actionboard.agenda.changes_since import Story
from actionboard.agenda.views.blueprint import ON_WALK, page, table
from actionboard.boards.access import facilitated, leads
from actionboard.boards.levels import Level
from actionboard.boards.models import Board
from actionboard.boards.stages import Stage
from actionboard.cards.comments import Comment
from actionboard.cards.dialogs import form
from actionboard.cards.models import Card
from actionboard.cards.move_form import refuse_ended
from actionboard.core.database import db
from actionboard.core.errors import Invalid
from actionboard.core.form_fields import read_number
from actionboard.core.i18n import gettext as _
from actionboard.core.messages import N_
from actionboard.meetings.models import Meeting
from actionboard.meetings.views.blueprint import find
from actionboard.web.changes import changes
from actionboard.web.replies import NOTHING, Reply, Typed
from actionboard.web.request_guards import htmx

SHORTEST, LONGEST = 2, 30  # minutes for one card
AN_HOUR = 60  # minutes for all of them, unless the facilitator gives more
GOING = "/cards/<int:number>/going"


class NotBegun(Invalid):
    """Nobody began to go along the cards."""

    status = 409

    def __init__(self) -> None:
        super().__init__("walk", N_("Het rondje langs de kaarten is nog niet begonnen."))


@table.get("/walk")
def walk(slug: str, meeting: int, typed: Typed = NOTHING) -> Response | str:
    """One large card at a time; before it begins, which ones to talk about."""
    this = find(slug, meeting)
    walk = Walk.of(this)
    if walk is None or walk.card is None:
        if htmx:  # it ended: every screen goes on to what was agreed
            return Response(headers={"HX-Redirect": f"{this.url}/agreed"})
        return _choose(this, typed.errors.get("card", ""))
    return _show(this, walk)


@table.get("/walk/presenter")
def presenter(slug: str, meeting: int) -> str | BaseResponse:
    """The presenter's own screen: what is said on the card, and what comes next."""
    this = find(slug, meeting)
    facilitated(slug)
    walk = Walk.of(this)
    if walk is None or walk.card is None:
        return redirect(f"{this.url}/walk", 303)
    return _show(this, walk, own=True)


@table.post("/walk")
@changes(ON_WALK, form=walk)
def begin(this: Meeting) -> Reply:
    """Begin with the cards that were chosen."""
    chosen = _cards(this.board, request.form.getlist("card"))
    if not chosen:
        raise Invalid("card", N_("Kies minstens één kaart om te bespreken."))
    minutes = read_number(request.form.get("minutes")) or MINUTES
    _offer(this, Walk.begin(this, chosen, me(), minutes=min(minutes, LONGEST)))
    return Reply()


@table.delete("/walk")
@changes(ON_WALK)
def end(this: Meeting) -> Reply:
    """Be done with it."""
    _walk(this).end(me())
    this.show(None, me())
    return Reply(to=f"{this.url}/agreed")


@table.post("/walk/card")
@changes(ON_WALK)
def step(this: Meeting) -> Reply:
    """Show another card; a step from `ago` seconds ago gives way to one that was made since."""
    walk, ago = _walk(this), timedelta(seconds=read_number(request.form.get("ago")))
    if not walk.has_stepped_since(this.board.moment - ago):
        walk.go(_card(this.board), me())
        _offer(this, walk)
    return _stepped(this)


@table.post("/walk/list")
@changes(ON_WALK)
def change_list(this: Meeting) -> Reply:
    """Talk about this one too, or not."""
    walk, card = _walk(this), _card(this.board)
    (walk.skip if "skip" in request.form else walk.add)(card, me())
    return _stepped(this)


@table.post("/walk/clock")
@changes(ON_WALK)
def clock(this: Meeting) -> Reply:
    """Pause, go on, or two minutes more."""
    walk, what = _walk(this), request.form.get("do", "")
    if what == "more":
        walk.give_time(me())
    elif what in ("pause", "resume"):
        walk.pause(me(), on=what == "pause")
    return _stepped(this)


@table.get(GOING)
def going_form(slug: str, meeting: int, number: int, typed: Typed = NOTHING) -> str:
    """It goes on: one line about it."""
    this = find(slug, meeting)
    facilitated(slug)
    card = Card.find(this.board, number) or abort(404)
    return form("agenda/_ask_check_in.html", this.board, card, typed, meeting=this)


@table.post(GOING)
@changes(ON_WALK, form=going_form)
def keeps_going(this: Meeting, number: int) -> Reply:
    """Loopt nog: said in the room, written down by the facilitator."""
    card = Card.find(this.board, number) or abort(404)
    line = request.form.get("body", "").strip()
    card.must_be_open()
    refuse_ended(card, read_number(request.form.get("version")), me())
    Comment.make(card, f"Loopt nog. {line}".strip(), me())
    card.carry_on(me())
    said = _("Bij actie %(number)s staat dat het nog loopt.", number=card.number)
    return Reply(said, to=f"{card.board.url}/cards/{card.number}")


# Beneath the pages -----------------------------------------------------------------------------


def _show(this: Meeting, walk: Walk, *, own: bool = False) -> str:
    """The whole page, or what changed on it; the four numbers only when a card did."""
    seen, around = (
        read_number(request.values.get("since")),
        AgendaView.of(this, walk, datetime.now(UTC)),
    )
    anew = not htmx or any(talk.face.version > seen for talk in around.talks)
    since = Story(this.board, this.before()).told() if anew else None
    return page(
        "agenda/_agenda_reply.html" if htmx else "agenda/agenda.html",
        this,
        round=around,
        since=since,
        seen=seen,
        own=own,
    )


def _offer(this: Meeting, walk: Walk) -> None:
    """Put the card that is shown on everybody's phone, while nobody has taken it up."""
    card = walk.card
    free = card is not None and card.lead is None and card.stage is not Stage.DONE
    this.show(card if free else None, me())


def _choose(this: Meeting, error: str = "") -> str:
    story = Story(this.board, this.before())
    agenda = to_discuss(story)[:MOST_CARDS]
    listed = {item.card_id for item in agenda}
    others = [face for row, face in story.now if row.id not in listed and not face.done]
    lanes = [(level, [one for one in agenda if one.face.level == level]) for level in Level]
    minutes = max(SHORTEST, min(MINUTES, AN_HOUR // max(1, len(agenda))))
    return page(
        "agenda/choose_cards.html",
        this,
        lanes=lanes,
        others=others,
        count=len(agenda),
        minutes=minutes,
        error=error,
    )


def _stepped(this: Meeting) -> Reply:
    """Back to the screen on which it was pressed: the room's, or the presenter's own."""
    own = request.form.get("own") == "1" and leads(this.board.slug)
    presenter = "/presenter" if own else ""
    show = partial(_again, this.board.slug, this.id, own=own)
    return Reply(to=f"{this.url}/walk{presenter}", show=show)


def _again(slug: str, meeting: int, *, own: bool) -> str:
    this = find(slug, meeting)
    return _show(this, _walk(this), own=own)


def _walk(this: Meeting) -> Walk:
    walk = Walk.of(this)
    if walk is None:
        raise NotBegun()
    return walk


def _card(board: Board) -> Card:
    number = read_number(request.form.get("card"))
    card = Card.find(board, number)
    if card is None or not card.is_on_board:
        raise Invalid("card", N_("Er staat geen actie %(number)s op dit bord."), number=number)
    return card


def _cards(board: Board, numbers: list[str]) -> list[Card]:
    wanted = dict.fromkeys(read_number(one) for one in numbers[:MOST_CARDS])
    mine = select(Card).where(Card.board_id == board.id, Card.number.in_(wanted), ~Card.removed)
    found = {card.number: card for card in db.session.scalars(mine) if card.is_on_board}
    return [found[number] for number in wanted if number in found]
