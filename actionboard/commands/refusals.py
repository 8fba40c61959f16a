"""How a command refuses: one sentence on stderr that says why, without the usage."""

from __future__ import annotations

from typing import IO, Any, NoReturn

import click


class Stop(click.ClickException):
    """This cannot go on; one sentence says why."""

    def show(self, file: IO[Any] | None = None) -> None:
        click.echo(self.message, err=True)


class Refused(Stop):
    """What was asked for isn't there, or can't be read: nothing was changed."""

    exit_code = 2


class WrongOption(Refused):
    """An option that isn't there, or that can't have this value."""


class OneSentence(click.Command):
    """A command that answers a wrong option with one sentence."""

    def parse_args(self, context: click.Context, arguments: list[str]) -> list[str]:
        try:
            return super().parse_args(context, arguments)
        except click.UsageError as error:
            raise WrongOption(what_is_wrong(error)) from None


def what_is_wrong(error: click.UsageError) -> str:
    """click's refusal in our words."""
    help_ = "Alle opties staan in bin/run --help."
    match error:
        case click.NoSuchOption(possibilities=[str() as near, *_]):
            return f"De optie {error.option_name} bestaat niet; bedoel je {near}? {help_}"
        case click.NoSuchOption():
            return f"De optie {error.option_name} bestaat niet. {help_}"
        case click.BadParameter(param=click.Option(type=click.IntRange(min=low, max=high))):
            option = error.param.opts[0] if error.param else ""
            return f"Bij {option} hoort een getal van {low} tot en met {high}."
        case click.BadOptionUsage():
            return f"Achter {error.option_name} ontbreekt een waarde, of er staat er een te veel."
    return f"Losse woorden begrijpt bin/run niet, alleen opties. {help_}"


def refuse(sentence: str) -> NoReturn:
    """End the command with this sentence; exit code 2."""
    raise Refused(sentence) from None


def stop(sentence: str) -> NoReturn:
    """The same where nothing was asked wrongly; exit code 1."""
    raise Stop(sentence) from None
