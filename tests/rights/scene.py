"""What a request of the table is about: a fresh card, step, comment and list on a board."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from actionboard.accounts.models import (
    Kind,
    LinkedAccount,
    Membership,
    Organisation,
    Role,
    User,
)
from actionboard.accounts.passkeys import Passkey
from actionboard.agenda import minutes_draft
from actionboard.agenda.agenda import Walk
from actionboard.agenda.conclusions import Conclusion
from actionboard.agenda.decisions import Decision
from actionboard.agenda.minutes_versions import MinutesVersion
from actionboard.boards import holidays
from actionboard.boards.levels import Level
from actionboard.boards.models import Board
from actionboard.cards.comments import Comment
from actionboard.cards.models import Card
from actionboard.cards.steps import Step
from actionboard.core.database import db, writing
from actionboard.figures.periods import Month
from actionboard.imports import drafts
from actionboard.imports.models import Import
from actionboard.list_reader.files import read_text
from actionboard.meetings.models import Meeting
from actionboard.membership import (
    invitations,
    join_links,
    organisation_answers,
    organisation_proposals,
    viewer_links,
)
from actionboard.membership.guest_list import Guest
from actionboard.membership.models import OrganisationProposal
from actionboard.reviews import corrections
from actionboard.reviews.agenda import Wish
from actionboard.reviews.agenda_items import Outcome
from actionboard.reviews.models import Review
from tests.cast import CANARY
from tests.rights.table import Row
from tests.rights.wall import Wall

CARD = "/boards/<slug>/cards/<int:number>"
# What must have happened to a card for a request to have something to change.
BEFORE = {
    f"DELETE {CARD}/claim": lambda card, by, other: card.claim(by=by),
    f"DELETE {CARD}/join": lambda card, by, other: card.join(by=by),
    f"POST {CARD}/accept": lambda card, by, other: card.nominate(by, by=other),
    f"POST {CARD}/decline": lambda card, by, other: card.nominate(by, by=other),
    f"POST {CARD}/check-in": lambda card, by, other: card.claim(by=by),
    f"DELETE {CARD}/help": lambda card, by, other: card.ask_help(CANARY, by=by),
    f"POST {CARD}/restore": lambda card, by, other: card.drop(CANARY, by=by),
    f"POST {CARD}/questions/<kind>": lambda card, by, other: card.finish(None, by=by),
}
MINUTES = "/boards/<slug>/meetings/<int:meeting>/minutes"
LONG_AGO = timedelta(days=60)
ON_THE_BOARD = ("DELETE /boards/<slug>/imports/<int:number>/cards",)


@dataclass
class Scene:
    """Where each part of an address, and each {part} of a form, comes from."""

    parts: dict[str, object]

    @classmethod
    def set(cls, board: Board, row: Row) -> Scene:
        """Put fresh things on a board; each of their texts is a canary."""
        by, member = coordinator_of(board), _member(board)
        with board.turn():
            other = Card.propose(board, CANARY, by=by, level=Level.LOCAL)
        with board.turn():
            card = Card.propose(board, CANARY, by=by, why=CANARY, level=Level.LOCAL)
            step, comment = Step.add(card, CANARY, by), Comment.make(card, CANARY, by)
            if row.request in BEFORE:
                BEFORE[row.request](card, by, member)
        mine = board.version
        if "/check-ins" in row.rule:
            _promised_long_ago(board, by)
        draft = _draft(board, by) if "/imports/" in row.rule else None
        if draft and row.request in ON_THE_BOARD:
            with board.turn():
                drafts.confirm(board, draft, by)
        meeting = _meeting(board, by) if "/meetings/" in row.rule else None
        if "/join-link" in row.rule:
            _open_door(board, by)
        parts = {
            "slug": board.slug,
            "note": 0,
            **(Wall(meeting, card, CANARY, by, row).parts if meeting else {}),
            "first": mine,
            "last": mine,
            "number": draft.id if draft else card.number,
            "shown": card.number,
            "other": other.number,
            "part": comment.id if "comments" in row.rule else step.id,
            "person": member.id,
            "version": mine,
            "kind": "result",
            "organisation": member.organisation_id,
            "proposal": _proposal(board, member, by, row) if "/proposals/" in row.rule else 0,
            "invitation": _invitation(board, by),
            "secret": "onbekend",
            "code": "ONBEKEND",
            "theme": board.themes[0].id,
            "meeting": meeting.id if meeting else 0,
            **(_agreed(meeting, card, by, row) if meeting else {}),
            **(_review(board, card, by, row) if "/reviews" in row.rule else {}),
            "question": 0,
            "holiday": _holiday(board, by) if "/holidays/" in row.rule else 0,
            "row": draft.rows[0]["row"] if draft else 0,
            "digest": "0",
            "name": "app.css",
            "link": _viewer_link(board, by) if "viewer-links" in row.rule else "onbekend",
            "key": "onbekend",  # of a browser: each has its own
            "provider": "onbekend",
            "account": _account(member),
            "passkey": _passkey(member),
        }
        db.session.commit()
        return cls(parts)

    def address(self, rule: str) -> str:
        """A rule with its parts filled in."""
        return re.sub(r"<(?:\w+:)?(\w+)>", lambda found: str(self.parts[found[1]]), rule)

    def form(self, given: dict[str, object]) -> dict[str, object]:
        """A form with its {parts} filled in; what is to be made only now, is made."""
        return {
            name.format(**self.parts): value() if callable(value) else self._filled(value)
            for name, value in given.items()
        }

    def _filled(self, value: object) -> object:
        if isinstance(value, tuple):  # several of one name
            return [self._filled(one) for one in value]
        return str(value).format(**self.parts)


def _promised_long_ago(board: Board, by: User) -> None:
    """An action about which somebody can be asked how it goes."""
    with board.turn(at=datetime.now(UTC) - LONG_AGO):
        Card.propose(board, CANARY, by=by, level=Level.LOCAL).claim(by=by)


def _meeting(board: Board, by: User) -> Meeting:
    """A meeting that goes on; its name is a canary."""
    with board.turn():
        return Meeting.plan(board, board.today, by=by, place=CANARY, title=CANARY)


def coordinator_of(board: Board) -> User:
    """Who coordinates a board."""
    return db.session.scalars(
        select(User)
        .join(Membership)
        .where(Membership.board_id == board.id, Membership.role == Role.COORDINATOR)
        .order_by(User.id)
    ).first()


def _member(board: Board) -> User:
    """Somebody who plays no role in the table, on this board too."""
    person = User.with_email("fatima@voorbeeld.example")
    if person.role_on(board.id) is None:
        with writing():
            db.session.add(Membership(board_id=board.id, user_id=person.id, role=Role.MEMBER))
    return person


def _proposal(board: Board, member: User, by: User, row: Row) -> int:
    """That somebody from elsewhere works where the member does; answered, to take that back."""
    moment, name = datetime.now(UTC), member.organisation.name
    with writing():
        place = Organisation(name=name, short=name[:40], kind=Kind.OTHER)
        newcomer = User(name=CANARY, email=f"{moment.timestamp()}@elders.example")
        newcomer.organisation = place
        db.session.add_all((place, newcomer))
        db.session.flush()
        organisation_proposals.propose(board, newcomer, moment)
        mine = OrganisationProposal.same_as_id == member.organisation_id
        latest = select(OrganisationProposal).where(mine).order_by(OrganisationProposal.id.desc())
        made = db.session.scalars(latest).first()
        if row.request.startswith("DELETE"):
            organisation_answers.answer(made, same=True, by=by, at=moment)
        return made.id


def _invitation(board: Board, by: User) -> int:
    """An open invitation; its address is a canary too."""
    address = f"{CANARY.lower().replace(' ', '.')}@voorbeeld.example"
    with writing():
        made, _secret = invitations.prepare(
            board, Guest(address, CANARY), Role.MEMBER, by, datetime.now(UTC)
        )
        return made.id


def _viewer_link(board: Board, by: User) -> int:
    """A link to look by."""
    with writing():
        viewer_links.make(board, {"label": CANARY}, by, datetime.now(UTC))
        return viewer_links.links_of(board)[0].id


def _open_door(board: Board, by: User) -> None:
    """A code by which people join, which nobody here is given."""
    with writing():
        join_links.open_door(board, "day", by, datetime.now(UTC))


def _account(person: User) -> int:
    """An account by which somebody signs in."""
    moment = datetime.now(UTC)
    account = LinkedAccount(
        user_id=person.id, issuer="https://login.voorbeeld.example", subject=str(moment),
        linked_at=moment, used_at=moment,
    )  # fmt: skip
    with writing():
        db.session.add(account)
    return account.id


def _passkey(person: User) -> int:
    """A device that signs somebody in."""
    moment = datetime.now(UTC)
    passkey = Passkey(
        user_id=person.id, handle="x", credential=str(moment), public_key=b"", count=0,
        name="Telefoon", made_at=moment, used_at=moment,
    )  # fmt: skip
    with writing():
        db.session.add(passkey)
    return passkey.id


def _agreed(meeting: Meeting, card: Card, by: User, row: Row) -> dict[str, object]:
    """A meeting that goes along its cards, with something agreed and minutes that lie ready."""
    with meeting.board.turn():
        Walk.begin(meeting, [card], by)
        decision = Decision.make(meeting, CANARY, by)
        conclusion = Conclusion.draw(meeting, CANARY, by)
        made = {"decision": decision.id, "conclusion": conclusion.id, "edition": 1}
        if row.request == f"POST {MINUTES}":
            return made  # they are made by asking for them
        minutes = MinutesVersion.draft(meeting, minutes_draft.draft(meeting, None), by)
        if row.request == f"POST {MINUTES}/<int:edition>/correction":
            minutes.fix(by)
    return made | {"edition": minutes.number}


def _review(board: Board, card: Card, by: User, row: Row) -> dict[str, object]:
    """This month's review with a decision and an action that was discussed.

    Frozen where that is needed, with a correction where that is thrown away.
    """
    month = Month.of(board.today)
    latest = next(iter(Review.of(board, month)), None)
    with board.turn():
        if latest is not None and latest.is_frozen:
            review = corrections.begin(latest, CANARY, by)
        else:
            review = Review.concept(board, month, by)
        decided = review.decide(CANARY, by)
        review.remark(CANARY, by)
        Wish(Outcome.GO_ON, CANARY).carry_out(review, card, by)
        card.claim(by)
        if row.rule.endswith(("/correction", "/mail")):
            review.freeze(by)
        if row.rule.endswith("/correction/figures"):
            review.freeze(by)
            correction = corrections.begin(review, CANARY, by)
            corrections.count_anew(correction, by, anew=row.request.startswith("DELETE"))
        if row.request.startswith("DELETE") and row.rule.endswith("/correction"):
            corrections.begin(review, CANARY, by)
    return {"month": month, "resolved": decided.id, "figure": "open"}


def _holiday(board: Board, by: User) -> int:
    """A holiday; its name is a canary."""
    days = {"begins_on": "01-05-2027", "ends_on": "09-05-2027"}
    with board.turn():
        return holidays.add(board, {"name": CANARY, **days}, by).id


def _draft(board: Board, by: User) -> Import:
    table = read_text(f"Actie\n{CANARY} met alle docenten\n", today=board.today)
    reading = drafts.read(table, today=board.today)
    with writing():
        return drafts.draft(
            board, by, name=CANARY, reading=reading, meeting=None, at=datetime.now(UTC)
        )
