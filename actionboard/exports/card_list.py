"""A board's cards as a list for Excel."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import aliased

from actionboard.accounts.models import Organisation, User
from actionboard.boards.texts import Words
from actionboard.boards.themes import Theme
from actionboard.cards.models import Card
from actionboard.core.database import db
from actionboard.core.i18n import gettext as _
from actionboard.documents.spreadsheet import Column, Sheet


def cards_sheet(board_id: int, numbers: Collection[int], address: str) -> Sheet:
    """The cards with these numbers, in one query; `address` is that of the board, in full."""
    wanted = set(numbers)
    rows = [
        row for row in db.session.execute(_query(), {"board": board_id}) if row.number in wanted
    ]
    return Sheet(_("Acties"), _columns(), [_row(row, address) for row in rows])


def _columns() -> list[Column]:
    return [
        Column(_("Nummer"), 9), Column(_("Titel"), 48), Column(_("Waarom"), 40),
        Column(_("Niveau"), 16), Column(_("Kolom"), 12), Column(_("Thema"), 24),
        Column(_("Trekker"), 22), Column(_("Organisatie"), 28), Column(_("Samen met"), 22),
        Column(_("Organisatie daarvan"), 28), Column(_("Klaar vóór"), 12), Column(_("Week"), 7),
        Column(_("Verzet"), 8), Column(_("Vraagt om hulp"), 36), Column(_("Stappen"), 9),
        Column(_("Stappen gedaan"), 10), Column(_("Reacties"), 10), Column(_("Opbrengst"), 48),
        Column(_("Klaar op"), 12), Column(_("Op het bord sinds"), 17),
        Column(_("Laatst veranderd"), 17), Column(_("Adres"), 44),
    ]  # fmt: skip


def _row(row: Any, address: str) -> list[Any]:
    return [
        row.number, row.title, row.why, row.level.label, row.stage.label, row.theme, row.lead,
        row.lead_place, row.partner, row.partner_place, row.due_on or row.due_text or None,
        row.due_on.isocalendar().week if row.due_on else None, row.postponed, row.help,
        row.steps_made, row.steps_ticked, row.comments_made, row.result, row.done_on,
        row.created_at, row.touched_at, f"{address}/cards/{row.number}",
    ]  # fmt: skip


def _query() -> Any:
    lead, partner = aliased(User), aliased(User)
    lead_place, partner_place = aliased(Organisation), aliased(Organisation)
    title, why, wish, help_, result = (aliased(Words) for _text in range(5))
    return (
        select(
            Card.number,
            Card.level,
            Card.stage,
            Card.due_on,
            wish.body.label("due_text"),
            Card.postponed,
            Card.steps_made,
            Card.steps_ticked,
            Card.comments_made,
            Card.done_on,
            Card.created_at,
            Card.touched_at,
            title.body.label("title"),
            why.body.label("why"),
            help_.body.label("help"),
            result.body.label("result"),
            Theme.name.label("theme"),
            lead.name.label("lead"),
            lead_place.name.label("lead_place"),
            partner.name.label("partner"),
            partner_place.name.label("partner_place"),
        )
        .join(title, title.id == Card.title_id)
        .outerjoin(why, why.id == Card.why_id)
        .outerjoin(wish, wish.id == Card.due_id)
        .outerjoin(help_, help_.id == Card.help_id)
        .outerjoin(result, result.id == Card.result_id)
        .outerjoin(Theme, Theme.id == Card.theme_id)
        .outerjoin(lead, lead.id == Card.lead_id)
        .outerjoin(lead_place, lead_place.id == lead.organisation_id)
        .outerjoin(partner, partner.id == Card.partner_id)
        .outerjoin(partner_place, partner_place.id == partner.organisation_id)
        .where(Card.board_id == bindparam("board"))
        .order_by(Card.number)
    )
