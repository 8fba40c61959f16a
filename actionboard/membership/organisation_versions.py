"""An organisation that two people change at once: it has no board, so its audit list counts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import select

from actionboard.accounts.audit_log import Audit
from actionboard.accounts.models import Kind, Organisation, User
from actionboard.boards.stale_versions import Difference, Stale
from actionboard.core.database import db
from actionboard.core.i18n import translate
from actionboard.core.messages import N_

KINDS = {Kind.SCHOOL: N_("school"), Kind.COMPANY: N_("bedrijf"), Kind.OTHER: N_("anders")}


def version_of(organisation: Organisation) -> int:
    """The version at which a form shows it: one more than its latest entry in the audit list."""
    last = _last_entry(organisation)
    return last.id + 1 if last else 1


def refuse_stale(organisation: Organisation, seen: int, wish: Mapping[str, Any], by: User) -> None:
    """Refuse what somebody else changed after the version that the form showed. Raises Stale."""
    last = _last_entry(organisation)
    if not seen or last is None or last.id < seen or last.by_id == by.id:
        return
    now = (organisation.name, organisation.short, organisation.kind, organisation.contact_id)
    both = []
    for (name, mine), theirs in zip(wish.items(), now, strict=True):
        if mine != theirs:
            label, words = FIELDS[name]
            begun, typed = words(theirs), words(mine)
            about = (name, translate(label), begun, begun, typed)
            both.append(Difference(*about, last.by, last.at, is_text=False))
    if both:
        raise Stale(both, seen=last.id + 1)


def _last_entry(organisation: Organisation) -> Audit | None:
    mine = select(Audit).where(Audit.organisation_id == organisation.id)
    return db.session.scalar(mine.order_by(Audit.id.desc()).limit(1))


def _person(number: int | None) -> str:
    person = db.session.get(User, number) if number else None
    return person.name if person else ""


def _kind(kind: Kind) -> str:
    return translate(KINDS[kind])


FIELDS: dict[str, tuple[str, Callable[[Any], str]]] = {
    "name": (N_("Naam"), str),
    "short": (N_("Korte naam"), str),
    "kind": (N_("Wat is het?"), _kind),
    "contact": (N_("Contactpersoon"), _person),
}
