"""What we keep about people, told in plain words; taking it along, and being erased."""

from __future__ import annotations

import json
from typing import cast

from flask import Blueprint, Flask, Response, current_app, render_template, request
from flask import session as flask_session
from flask_login import login_required, logout_user

from actionboard.accounts.current_user import me, now
from actionboard.accounts.sessions import ServerSession
from actionboard.core.database import writing
from actionboard.core.errors import Rejected
from actionboard.membership import organisations
from actionboard.privacy import erasure, file_overwrite, personal_data

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
def ask_erase() -> str:
    """Erase me? Says first what goes and what stays."""
    return _ask()


@privacy.post("/me/erase")
@login_required
def erase() -> str | tuple[str, int]:
    """Erase whoever asks, who must type their name."""
    user = me()
    email = user.email
    try:
        erasure.must_be_named(user, request.form.get("name", ""))
        with writing():
            erasure.erase(user, now(), by=user)
    except Rejected as refusal:
        return _ask(errors={"name": refusal.sentence}, typed=request.form), refusal.status
    logout_user()
    session.clear()
    erasure.erase_files(current_app.config["SETTINGS"].data_dir / "mail", email)
    file_overwrite.scrub()
    return render_template("privacy/erased.html")


def _ask(**context: object) -> str:
    led = sum(len(cards) for _board, cards in organisations.cards_of([me()], me()))
    around = {"user": me(), "led": led, "errors": {}, "typed": {}}
    return render_template("privacy/erase.html", **{**around, **context})
