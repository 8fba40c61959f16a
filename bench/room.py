"""A room full of phones, over real sockets and a real server: what each of them does."""

from __future__ import annotations

import asyncio
import contextlib
import os
import random
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from flask import Flask
from sqlalchemy import func, select

from actionboard.accounts.models import User
from actionboard.core.database import db
from actionboard.meetings.models import Meeting
from actionboard.meetings.notes import Note
from actionboard.meetings.phases import Phase
from actionboard.wall import votes
from bench.region import COOKIE, SLUG, settings_of
from bench.timing import Figure

PHONES = 200
VOTING = 10.0  # seconds in which all votes are sent
PATIENCE = 60.0  # seconds after which what hasn't come is lost
NOTED = re.compile(r"nr (\d+-\d+-\d+)<")


@dataclass(frozen=True)
class Rush:
    """How fast things go: in how many seconds all join; in how many after that all notes are sent,
    None when each phone writes as soon as it is in; whether the server is killed halfway."""

    joining: float = 15.0
    spread: float | None = 20.0
    disturbed: bool = False


@dataclass
class Room:
    """The meeting with its server, its phones and its wall."""

    app: Flask
    code: str
    meeting: int
    port: int = 0
    process: subprocess.Popen[bytes] | None = None
    joined: list[float] = field(default_factory=list)  # seconds that each phone took to be in
    sent: dict[str, float] = field(default_factory=dict)
    seen: dict[str, float] = field(default_factory=dict)
    rounds: int = 0

    # The server ----------------------------------------------------------------------------

    def server(self) -> Room:
        """As a context: the product's own server, on a free port."""
        return self

    def __enter__(self) -> Room:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.start()
        return self

    def __exit__(self, *error: object) -> None:
        if self.process is not None:
            self.process.terminate()
            self.process.wait(10)

    def start(self) -> None:
        """Start it, and wait until it answers."""
        command = [sys.executable, "-m", "actionboard", "run", "--no-demo", "--port"]
        environ = {**os.environ, "ACTIONBOARD_DATA_DIR": str(settings_of(self.app))}
        self.process = subprocess.Popen(
            [*command, str(self.port)], env=environ, stdout=subprocess.DEVNULL,
            start_new_session=True,
        )  # fmt: skip
        ends = time.monotonic() + PATIENCE
        while time.monotonic() < ends:
            with contextlib.suppress(OSError):  # it takes connections before it can answer them
                address = f"http://127.0.0.1:{self.port}/healthz"
                urllib.request.urlopen(address, timeout=PATIENCE).close()
                return
            time.sleep(0.05)
        raise ConnectionError("the server doesn't start")

    @property
    def work(self) -> float:
        """What the server took of the processor since it started, in ms."""
        assert self.process is not None  # it runs
        group, ticks = str(self.process.pid), 0
        for stat in Path("/proc").glob("[0-9]*/stat"):
            with contextlib.suppress(OSError):
                fields = stat.read_text().rpartition(")")[2].split()
                if fields[2] == group:
                    ticks += int(fields[11]) + int(fields[12])
        return ticks * 1000 / os.sysconf("SC_CLK_TCK")

    def kill(self) -> None:
        """Kill it with all that it started, as a power cut would."""
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(10)

    # Writing -------------------------------------------------------------------------------

    async def write(self, number: int, each: int, rush: Rush) -> None:
        """All phones stick their notes; ends when the wall shows them, or patience does."""
        self.sent, self.seen, self.joined, self.rounds = {}, {}, [], self.rounds + 1
        wall = asyncio.create_task(self._watch())
        dice = random.Random(number)
        phones = [
            asyncio.create_task(
                self._phone(phone, number, each, rush, random.Random(dice.random()))
            )
            for phone in range(PHONES)
        ]
        if rush.disturbed:
            await asyncio.sleep(rush.joining + (rush.spread or 0) / 2)
            await asyncio.to_thread(self.kill)
            await asyncio.to_thread(self.start)
        await asyncio.gather(*phones)
        ends = time.monotonic() + PATIENCE
        while self.sent.keys() - self.seen.keys() and time.monotonic() < ends:
            await asyncio.sleep(0.05)
        wall.cancel()

    async def _phone(
        self, phone: int, number: int, each: int, rush: Rush, dice: random.Random
    ) -> None:
        cookie, start = f"deelnemer={phone:040d}", asyncio.get_running_loop().time()
        await asyncio.sleep(dice.uniform(0, rush.joining * (1 if rush.spread is None else 0.8)))
        began = time.perf_counter()
        await self._until_done("", cookie, None)  # the page, before anything of it is known
        await self._until_done("/me", cookie, {"side": dice.choice(("school", "company"))})
        self.joined.append(time.perf_counter() - began)
        stream = asyncio.create_task(self._listen(f"/m/{self.code}/live", cookie))
        moments = sorted(dice.uniform(0, rush.spread or 0) for _ in range(each))
        for one, moment in enumerate(moments):
            if rush.spread is not None:
                wait = start + rush.joining + moment - asyncio.get_running_loop().time()
                await asyncio.sleep(max(0, wait))
            name = f"{number}-{phone}-{one}"
            form = {"flap": dice.choice(("1A", "1B", "2A", "2B")), "words": f"Post-it nr {name}",
                    "key": f"bench-{name}"}  # fmt: skip
            self.sent[name] = time.perf_counter()
            if rush.disturbed and phone % 4 == 0:  # the note leaves, its answer is never read
                await self._ask("/notes", cookie, form, reads=False)
            await self._until_done("/notes", cookie, form)
        stream.cancel()

    async def _until_done(self, path: str, cookie: str, form: Any) -> None:
        ends = time.monotonic() + PATIENCE
        while time.monotonic() < ends:
            status = await self._ask(path, cookie, form)
            if 200 <= status < 400:
                return
            await asyncio.sleep(0.25)
        raise TimeoutError(f"a phone got {status} from {path or 'the page'} for {PATIENCE:g} s")

    async def _ask(self, path: str, cookie: str, form: Any, *, reads: bool = True) -> int:
        body = b"" if form is None else urlencode(form, doseq=True).encode()
        method = "GET" if form is None else "POST"
        head = (
            f"{method} /m/{self.code}{path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n"
            f"Cookie: {cookie}\r\nSec-Fetch-Site: same-origin\r\nHX-Request: true\r\n"
            f"Content-Type: application/x-www-form-urlencoded\r\n"
            f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n"
        )
        try:
            async with asyncio.timeout(15):
                reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
                writer.write(head.encode() + body)
                await writer.drain()
                answer = await reader.read() if reads else b""
                writer.close()
        except (OSError, TimeoutError):
            return 0
        return int(answer.split()[1]) if len(answer.split()) > 1 else 0

    async def _listen(self, path: str, cookie: str) -> None:
        async for _line in self._lines(path, cookie):
            pass

    async def _watch(self) -> None:
        path = f"/boards/{SLUG}/meetings/{self.meeting}/live"
        async for line in self._lines(path, COOKIE):
            now = time.perf_counter()
            for name in NOTED.findall(line):
                self.seen.setdefault(name, now)

    async def _lines(self, path: str, cookie: str) -> AsyncIterator[str]:
        """A stream's lines; it comes back by itself with the last id that it heard."""
        last = ""
        while True:
            again = f"Last-Event-ID: {last}\r\n" if last else ""
            try:
                reader, writer = await asyncio.open_connection("127.0.0.1", self.port, limit=2**24)
                writer.write(
                    f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nCookie: {cookie}\r\n"
                    f"Accept: text/event-stream\r\n{again}\r\n".encode()
                )
                while line := (await reader.readline()).decode(errors="replace"):
                    if line.startswith("id: "):
                        last = line[4:].strip()
                    yield line
            except (OSError, asyncio.IncompleteReadError):
                pass
            await asyncio.sleep(0.25)

    # Voting --------------------------------------------------------------------------------

    async def vote(self) -> dict[int, int]:
        """All phones vote within ten seconds, some twice; what each note has to come to."""
        notes, dice = self._open_poll(), random.Random(7)
        wanted: dict[int, int] = dict.fromkeys(notes, 0)
        jobs = []
        for phone in range(PHONES):
            dots = [dice.choice(notes) for _ in range(3)]
            for one in dots:
                wanted[one] += 1
            jobs.append(self._vote(phone, dots, dice.uniform(0, VOTING), twice=phone % 5 == 0))
        await asyncio.gather(*jobs)
        return wanted

    async def _vote(self, phone: int, dots: list[int], at: float, *, twice: bool) -> None:
        await asyncio.sleep(at)
        cookie = f"deelnemer={phone:040d}"
        for _time in range(2 if twice else 1):
            await self._until_done("/votes", cookie, {"dot": dots})

    def _open_poll(self) -> list[int]:
        with self.app.app_context():
            meeting = db.session.get_one(Meeting, self.meeting)
            with meeting.board.turn():
                meeting.enter(Phase.VOTE, by=db.session.get_one(User, 1))
            notes = [note.id for note in Note.of(meeting, "2B")][:20]
            db.session.remove()
        return notes

    # What came of it -----------------------------------------------------------------------

    def quantile(self, part: float) -> float:
        """From pressing the button to the wall, in ms; what never came took for ever."""
        spent = [
            (self.seen[name] - at) * 1000 if name in self.seen else float("inf")
            for name, at in self.sent.items()
        ]
        return _quantile(spent, part)

    def joining(self, part: float) -> float:
        """From asking for the page until a phone was in, in ms."""
        return _quantile([one * 1000 for one in self.joined], part)

    def kept(self, each: int, when: str) -> Iterator[Figure]:
        """How many notes are lost or doubled, in the database and on the wall."""
        with self.app.app_context():
            stuck = select(func.count()).where(Note.meeting_id == self.meeting, ~Note.removed)
            count = db.session.scalar(stuck) or 0
            db.session.remove()
        wrong = count - PHONES * each * self.rounds
        unseen = len(self.sent.keys() - self.seen.keys())
        yield Figure(f"notes lost or doubled, {when}", abs(wrong), bound=0, unit="")
        yield Figure(f"notes that the wall never showed, {when}", unseen, bound=0, unit="")

    def miscounted(self, wanted: dict[int, int]) -> int:
        """How many notes have another count than the sum of what was put on them."""
        with self.app.app_context():
            meeting = db.session.get_one(Meeting, self.meeting)
            with meeting.board.turn():
                votes.close_poll(meeting, db.session.get_one(User, 1))
            counted = {note.id: note.votes or 0 for note in Note.of(meeting, "2B")}
            db.session.remove()
        return sum(counted[number] != count for number, count in wanted.items())


def _quantile(spent: list[float], part: float) -> float:
    return sorted(spent)[min(len(spent) - 1, int(len(spent) * part))]
