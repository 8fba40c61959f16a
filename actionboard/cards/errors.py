"""What can go wrong with a card, each by its name and with the way out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from actionboard.errors import Rejected
from actionboard.sentences import N_

if TYPE_CHECKING:
    from actionboard.cards.models import Card


class NeedsPlan(Rejected):
    """Planned means that somebody promised it, and by when."""

    message = N_(
        "Gepland vraagt om een trekker en een datum. Vul ze hier in, dan gaat de actie mee."
    )
    ask = "plan"
    field = "due"


class NeedsResult(Rejected):
    """Done means that somebody can say what came of it."""

    message = N_("Wat heeft het opgeleverd? Schrijf één zin, of kies Later invullen.")
    ask = "result"
    field = "result"


class NeedsLevel(Rejected):
    """The lane without a level is for post-its that nobody gave one."""

    message = N_("Kies een niveau: landelijk, regionaal of school-bedrijf.")
    field = "level"


class NeedsReason(Rejected):
    """A respectable end says why."""

    message = N_("Schrijf in één zin waarom we dit niet doen.")
    ask = "drop"
    field = "reason"


class Unfit(Rejected):
    """A text that can't be kept; the sentence stands at its field."""

    def __init__(self, field: str, **values: Any) -> None:
        super().__init__(None, **values)
        self.at_field = field


class NeedsWords(Unfit):
    """A text that must not be empty."""

    message = N_("Schrijf eerst iets op.")


class TooLong(Unfit):
    """A text that no longer fits on a card."""

    message = N_("Dit is te lang: hooguit %(most)s tekens, je hebt er %(typed)s.")


class TakenBack(Rejected):
    """A card that was put on the board and taken back, while somebody still looks at it."""

    message = N_("Actie %(number)s is er niet meer: wie haar op het bord zette, nam dat terug.")
    status = 410


class AlreadyClaimed(Rejected):
    """Somebody else was first."""

    message = N_("%(who)s was je net voor en trekt actie %(number)s nu.")
    status = 409


class SeatTaken(Rejected):
    """The other seat has been taken in the meantime."""

    message = N_("%(who)s doet al mee met actie %(number)s, namens dezelfde kant.")
    status = 409


class NotYours(Rejected):
    """Only the one who promised can give it back, or the coordinator."""

    message = N_(
        "Alleen %(who)s of de coördinator kan dit. Vraag het even, of schrijf een reactie."
    )
    status = 403


class NotNominated(Rejected):
    """Only the person who was asked can say yes or no."""

    message = N_("Deze vraag staat niet meer open voor jou.")
    status = 409


class OffTheBoard(Rejected):
    """The card was taken off the board."""

    message = N_(
        "Actie %(number)s staat niet meer op het bord. Haal haar eerst terug bij Doen we niet."
    )
    status = 409


class SameCard(Rejected):
    """A card can't be folded into itself."""

    message = N_("Dit is dezelfde actie. Kies de andere waarmee je haar wilt samenvoegen.")


class Stale(Rejected):
    """Somebody else changed the same thing since this person last saw it.

    `versions` holds what each field says now and what this person typed, to be shown side by side.
    """

    versions: list[tuple[str, str, str, str]]  # field, label, theirs, mine

    message = N_("Niet opgeslagen: %(who)s wijzigde actie %(number)s net.")
    status = 409

    def __init__(self, card: Card | None = None, **values: Any) -> None:
        super().__init__(card, **values)
        self.versions = []
