"""Why a press can't be taken back."""

from __future__ import annotations

from collections.abc import Sequence

from actionboard.accounts.models import User
from actionboard.boards.presses import Act
from actionboard.boards.verbs import Undo
from actionboard.core.database import db
from actionboard.core.errors import Rejected
from actionboard.core.i18n import ngettext, translate
from actionboard.core.messages import N_

MOST_NAMES = 3


class CannotUndo(Rejected):
    """What was done can't be taken back as it was done."""

    message = N_("Dit kan niet meer ongedaan: er is daarna iets anders mee gebeurd.")
    status = 409


class AlreadyUndone(CannotUndo):
    """It was taken back before."""

    message = N_("Dit is al ongedaan gemaakt.")


class ForGood(CannotUndo):
    """What its verb says can't be taken back; `briefly` is the reason in a few words."""

    message = N_("Dit kan niet ongedaan. %(reason)s")

    def __init__(self, undo: Undo) -> None:
        super().__init__()
        self.undo = undo

    @property
    def sentence(self) -> str:
        """With the reason that stood beside the button."""
        return translate(self.message, reason=translate(self.undo.refused))

    @property
    def briefly(self) -> str:
        """The reason in a few words."""
        return translate(self.undo.briefly)


class YouWentOn(CannotUndo):
    """Who did it changed the same since."""

    message = N_("Dit kan niet meer ongedaan: je ging er zelf mee verder.")


class ChangedSince(CannotUndo):
    """Others went on with it; `acts` is what they did, the first one first."""

    message = N_("Dit kan niet meer ongedaan: %(who)s ging ermee verder.")
    of_more = N_("Dit kan niet meer ongedaan: %(who)s gingen ermee verder.")

    def __init__(self, acts: Sequence[Act]) -> None:
        super().__init__()
        self.acts = acts

    @property
    def people(self) -> list[int | None]:
        """The ids of who went on with it, each once; None for who was not signed in."""
        return list(dict.fromkeys(act.by_id for act in self.acts))

    @property
    def sentence(self) -> str:
        """With the names of all who did."""
        found = (db.session.get(User, one) if one else None for one in self.people)
        names = [one.name if one else translate(N_("Iemand")) for one in found]
        return translate(self.of_more if len(names) > 1 else self.message, who=in_a_row(names))


class NotYourStep(Rejected):
    """Only one's own step can be taken back."""

    message = N_("Alleen wie dit deed, kan het ongedaan maken.")
    status = 403


def in_a_row(names: Sequence[str]) -> str:
    """Names as people say them: "Karin, Henk en Joris", "Karin, Henk en 4 anderen"."""
    first, rest = names[:MOST_NAMES], len(names) - MOST_NAMES
    if rest > 0:
        first, rest = names[: MOST_NAMES - 1], rest + 1
        last = ngettext("%(num)s ander", "%(num)s anderen", rest)
        return translate(N_("%(names)s en %(last)s"), names=", ".join(first), last=last)
    if len(first) < 2:
        return "".join(first)
    return translate(N_("%(names)s en %(last)s"), names=", ".join(first[:-1]), last=first[-1])
