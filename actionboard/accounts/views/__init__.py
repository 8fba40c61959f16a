"""The pages at the door, and one's own."""

from __future__ import annotations

from actionboard.accounts.views import oidc as providing
from actionboard.accounts.views import passkeys as keying
from actionboard.accounts.views import profile as mine
from actionboard.accounts.views import sign_in as signing_in
from actionboard.accounts.views.blueprint import accounts as accounts
