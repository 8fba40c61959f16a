"""What the pages of an import share: who may come here, and the address of a draft."""

from __future__ import annotations

from flask import Blueprint
from flask_login import login_required

from actionboard.imports.models import Import

imports = Blueprint("imports", __name__, url_prefix="/boards/<slug>")


@imports.before_request
@login_required
def only_signed_in() -> None:
    """Everything about an import needs somebody who is signed in."""


def url_of(draft: Import) -> str:
    """The address of a draft on its board."""
    return f"{draft.board.url}/imports/{draft.id}"
