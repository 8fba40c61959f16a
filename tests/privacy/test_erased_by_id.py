"""Erasing somebody with any name, among people who write that name: no text of others changes."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from itertools import count

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from actionboard.accounts.models import Kind, Membership, Organisation, Role, User
from actionboard.accounts.passkeys import Passkey
from actionboard.agenda.minutes import Block, BlockKind
from actionboard.agenda.minutes_versions import MinutesVersion
from actionboard.boards import replay
from actionboard.boards.levels import Level
from actionboard.boards.models import Board
from actionboard.cards.comments import Comment
from actionboard.cards.models import Card
from actionboard.cards.steps import Step
from actionboard.core.database import db, writing
from actionboard.imports.models import Import
from actionboard.mail import outbox
from actionboard.mail.letter import Letter
from actionboard.meetings.models import Meeting
from actionboard.meetings.notes import Note
from actionboard.membership.models import Invitation, ViewerLink
from actionboard.privacy import erasure
from tests.privacy.traces import everything, leave_traces, rows

EXAMPLES = int(os.environ.get("ACTIEBORD_EXAMPLES", "12"))
THOROUGH = settings(
    max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)  # fmt: skip
NAMES = st.sampled_from(["de", "Jan", "BPV", "e", "Henk Flens", "Oud-deelnemer", "100%", "mei_1"])
ANY = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=12)
SEATS = ("lead_id", "partner_id", "nominee_id", "nominator_id")
PLACES = {("cards", "rank"), ("cards", "helper_ids")}  # a card's, not a text
OWN = "Dit stelde wie weg is zelf voor"
numbers = count()


def region(name, by, places):
    """A board on which others write this name in every place that there is."""
    slug, now = f"regio-{next(numbers)}", datetime.now(UTC)
    with writing():
        board = Board.create(slug, f"Bord van {name}", by=by, at=now)
        db.session.add(Membership(board_id=board.id, user_id=by.id, role=Role.COORDINATOR))
        namesake = User(name=name, email=f"{slug}@elders.example", organisation_id=places.id)
        db.session.add(namesake)
        db.session.flush()
        db.session.add_all([
            Membership(board_id=board.id, user_id=namesake.id),
            Invitation(board_id=board.id, key=slug, email=f"{slug}.a@elders.example",
                       role=Role.MEMBER, name=name, place=name, sent_at=now, ends_at=now),
            ViewerLink(board_id=board.id, key=slug, label=name, names=True, by_id=by.id,
                       made_at=now),
            Passkey(user_id=namesake.id, handle="h", credential=slug, public_key=b"", count=0,
                    name=name, made_at=now, used_at=now),
            Import(board_id=board.id, by_id=by.id, name=f"{name}.csv", created_at=now,
                   rows=[{"text": name}], skipped=[{"text": name}]),
        ])  # fmt: skip
        letter = Letter(name, f"Dag {name}", f"<p>{name}</p>", pdf=name.encode())
        outbox.post(letter, namesake, kind="x", thing=slug, at=now)
    with board.turn():
        meeting = Meeting.plan(board, board.today, by=by, place=name, title=name)
        card = Card.propose(board, f"{name} belt", by=by, level=Level.LOCAL, why=f"Om {name}")
        Comment.make(card, f"Vraag het {name}", namesake)
        Step.add(card, name, by)
    with board.turn():
        Note.stick(meeting, "2B", name, by=by, who=name, level_text=name)
        block = Block.read(BlockKind.OPENING, "Opening", f"{name} opent, en {name} sluit.")
        minutes = MinutesVersion.draft(meeting, [block], by)
    with board.turn():
        minutes.fix(by)
    return board, meeting, card, namesake


def came(leaver, board, meeting, card, namesake):
    """They came onto that board, took every kind of seat, and wrote; their mark on all of it."""
    with writing():
        db.session.add(Membership(board_id=board.id, user_id=leaver.id))
    with board.turn():
        card.claim(leaver)
        led = Card.propose(board, "Samen", by=namesake, level=Level.LOCAL)
        led.claim(namesake)
        led.join(leaver)
        asked = Card.propose(board, OWN, by=leaver, level=Level.LOCAL)
        asked.nominate(namesake, by=leaver)
        wanted = Card.propose(board, "Gevraagd", by=namesake, level=Level.LOCAL)
        wanted.nominate(leaver, by=namesake)
    return leave_traces(leaver, board, meeting, card, board.moment)


def texts_of_others(person, email):
    """Every text, list and file in a row that is not this person's, by table, key and column."""
    return {
        (key, column): value
        for key, row in rows().items()
        for column, value in row.items()
        if not is_of(person, email, key, row)
        and isinstance(value, str | bytes | list | dict)
        and (key[0], column) not in PLACES
    }


def is_of(person, email, key, row):
    return email in row.values() or person in (
        row.get("user_id"), row.get("by_id"), row["id"] if key[0] == "users" else None
    )  # fmt: skip


def seats_of(person):
    """The cards in which somebody still sits."""
    return [
        key
        for key, row in rows().items()
        if key[0] == "cards" and person in [*row["helper_ids"], *(row[one] for one in SEATS)]
    ]


def test_no_text_of_others_changes_by_erasing_somebody(app, marleen, karin):
    school = db.session.scalar(db.select(Organisation).where(Organisation.kind == Kind.SCHOOL))

    @THOROUGH
    @given(name=NAMES | ANY, joins=st.integers(1, 2))
    def check(name, joins):
        with writing():
            email = f"weg-{next(numbers)}@voorbeeld.example"
            leaver = User(name=name, email=email, organisation_id=school.id)
            db.session.add(leaver)
        joined = [region(name, marleen, school) for _n in range(joins)]
        region(name, karin, school)  # which they never saw
        marks = [came(leaver, *one) for one in joined]
        assert len(seats_of(leaver.id)) == 4 * joins
        before = texts_of_others(leaver.id, email)
        assert name in before.values()

        with writing():
            erasure.erase(leaver, datetime.now(UTC), by=leaver)

        after = texts_of_others(0, "niemand@elders")
        assert {key: after.get(key) for key in before} == before
        assert seats_of(leaver.id) == []
        left = everything()
        assert [one for one in (email, *marks) if one in left] == []
        assert left.count(OWN) >= joins  # the text of an action is the board's
        for board, *_others in joined:
            assert replay.differences(board) == []

    check()


def test_an_administrator_who_took_a_seat_from_outside_leaves_it_too(board, card, admin):
    with board.turn():
        card.claim(admin)

    with writing():
        erasure.erase(admin, datetime.now(UTC), by=admin)

    assert card.lead is None
    assert replay.differences(board) == []
