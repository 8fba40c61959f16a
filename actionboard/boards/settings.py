"""What can be set about a board: its name, its days, its rhythm, and its themes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from actionboard.accounts.audit_log import AuditVerb, audit
from actionboard.accounts.models import User
from actionboard.boards.meeting_rhythm import Rhythm
from actionboard.boards.models import Board
from actionboard.boards.verbs import HALF_TOLD, Tells, Verb
from actionboard.core.errors import Invalid
from actionboard.core.form_fields import read_day, read_days, read_name
from actionboard.core.messages import N_

RENAMED = Verb(
    "board.renamed",
    says=N_("%(who)s veranderde een naam"),
    tells=Tells.COORDINATORS,
    undo=HALF_TOLD,
)
RENAMED_AUDITED = AuditVerb(RENAMED.name, says=N_("%(who)s gaf het bord een andere naam"))
SET_UP = Verb(
    "board.set_up",
    says=N_("%(who)s veranderde de instellingen van het bord"),
    tells=Tells.COORDINATORS,
)
SET_UP_AUDITED = AuditVerb(SET_UP.name, says=N_("%(who)s veranderde de instellingen van het bord"))


def read_rhythm(form: Mapping[str, str]) -> Rhythm:
    """How often people mean to meet. Raises Invalid."""
    try:
        return Rhythm(form.get("rhythm", Rhythm.NONE))
    except ValueError:
        raise Invalid("rhythm", N_("Kies hoe vaak jullie bij elkaar komen.")) from None


def read_next(form: Mapping[str, str], today: date) -> date | None:
    """When they meet next, None while nobody knows. Raises Invalid."""
    return read_day(form.get("meets_on", "")[:40], today, field="meets_on")


def change_settings(board: Board, form: Mapping[str, str], by: User) -> None:
    """Keep a board's name, days and rhythm; in its turn. Raises Invalid."""
    name, still_after = read_name(form, most=120), read_days(form, "still_after")
    done_for = read_days(form, "done_for")
    rhythm, meets_on = read_rhythm(form), read_next(form, board.today)
    if name != board.name:
        board.reword("name", name, by, board)
        board.record_setup(RENAMED, [board], by)
        audit(RENAMED_AUDITED, by, board.moment, board=board)
    settings = (still_after, done_for, rhythm, meets_on)
    if settings != (board.still_after, board.done_for, board.rhythm, board.meets_on):
        board.still_after, board.done_for, board.rhythm, board.meets_on = settings
        board.record_setup(SET_UP, [board], by)
        audit(SET_UP_AUDITED, by, board.moment, board=board, still_after=still_after,
              done_for=done_for, rhythm=rhythm.value)  # fmt: skip
