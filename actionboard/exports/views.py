"""A board on paper: what can be printed, the poster, the cards; and as a list for Excel."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Blueprint, Flask, Response, abort, current_app, render_template, request
from flask_login import current_user

from actionboard.accounts.models import Role
from actionboard.accounts.person_badge import Seat
from actionboard.board_page import snapshot
from actionboard.board_page.filters import Filter
from actionboard.board_page.renderer import Viewer
from actionboard.boards.page_head import Glance, glance
from actionboard.cards.card_view import CardFace
from actionboard.core.database import db
from actionboard.core.errors import NotAllowed
from actionboard.core.i18n import gettext as _
from actionboard.core.i18n import language
from actionboard.documents import pdf
from actionboard.documents.downloads import as_pdf, listed
from actionboard.exports.card_list import cards_sheet
from actionboard.exports.card_selection import CardSelection
from actionboard.exports.card_sheets import sheets
from actionboard.exports.poster import poster
from actionboard.membership.viewer_links import by_secret

paper = Blueprint("paper", __name__)
PAPER = "/boards/<slug>/paper"
PREVIEW = 42  # dots per inch: an A3 becomes 700 wide


def init_app(app: Flask) -> None:
    """Serve these pages."""
    app.register_blueprint(paper)


@paper.get(PAPER)
def choose(slug: str) -> str:
    """What can be printed of a board, with the filter that the address holds."""
    seen = glance(slug)
    wanted = Filter.read(request.args)
    query = f"?{wanted.query}" if wanted.query else ""
    return render_template(
        "exports/choose_print.html", board=seen, role=seen.role, pile=_pile(seen), query=query
    )


@paper.get(f"{PAPER}/poster.pdf", defaults={"kind": "pdf"})
@paper.get(f"{PAPER}/poster.png", defaults={"kind": "png"})
def board_poster(slug: str, kind: str) -> Response:
    """The board as an A3 poster; as .png a small picture of its first sheet."""
    seen = glance(slug)
    if seen.etag in request.if_none_match:
        return _kept(Response(status=304), seen)
    title = _("%(board)s, poster", board=seen.name)
    return _kept(_printed("poster", poster(_pile(seen)), title, f"{slug}-a3", kind), seen)


@paper.get(f"{PAPER}/cards.pdf", defaults={"kind": "pdf"})
@paper.get(f"{PAPER}/cards.png", defaults={"kind": "png"})
def board_cards(slug: str, kind: str) -> Response:
    """The board's cards of A6: four on an A4, or with ?size=a6 one on an A6."""
    seen = glance(slug)
    if seen.etag in request.if_none_match:
        return _kept(Response(status=304), seen)
    faces = list(_pile(seen).faces)
    four = request.args.get("size") != "a6"
    if kind == "png":
        faces = faces[:4]
    return _kept(_cards(seen, faces or abort(404), kind=kind, four=four), seen)


@paper.get(f"{PAPER}/cards.xlsx", defaults={"kind": "xlsx"})
@paper.get(f"{PAPER}/cards.csv", defaults={"kind": "csv"})
def board_list(slug: str, kind: str) -> Response:
    """The board's cards as a list for Excel; for its coordinators."""
    seen = glance(slug)
    if seen.role != Role.COORDINATOR:
        raise NotAllowed()
    pile = _pile(seen)
    sheet = cards_sheet(seen.id, [face.number for face in pile.faces], pile.address)
    return listed([sheet], f"{slug}-{_('acties')}", kind)


@paper.get("/boards/<slug>/cards/<int:number>/paper.pdf")
def one_card(slug: str, number: int) -> Response:
    """One card on an A6."""
    seen = glance(slug)
    entry = snapshot.of(seen, seen.today).entries.get(number)
    if entry is None or not entry.is_on_board:
        abort(404)
    return _cards(seen, [entry.face], four=False)


@paper.get("/view/<secret>/poster.pdf")
def guest_poster(secret: str) -> Response:
    """The poster for who looks by a link: without names when the link shows none."""
    link = by_secret(secret) or abort(404)
    board, sight = link.board, "link" if link.names else "nameless"
    viewer = Viewer(None, Filter.read(request.args), language(), sight)
    see = snapshot.of(board, board.today, sight)
    sheet = poster(CardSelection.of(see, viewer, "", datetime.now(UTC)))
    title = _("%(board)s, poster", board=board.name)
    return _printed("poster", sheet, title, f"{board.slug}-a3")


def _cards(seen: Glance, faces: list[CardFace], *, four: bool, kind: str = "pdf") -> Response:
    address = _home() + seen.url
    sheet = sheets(faces, board_id=seen.id, board=seen.name, address=address, four=four)
    title = _("%(board)s, kaartjes", board=seen.name)
    return _printed("cards", sheet, title, f"{seen.slug}-a6", kind)


def _pile(seen: Glance) -> CardSelection:
    """The cards that the signed-in person sees with the filter in the address."""
    viewer = Viewer(Seat.of(current_user), Filter.read(request.args), seen.language)
    see = snapshot.of(seen, seen.today)
    return CardSelection.of(see, viewer, _home() + seen.url, datetime.now(UTC))


def _home() -> str:
    """Where phones find us; on the machine itself, with nothing set, where this browser does."""
    base: str | None = current_app.config["SETTINGS"].base_url
    return base or request.host_url.rstrip("/")


def _printed(template: str, matter: object, title: str, name: str, kind: str = "pdf") -> Response:
    db.session.rollback()  # all is read; who waits for the press holds no connection
    if kind == "png":
        drawn = pdf.picture(template, matter, title=title, language=language(), dpi=PREVIEW)
        return Response(drawn, mimetype="image/png")
    return as_pdf(pdf.typeset(template, matter, title=title, language=language()), name)


def _kept(response: Response, seen: Glance) -> Response:
    """The browser may keep it, and asks whether anything changed."""
    response.set_etag(seen.etag)
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["Vary"] = "Cookie"
    return response
