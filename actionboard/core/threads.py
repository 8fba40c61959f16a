"""Heavy work in threads, while others are served: typesetting, and pictures that people send."""

from __future__ import annotations

from collections.abc import Callable
from threading import BoundedSemaphore
from typing import TypeVar

import gevent

T = TypeVar("T")
_ROOM = BoundedSemaphore(2)


def run_in_thread(work: Callable[[], T]) -> T:
    """Do it in a thread while this one serves others; no more at a time than there is room for.

    On the server all requests share one thread. What works here lets go of the interpreter.
    """
    with _ROOM:
        done: T = gevent.get_hub().threadpool.apply(work)
        return done
