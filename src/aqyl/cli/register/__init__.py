"""`aqyl register`: the register of settlements."""

from __future__ import annotations

import typer

from aqyl.cli.commands import Command, Group, show_help_when_alone
from aqyl.cli.register import build, listing, search, show
from aqyl.cli.verb import shared

app = typer.Typer(cls=Group, rich_markup_mode=None)


@app.callback(help="cli.help.register", invoke_without_command=True)
@shared
def register(context: typer.Context) -> None:
    """`aqyl register` alone shows its help."""
    show_help_when_alone(context)


app.command("list", cls=Command, help="cli.help.register_list")(listing.list_all)
app.command("show", cls=Command, help="cli.help.register_show")(show.show)
app.command("search", cls=Command, help="cli.help.register_search")(search.search)
app.command("build", cls=Command, help="cli.help.register_build")(build.build)
