"""Filling a database with the demo region, or starting the demo over."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import select

from actionboard.accounts.models import User
from actionboard.core.database import db
from actionboard.core.local_time import day_of
from actionboard.demo.region import Progress, Region


def load(app: Flask, progress: Progress | None = None) -> bool:
    """Fill an empty database with the demo region; says whether it did. Takes a second or two."""
    with app.app_context():
        if db.session.scalar(select(User.id).limit(1)) is not None:
            return False
        Region(day_of(datetime.now(UTC)), progress or (lambda done, total: None)).settle()
        db.session.remove()
    return True


def reset(app: Flask, progress: Progress | None = None) -> bool:
    """Start the demo region over: everything in the database goes. Only the demo asks for this."""
    with app.app_context():
        db.session.remove()
        downgrade(revision="base")
        upgrade()
    return load(app, progress)
