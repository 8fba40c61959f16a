"""What can be refused at the door, each with the way in that is left."""

from __future__ import annotations

from actionboard.core.errors import Rejected
from actionboard.core.messages import N_


class AskedTooSoon(Rejected):
    """This browser asked a moment ago."""

    message = N_(
        "Er is net een mail gestuurd. Kijk ook bij ongewenste mail. "
        "Over %(seconds)s seconden kun je een nieuwe vragen."
    )
    status = 429


class AskedTooOften(Rejected):
    """So many mails went to this address that one of them must be there."""

    message = N_(
        "Naar dit adres zijn net al een paar mails gestuurd. Gebruik de knop in de nieuwste, "
        "of vraag om %(time)s een nieuwe."
    )
    status = 429


class SourceTooBusy(Rejected):
    """Too much was asked from one place."""

    message = N_(
        "Vanaf deze plek is heel vaak om een code gevraagd. Probeer het om %(time)s nog eens, "
        "of gebruik een ander netwerk."
    )
    status = 429


class WrongCode(Rejected):
    """Not the code, with tries left."""

    message = N_("Die code klopt niet. Neem de cijfers over uit de nieuwste mail.")
    field = "code"


class CodeUsedUp(Rejected):
    """Too late, used, or tried too often."""

    message = N_("Deze code werkt niet meer. Vraag hieronder een nieuwe mail.")
    status = 410
    field = "code"


class ProviderAway(Rejected):
    """The provider of accounts didn't answer in time."""

    message = N_("%(who)s antwoordt nu niet. Probeer het straks nog eens, of vraag hier een code.")
    status = 502


class ProviderRefused(Rejected):
    """The provider let nobody through, or somebody pressed cancel there."""

    message = N_(
        "Inloggen bij %(who)s is niet gelukt. Probeer het nog eens, of vraag hier een code."
    )
    status = 403


class ProviderWrong(Rejected):
    """What the provider said can't be trusted."""

    message = N_(
        "Het antwoord van %(who)s klopt niet, dus je bent niet ingelogd. Vraag hier een code, "
        "en meld dit aan je coördinator."
    )
    status = 502


class NotBegunHere(Rejected):
    """Too late, a second time, or begun in another browser."""

    message = N_("Dit duurde te lang, of het begon in een andere browser. Begin hier opnieuw.")
    status = 410


class NoAddress(Rejected):
    """Nobody can be asked whether this account is theirs."""

    message = N_(
        "%(who)s geeft geen mailadres door. Log in met een code, en koppel je account daarna op je "
        "eigen pagina."
    )


class PasskeyFailed(Rejected):
    """Not the key, too late, taken off, or not what a device of ours says."""

    message = N_("Dat lukte niet. Probeer het nog eens, of gebruik een ander apparaat.")


class TooManyPasskeys(Rejected):
    """More than anybody has devices."""

    message = N_("Meer dan %(most)s apparaten kan niet. Haal er eerst een weg.")
    status = 409


class LinkedElsewhere(Rejected):
    """One account is one person's."""

    message = N_("Dit account is al gekoppeld aan iemand anders. Vraag je coördinator om hulp.")
    status = 409
