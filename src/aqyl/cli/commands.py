"""Typer's commands and groups, speaking the three languages.

Typer words its help and its errors in English and says so in private places, so the help is laid
out here (`aqyl.cli.helps`) and errors are worded in `aqyl.cli.failures`. The `help` of a command,
argument or option is a key of the string catalogue.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperCommand, TyperGroup

from aqyl.cli.helps import write_help
from aqyl.cli.settings import Settings
from aqyl.problems import InputError, Problem, raise_if

if TYPE_CHECKING:
    from typer._click.core import Command as AnyCommand
    from typer._click.core import Context, Parameter
    from typer._click.formatting import HelpFormatter


def settings_of(context: Any) -> Settings:
    """The settings that `main` handed to the command line."""
    return context.find_object(Settings) or Settings()


class Command(TyperCommand):
    """A verb."""

    allow_extra_args = True

    def format_help(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Write the help in the language of the settings."""
        formatter.write(write_help(self, ctx, settings_of(ctx).lang))

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Parse; every missing argument is a problem, and so are words too many."""
        try:
            rest = super().parse_args(ctx, list(args))
        except typer.BadParameter as error:
            raise_if(self._missing(ctx, args))
            raise error
        if rest and not ctx.resilient_parsing:
            values = {"given": " ".join(rest), "command": ctx.command_path}
            raise InputError([Problem("cli.extra", values=values)])
        return rest

    def _missing(self, ctx: Context, args: list[str]) -> list[Problem]:
        given, _, _ = self.make_parser(ctx).parse_args(list(args))
        values = {"command": ctx.command_path}
        return [
            Problem("cli.missing", values={**values, "name": name_of(parameter)})
            for parameter in self.params
            if parameter.required and given.get(parameter.name or "") in (None, (), [])
        ]


def name_of(parameter: Parameter) -> str:
    """`EDITION`, or `--out`."""
    if parameter.param_type_name == "option":
        return max(parameter.opts, key=len)
    return parameter.metavar or parameter.name or ""


class Group(TyperGroup):
    """A verb that holds verbs; alone it shows its help."""

    def format_help(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Write the help in the language of the settings."""
        formatter.write(write_help(self, ctx, settings_of(ctx).lang))

    def resolve_command(
        self, ctx: Context, args: list[str]
    ) -> tuple[str | None, AnyCommand | None, list[str]]:
        """The verb that is named; an unknown one is a problem that names near ones."""
        given, known = args[0], self.list_commands(ctx)
        if given in known or given.startswith("-") or ctx.resilient_parsing:
            return super().resolve_command(ctx, args)
        from difflib import get_close_matches

        near = get_close_matches(given, known, n=3, cutoff=0.4) or known
        values = {"given": given, "near": ", ".join(near), "command": ctx.command_path}
        raise InputError([Problem("cli.no_command", values=values)])


def show_help_when_alone(context: typer.Context) -> None:
    """Print the help of a group that was called without a verb."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())
