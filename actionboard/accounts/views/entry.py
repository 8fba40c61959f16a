"""Letting somebody in: the answer that signs them in, once what they did is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from flask import request
from flask_login import login_user
from werkzeug.wrappers import Response

from actionboard.accounts.models import User
from actionboard.accounts.sessions import ON_SHARED, ServerSession
from actionboard.accounts.views.blueprint import session
from actionboard.core.errors import Rejected
from actionboard.web.changes import Answer, Door
from actionboard.web.replies import Reply, answer, refuse


@dataclass(frozen=True, slots=True)
class Welcome(Reply):
    """What a change came to by which `user` gets in."""

    user: User | None = None


def let_in(reply: Reply, **around: Any) -> Response:
    """Answer, to who gets in under a new id."""
    if isinstance(reply, Welcome) and reply.user:
        session.clear()
        session.renew()
        if "shared" in request.form:
            session[ON_SHARED] = True
        login_user(reply.user, remember=False)
    return answer(reply, **around)


@contextmanager
def here() -> Iterator[ServerSession]:
    """This browser. What it asks, the verbs keep themselves: a wrong guess counts too."""
    yield session


def refused_at(field: str) -> Callable[..., Answer]:
    """Say at this field what was refused, if it belongs to no other."""

    def refused(refusal: Rejected, *address: Any, **around: Any) -> Answer:
        refusal.at_field = refusal.at_field or field
        return refuse(refusal, *address, **around)

    return refused


def way_in(field: str) -> Door[ServerSession]:
    """The door of a way in, at whose field it is told what was refused."""
    return Door(
        here, page="accounts.sign_in", home=lambda _browser: "/",
        answer=let_in, refuse=refused_at(field),
    )  # fmt: skip
