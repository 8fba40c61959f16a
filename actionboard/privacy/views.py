"""What we keep about people, told in plain words; taking it along, and being erased."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

from flask import Blueprint, Flask, Response, current_app, render_template, request
from flask import session as flask_session
from flask_login import login_required, logout_user

from actionboard.accounts.current_user import me, now
from actionboard.accounts.models import User
from actionboard.accounts.sessions import ServerSession
from actionboard.core.database import writing
from actionboard.membership import organisations
from actionboard.privacy import erasure, file_overwrite, personal_data
from actionboard.web.changes import Door, changes
from actionboard.web.replies import NOTHING, Reply, Typed

privacy = Blueprint("privacy", __name__)
session = cast("ServerSession", flask_session)


def init_app(app: Flask) -> None:
    """Serve these pages."""
    app.register_blueprint(privacy)


@privacy.get("/privacy")
def about() -> str:
    """What is kept, for how long, and how to get rid of it."""
    return render_template("privacy/about.html")


@privacy.get("/me/data")
@login_required
def data() -> Response:
    """Everything that is kept about whoever asks, as a file."""
    text = json.dumps(personal_data.held_about(me()), ensure_ascii=False, indent=2)
    response = Response(text, mimetype="application/json")
    response.headers["Content-Disposition"] = 'attachment; filename="mijn-gegevens.json"'
    return response


@privacy.get("/me/erase")
@login_required
def ask_erase(typed: Typed = NOTHING) -> str:
    """Erase me? Says first what goes and what stays."""
    led = sum(len(cards) for _board, cards in organisations.cards_of([me()], me()))
    around = {"led": led, "values": typed.values, "errors": typed.errors}
    return render_template("privacy/erase.html", user=me(), **around)


@contextmanager
def _leaving() -> Iterator[User]:
    """Whoever goes; after that nothing stands in the files either."""
    with writing():
        user = me()
        email = user.email
        yield user
    erasure.erase_files(current_app.config["SETTINGS"].data_dir / "mail", email)
    file_overwrite.scrub()


def _gone(reply: Reply, **around: object) -> Response:
    """The last word, to nobody any more."""
    logout_user()
    session.clear()
    return Response(render_template("privacy/erased.html"))


ON_LEAVING: Door[User] = Door(
    _leaving, page="privacy.ask_erase", home=lambda _user: "/", answer=_gone
)


@privacy.post("/me/erase")
@login_required
@changes(ON_LEAVING, form=ask_erase)
def erase(user: User) -> Reply:
    """Erase whoever asks, who must type their name."""
    erasure.must_be_named(user, request.form.get("name", ""))
    erasure.erase(user, now(), by=user)
    return Reply()
