"""The way to an open stream: in order, at once where that can be, and never half."""

from __future__ import annotations

import socket
import threading
import time
from contextlib import suppress
from queue import Empty

import pytest

from actionboard.live.socket_writer import Wire


@pytest.fixture
def ends():
    """Our end of a connection that makes no writer wait, as gevent's are; and the browser's."""
    ours, theirs = socket.socketpair()
    ours.setblocking(False)
    theirs.settimeout(5)
    yield ours, theirs
    ours.close()
    theirs.close()


@pytest.fixture
def served(ends):
    """A wire whose server waits for something to write: the wire, what came, and the server."""
    wire, came = Wire(ends[0]), []

    def serve():
        while (event := wire.receive(5)) is not None:
            came.append(event)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    began = time.monotonic()
    while not wire._is_free:
        assert time.monotonic() < began + 5, "the server never waits"
    yield wire, came, thread
    wire.end()
    thread.join(5)


def test_a_waiting_stream_is_written_to_at_once_as_one_chunk(served, ends):
    wire, came, _server = served

    wire.send(b"data: hoi\n\n")

    assert ends[1].recv(100) == b"B\r\ndata: hoi\n\n\r\n"
    assert came == []


def test_a_stream_that_the_server_writes_to_waits_its_turn(ends):
    wire = Wire(ends[0])

    wire.send(b"one")
    wire.send(b"two")

    assert (wire.receive(1), wire.receive(1)) == (b"one", b"two")
    ends[1].setblocking(False)
    with pytest.raises(BlockingIOError):
        ends[1].recv(100)


def test_nothing_is_written_half_to_who_cannot_keep_up(served, ends):
    wire, _came, _server = served
    much = b"x" * 10_000_000

    wire.send(much)

    heard = b""
    while part := ends[1].recv(1_000_000):  # until our end is closed
        heard += part
    assert len(heard) < len(much)


def test_a_full_connection_is_left_to_the_server(served, ends):
    wire, came, server = served
    with suppress(BlockingIOError):
        while True:
            ends[0].send(b"x" * 100_000)

    wire.send(b"later")

    wire.end()
    server.join(5)
    assert came == [b"later"]


def test_without_a_socket_all_goes_through_the_server():
    wire = Wire()

    wire.send(b"one")
    wire.end()

    assert (wire.receive(1), wire.receive(1)) == (b"one", None)
    with pytest.raises(Empty):
        wire.receive(0.01)


def test_who_left_ends_the_stream(served, ends):
    wire, came, server = served
    ends[1].close()

    wire.send(b"hello")

    server.join(5)
    assert not server.is_alive()
    assert came == []
