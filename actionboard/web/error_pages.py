"""Errors as people see them: a sentence that says what to do next, and nothing lost."""

from __future__ import annotations

from flask import Flask, render_template
from werkzeug.exceptions import HTTPException
from werkzeug.sansio.response import Response

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
    """Show an error page for every HTTP error; to htmx, a toast."""
    app.register_error_handler(HTTPException, show)


def show(error: HTTPException) -> Response | tuple[str, int]:
    """The page or toast for an error."""
    if error.response is not None:
        return error.response
    status = error.code or 500
    sentence = SENTENCES.get(status, SENTENCES[404] if status < 500 else SENTENCES[500])
    template = "_toast.html" if htmx else "error.html"
    return render_template(template, status=status, sentence=sentence, conflict=True), status
