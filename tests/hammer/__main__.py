"""Hammer one board and tell what became of it; ends with 1 when anything was lost.

python -m tests.hammer                                  10,000 operations, 20 × kill -9, SQLite
python -m tests.hammer --url postgresql://…             an empty database of your own
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sys
import tempfile
import time
from pathlib import Path

import click

from actionboard.accounts.models import Role
from actionboard.app import create_app
from actionboard.boards import replay
from actionboard.boards.activity_log import Activity
from actionboard.boards.levels import Level
from actionboard.boards.models import Board
from actionboard.cards.models import Card
from actionboard.core.database import db, migrate
from actionboard.core.settings import Settings, read_database_url
from tests.cast import gather
from tests.hammer.worker import tally, work

CARDS = 40
PATIENCE = 60  # seconds in which something must be done


def main():
    """Read what is wanted, hammer, and print the figures."""
    wanted = argparse.ArgumentParser(prog="python -m tests.hammer")
    wanted.add_argument("--operations", type=int, default=10_000)
    wanted.add_argument("--kills", type=int, default=20)
    wanted.add_argument("--processes", type=int, default=8)
    wanted.add_argument("--seed", type=int, default=random.randrange(10**6))
    wanted.add_argument("--url", default=None, help="an empty database; left out, a SQLite file")
    asked = wanted.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        hammer = Hammer(Path(folder), asked)
        began = time.monotonic()
        hammer.strike()
        seconds = time.monotonic() - began
        found = hammer.verdict()
    click.echo(
        f"seed {asked.seed}: {hammer.acknowledged} acknowledged changes, {hammer.killed} killed, "
        f"{seconds:.1f} s, {asked.operations / seconds:.0f} operations/s"
    )
    for what, count in sorted(hammer.other.items()):
        click.echo(f"  {what}: {count}")
    click.echo("\n".join(found) or "nothing lost, replay equals state, no error")
    sys.exit(1 if found else 0)


class Hammer:
    """A board, the processes that change it, and the files in which they swear."""

    def __init__(self, folder, asked):
        self.folder, self.asked, self.dice = folder, asked, random.Random(asked.seed)
        url = read_database_url(asked.url, folder)
        settings = Settings(data_dir=folder, database_url=url, given_secret="hammer" * 8)
        self.app = create_app(settings)
        migrate(self.app)
        with self.app.app_context():
            gather()
            self.board_id, self.people = lay_out()
            db.session.remove()
            db.engine.dispose()  # no process inherits a connection
        self.running: dict[int, int] = {}  # process id -> slot
        self.killed = self.acknowledged = 0
        self.other = {}

    def strike(self):
        """Let the processes work; kill one each time another part of the work is done."""
        for slot in range(self.asked.processes):
            self.start(slot)
        part = self.asked.operations / (self.asked.kills + 1)
        done, latest = 0, time.monotonic()
        while self.running:
            time.sleep(0.005)
            before, done = done, self.done()
            if done != before:
                latest = time.monotonic()
            if time.monotonic() > latest + PATIENCE:
                self.give_up()
            if self.killed < self.asked.kills and done > part * (self.killed + 1):
                self.kill()
            self.reap()

    def start(self, slot):
        """Start a process that does what is left of its slot's share."""
        share = self.asked.operations // self.asked.processes
        left = share - sum(count_lines(one) for one in self.folder.glob(f"{slot}-*.oaths"))
        file = self.folder / f"{slot}-{self.killed}.oaths"
        seed = f"{self.asked.seed}-{file.name}"
        process = os.fork()
        if process == 0:
            try:
                work(self.app, file, self.board_id, self.people, CARDS, left, seed)
            finally:
                os._exit(0)
        self.running[process] = slot

    def kill(self):
        """Kill one in the middle of whatever it does, and start another in its place."""
        process = self.dice.choice(list(self.running))
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        self.killed += 1
        self.start(self.running.pop(process))

    def reap(self):
        """Notice who has finished."""
        for process in list(self.running):
            if os.waitpid(process, os.WNOHANG)[0]:
                del self.running[process]

    def give_up(self):
        """End those that wait for one another, or for what never comes."""
        for process in self.running:
            os.kill(process, signal.SIGKILL)
        raise TimeoutError(f"{len(self.running)} processes did nothing for {PATIENCE} s")

    def files(self):
        return sorted(self.folder.glob("*.oaths"))

    def done(self):
        return sum(count_lines(one) for one in self.files())

    def verdict(self):
        """Everything that is wrong, as sentences; empty when all is well."""
        oaths, self.other = tally(self.files())
        self.acknowledged = len(oaths)
        wrong = [line for line in self.other if line.startswith("ERROR")]
        wrong += [f"version {v} was given out twice: {o}" for v, o in oaths.items() if len(o) > 1]
        with self.app.app_context():
            board = db.session.get(Board, self.board_id)
            log = {
                entry.version: (entry.card_id, entry.by_id)
                for entry in db.session.scalars(
                    db.select(Activity).where(Activity.board_id == board.id)
                )
            }
            wrong += [
                f"version {version} was acknowledged as {oath}, the log has {log.get(version)}"
                for version, [oath, *_] in oaths.items()
                if log.get(version) != oath
            ]
            return wrong + replay.differences(board)


def lay_out():
    """Put cards on the board; gives its id, and the ids of everyone who may change it."""
    board = db.session.scalar(db.select(Board).where(Board.slug == "voorbeeldland"))
    people = [one.user for one in board.memberships if one.role != Role.VIEWER]
    with board.turn():
        for number in range(CARDS):
            Card.propose(board, f"Actie {number}", by=people[0], level=Level.LOCAL)
    return board.id, [one.id for one in people]


def count_lines(file):
    return file.read_bytes().count(b"\n")


if __name__ == "__main__":
    main()
