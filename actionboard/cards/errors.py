"""What can go wrong with a card, each by its name and with the way out."""

from __future__ import annotations

from actionboard.core.errors import Rejected
from actionboard.core.messages import N_


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
