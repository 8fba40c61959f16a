"""The `actionboard` command; the same commands hang on `flask --app wsgi`."""

from __future__ import annotations

import click

from actionboard.core.setting_checks import ConfigError


def main() -> None:
    """Run the command; a setting that can't be right ends in one sentence."""
    try:
        command(standalone_mode=True)
    except ConfigError as error:
        raise SystemExit(f"actionboard: {error}") from None


class Rooms(click.Group):
    """The commands, each imported only when it is called: starting must be quick."""

    COMMANDS = {
        "run": "actionboard.commands.run:run",
        "import-flap": "actionboard.commands.import_flap:import_flap",
        "export-board": "actionboard.commands.export_board:export_board",
        "add-user": "actionboard.commands.people:add_user",
        "login-link": "actionboard.commands.people:login_link",
        "send-mail": "actionboard.commands.send_mail:send_mail",
        "remind": "actionboard.commands.remind:remind",
        "erase": "actionboard.commands.privacy:erase",
        "tidy": "actionboard.commands.privacy:tidy",
        "backup": "actionboard.commands.backup:backup",
        "restore": "actionboard.commands.backup:restore",
        "check": "actionboard.commands.check:check",
    }

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every command by name."""
        return sorted(self.COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command itself, imported now."""
        from importlib import import_module

        where = self.COMMANDS.get(cmd_name)
        if where is None:
            return None
        module, name = where.split(":")
        found: click.Command = getattr(import_module(module), name)
        return found


@click.group(cls=Rooms)
@click.version_option(package_name="actionboard")
def command() -> None:
    """Actiebord: keeps the promises that schools and companies make to each other."""
