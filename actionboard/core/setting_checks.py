"""What a setting is checked by, and what whoever starts the app is told when it can't be used."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit


class ConfigError(ValueError):
    """A setting that cannot be used; the text is one Dutch sentence for whoever starts the app."""


def split(name: str, value: str) -> SplitResult:
    """Take the address apart. The message never repeats it: it may hold a password."""
    try:
        url = urlsplit(value)
        _ = url.port, url.hostname
    except ValueError:
        raise ConfigError(
            f"ACTIONBOARD_{name} is geen geldig adres; kijk naar de poort en de haken."
        ) from None
    return url


def is_loopback(host: str) -> bool:
    """Whether the name or number means this machine itself."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
