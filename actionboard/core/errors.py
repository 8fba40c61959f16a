"""What can be refused, each by its name and with the way out."""

from __future__ import annotations

from typing import Any, ClassVar

from actionboard.core.i18n import translate
from actionboard.core.messages import N_, Name


class Rejected(Exception):
    """A change that can't be made now; says in the reader's language what to do next.

    `status` is the HTTP answer, `ask` the question that would make the change possible (the name
    of a template in templates/cards), `field` the form field that the sentence belongs to.
    """

    message: ClassVar[str] = N_("Dit kan nu niet. Laad de pagina opnieuw en probeer het nog eens.")
    status: ClassVar[int] = 422
    ask: ClassVar[str | None] = None
    field: ClassVar[str | None] = None

    def __init__(self, about: object = None, **values: Any) -> None:
        self.about = about
        self.values = values
        self.at_field: str | None = self.field
        super().__init__(self.message)

    @property
    def sentence(self) -> str:
        """The refusal in the reader's language."""
        return translate(self.message, **self.values)

    def __str__(self) -> str:
        return self.sentence


class Invalid(Rejected):
    """A field that can't be read; the sentence stands at the field."""

    at_field: str

    def __init__(self, field: str, message: str, **values: Any) -> None:
        super().__init__(None, **values)
        self.at_field = field
        self.text = message

    @property
    def sentence(self) -> str:
        """What to type instead."""
        values = {
            name: translate(value) if isinstance(value, Name) else value
            for name, value in self.values.items()
        }
        return translate(self.text, **values)


class NotAllowed(Rejected):
    """Somebody's role doesn't reach this far."""

    message = N_("Dit kan alleen iemand met een andere rol op dit bord. Vraag je coördinator.")
    status = 403
