"""A process that has read all the code, and of which servers are born in a moment.

`actionboard run` reads the code twice (see `server.hand_over`): seconds of work, which
`test_run.py` tries once and each journey would pay for again. What is born here went through
the same `serve`, with the modules patched by gevent before anything else was imported.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress

from tests.pipes import next_line

LARGEST_WISH = 65_536
LIVE = """
import socket
ear = socket.socket(fileno=int(__import__("sys").argv[1]))  # as it was before gevent came
from gevent import monkey; monkey.patch_all()
from tests.moment import travel; travel()
from tests.nursery import live; live(ear)
"""


class Nursery:
    """Asks for servers, on this side of the wall."""

    def __init__(self, folder):
        self.mouth, ear = socket.socketpair()
        self.process = subprocess.Popen(
            [sys.executable, "-c", LIVE, str(ear.fileno())],
            env={
                "ACTIONBOARD_DATA_DIR": str(folder),  # of an app that nobody visits
                **{name: text for name, text in os.environ.items() if "ACTIONBOARD_" not in name},
            },
            pass_fds=[ear.fileno()],
            start_new_session=True,
        )
        ear.close()

    def bear(self, port, **environ):
        """A server that answers on this port (0: a free one); with its address."""
        welcome, door = os.pipe()
        wish = json.dumps({"port": port, "environ": environ}).encode()
        socket.send_fds(self.mouth, [wish], [door])
        os.close(door)
        with os.fdopen(welcome) as said:
            words = next_line(said).split()
        assert words, "a server died at birth; its last words are on stderr"
        return Born(int(words[0])), words[1]

    def close(self):
        self.mouth.close()
        self.process.wait(20)


class Born:
    """A server by its process id, with the verbs of a Popen."""

    def __init__(self, pid):
        self.pid = pid

    def poll(self):
        try:
            os.kill(self.pid, 0)
        except ProcessLookupError:
            return 0
        return None

    def send_signal(self, number):
        with suppress(ProcessLookupError):
            os.kill(self.pid, number)

    def kill(self):
        self.send_signal(signal.SIGKILL)

    def wait(self, seconds):
        until = time.monotonic() + seconds
        while self.poll() is None:
            if time.monotonic() > until:
                raise TimeoutError(f"server {self.pid} did not end")
            time.sleep(0.01)


def live(ear):
    """Be the nursery: read all the code, then make a server of a child for each wish."""
    import gunicorn.workers.ggevent  # noqa: F401
    from gevent.monkey import get_original

    from actionboard.app import create_app

    create_app()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # who ends is gone at once
    while True:
        wish, doors, _flags, _from = socket.recv_fds(ear, LARGEST_WISH, 1)
        if not wish:  # who asks for servers is gone, perhaps in the middle of a test
            os.killpg(0, signal.SIGKILL)
        if get_original("os", "fork")() == 0:
            ear.close()
            os.dup2(doors[0], sys.stdout.fileno())
            os.close(doors[0])
            become_server(**json.loads(wish))
        os.close(doors[0])


def become_server(port, environ):
    """What `actionboard run` does once everything is ready."""
    from actionboard.server import listen, serve

    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    listener = listen("127.0.0.1", port)
    address = f"http://127.0.0.1:{listener.getsockname()[1]}"
    os.environ.update(environ, ACTIONBOARD_BASE_URL=address, ACTIONBOARD_DEMO="0")
    serve(str(listener.fileno()), "1", f"{os.getpid()} {address}")
    sys.exit()
