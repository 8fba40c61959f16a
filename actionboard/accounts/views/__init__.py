"""The pages at the door, and one's own."""

from __future__ import annotations

from flask import Flask

from actionboard.accounts.oidc import Provider
from actionboard.accounts.views import oidc, passkeys, profile, sign_in
from actionboard.accounts.views.blueprint import accounts

PAGES = (oidc, passkeys, profile, sign_in)  # each adds its routes to the blueprint


def init_app(app: Flask) -> None:
    """Serve these pages, and know the providers of accounts that the settings name."""
    app.register_blueprint(accounts)
    providers = app.config["SETTINGS"].providers
    app.extensions["providers"] = {provider.name: Provider(provider) for provider in providers}
