"""Settings: the environment, read once and checked, as one typed object.

A person who makes a mistake here gets one Dutch sentence (`ConfigError`) and nothing starts.
"""

from __future__ import annotations

import difflib
import os
import secrets
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from actionboard.core.oidc_settings import Provider, read_providers
from actionboard.core.setting_checks import ConfigError as ConfigError
from actionboard.core.setting_checks import is_loopback as is_loopback
from actionboard.core.setting_checks import split

PREFIX = "ACTIONBOARD_"
DATABASE_SCHEMES = {
    "postgres": "postgresql+psycopg",
    "postgresql": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
    "sqlite": "sqlite",
}
TRUE, FALSE = {"1", "true", "yes", "on", "ja"}, {"0", "false", "no", "off", "nee"}
SHORTEST_SECRET = 32  # characters


@dataclass(frozen=True, slots=True)
class Settings:
    """What can be set, all of it from `ACTIONBOARD_…` in the environment.

    `database_url` (`…_DATABASE_URL`): `postgresql://…` or `sqlite:///…`; left out, the file
        `actiebord.sqlite3` in the data folder.
    `data_dir` (`…_DATA_DIR`): the folder for the database file and the secret key; left out,
        `data` in the checkout, or in the current folder when the product is installed.
    `base_url` (`…_BASE_URL`): the address that people type, `https://…` without a path; links in
        mail begin with it. Required when others than this machine may visit.
    `mail_url` (`…_MAIL_URL`): `smtp://[user:password@]host[:port]`, or `smtps://…`.
    `demo` (`…_DEMO`): whether the demo region is loaded; left out, only on the machine itself.
    `proxy_hops` (`…_PROXY_HOPS`): how many proxies of your own stand before the app. Left out,
        none, and the headers in which a proxy names the visitor are not believed.
    `providers` (`…_OIDC_<NAME>_ISSUER`, …): where people may sign in with an account of their
        organisation; see oidc_settings.py.
    `…_SECRET_KEY` is asked for with `secret_key()`.
    """

    data_dir: Path
    database_url: str = field(repr=False)
    base_url: str | None = None
    mail_url: str | None = field(default=None, repr=False)
    demo: bool | None = None
    proxy_hops: int = 0
    providers: tuple[Provider, ...] = ()
    given_secret: str | None = field(default=None, repr=False)

    @classmethod
    def from_environ(cls, environ: Mapping[str, str]) -> Settings:
        """Read and check every setting. An empty one counts as left out.

        Raises ConfigError for a name that does not exist and for a value that cannot be right.
        """
        given = {
            name.removeprefix(PREFIX): value.strip()
            for name, value in environ.items()
            if name.startswith(PREFIX)
        }
        refuse_unknown(given)
        given = {name: value for name, value in given.items() if value}
        data_dir = Path(given.get("DATA_DIR") or default_data_dir()).expanduser().absolute()
        return cls(
            data_dir=data_dir,
            database_url=read_database_url(given.get("DATABASE_URL"), data_dir),
            base_url=read_base_url(given.get("BASE_URL")),
            mail_url=read_mail_url(given.get("MAIL_URL")),
            demo=read_flag("DEMO", given.get("DEMO")),
            proxy_hops=read_count("PROXY_HOPS", given.get("PROXY_HOPS", "0")),
            providers=read_providers(given),
            given_secret=read_secret("ACTIONBOARD_SECRET_KEY", given.get("SECRET_KEY")),
        )

    @property
    def uses_sqlite(self) -> bool:
        return self.database_url.startswith("sqlite:")

    def prepare_data_dir(self) -> Path:
        """Make the data folder if need be and try to write in it; ConfigError if that fails."""
        try:
            self.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=self.data_dir):
                return self.data_dir
        except OSError:
            raise ConfigError(
                f"In de gegevensmap {self.data_dir} kan niet worden geschreven; "
                "kies met ACTIONBOARD_DATA_DIR een map waar dat wel kan."
            ) from None

    def secret_key(self) -> str:
        """The key that signs cookies: as given, else 256 bits that the first start makes.

        Of several processes that start at once, one makes it and all read the same.
        """
        if self.given_secret:
            return self.given_secret
        file = self.prepare_data_dir() / "secret-key"
        if not file.exists():
            create_secret(file)
        try:
            file.chmod(0o600)
            key = file.read_text().strip()
        except (OSError, UnicodeDecodeError):
            raise ConfigError(f"De geheime sleutel in {file} is niet te lezen.") from None
        read_secret(str(file), key or "-")
        return key


def default_data_dir() -> Path:
    checkout = Path(__file__).resolve().parents[2]
    return (checkout if (checkout / "pyproject.toml").exists() else Path.cwd()) / "data"


def refuse_unknown(given: Mapping[str, str]) -> None:
    known = ["DATABASE_URL", "SECRET_KEY", "BASE_URL", "MAIL_URL", "DATA_DIR", "DEMO", "PROXY_HOPS"]
    for name in given:
        if name not in known and not name.startswith("OIDC_"):
            near = difflib.get_close_matches(name, known, n=1)
            hint = f"; bedoel je {PREFIX}{near[0]}?" if near else "."
            raise ConfigError(f"De instelling {PREFIX}{name} bestaat niet{hint}")


def read_database_url(value: str | None, data_dir: Path) -> str:
    if value is None:
        return f"sqlite:///{data_dir / 'actiebord.sqlite3'}"
    scheme, separator, rest = value.partition("://")
    if not separator or scheme not in DATABASE_SCHEMES:
        raise ConfigError("ACTIONBOARD_DATABASE_URL moet beginnen met postgresql:// of sqlite:///.")
    if scheme != "sqlite":
        split("DATABASE_URL", value)
        return f"{DATABASE_SCHEMES[scheme]}://{rest}"
    if not rest.startswith("/"):
        if rest:
            raise ConfigError(
                "ACTIONBOARD_DATABASE_URL noemt een SQLite-bestand met drie schuine strepen: "
                "sqlite:///map/bestand.sqlite3."
            )
        return value
    # Relative to where the app was started, like any other path that a person types.
    return f"sqlite:///{Path(rest[1:]).expanduser().absolute()}" if rest[1:] else value


def read_base_url(value: str | None) -> str | None:
    if value is None:
        return None
    url = split("BASE_URL", value)
    if url.scheme not in {"http", "https"} or not url.hostname:
        raise ConfigError("ACTIONBOARD_BASE_URL moet een adres zijn als https://bord.voorbeeld.nl.")
    if url.path.rstrip("/") or url.query or url.fragment or url.username:
        raise ConfigError(
            "ACTIONBOARD_BASE_URL mag alleen het adres zelf zijn, zonder pad of naam erachter."
        )
    if url.scheme == "http" and not is_loopback(url.hostname):
        raise ConfigError(
            "ACTIONBOARD_BASE_URL moet met https:// beginnen; "
            "http:// mag alleen op deze computer zelf."
        )
    return f"{url.scheme}://{url.netloc}"


def read_mail_url(value: str | None) -> str | None:
    if value is None:
        return None
    url = split("MAIL_URL", value)
    if url.scheme not in {"smtp", "smtps"} or not url.hostname:
        raise ConfigError("ACTIONBOARD_MAIL_URL moet een adres zijn als smtp://mail.voorbeeld.nl.")
    return value


def read_flag(name: str, value: str | None) -> bool | None:
    if value is None:
        return None
    if value.lower() not in TRUE | FALSE:
        raise ConfigError(f"ACTIONBOARD_{name} moet 1 (aan) of 0 (uit) zijn, niet '{value}'.")
    return value.lower() in TRUE


def read_count(name: str, value: str) -> int:
    if not (value.isascii() and value.isdigit()) or int(value) > 10:
        raise ConfigError(
            f"ACTIONBOARD_{name} moet een getal van 0 tot en met 10 zijn, niet '{value}'."
        )
    return int(value)


def read_secret(name: str, value: str | None) -> str | None:
    if value is not None and len(value) < SHORTEST_SECRET:
        raise ConfigError(
            f"De geheime sleutel ({name}) is te kort: {SHORTEST_SECRET} tekens is het minste."
        )
    return value


def create_secret(file: Path) -> None:
    """Write a fresh key elsewhere and link it into place: whoever links first has made it."""
    draft = file.with_name(f".{file.name}.{secrets.token_hex(8)}")
    try:
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(descriptor, "w") as stream:
                stream.write(secrets.token_hex(32) + "\n")
                stream.flush()
                os.fsync(stream.fileno())
            os.link(draft, file)
        finally:
            draft.unlink()
    except FileExistsError:
        return
    except OSError as error:
        raise ConfigError(
            f"De geheime sleutel kon niet in {file} worden bewaard ({error.strerror}); "
            "geef er zelf een met ACTIONBOARD_SECRET_KEY."
        ) from None
