"""The audit list as sentences that people read: "Marleen maakte Karin coördinator"."""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass
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


@dataclass(frozen=True, slots=True, eq=False)
class AuditVerb:
    """One thing that can be done to rights, with its sentence; declared where it is done."""

    name: str
    _: KW_ONLY
    says: str

    def __post_init__(self) -> None:
        if self.name in VERBS:
            raise ValueError(f"{self.name} is declared twice")
        VERBS[self.name] = self


VERBS: dict[str, AuditVerb] = {}  # all that are declared, by name


def role_in_words(role: str | None) -> str:
    """A role as it is called on the screen."""
    return translate(ROLES[Role(role)]) if role in set(Role) else "…"


def in_words(entry: Audit) -> str:
    """One entry of the audit list as a sentence in the reader's language."""
    nobody, facts, verb = translate(N_("Iemand")), entry.facts, VERBS.get(entry.verb)
    return translate(
        verb.says if verb else N_("%(who)s veranderde iets"),
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
    verb: AuditVerb, by: User | None, at: datetime, *, board: Board | None = None,
    person: User | None = None, organisation: Organisation | None = None, **facts: Any,
) -> None:  # fmt: skip
    """Note what was done to rights, in the transaction that does it."""
    db.session.add(
        Audit(
            verb=verb.name, by_id=by.id if by else None, at=at, facts=facts,
            board_id=board.id if board else None, person_id=person.id if person else None,
            organisation_id=organisation.id if organisation else None,
        )
    )  # fmt: skip
