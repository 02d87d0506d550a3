"""`aqyl form`: the self-assessment form of a settlement as a workbook."""

from __future__ import annotations

import typer

from aqyl.cli.commands import Command, Group, show_help_when_alone
from aqyl.cli.form import check, write
from aqyl.cli.verb import shared

app = typer.Typer(cls=Group, rich_markup_mode=None)


@app.callback(help="cli.help.form", invoke_without_command=True)
@shared
def form(context: typer.Context) -> None:
    """`aqyl form` alone shows its help."""
    show_help_when_alone(context)


app.command("write", cls=Command, help="cli.help.form_write")(write.write)
app.command("check", cls=Command, help="cli.help.form_check")(check.check)
