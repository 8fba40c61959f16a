"""The roof: puts the areas together, from the ground up."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from typing import Any

from flask import Flask

from actionboard import health
from actionboard.accounts import login_manager
from actionboard.accounts import views as accounts
from actionboard.agenda import views as agenda
from actionboard.board_page import not_modified
from actionboard.board_page import views as board_page
from actionboard.boards import views as boards
from actionboard.cards import views as cards
from actionboard.core import database, i18n
from actionboard.core.package_files import home
from actionboard.core.settings import Settings
from actionboard.exports import views as exports
from actionboard.imports import views as imports
from actionboard.live import broadcaster
from actionboard.mail import delivery
from actionboard.meetings import views as meetings
from actionboard.membership import views as membership
from actionboard.notifications import views as notifications
from actionboard.overview import views as overview
from actionboard.phones import views as phones
from actionboard.privacy import views as privacy
from actionboard.reviews import views as reviews
from actionboard.wall import views as wall
from actionboard.web import assets, error_pages, security_headers, template_filters
from actionboard.web.language_templates import Tongues

LARGEST_BODY = 6 * 2**20  # bytes: a list of 5 MB and the form around it
# What each needs of those before it is there when its turn comes.
GROUND = (assets, database, not_modified, security_headers, i18n, login_manager,
          template_filters, error_pages, delivery, broadcaster)  # fmt: skip
AREAS = (accounts, boards, cards, board_page, membership, meetings, exports, imports, wall, agenda,
         phones, reviews, notifications, overview, privacy, health)  # fmt: skip


def create_app(settings: Settings | None = None, **overrides: Any) -> Flask:
    """The app for these settings, by default those of the environment."""
    settings = settings or Settings.from_environ(os.environ)
    app = Flask("actionboard", static_folder=None, template_folder=str(home("templates")))
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
    for part in (*GROUND, *AREAS):
        part.init_app(app)
    app.extensions["started"] = datetime.now(UTC)
    return app
