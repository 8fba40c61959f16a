"""The pages about who takes part."""

from __future__ import annotations

from actionboard.membership.views import audit_log as _audit_log  # noqa: F401
from actionboard.membership.views import join_links as _join_links  # noqa: F401
from actionboard.membership.views import join_page as _join_page  # noqa: F401
from actionboard.membership.views.invitation_page import entrance
from actionboard.membership.views.invitations import inviting
from actionboard.membership.views.members import managing
from actionboard.membership.views.organisations import organisations
from actionboard.membership.views.viewer_links import looking

ROOMS = (
    managing,
    inviting,
    looking,
    organisations,
    entrance,
)
