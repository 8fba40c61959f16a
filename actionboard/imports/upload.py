"""A list on its way in: what the form holds, and reading it without holding up anybody."""

from __future__ import annotations

import json
import time
from collections import deque
from collections.abc import Callable, Generator
from dataclasses import dataclass
from datetime import date

from flask import Request
from gevent.monkey import get_original

from actionboard.core.errors import Invalid
from actionboard.core.form_fields import read_day
from actionboard.core.messages import N_
from actionboard.imports.drafts import Progress, Reading, read
from actionboard.list_reader.files import read_file, read_text
from actionboard.list_reader.tables import LARGEST_FILE, Table, Unreadable

LOOK_EVERY = 0.02  # seconds
Steps = Generator[tuple[int, int], None, Reading]


@dataclass(frozen=True, slots=True)
class Upload:
    """A chosen file or a pasted text, and the meeting it comes from."""

    text: str
    data: bytes
    name: str
    held_on: date | None
    place: str

    @classmethod
    def of(cls, request: Request, today: date) -> Upload:
        """Read the form. Raises Invalid at the field that can't be read."""
        request.max_form_memory_size = LARGEST_FILE + 2**20  # a long list may be pasted too
        file = request.files.get("file")
        data = file.read(LARGEST_FILE + 1) if file and file.filename else b""
        text = request.form.get("text", "")
        named = file is not None and bool(file.filename)
        if not named and not text.strip():
            raise Invalid("text", N_("Plak hier de lijst, of kies een bestand."))
        return cls(
            text="" if named else text,
            data=data,
            name=(file.filename or "")[:200] if file and named else "",
            held_on=read_day(request.form.get("held_on", ""), today, field="held_on"),
            place=" ".join(request.form.get("place", "").split())[:120],
        )

    def steps(self, known: list[tuple[int, str]], today: date) -> Steps:
        """Read it step by step; yields (done, of), returns what it turned out to be.

        Raises Invalid at the field whose list can't be read.
        """
        day = self.held_on or today
        try:
            return (
                yield from with_progress(
                    lambda progress: read(
                        self._table(day), today=day, known=known, progress=progress
                    )
                )
            )
        except Unreadable as error:
            field = "file" if self.name else "text"
            raise Invalid(field, error.message, **error.values) from None

    def _table(self, day: date) -> Table:
        if self.name:
            return read_file(self.data, self.name, today=day)
        return read_text(self.text, today=day)


def with_progress(work: Callable[[Progress], Reading]) -> Steps:
    """Do the work in a real thread, and tell how far it is.

    Comparing thousands of rows takes a second. On the server all requests share one thread; other
    people's pages would wait for it, but threads take turns every few milliseconds.
    """
    told: deque[tuple[int, int]] = deque(maxlen=1)
    ended: list[Reading | Exception] = []

    def run() -> None:
        try:
            ended.append(work(lambda done, of: told.append((done, of))))
        except Exception as error:
            ended.append(error)

    start: Callable[..., object] = get_original("_thread", "start_new_thread")
    start(run, ())
    while not ended:
        time.sleep(LOOK_EVERY)
        if told:
            yield told.pop()
    if isinstance(ended[0], Exception):
        raise ended[0]
    return ended[0]


def finished(steps: Steps) -> Reading:
    """Take all steps without telling anybody."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            reading: Reading = end.value
            return reading


def as_lines(steps: Steps) -> Generator[str, None, Reading]:
    """The steps as lines of JSON, for a script that shows how far it is."""
    while True:
        try:
            done, of = next(steps)
        except StopIteration as end:
            reading: Reading = end.value
            return reading
        yield as_line(done=done, of=of)


def as_line(**values: object) -> str:
    """One line of such an answer."""
    return json.dumps(values) + "\n"
