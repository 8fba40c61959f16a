"""The product's own server, and what it takes over one request, over a real socket."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from flask import Flask

from bench.region import COOKIE, settings_of
from bench.timing import Spent

PATIENCE = 60  # seconds


@dataclass(frozen=True)
class Served:
    """A running server: its port, and the process whose children are the workers."""

    port: int
    process: int

    def ask(self, path: str) -> Spent:
        """What one request takes: the time until its last byte, and the workers' processor."""
        begun, start = self._worked(), time.perf_counter()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.request("GET", path, headers={"Cookie": COOKIE, "Accept-Encoding": "zstd"})
        answer = connection.getresponse()
        answer.read()
        spent = (time.perf_counter() - start) * 1000
        connection.close()
        if answer.status != 200:
            raise RuntimeError(f"{path} was answered {answer.status}")
        return Spent(spent, self._worked() - begun)

    def _worked(self) -> float:
        """The ms of the processor that the workers have had; 0 where the system doesn't tell."""
        threads = Path(f"/proc/{self.process}/task").glob("*/children")
        workers = [worker for thread in threads for worker in thread.read_text().split()]
        tasks = [task for one in workers for task in Path(f"/proc/{one}/task").iterdir()]
        return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks) / 1e6


@contextmanager
def serving(app: Flask) -> Iterator[Served]:
    """The product's own server on the app's data folder, on a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    command = [sys.executable, "-m", "actionboard", "run", "--no-demo", "--port", str(port)]
    environ = {**os.environ, "ACTIONBOARD_DATA_DIR": str(settings_of(app))}
    process = subprocess.Popen(command, env=environ, stdout=subprocess.DEVNULL)
    try:
        for _ in range(200):
            with socket.socket() as knock:
                if knock.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        time.sleep(2)
        yield Served(port, process.pid)
    finally:
        process.terminate()
        process.wait(10)
