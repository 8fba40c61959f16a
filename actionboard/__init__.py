"""Actiebord: keeps the promises that schools and companies make to each other."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from flask import Flask

if TYPE_CHECKING:
    from actionboard.config import Settings

LARGEST_BODY = 6 * 2**20  # bytes: a list of 5 MB and the form around it


def create_app(settings: Settings | None = None, **overrides: Any) -> Flask:
    """The app for these settings, by default those of the environment."""
    from actionboard import assets, db, errorpages, i18n, jinja, signing, web
    from actionboard.accounts.providers import Provider
    from actionboard.boards import unchanged
    from actionboard.cards import refusals
    from actionboard.cli import command
    from actionboard.config import Settings
    from actionboard.live.tail import Tail
    from actionboard.managing import models as _rights  # noqa: F401
    from actionboard.meetings import (  # noqa: F401  # tables
        agreed,
        notes,
        people,
        photos,
        pledging,
        reporting,
        voting,
        walking,
    )  # fmt: skip
    from actionboard.notifications import checkins as _checkins  # noqa: F401
    from actionboard.notifications.delivery import Postman
    from actionboard.reviews import models as _reviews  # noqa: F401
    from actionboard.tongues import Tongues

    settings = settings or Settings.from_environ(os.environ)
    app = Flask(__name__, static_folder=None, template_folder=str(assets.home("templates")))
    app.jinja_environment = Tongues
    secure = bool(settings.base_url and settings.base_url.startswith("https:"))
    app.config.update(
        SECRET_KEY=settings.secret_key(),
        SETTINGS=settings,
        DEMO=bool(settings.demo),
        MAX_CONTENT_LENGTH=LARGEST_BODY,
        SESSION_COOKIE_SECURE=secure,
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        SQLALCHEMY_ENGINE_OPTIONS={"pool_size": 20, "max_overflow": 40},
        **overrides,
    )
    assets.init_app(app)
    db.init_app(app)
    unchanged.init_app(app)
    web.init_app(app, settings)
    i18n.init_app(app)
    signing.init_app(app)
    jinja.init_app(app)
    errorpages.init_app(app)
    refusals.init_app(app)
    _add_rooms(app)
    app.cli = command  # `flask --app wsgi` knows the same commands
    app.extensions["tail"] = Tail(app)
    app.extensions["postman"] = Postman(app)
    app.extensions["providers"] = {one.name: Provider(one) for one in settings.providers}
    app.extensions["started"] = datetime.now(UTC)
    return app


def _add_rooms(app: Flask) -> None:
    from actionboard.accounts.views import accounts
    from actionboard.boards.views import boards
    from actionboard.cards.views import cards
    from actionboard.house import house
    from actionboard.managing import views as managing
    from actionboard.meetings import views as meetings
    from actionboard.notifications import views as notifications
    from actionboard.overview.views import overview
    from actionboard.paper import meeting_views, review_views  # noqa: F401  # more of its pages
    from actionboard.paper.views import paper
    from actionboard.reviews import views as reviews

    rooms = (*meetings.ROOMS, *reviews.ROOMS, *managing.ROOMS, *notifications.ROOMS)
    for room in (house, accounts, boards, cards, paper, overview, *rooms):
        app.register_blueprint(room)
