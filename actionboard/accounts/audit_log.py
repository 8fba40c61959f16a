"""The audit list as sentences that people read: "Marleen maakte Karin coördinator"."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from actionboard.accounts.models import Organisation, Role, User
from actionboard.core.database import Json, Model, Moment, db
from actionboard.core.i18n import translate
from actionboard.core.messages import N_
from actionboard.core.typed_text import MADE

ROLES = {
    Role.MEMBER: N_("lid"),
    Role.FACILITATOR: N_("facilitator"),
    Role.COORDINATOR: N_("coördinator"),
    Role.VIEWER: N_("meekijker"),
}
VERBS = {
    "member.came": N_("%(person)s kwam op het bord als %(role)s"),
    "member.changed": N_("%(who)s veranderde de rol van %(person)s: van %(was)s naar %(now)s"),
    "member.left": N_("%(who)s haalde %(person)s van het bord (was %(was)s)"),
    "member.erased": N_("%(person)s is gewist"),
    "invitation.sent": N_("%(who)s nodigde iemand uit als %(role)s"),
    "invitation.sent_again": N_("%(who)s stuurde een uitnodiging opnieuw"),
    "invitation.withdrawn": N_("%(who)s trok een uitnodiging in"),
    "join.opened": N_("%(who)s zette de deelnamelink open"),
    "join.closed": N_("%(who)s sloot de deelnamelink"),
    "viewer.made": N_("%(who)s maakte een meekijklink"),
    "viewer.revoked": N_("%(who)s trok een meekijklink in"),
    "board.renamed": N_("%(who)s gaf het bord een andere naam"),
    "board.set_up": N_("%(who)s veranderde de instellingen van het bord"),
    "holiday.changed": N_("%(who)s veranderde de vakanties"),
    "theme.changed": N_("%(who)s veranderde een thema"),
    "organisation.changed": N_("%(who)s veranderde %(organisation)s"),
    "organisation.proposed": N_("%(who)s zegt bij %(organisation)s te werken"),
    "organisation.joined": N_("%(who)s zei dat %(person)s bij %(organisation)s werkt"),
    "organisation.kept_apart": N_("%(who)s zei dat %(person)s niet bij %(organisation)s werkt"),
    "organisation.taken_back": N_(
        "%(who)s nam het antwoord terug op de vraag of %(person)s bij %(organisation)s werkt"
    ),
}


def role_in_words(role: str | None) -> str:
    """A role as it is called on the screen."""
    return translate(ROLES[Role(role)]) if role in set(Role) else "…"


def in_words(entry: Audit) -> str:
    """One entry of the audit list as a sentence in the reader's language."""
    nobody, facts = translate(N_("Iemand")), entry.facts
    return translate(
        VERBS.get(entry.verb, N_("%(who)s veranderde iets")),
        who=entry.by.name if entry.by else nobody,
        person=entry.person.name if entry.person else nobody,
        organisation=entry.organisation.name if entry.organisation else "…",
        role=role_in_words(facts.get("role")),
        was=role_in_words(facts.get("was")),
        now=role_in_words(facts.get("now")),
    )


class Audit(Model):
    """That somebody did something to somebody's rights.

    `facts` holds roles, states and ids, never names or addresses: a person can be erased while the
    entry stays. The database itself refuses to change or delete a row.
    """

    __tablename__ = "audits"

    id: Mapped[int] = mapped_column(primary_key=True)
    board_id: Mapped[int | None] = mapped_column(ForeignKey("boards.id"), index=True)
    verb: Mapped[str] = mapped_column(String(40))
    by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"))
    at: Mapped[datetime] = mapped_column(Moment)
    facts: Mapped[dict[str, Any]] = mapped_column(Json, info=MADE)

    by: Mapped[User | None] = relationship(foreign_keys=[by_id])
    person: Mapped[User | None] = relationship(foreign_keys=[person_id])
    organisation: Mapped[Organisation | None] = relationship()


class Board(Protocol):
    """On which it was done; boards lie above here."""

    id: int


def audit(
    verb: str, by: User | None, at: datetime, *, board: Board | None = None,
    person: User | None = None, organisation: Organisation | None = None, **facts: Any,
) -> None:  # fmt: skip
    """Note what was done to rights, in the transaction that does it."""
    db.session.add(
        Audit(
            verb=verb, by_id=by.id if by else None, at=at, board_id=board.id if board else None,
            person_id=person.id if person else None, facts=facts,
            organisation_id=organisation.id if organisation else None,
        )
    )  # fmt: skip
