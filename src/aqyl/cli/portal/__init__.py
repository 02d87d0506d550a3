"""`aqyl portal`: run an installation of the web application."""

from __future__ import annotations

import typer

from aqyl.cli.commands import Command, Group, show_help_when_alone
from aqyl.cli.portal import administrator, backup, restore, serve, verify_log
from aqyl.cli.verb import shared

app = typer.Typer(cls=Group, rich_markup_mode=None)


@app.callback(help="cli.help.portal", invoke_without_command=True)
@shared
def portal(context: typer.Context) -> None:
    """`aqyl portal` alone shows its help."""
    show_help_when_alone(context)


app.command("serve", cls=Command, help="cli.help.portal_serve")(serve.serve)
app.command("administrator", cls=Command, help="cli.help.portal_administrator")(
    administrator.administrator
)
app.command("verify-log", cls=Command, help="cli.help.portal_verify_log")(verify_log.verify_log)
app.command("backup", cls=Command, help="cli.help.portal_backup")(backup.backup)
app.command("restore", cls=Command, help="cli.help.portal_restore")(restore.restore)
