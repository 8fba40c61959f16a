"""Errors as people see them: a sentence that says what to do next, and nothing lost."""

from __future__ import annotations

from flask import Flask, g, render_template
from werkzeug.exceptions import HTTPException
from werkzeug.sansio.response import Response

from actionboard.core.errors import Rejected
from actionboard.core.messages import N_
from actionboard.web.request_guards import htmx

SENTENCES = {
    403: N_("Dit mag je hier niet doen. Vraag het aan de coördinator van het bord."),
    404: N_("Deze pagina is er niet, of je hebt er geen toegang toe. Ga terug naar je borden."),
    405: N_("Zo werkt deze pagina niet. Ga terug en probeer het met de knop op het scherm."),
    410: N_("Deze link werkt niet meer. Vraag een nieuwe aan."),
    413: N_("Dit bestand is te groot: hooguit 5 MB. Sla het op als CSV en probeer het opnieuw."),
    500: N_("Hier ging iets mis, en dat ligt aan ons. Probeer het over een minuut nog eens."),
}


def init_app(app: Flask) -> None:
    """Show an error page for every HTTP error and refusal; to htmx, a toast."""
    app.register_error_handler(HTTPException, show)
    app.register_error_handler(Rejected, rejected)


def show(error: HTTPException) -> Response | tuple[str, int]:
    """The page or toast for an error."""
    if error.response is not None:
        return error.response
    status = error.code or 500
    sentence = SENTENCES.get(status, SENTENCES[404] if status < 500 else SENTENCES[500])
    return _told(sentence, status)


def rejected(refusal: Rejected) -> tuple[str, int]:
    """The page or toast for what can't be looked at, or not be changed by this person."""
    return _told(refusal.sentence, refusal.status)


def _told(sentence: str, status: int) -> tuple[str, int]:
    template = "_toast.html" if htmx else "error.html"
    board = g.entered[0] if "entered" in g else None
    around = {"board": board, "status": status, "sentence": sentence, "conflict": True}
    return render_template(template, **around), status
