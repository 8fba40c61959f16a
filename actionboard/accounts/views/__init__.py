"""The pages at the door, and one's own."""

from __future__ import annotations

from actionboard.accounts.views import oidc, passkeys, profile, sign_in
from actionboard.accounts.views.blueprint import accounts as accounts

PAGES = (oidc, passkeys, profile, sign_in)  # each adds its routes to the blueprint
