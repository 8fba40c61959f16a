"""Who may do what: every route, for every role, on one's own board and on another.

A row says what a request needs; `outcome` turns that into what each role gets. The test walks every
cell against the real app, and fails on a route that has no row.
"""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from tests.pictures import sent_photo

ALLOWED, REFUSED, NOT_FOUND, SIGN_IN = "allowed", "403", "404", "sign in"


class Role(Enum):
    """As what somebody comes to a board; each is played by one of the cast."""

    NOBODY = None
    OUTSIDER = "buitenstaander"
    VIEWER = "zoe"
    MEMBER = "karin"
    FACILITATOR = "wim"
    COORDINATOR = "marleen"
    ADMIN = "admin"


class Need(Enum):
    """What a request needs; each but the first four is asked of the board in the address."""

    NOTHING = ()
    SECRET = "secret"  # a guessed one is not found; what a true one opens is told elsewhere
    MINE = "mine"  # somebody else's is not found
    SIGNED_IN = tuple(Role)[1:]
    ADMIN = (Role.ADMIN,)
    SEE = (Role.VIEWER, Role.MEMBER, Role.FACILITATOR, Role.COORDINATOR, Role.ADMIN)
    CHANGE = (Role.MEMBER, Role.FACILITATOR, Role.COORDINATOR, Role.ADMIN)
    FACILITATE = (Role.FACILITATOR, Role.COORDINATOR, Role.ADMIN)
    COORDINATE = (Role.COORDINATOR, Role.ADMIN)
    OWN = (Role.COORDINATOR,)  # only whoever did it: here always the board's coordinator
    # Asked of these alone: to everybody else what it is about isn't there.
    ANSWER = ("answer", Role.COORDINATOR, Role.ADMIN)
    TAKE_BACK = ("take back", Role.COORDINATOR)  # the other one is told who answered


class Row(NamedTuple):
    """One route and method: what it needs, and a form that would change something.

    In a form a tuple is a field that comes several times, a function makes what is sent.
    """

    request: str
    need: Need
    form: dict[str, object] = {}

    @property
    def method(self) -> str:
        return self.request.split(" ", 1)[0]

    @property
    def rule(self) -> str:
        return self.request.split(" ", 1)[1]

    @property
    def is_about_a_board(self) -> bool:
        return "<slug>" in self.rule


CARD = "/boards/<slug>/cards/<int:number>"
MEMBER = "/boards/<slug>/members/<int:person>"
LIST = "/boards/<slug>/imports/<int:number>"
MEETING = "/boards/<slug>/meetings/<int:meeting>"
PHOTO = f"{MEETING}/photos/<int:photo>"
EDITION = f"{MEETING}/minutes/<int:edition>"
PROPOSAL = "/organisations/<int:organisation>/proposals/<int:proposal>"
REVIEW = "/boards/<slug>/reviews/<month>"
PHONE = (
    "GET /m/<code>", "GET /m/<code>/screen", "GET /m/<code>/live", "POST /m/<code>/me",
    "POST /m/<code>/notes", "DELETE /m/<code>/notes/<int:note>", "POST /m/<code>/votes",
    "POST /m/<code>/claims", "DELETE /m/<code>/claims", "POST /m/<code>/claims/plan",
)  # fmt: skip
PLAN = {"held_on": "21-1-2027", "title": "Anders", "stickers": "2"}
PASTE = {"text": "Flap 1A\n- Blij", "flap": "1A", "sure": "1"}
SETTINGS = {"name": "Anders", "still_after": "9", "done_for": "9"}
HOLIDAY = {"name": "Herfst", "begins_on": "17-10-2026", "ends_on": "25-10-2026"}
THEME = {"name": "Nieuw {other}", "paint": "teal", "icon": "shapes"}
ORGANISATION = {"name": "Anders {other}", "short": "Anders", "kind": "school"}
INVITE = {"addresses": "nieuw{other}@voorbeeld.example", "role": "member"}
ROWS = (
    # Everybody's
    Row("GET /healthz", Need.NOTHING),
    Row("GET /metrics", Need.NOTHING),  # on the machine itself alone, see test_requests.py
    Row("GET /.well-known/security.txt", Need.NOTHING),
    Row("GET /static/<digest>/<path:name>", Need.NOTHING),
    Row("GET /sign-in", Need.NOTHING),
    Row("POST /sign-in", Need.NOTHING),
    Row("GET /sign-in/code", Need.NOTHING),
    Row("POST /sign-in/code", Need.NOTHING),
    Row("GET /sign-in/<link>", Need.NOTHING),
    Row("POST /sign-in/<link>", Need.NOTHING),
    Row("GET /sign-in/with/<provider>", Need.SECRET),  # there is none here
    Row("GET /sign-in/with/<provider>/back", Need.SECRET),
    Row("POST /sign-in/passkey/challenge", Need.NOTHING),
    Row("POST /sign-in/passkey", Need.NOTHING),
    Row("POST /sign-out", Need.NOTHING),
    Row("GET /privacy", Need.NOTHING),
    # Whoever holds the secret
    Row("GET /invitations/<secret>", Need.NOTHING),
    Row("POST /invitations/<secret>", Need.NOTHING),
    Row("GET /check-in/<secret>", Need.NOTHING),
    Row("GET /check-in/<secret>/<int:question>", Need.NOTHING),
    Row("POST /check-in/<secret>/<int:question>", Need.NOTHING),
    Row("DELETE /check-in/<secret>/<int:question>", Need.NOTHING),
    Row("GET /check-in/<secret>/mail", Need.NOTHING),
    Row("POST /check-in/<secret>/mail", Need.NOTHING),
    Row("GET /view/<secret>", Need.SECRET),
    Row("GET /view/<secret>/live", Need.SECRET),
    Row("GET /view/<secret>/poster.pdf", Need.SECRET),
    Row("GET /join/<code>", Need.NOTHING),
    Row("POST /join/<code>", Need.NOTHING),
    Row("GET /join", Need.NOTHING),
    Row("GET /m/worker.js", Need.NOTHING),
    # A phone in a meeting: whoever knows its code
    *(Row(f"{request}", Need.SECRET) for request in PHONE),
    Row("POST /preferences", Need.NOTHING),
    # One's own
    Row("GET /", Need.SIGNED_IN),
    Row("GET /me", Need.SIGNED_IN),
    Row("DELETE /me/devices", Need.SIGNED_IN),
    Row("DELETE /me/devices/<key>", Need.SIGNED_IN),
    Row("POST /me/passkeys/challenge", Need.SIGNED_IN),
    Row("POST /me/passkeys", Need.SIGNED_IN),
    Row("DELETE /me/passkeys/<int:passkey>", Need.MINE),
    Row("DELETE /me/accounts/<int:account>", Need.MINE),
    Row("GET /me/data", Need.SIGNED_IN),
    Row("GET /me/erase", Need.SIGNED_IN),
    Row("POST /me/erase", Need.SIGNED_IN, {"name": "Iemand anders"}),
    Row("GET /organisations", Need.SIGNED_IN),
    Row("GET /overview", Need.SIGNED_IN),
    # People and organisations: through a board that they share with the reader
    Row("GET /people/<int:person>", Need.SEE),
    Row("GET /organisations/<int:organisation>", Need.SEE),
    Row("GET /organisations/<int:organisation>/edit", Need.COORDINATE),
    Row("POST /organisations/<int:organisation>", Need.COORDINATE, ORGANISATION),
    Row(f"POST {PROPOSAL}", Need.ANSWER, {"accept": "1"}),
    Row(f"DELETE {PROPOSAL}/answer", Need.TAKE_BACK),
    # The administrator's
    Row("POST /boards", Need.ADMIN, {"name": "Een nieuw bord"}),
    # A board: looking
    Row("GET /boards/<slug>", Need.SEE),
    Row("GET /boards/<slug>/live", Need.SEE),
    Row("GET /boards/<slug>/history", Need.SEE),
    Row("GET /boards/<slug>/dropped", Need.SEE),
    Row("GET /boards/<slug>/past", Need.SEE),
    Row(f"GET {CARD}", Need.SEE),
    # A board on paper
    Row("GET /boards/<slug>/paper", Need.SEE),
    Row("GET /boards/<slug>/paper/poster.pdf", Need.SEE),
    Row("GET /boards/<slug>/paper/poster.png", Need.SEE),
    Row("GET /boards/<slug>/paper/cards.pdf", Need.SEE),
    Row("GET /boards/<slug>/paper/cards.png", Need.SEE),
    Row(f"GET {CARD}/paper.pdf", Need.SEE),
    Row(f"GET {MEETING}/flaps.pdf", Need.SEE),
    Row("GET /boards/<slug>/paper/cards.xlsx", Need.COORDINATE),
    Row("GET /boards/<slug>/paper/cards.csv", Need.COORDINATE),
    # Questions about a card: whoever sees it may read them, answering is the next part
    Row("GET /boards/<slug>/cards/new", Need.SEE),
    Row(f"GET {CARD}/edit", Need.SEE),
    Row(f"GET {CARD}/place", Need.SEE),
    Row(f"GET {CARD}/date", Need.SEE),
    Row(f"GET {CARD}/result", Need.SEE),
    Row(f"GET {CARD}/drop", Need.SEE),
    Row(f"GET {CARD}/nominate", Need.SEE),
    Row(f"GET {CARD}/help", Need.SEE),
    Row(f"GET {CARD}/plan", Need.SEE),
    Row(f"GET {CARD}/raising", Need.SEE),
    Row(f"GET {CARD}/check-in", Need.SEE),
    # A board: changing
    Row("POST /boards/<slug>/cards", Need.CHANGE, {"title": "Nieuw", "level": "local"}),
    Row(f"POST {CARD}", Need.CHANGE, {"title": "Anders", "level": "local"}),
    Row(f"POST {CARD}/place", Need.CHANGE, {"stage": "doing", "level": "local"}),
    Row(f"POST {CARD}/date", Need.CHANGE, {"due": "wk 48"}),
    Row(f"POST {CARD}/result", Need.CHANGE, {"result": "Gelukt"}),
    Row(f"POST {CARD}/drop", Need.CHANGE, {"reason": "Nu niet"}),
    Row(f"POST {CARD}/restore", Need.CHANGE),
    Row(f"POST {CARD}/merge", Need.CHANGE, {"into": "{other}"}),
    Row(f"POST {CARD}/claim", Need.CHANGE),
    Row(f"DELETE {CARD}/claim", Need.COORDINATE),  # led by a member who isn't asked here
    Row(f"POST {CARD}/join", Need.CHANGE),
    Row(f"DELETE {CARD}/join", Need.CHANGE),
    Row(f"POST {CARD}/nominate", Need.CHANGE, {"person": "{person}"}),
    Row(f"POST {CARD}/accept", Need.CHANGE),
    Row(f"POST {CARD}/decline", Need.CHANGE),
    Row(f"POST {CARD}/help", Need.CHANGE, {"reason": "Vast"}),
    Row(f"DELETE {CARD}/help", Need.CHANGE),
    Row(f"POST {CARD}/raising", Need.CHANGE, {"question": "Mag dit?", "to": "SBB"}),
    Row(f"POST {CARD}/check-in", Need.CHANGE, {"line": "Gaat goed"}),
    Row(f"POST {CARD}/comments", Need.CHANGE, {"body": "Mooi"}),
    Row(f"DELETE {CARD}/comments/<int:part>", Need.COORDINATE),  # somebody else's
    Row(f"POST {CARD}/steps", Need.CHANGE, {"body": "Bellen"}),
    Row(f"POST {CARD}/steps/<int:part>", Need.CHANGE, {"done": "1"}),
    Row(f"DELETE {CARD}/steps/<int:part>", Need.CHANGE),
    Row(f"POST {CARD}/questions/<kind>", Need.CHANGE),
    Row("POST /boards/<slug>/activities/<int:version>/undo", Need.OWN),
    # A list of flap 2B
    Row("GET /boards/<slug>/import", Need.FACILITATE),
    Row("POST /boards/<slug>/import", Need.FACILITATE, {"text": "Gastlessen plannen"}),
    Row(f"GET {LIST}", Need.FACILITATE),
    Row(f"POST {LIST}", Need.FACILITATE, {"title-{row}": "Anders"}),
    Row(f"DELETE {LIST}", Need.FACILITATE),
    Row(f"POST {LIST}/rows/<int:row>", Need.FACILITATE, {"title-{row}": "Anders"}),
    Row(f"POST {LIST}/cards", Need.FACILITATE),
    Row(f"DELETE {LIST}/cards", Need.FACILITATE),
    # A meeting
    Row("GET /boards/<slug>/meetings", Need.SEE),
    Row("POST /boards/<slug>/meetings", Need.FACILITATE, PLAN),
    Row(f"GET {MEETING}", Need.SEE),
    Row(f"POST {MEETING}", Need.FACILITATE, PLAN),
    Row(f"DELETE {MEETING}", Need.FACILITATE),
    Row(f"GET {MEETING}/edit", Need.FACILITATE),
    # Its wall
    Row(f"GET {MEETING}/wall", Need.SEE),
    Row(f"GET {MEETING}/live", Need.SEE),
    Row(f"POST {MEETING}/phase", Need.FACILITATE, {"phase": "bundle"}),
    Row(f"POST {MEETING}/timer", Need.FACILITATE, {"minutes": "5"}),
    Row(f"GET {MEETING}/flaps/<flap>", Need.SEE),
    Row(f"POST {MEETING}/flaps/<flap>/notes", Need.FACILITATE, {"lines": "Bellen"}),
    Row(f"POST {MEETING}/flaps/<flap>/closing", Need.FACILITATE),
    Row(f"DELETE {MEETING}/flaps/<flap>/closing", Need.FACILITATE),
    Row(f"POST {MEETING}/bundles", Need.FACILITATE, {"note": ("{note}", "{second}")}),
    Row(f"DELETE {MEETING}/bundles", Need.FACILITATE, {"note": "{note}"}),
    Row(f"POST {MEETING}/themes", Need.FACILITATE, {"note": "{note}", "theme": "{theme}"}),
    Row(f"POST {MEETING}/inbox", Need.FACILITATE, {"note": "{note}"}),
    Row(f"DELETE {MEETING}/inbox", Need.FACILITATE),
    Row(f"DELETE {MEETING}/notes", Need.FACILITATE, {"note": "{note}"}),
    Row(f"POST {MEETING}/votes/closing", Need.FACILITATE),
    Row(f"POST {MEETING}/rehearsal", Need.FACILITATE),
    Row(f"DELETE {MEETING}/rehearsal", Need.FACILITATE),
    Row(f"POST {MEETING}/cards", Need.FACILITATE, {"note": "{note}"}),
    Row(f"POST {MEETING}/spot", Need.FACILITATE, {"card": "{number}"}),
    Row(f"DELETE {MEETING}/spot", Need.FACILITATE),
    Row(f"POST {MEETING}/cards/<int:number>/plan", Need.FACILITATE, {"due": "wk 48"}),
    Row(f"DELETE {MEETING}/votes/late", Need.FACILITATE),
    Row(f"POST {MEETING}/votes/late", Need.FACILITATE),
    Row(f"DELETE {MEETING}/votes/closing", Need.FACILITATE),
    Row(f"POST {MEETING}/votes/hands", Need.FACILITATE, {"hands-{note}": "2"}),
    Row(f"POST {MEETING}/flaps/<flap>/photos", Need.FACILITATE, {"photo": sent_photo}),
    Row(f"GET {PHOTO}", Need.FACILITATE),
    Row(f"POST {PHOTO}", Need.FACILITATE, {"left": "10"}),
    Row(f"DELETE {PHOTO}", Need.FACILITATE),
    Row(f"GET {PHOTO}/picture", Need.SEE),
    Row(f"GET {PHOTO}/whole", Need.FACILITATE),
    Row(f"GET {MEETING}/paste", Need.FACILITATE),
    Row(f"POST {MEETING}/paste", Need.FACILITATE, PASTE),
    # Its table: since last time, along the cards, what is agreed, the minutes
    Row(f"GET {MEETING}/since", Need.SEE),
    Row(f"GET {MEETING}/walk", Need.SEE),
    Row(f"GET {MEETING}/walk/presenter", Need.FACILITATE),
    Row(f"GET {MEETING}/cards/<int:number>/going", Need.FACILITATE),
    Row(f"POST {MEETING}/walk", Need.FACILITATE, {"card": "{other}"}),
    Row(f"DELETE {MEETING}/walk", Need.FACILITATE),
    Row(f"POST {MEETING}/walk/card", Need.FACILITATE, {"card": "{other}"}),
    Row(f"POST {MEETING}/walk/list", Need.FACILITATE, {"card": "{other}"}),
    Row(f"POST {MEETING}/walk/clock", Need.FACILITATE, {"do": "more"}),
    Row(f"POST {MEETING}/cards/<int:number>/going", Need.FACILITATE),
    Row(f"GET {MEETING}/agreed", Need.SEE),
    Row(f"POST {MEETING}/decisions", Need.FACILITATE, {"body": "Bellen"}),
    Row(f"GET {MEETING}/decisions/<int:decision>", Need.FACILITATE),
    Row(f"POST {MEETING}/decisions/<int:decision>", Need.FACILITATE, {"body": "Bellen"}),
    Row(f"DELETE {MEETING}/decisions/<int:decision>", Need.FACILITATE),
    Row(f"POST {MEETING}/conclusions", Need.FACILITATE, {"body": "Samen"}),
    Row(f"GET {MEETING}/conclusions/<int:conclusion>", Need.FACILITATE),
    Row(f"POST {MEETING}/conclusions/<int:conclusion>", Need.FACILITATE, {"body": "Samen"}),
    Row(f"DELETE {MEETING}/conclusions/<int:conclusion>", Need.FACILITATE),
    Row(f"GET {MEETING}/minutes", Need.SEE),
    Row(f"POST {MEETING}/minutes", Need.FACILITATE),
    Row(f"GET {EDITION}.pdf", Need.FACILITATE),  # here a draft; what was fixed is everybody's
    Row(f"POST {EDITION}", Need.FACILITATE, {"opening": "Anders"}),
    Row(f"DELETE {EDITION}", Need.FACILITATE),
    Row(f"GET {EDITION}/send", Need.FACILITATE),
    Row(f"POST {EDITION}/send", Need.FACILITATE),
    Row(f"POST {EDITION}/correction", Need.FACILITATE),
    # The monthly review
    Row("GET /boards/<slug>/reviews", Need.SEE),
    Row("GET /boards/<slug>/reviews/period", Need.CHANGE),
    Row(f"GET {REVIEW}", Need.SEE),
    Row(f"GET {REVIEW}/figures/<figure>", Need.CHANGE),
    Row(f"GET {REVIEW}/review.pdf", Need.SEE),
    Row(f"GET {REVIEW}/figures.xlsx", Need.CHANGE),
    Row(f"GET {REVIEW}/figures.csv", Need.CHANGE),
    Row(f"POST {REVIEW}/remarks", Need.COORDINATE, {"remarks": "Goed"}),
    Row(f"POST {REVIEW}/decisions", Need.COORDINATE, {"decision": "Bellen"}),
    Row(f"DELETE {REVIEW}/decisions/<int:resolved>", Need.COORDINATE),
    Row(f"GET {REVIEW}/freeze", Need.COORDINATE),
    Row(f"POST {REVIEW}/freeze", Need.COORDINATE),
    Row(f"GET {REVIEW}/correction", Need.COORDINATE),
    Row(f"POST {REVIEW}/correction", Need.COORDINATE, {"why": "Fout"}),
    Row(f"DELETE {REVIEW}/correction", Need.COORDINATE),
    Row(f"POST {REVIEW}/correction/figures", Need.COORDINATE),
    Row(f"DELETE {REVIEW}/correction/figures", Need.COORDINATE),
    Row(f"GET {REVIEW}/mail", Need.COORDINATE),
    Row(f"POST {REVIEW}/mail", Need.COORDINATE, {"addresses": "els@voorbeeld.example"}),
    Row(f"GET {REVIEW}/agenda", Need.CHANGE),
    Row(f"GET {REVIEW}/agenda/<int:number>", Need.CHANGE),
    Row(f"POST {REVIEW}/agenda/<int:number>", Need.COORDINATE, {"outcome": "go_on"}),
    Row(f"DELETE {REVIEW}/agenda/<int:number>", Need.COORDINATE),
    Row(f"POST {REVIEW}/agenda/<int:number>/question", Need.COORDINATE),
    Row("GET /view/<secret>/reviews", Need.SECRET),
    Row("GET /view/<secret>/reviews/<month>", Need.SECRET),
    Row("GET /view/<secret>/reviews/<month>/review.pdf", Need.SECRET),
    # Managing a board
    Row("GET /boards/<slug>/members", Need.FACILITATE),
    Row(f"POST {MEMBER}", Need.COORDINATE, {"role": "coordinator"}),
    Row(f"GET {MEMBER}/remove", Need.COORDINATE),
    Row(f"DELETE {MEMBER}", Need.COORDINATE),
    Row("POST /boards/<slug>/invitations", Need.FACILITATE, INVITE),
    Row("POST /boards/<slug>/invitations/<int:invitation>", Need.FACILITATE),
    Row("DELETE /boards/<slug>/invitations/<int:invitation>", Need.FACILITATE),
    Row("GET /boards/<slug>/join-link", Need.FACILITATE),
    Row("POST /boards/<slug>/join-link", Need.FACILITATE, {"for": "day"}),
    Row("DELETE /boards/<slug>/join-link", Need.FACILITATE),
    Row("POST /boards/<slug>/viewer-links", Need.COORDINATE, {"label": "Stuurgroep"}),
    Row("DELETE /boards/<slug>/viewer-links/<int:link>", Need.COORDINATE),
    Row("GET /boards/<slug>/audit", Need.COORDINATE),
    Row("GET /boards/<slug>/check-ins", Need.COORDINATE),
    Row("POST /boards/<slug>/check-ins", Need.COORDINATE),
    Row("GET /boards/<slug>/settings", Need.COORDINATE),
    Row("POST /boards/<slug>/settings", Need.COORDINATE, SETTINGS),
    Row("POST /boards/<slug>/holidays", Need.COORDINATE, HOLIDAY),
    Row("POST /boards/<slug>/holidays/<int:holiday>", Need.COORDINATE, HOLIDAY),
    Row("DELETE /boards/<slug>/holidays/<int:holiday>", Need.COORDINATE),
    Row("POST /boards/<slug>/themes", Need.COORDINATE, THEME),
    Row("POST /boards/<slug>/themes/<int:theme>", Need.COORDINATE, {"move": "down"}),
    Row("DELETE /boards/<slug>/themes/<int:theme>", Need.COORDINATE),
)


def outcome(row: Row, role: Role, *, own: bool) -> str:
    """What somebody gets who comes in this role, on their own board or on another one.

    The outsider has a board of their own, which they coordinate; to it the others are outsiders.
    """
    if row.need is Need.NOTHING:
        return ALLOWED
    if row.need is Need.SECRET:
        return NOT_FOUND
    if role is Role.NOBODY:
        return SIGN_IN
    if row.need is Need.MINE:
        return NOT_FOUND
    if row.need in (Need.SIGNED_IN, Need.ADMIN):
        return ALLOWED if role in row.need.value else REFUSED
    if not own and role is not Role.ADMIN:
        return NOT_FOUND
    acts_as = Role.COORDINATOR if role is Role.OUTSIDER else role
    if row.need in (Need.ANSWER, Need.TAKE_BACK) and acts_as not in Need.ANSWER.value:
        return NOT_FOUND
    if acts_as in row.need.value:
        return ALLOWED
    return REFUSED
