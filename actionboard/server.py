"""The server: gunicorn with gevent workers, started from code on a socket that is open already.

It runs in a process of its own (see `hand_over`), for two reasons: gevent must replace sockets,
locks and ssl before anything else imports them, and what migrating and seeding left in memory or
open should not be inherited by workers that fork from here.
"""

from __future__ import annotations

import contextlib
import gc
import os
import resource
import socket
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from gunicorn.workers.base import Worker

    from actionboard.mail.delivery import Postman

# One worker holds a stream for every open page.
CONNECTIONS_PER_WORKER = 4000
BOOT = (
    "from gevent import monkey; monkey.patch_all(); "
    "from actionboard.server import serve; serve(*__import__('sys').argv[1:])"
)


def listen(host: str, port: int) -> socket.socket:
    """Open the socket that workers will accept on; raises OSError when it cannot be had.

    From here on a browser that connects waits for its answer instead of being refused.
    """
    family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        # A restart need not wait until the old connections are forgotten.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(2048)
    except OSError:
        listener.close()
        raise
    return listener


def hand_over(listener: socket.socket, workers: int, welcome: str) -> NoReturn:
    """Become the server: same process id, same socket, everything else from a clean start."""
    listener.set_inheritable(True)
    sys.stdout.flush()
    # -P: nothing in the current folder is imported by accident.
    command = [sys.executable, "-P", "-c", BOOT, str(listener.fileno()), str(workers), welcome]
    os.execv(sys.executable, command)  # noqa: S606 - no shell is wanted


def serve(descriptor: str, workers: str, welcome: str) -> None:
    """Serve on the inherited socket until told to stop; says `welcome` once it answers."""
    from gunicorn.app.base import BaseApplication

    class Server(BaseApplication):
        def load_config(self) -> None:
            for name, value in options(int(descriptor), int(workers), welcome).items():
                self.cfg.set(name, value)

        def load(self) -> Any:
            from actionboard.app import create_app

            return create_app()

    allow_many_connections()
    Server().run()


def options(descriptor: int, workers: int, welcome: str) -> dict[str, Any]:
    """gunicorn's settings, with the reason where a value is not the obvious one."""

    def begin(worker: Worker) -> None:
        settle_memory()
        postman_of(worker).start()
        if worker.age == 1:  # the first one; a worker that replaces another says nothing
            print(welcome, flush=True)  # noqa: T201 - for who started it

    shared_memory = Path("/dev/shm")  # noqa: S108 - gunicorn makes its own unguessable name there
    return {
        "bind": [f"fd://{descriptor}"],
        "workers": workers,
        "worker_class": "gevent",
        "worker_connections": CONNECTIONS_PER_WORKER,
        "keepalive": 75,  # longer than the minute that proxies usually keep theirs
        "graceful_timeout": 2,  # a stream never ends by itself; its browser reconnects
        "loglevel": "warning",
        "post_worker_init": begin,
        "worker_exit": lambda server, worker: postman_of(worker).stop(),
        # Whom to believe about the visitor is decided in the app, by ACTIONBOARD_PROXY_HOPS.
        "forwarded_allow_ips": "",
        "control_socket_disable": True,
        # A worker's sign of life is a file that it touches: not on a disk that may be slow.
        "worker_tmp_dir": str(shared_memory) if os.access(shared_memory, os.W_OK) else None,
    }


def postman_of(worker: Worker) -> Postman:
    """Who delivers mail in a worker; it can only begin after the worker was forked."""
    app: Any = worker.wsgi
    found: Postman = app.extensions["postman"]
    return found


def settle_memory() -> None:
    """Look for garbage in cycles less often, and never in what was loaded at the start.

    A review makes some fifty thousand objects. Python would look through all of them, and through
    everything that was ever loaded, time after time; that took half as long again as counting.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 10, 10)


def allow_many_connections() -> None:
    """Raise the limit on open files to what the system permits; 1,024 is the usual start."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 65_536 if hard == resource.RLIM_INFINITY else min(hard, 65_536)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
