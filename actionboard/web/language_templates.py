"""Templates, compiled once for each language with their sentences in place.

A board's page says some hundred sentences. Each is looked up when the template is compiled, and is
as cheap from then on as any other text in it.
"""

from __future__ import annotations

from typing import Any

from flask.templating import Environment
from jinja2 import nodes
from jinja2.environment import create_cache
from jinja2.visitor import NodeTransformer

from actionboard.core.i18n import gettext, language

SHELF = 400  # templates that are kept for each language


class Tongues(Environment):
    """Flask's templates, each compiled for the language in which it is asked for."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        self._shelves: dict[str, Any] = {}
        super().__init__(*arguments, **options)

    @property
    def cache(self) -> Any:
        """The templates that were compiled for the language that is spoken now."""
        spoken = language()
        if spoken not in self._shelves:
            self._shelves[spoken] = create_cache(SHELF)
        return self._shelves[spoken]

    @cache.setter
    def cache(self, one_for_all: Any) -> None:
        """Jinja brings one for all languages; there is no use for it."""

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        template: nodes.Template = Sayer().visit(super()._parse(source, name, filename))
        return template


class Sayer(NodeTransformer):
    """Puts what a sentence says where `_("…")` stands; one with places to fill stays a call."""

    def visit_Call(self, call: nodes.Call) -> nodes.Node:  # noqa: N802  # Jinja's name
        self.generic_visit(call)
        match call:
            case nodes.Call(
                node=nodes.Name(name="_"), args=[nodes.Const(value=str(said))], kwargs=[]
            ):
                sentence = nodes.Const(gettext(said) % {}, lineno=call.lineno)
                return nodes.MarkSafeIfAutoescape(sentence, lineno=call.lineno)
        return call
