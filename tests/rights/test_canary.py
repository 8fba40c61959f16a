"""A canary on a board is never seen by somebody from elsewhere: in no page, file or stream."""

from __future__ import annotations

import pytest

from tests.cast import CANARY
from tests.rights.scene import Scene
from tests.rights.table import ROWS

LOOKS = [row for row in ROWS if row.method == "GET" and not row.rule.startswith("/static")]
WAYS = {
    "as a page": {},
    "as a piece of page": {"HX-Request": "true"},
    "as a stream that was away": {"Last-Event-ID": "0", "Accept": "text/event-stream"},
    "as a file": {"Accept": "application/json"},
}


@pytest.mark.parametrize("who", ["buitenstaander", None], ids=["an outsider", "a visitor"])
@pytest.mark.parametrize("row", LOOKS, ids=lambda row: row.request)
def test_a_canary_is_never_seen_from_elsewhere(row, who, board, client_of, visitor, request):
    client = client_of(request.getfixturevalue(who)) if who else visitor
    scene = Scene.set(board, row)

    seen = [way for way, headers in WAYS.items() if CANARY in text_of(client, row, scene, headers)]

    assert seen == []


def test_whoever_takes_part_does_see_it(board, client_of, karin):
    row = next(one for one in LOOKS if one.rule == "/boards/<slug>")

    assert CANARY in text_of(client_of(karin), row, Scene.set(board, row), {})


def text_of(client, row, scene, headers):
    """What is answered; of a stream its first event, which holds all that was missed."""
    reply = client.get(scene.address(row.rule), headers=headers, buffered=False)
    first = next(iter(reply.response), b"") if reply.status_code == 200 else reply.data
    reply.close()
    return first.decode(errors="replace") if isinstance(first, bytes) else first
