"""`actionboard run`: what stops it says so in one sentence, and what starts also stops."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from urllib.request import urlopen

import pytest
from click.testing import CliRunner
from pytest import raises

from actionboard.accounts.models import Organisation, User
from actionboard.app import create_app
from actionboard.commands import run as serve
from actionboard.commands.refusals import Stop
from actionboard.commands.run import run
from actionboard.core.database import db, writing
from actionboard.core.settings import Settings
from actionboard.server import listen, options
from tests.pipes import next_line


@pytest.fixture
def environ(tmp_path):
    names = [name for name in os.environ if name.startswith("ACTIONBOARD_")]
    return {**dict.fromkeys(names), "ACTIONBOARD_DATA_DIR": str(tmp_path / "data")}


@pytest.fixture
def start(environ, monkeypatch):
    """Starts up to the moment at which the database would be touched."""
    monkeypatch.setattr(serve, "prepare", lambda *choices: pytest.fail(f"started: {choices}"))
    return lambda *arguments, **given: CliRunner().invoke(run, arguments, env={**environ, **given})


@pytest.mark.parametrize(
    ("arguments", "given", "status", "sentence"),
    [
        (["--prot", "80"], {}, 2, "De optie --prot bestaat niet; bedoel je --port?"),
        (["--colour"], {}, 2, "De optie --colour bestaat niet."),
        (["--port", "99999"], {}, 2, "Bij --port hoort een getal van 0 tot en met 65535."),
        (["--port"], {}, 2, "Achter --port ontbreekt een waarde"),
        (["8001"], {}, 2, "Losse woorden"),
        (["--host", "0.0.0.0"], {}, 1, "ACTIONBOARD_BASE_URL"),
        (["--workers", "2"], {}, 1, "PostgreSQL"),
        (["--host", "256.1.1.1"], {"ACTIONBOARD_BASE_URL": "https://bord.nl"}, 1, "niet bekend"),
        ([], {"ACTIONBOARD_COLOUR": "red"}, 1, "bestaat niet"),
        ([], {"ACTIONBOARD_DATA_DIR": "/dev/null/data"}, 1, "kan niet worden geschreven"),
    ],
)
def test_what_stops_a_start_says_so_in_one_sentence(start, arguments, given, status, sentence):
    stopped = start(*arguments, **given)

    assert stopped.exit_code == status
    assert sentence in stopped.output
    assert stopped.output.count("\n") == 1


def test_a_port_in_use_is_named(start):
    with listen("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]

        stopped = start("--port", str(port))

    assert stopped.output == f"Poort {port} is al in gebruik; kies een andere met --port.\n"


@pytest.mark.parametrize(
    ("asked", "setting", "host", "demo"),
    [
        (None, None, "127.0.0.1", True),
        (None, None, "localhost", True),
        (None, None, "0.0.0.0", False),
        (None, True, "0.0.0.0", True),
        (None, False, "127.0.0.1", False),
        (True, False, "127.0.0.1", True),
        (False, True, "127.0.0.1", False),
    ],
)
def test_the_demo_is_loaded_where_only_this_machine_can_visit(tmp_path, asked, setting, host, demo):
    settings = Settings(data_dir=tmp_path, database_url="sqlite://", demo=setting)

    assert serve.choose_demo(asked, settings, host) is demo


@pytest.mark.parametrize("given", [{"base_url": "https://bord.nl"}, {"proxy_hops": 1}])
def test_behind_a_proxy_the_demo_stays_away_though_the_server_is_on_loopback(tmp_path, given):
    settings = Settings(data_dir=tmp_path, database_url="sqlite://", **given)

    assert serve.choose_demo(None, settings, "127.0.0.1") is False


@pytest.fixture
def with_a_real_person(environ, monkeypatch):
    """A database in which somebody lives, and `prepare` as if a person typed it."""
    for name, value in environ.items():
        if value is None:
            monkeypatch.delenv(name)
        else:
            monkeypatch.setenv(name, value)
    serve.prepare(demo=False, reset_demo=False, insist=False)
    app = create_app()
    with app.app_context(), writing():
        place = Organisation(name="ROC", short="ROC", kind="school")
        db.session.add(place)
        db.session.flush()
        person = User(name="Karin", email="karin@roc.nl", organisation_id=place.id)
        db.session.add(person)
    return app


def test_a_database_with_real_people_never_becomes_a_demo(with_a_real_person):
    assert serve.prepare(demo=True, reset_demo=False, insist=False) is False


def test_the_demo_does_not_wipe_real_people(with_a_real_person):
    with raises(Stop, match="echte mensen"):
        serve.prepare(demo=True, reset_demo=True, insist=True)

    with with_a_real_person.app_context():
        assert db.session.query(User).count() == 1


def test_a_proxy_is_not_believed_by_the_server_itself():
    assert options(3, 1, "")["forwarded_allow_ips"] == ""


class Running:
    """A server in a process of its own, as a person starts it."""

    def __init__(self, environ, *arguments):
        self.process = subprocess.Popen(
            [
                sys.executable,
                "-c",
                "from actionboard.commands import main; main()",
                "run",
                *arguments,
            ],
            env={**os.environ, **{name: value for name, value in environ.items() if value}},
            stdout=subprocess.PIPE,
            text=True,
        )
        self.welcome = next_line(self.process.stdout)
        self.address = re.search(r"http://\S+", self.welcome)[0]

    def get(self, path):
        with urlopen(self.address + path, timeout=10) as answer:
            return answer.status

    def stop(self):
        began = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(10)
        return time.monotonic() - began


@pytest.fixture
def running(environ):
    server = Running(environ, "--port", "0", "--no-demo")
    yield server
    server.stop()
    server.process.stdout.close()


def test_a_start_says_where_it_is_when_it_answers(running):
    assert running.welcome.startswith("Actiebord staat klaar: http://127.0.0.1:")
    assert "actionboard add-user --admin" in running.welcome
    assert running.get("/healthz") == 200


def test_a_stop_does_not_wait_for_open_connections(running):
    port = int(running.address.rpartition(":")[2])

    with socket.create_connection(("127.0.0.1", port), timeout=10) as visitor:
        visitor.sendall(b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        visitor.recv(100)
        seconds = running.stop()

    assert running.process.returncode == 0
    assert seconds < 5
