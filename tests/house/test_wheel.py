"""What people install is complete: the wheel alone serves a page and its stylesheet."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parents[2]
PIP = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", "--no-input"]
LONG = 100  # seconds

# One build serves all tests here, also when tests are spread over processes.
pytestmark = pytest.mark.xdist_group("wheel")

VISIT = """
import re
import actionboard
from actionboard.core.database import migrate

from actionboard.app import create_app
app = create_app()
migrate(app)
browser = app.test_client()
page = browser.get("/sign-in", base_url="http://127.0.0.1:8000")
sheet = re.search(r'<link rel="stylesheet" href="([^"]+)"', page.text)[1]
answer = browser.get(sheet, base_url="http://127.0.0.1:8000")
print(actionboard.__file__, page.status_code, answer.status_code, "@layer" in answer.text)
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    offline = ["--no-index", "--no-deps", "--no-build-isolation"]
    subprocess.run([*PIP, "wheel", *offline, "--wheel-dir", folder, ROOT], check=True, timeout=LONG)
    return next(folder.glob("actionboard-*.whl"))


@pytest.fixture(scope="module")
def contents(wheel) -> list[str]:
    with ZipFile(wheel) as archive:
        return archive.namelist()


@pytest.mark.parametrize(
    "name",
    [
        "actionboard/commands/__init__.py",
        "actionboard/migrations/env.py",
        "actionboard/static/css/00-layers.css",
        "actionboard/static/vendor/htmx.min.js",
        "actionboard/static/vendor/icons.svg",
        "actionboard/static/vendor/icons-cards.svg",
        "actionboard/static/vendor/LICENSES.txt",
        "actionboard/static/vendor/print/icons.json",
        "actionboard/static/vendor/print/instrument-sans-400.ttf",
        "actionboard/templates/base.html",
        "actionboard/templates/documents/poster.typ",
        "actionboard/translations/en/LC_MESSAGES/messages.mo",
    ],
)
def test_the_wheel_holds_what_a_page_needs(contents, name):
    assert name in contents


def test_the_wheel_holds_nothing_else(contents):
    strays = [
        name
        for name in contents
        if not name.startswith(("actionboard/", "actionboard-"))
        or name.endswith((".pyc", ".stamp", ".new", ".sqlite3", ".gitkeep"))
        or "axe" in name
    ]

    assert strays == []


def test_the_installed_wheel_serves_a_page_and_its_stylesheet(wheel, tmp_path):
    site = tmp_path / "site"
    install = ["install", "--no-index", "--no-deps", "--target", site, wheel]
    subprocess.run([*PIP, *install], check=True, timeout=LONG)
    settings = {name: v for name, v in os.environ.items() if not name.startswith("ACTIONBOARD_")}

    # -S: no .pth file is read, so that the editable checkout is out of sight.
    visit = subprocess.run(
        [sys.executable, "-S", "-P", "-c", VISIT],
        cwd=tmp_path,
        env={
            **settings,
            "PYTHONPATH": f"{site}{os.pathsep}{sysconfig.get_path('purelib')}",
            "ACTIONBOARD_DATA_DIR": str(tmp_path / "data"),
            "ACTIONBOARD_BASE_URL": "http://127.0.0.1:8000",
        },
        capture_output=True,
        text=True,
        timeout=LONG,
        check=False,
    )

    assert visit.returncode == 0, visit.stderr
    assert visit.stdout.split() == [f"{site}/actionboard/__init__.py", "200", "200", "True"]
