"""`aqyl edition`: editions of a standard."""

from __future__ import annotations

import typer

from aqyl.cli.commands import Command, Group, show_help_when_alone
from aqyl.cli.edition import check, diff, import_file, listing, show, template
from aqyl.cli.verb import shared

app = typer.Typer(cls=Group, rich_markup_mode=None)


@app.callback(help="cli.help.edition", invoke_without_command=True)
@shared
def edition(context: typer.Context) -> None:
    """`aqyl edition` alone shows its help."""
    show_help_when_alone(context)


app.command("list", cls=Command, help="cli.help.edition_list")(listing.list_all)
app.command("show", cls=Command, help="cli.help.edition_show")(show.show)
app.command("check", cls=Command, help="cli.help.edition_check")(check.check)
app.command("diff", cls=Command, help="cli.help.edition_diff")(diff.diff)
app.command("import", cls=Command, help="cli.help.edition_import")(import_file.import_file)
app.command("template", cls=Command, help="cli.help.edition_template")(template.template)
