"""The monthly reviews of Voorbeeldland: last month's, frozen; this month's, begun."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from actionboard.accounts.models import User
from actionboard.boards.models import Board
from actionboard.cards.models import Card
from actionboard.core.local_time import day_of
from actionboard.figures.periods import Month
from actionboard.reviews.agenda import Wish
from actionboard.reviews.agenda_items import Outcome
from actionboard.reviews.models import Review

LAST_MONTH = (
    "De eerste drie prioriteiten van flap 2B lopen. Aandacht voor de toegang tot Trajectplanner: "
    "zonder akkoord van ICT staat de proef stil.\n"
    "Dank aan iedereen die na de bijeenkomst meteen iets oppakte."
)
THIS_MONTH = (
    "Drie acties klaar, en de open dag leverde negen leerlingen op. Het rooster voor de gastlessen "
    "vraagt om hulp van de roostermaker."
)
DECIDED = (
    ("Van Pijp Installaties wordt gevraagd als bedrijf bij actie 2.", "marleen"),
    ("Actie 8 gaat als signaal naar SBB; wij trekken hem niet zelf.", "nadia"),
)
SETTLED = (  # last month, of each card that was stuck then
    (23, Wish(Outcome.GO_ON, "Ton regelt een zaterdag.")),
    (2, Wish(Outcome.GO_ON, "Zoë zoekt er een bedrijf bij.")),
    (
        12,
        Wish(
            Outcome.RAISE, "Nadia kaart het aan.",
            question="Mag de BPV-overeenkomst vanaf schooljaar 2027 alleen digitaal?",
            to="SBB, afdeling Leerbedrijven",
        ),
    ),
)  # fmt: skip
DECIDING = (("De roostermaker van ROC Voorbeeldland schuift in december aan.", "henk"),)
DISCUSSED = (
    (4, Outcome.GO_ON, "ICT heeft akkoord gegeven, de inlog volgt deze week."),
    (13, Outcome.GO_ON, "Antwoord van het marktsegment komt in januari."),
)


def freeze_last_month(board: Board, people: Mapping[str, User], at: datetime) -> None:
    """What the steering group read last month; `at` falls in that month."""
    marleen = people["marleen"]
    with board.turn(at=at):
        review = Review.concept(board, Month.of(day_of(at)), by=marleen)
        for text, who in DECIDED:
            review.decide(text, by=marleen, who=people[who])
        for number, wish in SETTLED:
            card = Card.find(board, number)
            if card is not None:
                wish.carry_out(review, card, marleen)
        review.remark(LAST_MONTH, by=marleen)
        review.freeze(by=marleen)


def begin_this_month(board: Board, people: Mapping[str, User], at: datetime, month: Month) -> None:
    """A concept: half of what is stuck was talked about, one decision stands."""
    marleen = people["marleen"]
    with board.turn(at=at):
        review = Review.concept(board, month, by=marleen)
        for number, outcome, said in DISCUSSED:
            card = Card.find(board, number)
            if card is not None:
                Wish(outcome, said).carry_out(review, card, marleen)
        for text, who in DECIDING:
            review.decide(text, by=marleen, who=people[who])
        review.remark(THIS_MONTH, by=marleen)
