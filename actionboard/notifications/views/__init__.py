"""Answering how it goes, from a mail or from the card; and asking it sooner."""

from __future__ import annotations

from flask import Flask

from actionboard.membership.leaving import LEFT
from actionboard.notifications.digest import close_on
from actionboard.notifications.monthly_round import remind
from actionboard.notifications.views.answer_from_card import going
from actionboard.notifications.views.answer_from_mail import answering
from actionboard.notifications.views.ask_now import asking


def init_app(app: Flask) -> None:
    """Serve these pages; ask each hour whom to ask, and nobody who left."""
    for blueprint in (answering, going, asking):
        app.register_blueprint(blueprint)
    app.extensions["postman"].hourly.add(remind)
    LEFT.add(close_on)
