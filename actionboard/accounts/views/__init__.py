"""The pages at the door, and one's own."""

from __future__ import annotations

from actionboard.accounts.views import keying, mine, providing, signing_in  # noqa: F401
from actionboard.accounts.views.room import accounts as accounts
