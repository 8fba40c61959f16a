"""Where people may sign in with an account of their own organisation: `ACTIONBOARD_OIDC_…`.

Each provider has a name of its own in the middle: `ACTIONBOARD_OIDC_ROC_ISSUER` and so on.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from actionboard.core.setting_checks import ConfigError, is_loopback, split

PREFIX = "OIDC_"
REQUIRED = ("ISSUER", "CLIENT_ID", "CLIENT_SECRET")
PARTS = (*REQUIRED, "LABEL")
LONGEST = 300  # characters of an issuer, which is kept with each linked account


@dataclass(frozen=True, slots=True)
class Provider:
    """One provider of accounts.

    `name` stands in our addresses; `issuer` is the provider's, exactly as it names itself; `label`
    is what people call it ("Inloggen met …").
    """

    name: str
    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    label: str


def read_providers(given: Mapping[str, str]) -> tuple[Provider, ...]:
    """The providers among the settings (named without `ACTIONBOARD_`), by label.

    Raises ConfigError for a part that doesn't exist, is missing, or can't be right.
    """
    found: dict[str, dict[str, str]] = {}
    for setting, value in given.items():
        if setting.startswith(PREFIX):
            name, part = _take_apart(setting)
            found.setdefault(name, {})[part] = value
    providers = [_read(name, parts) for name, parts in found.items()]
    issuers = [one.issuer for one in providers]
    for one in providers:
        if issuers.count(one.issuer) > 1:
            raise ConfigError(f"De aanbieder {one.issuer} staat twee keer in ACTIONBOARD_OIDC_….")
    return tuple(sorted(providers, key=lambda one: one.label.casefold()))


def _take_apart(setting: str) -> tuple[str, str]:
    """ "OIDC_ROC_CLIENT_ID" is the part CLIENT_ID of the provider ROC."""
    name, _, part = setting.removeprefix(PREFIX).partition("_")
    if part in PARTS and re.fullmatch(r"[A-Z0-9]{1,20}", name):
        return name, part
    near = difflib.get_close_matches(part, PARTS, n=1) or ["ISSUER"]
    raise ConfigError(
        f"De instelling ACTIONBOARD_{setting} bestaat niet; "
        f"bedoel je ACTIONBOARD_{PREFIX}{name or 'NAAM'}_{near[0]}?"
    )


def _read(name: str, parts: Mapping[str, str]) -> Provider:
    for part in REQUIRED:
        if part not in parts:
            raise ConfigError(f"ACTIONBOARD_{PREFIX}{name}_{part} ontbreekt.")
    return Provider(
        name=name.lower(),
        issuer=_read_issuer(f"{PREFIX}{name}_ISSUER", parts["ISSUER"]),
        client_id=parts["CLIENT_ID"],
        client_secret=parts["CLIENT_SECRET"],
        label=parts.get("LABEL", name.capitalize())[:60],
    )


def _read_issuer(setting: str, value: str) -> str:
    url = split(setting, value)
    if url.scheme not in {"http", "https"} or not url.hostname or len(value) > LONGEST:
        raise ConfigError(
            f"ACTIONBOARD_{setting} moet het adres van de aanbieder zijn, "
            "zoals https://login.voorbeeld.nl."
        )
    if url.query or url.fragment or url.username:
        raise ConfigError(f"ACTIONBOARD_{setting} mag geen naam, ? of # bevatten.")
    if not may_be_trusted(value):
        raise ConfigError(
            f"ACTIONBOARD_{setting} moet met https:// beginnen; "
            "http:// mag alleen op deze computer zelf."
        )
    return value


def may_be_trusted(address: str) -> bool:
    """Whether what is said at an address can't be changed on its way: https, or this machine."""
    try:
        url = split("OIDC", address)
    except ConfigError:
        return False
    if url.scheme == "http":
        return bool(url.hostname) and is_loopback(url.hostname or "")
    return url.scheme == "https" and bool(url.hostname)
