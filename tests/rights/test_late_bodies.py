"""A form that comes slowly, or never, holds up nobody: it is read before anything is locked."""

from __future__ import annotations

import socket
from contextlib import ExitStack
from urllib.request import Request, urlopen

from tests.clients import sign_in
from tests.rights.scene import Scene
from tests.rights.table import ROWS
from tests.rights.test_matrix import UNSAFE

AT_ONCE = 10  # seconds within which a change is answered, whoever else is sending


def begin_to_send(server, row, address, secret):
    """A browser that sends the head of a form and its first field, and then nothing more."""
    connection = socket.create_connection(("127.0.0.1", server.port), timeout=AT_ONCE)
    head = (
        f"{row.method} {address} HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n"
        f"Sec-Fetch-Site: same-origin\r\nCookie: actiebord={secret}\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\nonce="
    )
    connection.sendall(head.encode())
    return connection


def test_whoever_sends_slowly_holds_up_nobody(server, board, marleen, henk, card):
    changing = [row for row in ROWS if row.method in UNSAFE]
    sender, writer = sign_in(marleen), sign_in(henk)
    addresses = [Scene.set(board, row).address(row.rule) for row in changing]
    with ExitStack() as slow:
        for row, address in zip(changing, addresses, strict=True):
            connection = begin_to_send(server, row, address, sender)
            slow.enter_context(connection)

        comment = Request(
            f"{server.address}/boards/voorbeeldland/cards/{card.number}/comments",
            data=b"body=Ik+wacht+niet",
            headers={"Sec-Fetch-Site": "same-origin", "Cookie": f"actiebord={writer}"},
        )
        with urlopen(comment, timeout=AT_ONCE) as reply:
            assert "Ik wacht niet" in reply.read().decode()
