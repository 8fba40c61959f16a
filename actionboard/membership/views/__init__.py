"""The pages about who takes part."""

from __future__ import annotations

from flask import Flask

from actionboard.live.stream_rights import KEYS
from actionboard.membership.models import VIEWER_KEYS
from actionboard.membership.views import audit_log, join_links, join_page, organisation_proposals
from actionboard.membership.views.invitation_page import entrance
from actionboard.membership.views.invitations import inviting
from actionboard.membership.views.members import managing
from actionboard.membership.views.organisations import organisations
from actionboard.membership.views.viewer_links import looking

PAGES = (
    audit_log,
    join_links,
    join_page,
    organisation_proposals,
)  # each adds its routes to one of the blueprints


def init_app(app: Flask) -> None:
    """Serve these pages; whoever holds a link to look by may watch the board."""
    for blueprint in (managing, inviting, looking, organisations, entrance):
        app.register_blueprint(blueprint)
    KEYS.add(VIEWER_KEYS)
