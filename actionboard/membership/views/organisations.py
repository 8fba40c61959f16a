"""An organisation and a person as pages: their cards over all boards that the reader may see."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, abort, render_template, request
from flask_login import login_required
from sqlalchemy import select

from actionboard.accounts.audit_log import Audit, in_words
from actionboard.accounts.current_user import me, now
from actionboard.accounts.models import Kind, Organisation, User
from actionboard.accounts.person_badge import Seat
from actionboard.boards.models import Board
from actionboard.boards.stages import Stage
from actionboard.cards.models import Card
from actionboard.core.database import db
from actionboard.core.i18n import gettext as _
from actionboard.membership import organisation_proposals
from actionboard.membership import organisations as places
from actionboard.membership.organisation_versions import version_of
from actionboard.web.changes import Door, changes, written
from actionboard.web.replies import NOTHING, Reply, Typed

organisations = Blueprint("organisations", __name__)
ONE = "/organisations/<int:organisation>"
SHOWN = 20  # entries of the audit list on one page


@organisations.before_request
@login_required
def only_signed_in() -> None:
    """These pages need somebody who is signed in."""


@organisations.get("/organisations")
def index() -> str:
    """Every organisation that this person may know of."""
    return render_template(
        "membership/organisations.html",
        places=places.known_to(me()),
        proposals=organisation_proposals.waiting(me()),
    )


@organisations.get(ONE)
def show(organisation: int) -> str:
    """One organisation: its people, and all cards of theirs.

    Who answers for it is asked here, and reads what was changed.
    """
    place = _find(organisation)
    people, may_change = places.people_of(place, me()), places.may_change(place, me())
    log = select(Audit).where(Audit.organisation_id == place.id).order_by(Audit.id.desc())
    return render_template(
        "membership/organisation.html",
        place=place,
        people=[Seat.of(one) for one in people],
        contact=_contact(place),
        boards=_shown(people),
        may_change=may_change,
        proposals=organisation_proposals.waiting(me(), place),
        answered=organisation_proposals.answered(me(), place, now()),
        entries=[(one.at, in_words(one)) for one in db.session.scalars(log.limit(SHOWN))]
        if may_change
        else [],
    )


@organisations.get(f"{ONE}/edit")
def edit(organisation: int, typed: Typed = NOTHING) -> str:
    """The form to change an organisation."""
    place = _changed(organisation)
    values = {
        "name": place.name,
        "short": place.short,
        "kind": place.kind,
        "contact": place.contact_id or "",
    }
    return render_template(
        "membership/edit_organisation.html",
        place=place,
        seen=version_of(place),
        values=typed.values or values,
        errors=typed.errors,
        kinds=list(Kind),
        people=[(one.id, one.name) for one in _possible(place)],
    )


def _changed(organisation: int) -> Organisation:
    """An organisation for who may change it; 403 for who only knows of it."""
    place = _find(organisation)
    return place if places.may_change(place, me()) else abort(403)


OF_ORGANISATION: Door[Organisation] = Door(
    written(_changed), page="organisations.edit", home=lambda place: f"/organisations/{place.id}"
)


@organisations.post(ONE)
@changes(OF_ORGANISATION, form=edit)
def save(place: Organisation) -> Reply:
    """Keep an organisation's names, kind and contact."""
    places.change(place, request.form, me(), now())
    return Reply(_("Opgeslagen."))


@organisations.get("/people/<int:person>")
def person(person: int) -> str:
    """One person: all cards of theirs."""
    found = places.find_person(person, me()) or abort(404)
    return render_template(
        "membership/person.html",
        person=Seat.of(found),
        boards=_shown([found]),
        is_me=found.id == me().id,
    )


def _find(organisation: int) -> Organisation:
    return places.find(organisation, me()) or abort(404)


def _contact(place: Organisation) -> Seat | None:
    """Who answers for the organisation, if the reader may know of them."""
    found = places.find_person(place.contact_id, me()) if place.contact_id else None
    return Seat.of(found) if found else None


def _shown(people: Sequence[User]) -> list[tuple[Board, list[Card]]]:
    """Boards with their cards, what is done last."""
    order = list(Stage)
    return [
        (board, sorted(cards, key=lambda card: (card.stage is Stage.DONE, order.index(card.stage))))
        for board, cards in places.cards_of(people, me())
    ]


def _possible(place: Organisation) -> list[User]:
    people = list(places.people_of(place, me()))
    contact = db.session.get(User, place.contact_id) if place.contact_id else None
    return people if contact is None or contact in people else [contact, *people]
