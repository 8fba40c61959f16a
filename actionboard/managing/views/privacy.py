"""What we keep about people, told in plain words; taking it along, and being erased."""

from __future__ import annotations

from flask import Blueprint, render_template

privacy = Blueprint("privacy", __name__)


@privacy.get("/privacy")
def about() -> str:
    """What is kept, for how long, and how to get rid of it."""
    return render_template("privacy/about.html")
