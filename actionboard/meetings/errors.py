"""What can go wrong in a meeting, each by its name and with the way out."""

from __future__ import annotations

from actionboard.core.errors import Rejected
from actionboard.core.messages import N_


class NotInThisStep(Rejected):
    """The meeting is at another step."""

    message = N_("De bijeenkomst is nu bij “%(step)s”. Ga eerst naar de juiste stap.")
    status = 409


class TimerRuns(Rejected):
    """The clock stands otherwise than the page showed."""

    message = N_("De klok staat al anders. Kijk nog eens en probeer het opnieuw.")
    status = 409


class MeetingClosed(Rejected):
    """Nothing more is written down."""

    message = N_("De bijeenkomst is afgesloten. Vertel je idee aan de facilitator.")
    status = 409


class NoFlap(Rejected):
    """A flap that this meeting doesn't have."""

    message = N_("Kies eerst een flap.")
    field = "flap"


class EnoughNotes(Rejected):
    """More than anybody means to write."""

    message = N_("Je hebt al heel veel post-its geplakt. Haal er eerst een weg.")
    status = 429


class NothingChosen(Rejected):
    """A button for chosen notes was pressed without any."""

    message = N_("Kies eerst een of meer post-its.")


class NeedsTwo(Rejected):
    """Putting one note together with nothing."""

    message = N_("Kies minstens twee post-its om samen te voegen.")


class OtherFlaps(Rejected):
    """Notes of different flaps say different things."""

    message = N_("Deze post-its hangen op verschillende flappen. Kies er van één flap.")


class OnTheBoardNow(Rejected):
    """A note that became an action stays as it is."""

    message = N_("“%(words)s” staat al op het bord. Verander daar de actie.")
    status = 409


class NoStickersLeft(Rejected):
    """One person, one set."""

    message = N_("Je hebt %(most)s stickers. Haal er eerst een weg.")


class PollClosed(Rejected):
    """The vote is over."""

    message = N_("De stemming is gesloten. Je stem van daarvoor telt mee.")
    status = 409


class NotOnShow(Rejected):
    """The round went on to the next action."""

    message = N_("De ronde is al een actie verder. Kijk naar het scherm.")
    status = 409


class NotEmpty(Rejected):
    """A rehearsal begins with empty flaps."""

    message = N_("Er hangen al post-its. Oefenen kan alleen met lege flappen.")
    status = 409


class NotRehearsing(Rejected):
    """Only a rehearsal is cleared away."""

    message = N_("Dit is geen oefening; er wordt niets weggehaald.")
    status = 409


class EnoughPhotos(Rejected):
    """A flap needs a few."""

    message = N_("Er hangen al %(most)s foto’s bij deze flap. Haal er eerst een weg.")
    field = "photo"
