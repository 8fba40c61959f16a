"""What another process says, for as long as a busy machine may need to start it."""

from __future__ import annotations

import select

PATIENCE = 100  # seconds; four that start at once took 67 on a busy machine


def next_line(pipe):
    """The next line that comes through the pipe; "" when it has ended. All before it was read."""
    if not select.select([pipe], [], [], PATIENCE)[0]:
        raise TimeoutError(f"a process said nothing in {PATIENCE} s")
    return pipe.readline()
