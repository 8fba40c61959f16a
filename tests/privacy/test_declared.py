"""Each column that can hold words says whose they are; erasing and the own file do as it says."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from sqlalchemy import JSON, Enum, LargeBinary, String, select

from actionboard.accounts.models import Role
from actionboard.boards.texts import Words
from actionboard.core.database import db, writing
from actionboard.core.typed_text import DECLARED, Reader, Wipe
from actionboard.imports.models import Import
from actionboard.membership.models import Invitation, ViewerLink
from actionboard.privacy import erasure, personal_data
from actionboard.privacy.declared import declared, kinds, table_of, theirs
from tests.privacy.traces import leave_traces

AT_MOST = 40  # characters: what is no longer than this is a code or a choice


@pytest.fixture
def traces(board, meeting, card, henk, stick, phone):
    """Henk left one of everything; returns the board."""
    now = datetime.now(UTC)
    leave_traces(henk, board, meeting, card, now)
    joined = phone()
    with writing():
        joined.user_id, joined.name, joined.place = henk.id, "Mijn telefoon", "Lokaal 12"
        link = ViewerLink(board_id=board.id, key="v", label="Scherm in de hal", names=True,
                          by_id=henk.id, made_at=now)  # fmt: skip
        list_ = Import(board_id=board.id, by_id=henk.id, name="Flap.csv", created_at=now, rows=[])
        db.session.add_all([link, list_])
    stick("Samen met Henk bellen", participant=joined, who="ikzelf", level_text="regionaal")
    return board


def can_hold_words(column):
    if isinstance(column.type, Enum):
        return False
    short = isinstance(column.type, String) and (column.type.length or AT_MOST + 1) <= AT_MOST
    points = any(key.column.table is table_of(Words) for key in column.foreign_keys)
    return points or (isinstance(column.type, String | JSON | LargeBinary) and not short)


def test_every_column_that_can_hold_words_says_whose_they_are():
    tables = db.metadata.tables.values()
    silent = [
        f"{table.name}.{column.name}"
        for table in tables
        for column in table.columns
        if can_hold_words(column) and DECLARED not in column.info
    ]

    assert silent == []
    assert {table_of(kind) for kind in kinds()} == set(tables)


def of_a_person(*, but):
    """The columns whose person is known, except these."""
    return [
        (kind, column)
        for kind in kinds()
        for column, typed in declared(kind).items()
        if typed.whose and but not in (typed.wiped, typed.read)
    ]


def held(kind, column, which=True):
    """What stands in a column, other than nothing."""
    found = db.session.scalars(select(column).where(which))
    return {str(one) for one in found if one not in (None, "", {}, [])}


def test_what_says_that_it_goes_with_its_person_goes(traces, henk):
    columns = [one for one in of_a_person(but=Wipe.NEVER) if one[0] is not Words]
    was = {column: held(kind, column, theirs(kind, henk)) for kind, column in columns}
    assert [str(column) for column, values in was.items() if not values] == []

    with writing():
        erasure.erase(henk, datetime.now(UTC), by=henk)

    left = {str(column): was[column] & held(kind, column) for kind, column in columns}
    assert {column: values for column, values in left.items() if values} == {}


def test_what_a_person_may_read_of_their_own_is_in_their_own_file(traces, henk):
    file = json.dumps(personal_data.held_about(henk), ensure_ascii=False)

    for kind, column in of_a_person(but=Reader.SERVER):
        if column.name == "code":  # of the open door, which hangs on the wall
            continue
        values = held(kind, column, theirs(kind, henk))
        assert values, f"the story leaves {column} empty"
        assert [one for one in values if json.dumps(one, ensure_ascii=False) not in file] == []


def test_what_is_found_by_address_is_found_by_all_of_it_whatever_its_capitals(board, henk):
    now = datetime.now(UTC)
    others = [f"x{henk.email}", f"{henk.email}.nl", henk.email.upper()]
    with writing():
        db.session.add_all(
            Invitation(board_id=board.id, key=one, email=one, role=Role.MEMBER, sent_at=now,
                       ends_at=now)
            for one in others
        )  # fmt: skip

    found = db.session.scalars(select(Invitation.email).where(theirs(Invitation, henk))).all()

    assert found == [henk.email.upper()]
