"""Our own CSS and JavaScript without a build step: joined, named by their hash, sent compressed.

A page asks for one stylesheet (`app.css`) and one script (`app.js`). Every address holds the hash
of what it answers, so that a browser may keep the answer for good.
"""

from __future__ import annotations

import gzip
import hashlib
import posixpath
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

import zstandard
from flask import Flask, Response, abort, current_app, request

from actionboard.core.package_files import home

CONTENT_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".ico": "image/vnd.microsoft.icon",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
}
INCOMPRESSIBLE = {".ico", ".png", ".woff2"}
# In the order in which a browser gets them: the first that it accepts.
ENCODERS: dict[str, Callable[[bytes], bytes]] = {
    "zstd": lambda body: zstandard.ZstdCompressor(level=19).compress(body),
    "gzip": lambda body: gzip.compress(body, 9, mtime=0),
}
FOREVER = "public, max-age=31536000, immutable"
URL_IN_CSS = re.compile(r"""url\(\s*(["']?)([^"')]+)\1\s*\)""")
# What pages on a phone in a meeting share with all others.
PHONE = ("10-tokens", "11-fonts", "12-reset", "20-base", "41-buttons", "42-fields")
# And their scripts; the element that tells the others what happens comes last.
PHONE_SCRIPTS = (
    "kept-page",
    "note-form",
    "note-outbox",
    "own-notes",
    "sticker-vote",
    "meeting-phone",
)
# The folders of our scripts, from the ground up as the areas: a script may extend an element of one
# that comes before it, and whoever listens first hears first.
SCRIPTS = ("forms", "accounts", "board_page", "imports", "wall", "agenda", "reviews")
# Comments and indentation: an eighth of what would travel, and nothing to a browser.
MARGIN_OF_CSS = re.compile(r"\s*/\*.*?\*/|^[ \t]+", re.MULTILINE | re.DOTALL)
MARGIN_OF_JS = re.compile(r"^[ \t]*//.*\n|^[ \t]+", re.MULTILINE)
SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)


class UnknownAsset(LookupError):
    """A template or a stylesheet asks for a file that static/ does not have."""


def init_app(app: Flask) -> None:
    """Serve /static/<hash>/<name> and give templates `asset(name)`, its address.

    In debug mode a changed file shows at the next request. Otherwise a file is read once.
    """
    shelf = Shelf(home("static"), watch=app.debug or bool(app.config.get("TEMPLATES_AUTO_RELOAD")))
    app.extensions["assets"] = shelf
    app.jinja_env.globals["asset"] = shelf.url
    app.add_url_rule("/static/<digest>/<path:name>", "static", serve)


def serve(digest: str, name: str) -> Response:
    """The file in the best encoding that the browser takes."""
    shelf: Shelf = current_app.extensions["assets"]
    try:
        asset = shelf.get(name)
    except UnknownAsset:
        abort(404)
    encoding = next((e for e in ENCODERS if asset.compressible and request.accept_encodings[e]), "")
    response = Response(asset.encoded(encoding), content_type=asset.content_type)
    if encoding:
        response.content_encoding = encoding
    if asset.compressible:
        response.vary.add("Accept-Encoding")
    # During a roll-out an old page may ask a new process, or the reverse: it is answered, but
    # the answer is not kept under a name that is not its own.
    response.headers["Cache-Control"] = FOREVER if digest == asset.digest else "no-store"
    return response


@dataclass(frozen=True)
class Asset:
    """One answer: its bytes, its address, and its compressed forms once somebody asked for them."""

    name: str
    body: bytes
    digest: str
    forms: dict[str, bytes] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, name: str, body: bytes) -> Asset:
        return cls(name, body, hashlib.sha256(body).hexdigest()[:16])

    @property
    def url(self) -> str:
        return f"/static/{self.digest}/{self.name}"

    @property
    def suffix(self) -> str:
        return posixpath.splitext(self.name)[1]

    @property
    def content_type(self) -> str:
        return CONTENT_TYPES.get(self.suffix, "application/octet-stream")

    @property
    def compressible(self) -> bool:
        return self.suffix not in INCOMPRESSIBLE

    def encoded(self, encoding: str) -> bytes:
        if not encoding:
            return self.body
        if encoding not in self.forms:
            self.forms[encoding] = ENCODERS[encoding](self.body)
        return self.forms[encoding]


class Shelf:
    """Every file of static/, and the joined ones that are made of them."""

    def __init__(self, static: Path, watch: bool = False) -> None:
        self.static = static
        self.watch = watch
        self.assets: dict[str, Asset] = {}
        self.seen: object = None
        self.lock = Lock()
        self.joined: dict[str, Callable[[], bytes]] = {
            "app.css": self.join_css,
            "app.js": self.join_js,
            "phone.css": self.join_phone_css,
            "phone.js": self.join_phone_js,
            "Sortable.min.js": lambda: self.read("vendor/Sortable.min.js"),
        }

    def url(self, name: str) -> str:
        """The address of `app.css`, `app.js`, `Sortable.min.js` or any file below static/."""
        return self.get(name).url

    def get(self, name: str) -> Asset:
        """The asset by its name; UnknownAsset if there is none."""
        if self.watch:
            self.forget_when_changed()
        asset = self.assets.get(name)
        if asset is None:
            join = self.joined.get(name)
            asset = self.assets[name] = Asset.of(name, join() if join else self.read(name))
        return asset

    def forget_when_changed(self) -> None:
        now = {file: file.stat().st_mtime_ns for file in self.static.rglob("[!.]*.*")}
        with self.lock:
            if now != self.seen:
                self.assets, self.seen = {}, now

    def read(self, name: str) -> bytes:
        """A file's own bytes; what is hidden or lies outside static/ does not exist."""
        parts = name.split("/")
        file = self.static / name
        if any(part in ("", "..") or part.startswith(".") for part in parts) or not file.is_file():
            raise UnknownAsset(f"static/{name} bestaat niet.")
        return file.read_bytes()

    def names(self, pattern: str) -> Iterator[str]:
        for file in sorted(self.static.glob(pattern)):
            yield file.relative_to(self.static).as_posix()

    def join_css(self) -> bytes:
        """All stylesheets in order of name; the icons right after the first, which orders layers.

        So a rule of ours that comes later may still change an icon.
        """
        names = list(self.names("css/*.css"))
        names.insert(1, "vendor/icons.css")
        return "\n".join(self.css(name) for name in names).encode()

    def join_phone_css(self) -> bytes:
        """The few stylesheets of a phone in a meeting: its first load must be small."""
        names = ["css/00-layers.css", *(f"css/{name}.css" for name in PHONE), "phones/phone.css"]
        return "\n".join(self.css(name) for name in names).encode()

    def css(self, name: str) -> str:
        """One stylesheet, its addresses made those of this shelf, seen from /static/<hash>/."""

        def address(found: re.Match[str]) -> str:
            target = found[2].strip()
            if target.startswith(("data:", "#")):
                return found[0]
            beside = posixpath.normpath(posixpath.join(posixpath.dirname(name), target))
            known = beside if (self.static / beside).is_file() else target
            asset = self.get(known.removeprefix("/static/"))
            return f"url(../{asset.digest}/{asset.name})"

        return URL_IN_CSS.sub(address, MARGIN_OF_CSS.sub("", self.read(name).decode()))

    def join_js(self) -> bytes:
        """htmx and its stream extension as they are, then ours in strict mode, which it is not."""
        vendor = [self.read(f"vendor/{name}").decode() for name in ("htmx.min.js", "hx-sse.min.js")]
        script = ";\n".join(SOURCE_MAP.sub("", part).strip() for part in vendor)
        names = [name for folder in SCRIPTS for name in self.names(f"js/{folder}/*.js")]
        return f"{script};\n{self.strict(names)}".encode()

    def join_phone_js(self) -> bytes:
        """The scripts of a phone in a meeting, without htmx."""
        return self.strict([f"phones/{name}.js" for name in PHONE_SCRIPTS]).encode()

    def strict(self, names: Iterable[str]) -> str:
        """These scripts of ours in one strict function, each in a block: they share no names."""
        blocks = "\n".join(f"{{ // {name}\n{self.js(name)}\n}}" for name in names)
        return f'(() => {{\n"use strict";\n{blocks}\n}})();\n'

    def js(self, name: str) -> str:
        """A script without its comments and indentation."""
        return MARGIN_OF_JS.sub("", self.read(name).decode())
