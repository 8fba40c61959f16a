"""Actiebord: keeps the promises that schools and companies make to each other."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from flask import Flask

if TYPE_CHECKING:
    from actionboard.core.settings import Settings

LARGEST_BODY = 6 * 2**20  # bytes: a list of 5 MB and the form around it


def create_app(settings: Settings | None = None, **overrides: Any) -> Flask:
    """The app for these settings, by default those of the environment."""
    from actionboard.accounts import login as signing
    from actionboard.accounts.oidc import Provider
    from actionboard.board_page import not_modified as unchanged
    from actionboard.boards import page_head
    from actionboard.cards import refusals
    from actionboard.core import database as db
    from actionboard.core import i18n
    from actionboard.core import package_files as assets_package_files
    from actionboard.core.settings import Settings
    from actionboard.live.broadcaster import Tail
    from actionboard.mail.delivery import Postman
    from actionboard.notifications.monthly_round import remind
    from actionboard.phones.connected_phones import Connected
    from actionboard.web import assets
    from actionboard.web import error_pages as errorpages
    from actionboard.web import security_headers as web
    from actionboard.web import template_filters as jinja
    from actionboard.web.language_templates import Tongues

    settings = settings or Settings.from_environ(os.environ)
    app = Flask(
        __name__, static_folder=None, template_folder=str(assets_package_files.home("templates"))
    )
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
    page_head.init_app(app)
    errorpages.init_app(app)
    refusals.init_app(app)
    _add_rooms(app)
    app.extensions["tail"] = Tail(app)
    app.extensions["tail"].lookers.append(Connected().note)
    app.extensions["postman"] = Postman(app, [remind])
    app.extensions["providers"] = {one.name: Provider(one) for one in settings.providers}
    app.extensions["started"] = datetime.now(UTC)
    return app


def _add_rooms(app: Flask) -> None:
    from actionboard.accounts.views import accounts
    from actionboard.agenda import views as agenda
    from actionboard.board_page import reply_pieces as _pieces  # noqa: F401
    from actionboard.board_page.views import boards as board_page
    from actionboard.boards import views as boards
    from actionboard.cards.views import cards
    from actionboard.exports.views import paper
    from actionboard.health import house
    from actionboard.imports import views as imports
    from actionboard.meetings import views as meetings
    from actionboard.membership import views as membership
    from actionboard.notifications import views as notifications
    from actionboard.overview import views as overview
    from actionboard.phones import views as phones
    from actionboard.privacy.views import privacy
    from actionboard.reviews import timeline_stops as _stops  # noqa: F401
    from actionboard.reviews import views as reviews
    from actionboard.reviews.views import downloads as _downloads  # noqa: F401
    from actionboard.wall import views as wall

    areas = (
        boards, membership, meetings, imports, wall, agenda, phones, reviews, notifications,
        overview,
    )  # fmt: skip
    rooms = [room for area in areas for room in area.ROOMS]
    for room in (house, accounts, board_page, cards, privacy, *rooms, paper):
        app.register_blueprint(room)
