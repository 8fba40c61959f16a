"""The demo's way in: on this machine itself, anybody may be anybody."""

from __future__ import annotations

from ipaddress import ip_address

from flask import current_app, request
from sqlalchemy import select

from actionboard.accounts.models import Membership, Role, User
from actionboard.core.database import db


def demo_is_open() -> bool:
    """Whether anybody may sign in as anybody: only in the demo, only on this machine itself."""
    if not current_app.config["DEMO"]:
        return False
    host = (request.host or "").rsplit(":", 1)[0].strip("[]")
    return _is_loopback(request.remote_addr or "") and (host == "localhost" or _is_loopback(host))


def demo_people() -> list[tuple[User, str]]:
    """The demo's people, each with their role, in the order of the cast."""
    if not demo_is_open():
        return []
    found = db.session.scalars(select(Membership))
    roles = {one.user_id: one.role for one in found}
    users = db.session.scalars(select(User).where(User.erased_at.is_(None)).order_by(User.id))
    return [
        (one, "admin" if one.is_admin else str(roles.get(one.id, Role.MEMBER))) for one in users
    ]


def demo_person(number: str) -> User | None:
    """One of them, as the page's button names them."""
    return next((one for one, _role in demo_people() if str(one.id) == number), None)


def _is_loopback(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False
