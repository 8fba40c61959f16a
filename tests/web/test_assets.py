"""Stylesheet and script: joined, named by their hash, compressed, kept for good."""

from __future__ import annotations

import gzip
import re

import pytest
import zstandard
from flask import Flask
from pytest import raises

from actionboard.core.package_files import home
from actionboard.web import assets
from actionboard.web.assets import Shelf, UnknownAsset


@pytest.fixture
def static(tmp_path):
    files = {
        "css/00-layers.css": "@layer reset, components;",
        "css/10-fonts.css": '@font-face { src: url("../vendor/hand.woff2") format("woff2") }',
        "css/20-base.css": "/* wide */\n.page { background: url(data:image/png;base64,xx) }",
        "css/30-other.css": ".logo { background: url(img/logo.svg) }",
        "js/forms/one.js": "// the first\nconst name = 1;",
        "js/accounts/two.js": "const name = 2;",
        "img/logo.svg": "<svg/>",
        "vendor/.stamp": "secret",
        "vendor/hand.woff2": "font",
        "vendor/htmx.min.js": "var htmx = 1;\n//# sourceMappingURL=htmx.min.js.map",
        "vendor/hx-sse.min.js": "htmx += 1",
        "vendor/icons.css": ".icon { mask: url(icons.svg) }",
        "vendor/icons.svg": "<svg/>",
        "vendor/Sortable.min.js": "var Sortable",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


@pytest.fixture
def app(static, monkeypatch):
    monkeypatch.setattr(assets, "home", lambda name: static)
    app = Flask("bord", static_folder=None)
    assets.init_app(app)
    return app


@pytest.fixture
def client(app):
    return app.test_client()


def asset(app, name):
    return app.jinja_env.globals["asset"](name)


def test_a_page_gets_all_stylesheets_in_order_of_name_with_the_icons_after_the_layers(app, client):
    sheet = client.get(asset(app, "app.css"))

    assert sheet.content_type == "text/css; charset=utf-8"
    beginnings = ["@layer", ".icon", "@font-face", ".page", ".logo"]
    assert sorted(beginnings, key=sheet.text.index) == beginnings


def test_the_addresses_in_the_stylesheet_lead_to_the_files(app, client):
    sheet = client.get(asset(app, "app.css")).text

    found = re.findall(r"url\(\.\./([^)]+)\)", sheet)

    assert [name.split("/", 1)[1] for name in found] == [
        "vendor/icons.svg",
        "vendor/hand.woff2",
        "img/logo.svg",
    ]
    assert all(client.get(f"/static/{name}").status_code == 200 for name in found)
    assert "url(data:image/png;base64,xx)" in sheet


def test_the_script_keeps_htmx_as_it_is_and_ours_strict_and_apart(app, client):
    script = client.get(asset(app, "app.js"))

    assert script.content_type == "text/javascript; charset=utf-8"
    assert script.text.startswith("var htmx = 1;")
    assert "sourceMappingURL" not in script.text
    assert script.text.index("htmx += 1") < script.text.index('"use strict"')
    assert re.search(r"\{[^{}]*const name = 1;[^{}]*\}\s*\{[^{}]*const name = 2;", script.text)


def test_every_script_of_ours_is_in_what_a_page_gets_after_the_element_that_it_extends():
    real, scripts = home("static"), Shelf(home("static")).get("app.js").body.decode()
    ours = [file.relative_to(real).as_posix() for file in real.glob("js/**/*.js")]

    assert [name for name in ours if f"{{ // {name}\n" not in scripts] == []
    for extended in re.finditer(r"extends customElements\.get\((\"[^\"]+\")\)", scripts):
        assert f"customElements.define({extended[1]}" in scripts[: extended.start()]


def test_a_phone_in_a_meeting_gets_all_of_its_scripts_in_one():
    real, script = home("static"), Shelf(home("static")).get("phone.js").body.decode()
    ours = {file.relative_to(real).as_posix() for file in real.glob("phones/*.js")}

    assert {name for name in ours if f"{{ // {name}\n" in script} == ours - {"phones/worker.js"}


def test_comments_and_indentation_of_ours_stay_at_home(app, client):
    sheet, script = (client.get(asset(app, name)).text for name in ("app.css", "app.js"))

    assert "wide" not in sheet
    assert "the first" not in script
    assert ".page { background" in sheet


@pytest.mark.parametrize(
    ("accepts", "encoding", "decode"),
    [
        ("gzip, deflate, br, zstd", "zstd", lambda body: zstandard.decompress(body)),
        ("gzip, deflate", "gzip", gzip.decompress),
        ("zstd;q=0, gzip", "gzip", gzip.decompress),
        ("", None, bytes),
    ],
)
def test_a_browser_gets_the_best_compression_it_takes(app, client, accepts, encoding, decode):
    plain = client.get(asset(app, "app.js"))

    answer = client.get(asset(app, "app.js"), headers={"Accept-Encoding": accepts})

    assert answer.headers.get("Content-Encoding") == encoding
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert decode(answer.data) == plain.data


def test_a_font_is_sent_as_it_is(app, client):
    font = client.get(asset(app, "vendor/hand.woff2"), headers={"Accept-Encoding": "gzip, zstd"})

    assert font.content_type == "font/woff2"
    assert font.data == b"font"
    assert "Content-Encoding" not in font.headers


def test_an_answer_may_be_kept_for_good_under_its_own_hash_only(app, client):
    own = client.get(asset(app, "img/logo.svg"))
    old = client.get("/static/0123456789abcdef/img/logo.svg")

    assert own.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert old.headers["Cache-Control"] == "no-store"
    assert old.data == own.data


@pytest.mark.parametrize(
    "name",
    ["nothing.css", "vendor/.stamp", "../secret", "css/../vendor/.stamp", "css", "../../etc/hosts"],
)
def test_what_is_not_ours_to_give_is_not_found(app, client, name):
    assert client.get(f"/static/0/{name}").status_code == 404
    with raises(UnknownAsset):
        asset(app, name)


def test_a_stylesheet_that_asks_for_a_missing_file_is_refused(static):
    (static / "css/40-wrong.css").write_text(".x { background: url(img/missing.svg) }")

    with raises(UnknownAsset, match=r"img/missing\.svg"):
        Shelf(static).url("app.css")


def test_while_developing_a_changed_file_gets_a_new_address(static):
    shelf = Shelf(static, watch=True)
    before = shelf.url("app.css")

    (static / "css/20-base.css").write_text(".page { color: red }")

    assert shelf.url("app.css") != before


def test_in_production_a_file_is_read_once(static):
    shelf = Shelf(static)
    before = shelf.url("app.css")

    (static / "css/20-base.css").write_text(".page { color: red }")

    assert shelf.url("app.css") == before


def test_the_house_has_its_templates_static_files_and_migrations():
    assert (home("static") / "icons.txt").is_file()
    assert home("templates").is_dir()
    assert home("migrations").is_dir()
    with raises(FileNotFoundError):
        home("nowhere")
