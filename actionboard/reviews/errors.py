"""What a review refuses."""

from __future__ import annotations

from actionboard.core.errors import Rejected
from actionboard.core.messages import N_


class Frozen(Rejected):
    """A review that was frozen says what it says for good."""

    message = N_("Deze maandreview is vastgesteld. Verbeteren kan, als nieuwe versie.")
    status = 409


class NotFrozen(Rejected):
    """Only what was frozen is corrected by a new version."""

    message = N_("Deze maandreview is nog een concept: je kunt hem gewoon aanpassen.")
    status = 409


class CountedOn(Rejected):
    """A later review begins where this one ended; its figures must go on from there."""

    message = N_("Een latere maandreview telt verder vanaf deze cijfers. Daarom blijven ze staan.")
    status = 409


class NeedsQuestion(Rejected):
    """Who raises something at the national level says what is asked."""

    message = N_("Schrijf op wat je landelijk vraagt.")
    field = "question"


class AskedAlready(Rejected):
    """Nobody is asked how it goes more than once a week."""

    message = N_("%(who)s kreeg deze week al de vraag of het lukt. Volgende week kan het weer.")
    status = 409


class NobodyToAsk(Rejected):
    """There is no trekker to ask."""

    message = N_("Deze actie heeft geen trekker om het aan te vragen.")
