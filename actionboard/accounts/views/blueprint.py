"""What the pages at the door share: their routes, the session, where a request comes from."""

from __future__ import annotations

import re
from typing import cast
from urllib.parse import urlsplit

from flask import Blueprint, current_app, request
from flask import session as flask_session
from werkzeug.wrappers import Response

from actionboard.accounts.rate_limits import source_of
from actionboard.accounts.sessions import ServerSession
from actionboard.core.setting_checks import is_loopback

Answer = Response | str | tuple[str, int]
accounts = Blueprint("accounts", __name__)
session = cast("ServerSession", flask_session)


def source() -> str:
    """Where this request comes from."""
    return source_of(request.remote_addr or "")


def base() -> str:
    """The address that people type; on this machine itself, by the name that they used for it."""
    known: str | None = current_app.config["SETTINGS"].base_url
    if known and not is_loopback(urlsplit(known).hostname or ""):
        return known
    return request.host_url.rstrip("/")


def local(target: str | None, otherwise: str = "/") -> str:
    """A page of ours to go on to; never somebody else's."""
    ours = target and re.fullmatch(r"/(?![/\\])[^\\\x00-\x20\x7f]{0,298}", target)
    return target if target and ours else otherwise
