"""Vulnerabilities that were published for boards like this, tried on every page there is."""

from __future__ import annotations

import pytest
from sqlalchemy import or_, select

from actionboard.accounts.models import Membership, User
from actionboard.core.database import db, writing
from actionboard.mail.models import Mail
from actionboard.membership.models import Invitation
from tests.cast import CANARY
from tests.rights.scene import Scene, coordinator_of
from tests.rights.table import ROWS, Need
from tests.rights.test_canary import LOOKS, text_of

SCRIPT = '"><script>alert(1)</script>'
ABOUT_A_BOARD = [
    row for row in ROWS if row.method != "GET" and row.is_about_a_board and row.need is not Need.OWN
]


@pytest.mark.parametrize("database", ["sqlite"])
def test_stored_script(board, client_of, marleen, monkeypatch):
    """In whatever people type: on every page, in every piece of it, in every stream."""
    monkeypatch.setattr("tests.rights.scene.CANARY", SCRIPT)
    with writing():
        marleen.name = f"Marleen {SCRIPT}"
        marleen.organisation.name, marleen.organisation.short = f"Regio {SCRIPT}", SCRIPT
        board.name = board.themes[0].name = SCRIPT
    client, run, shown = client_of(marleen), [], 0

    for row in LOOKS:
        scene = Scene.set(board, row)
        for headers in ({}, {"HX-Request": "true"}, {"Last-Event-ID": "0"}):
            text = text_of(client, row, scene, headers)
            is_page = text.lstrip().startswith(("<", "id:", ":"))
            run += [row.request] if is_page and "<script>alert" in text else []
            shown += "&lt;script&gt;alert" in text

    assert run == []
    assert shown > 30  # it was there to be run


@pytest.mark.parametrize("database", ["sqlite"])
def test_mail_that_leaks_another_board(board, client_of, marleen, buitenstaander, karin):
    """Whatever is done on a board, no mail about it goes to somebody who has no part in it."""
    client, typed = client_of(marleen), ""
    for row in ABOUT_A_BOARD:
        scene = Scene.set(board, row)
        scene.parts["key"] = "onbekend"
        # Who a form says should have it, may
        typed += " ".join(map(str, scene.form(row.form).values()))
        client.open(scene.address(row.rule), method=row.method, data=scene.form(row.form)).close()

    sent = db.session.scalars(select(Mail)).all()
    here = set(
        db.session.scalars(
            select(User.email).join(Membership).where(Membership.board_id == board.id)
        )
    ) | set(
        db.session.scalars(
            select(Invitation.email).where(
                Invitation.board_id == board.id, or_(Invitation.email.is_not(None))
            )
        )
    )
    asked = {one.to for one in sent if one.kind == "invitation" or one.to in typed}
    assert len(sent) > 3
    assert {one.to for one in sent} - here - asked == set()
    assert buitenstaander.email not in {one.to for one in sent}
    assert coordinator_of(board).email != buitenstaander.email
    assert CANARY not in "".join(
        one.text + one.html + one.subject for one in sent if one.to == buitenstaander.email
    )
