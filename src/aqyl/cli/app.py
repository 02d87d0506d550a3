"""The tree of verbs."""

from __future__ import annotations

from typing import Annotated

import typer

from aqyl.cli import (
    assess,
    audit,
    bridge,
    bundle,
    diagnose,
    documents,
    duplicates,
    explain,
    gaming,
    plan,
    run,
    sensitivity,
    uncertainty,
    verify,
    whatif,
)
from aqyl.cli.commands import Command, Group, show_help_when_alone
from aqyl.cli.edition import app as edition
from aqyl.cli.form import app as form
from aqyl.cli.portal import app as portal
from aqyl.cli.register import app as register
from aqyl.cli.verb import shared

app = typer.Typer(cls=Group, rich_markup_mode=None, pretty_exceptions_enable=False)


def _show_version(wanted: bool) -> None:
    if wanted:
        from aqyl import __version__

        typer.echo(f"aqyl {__version__}")
        raise typer.Exit


_Version = Annotated[
    bool,
    typer.Option("--version", help="cli.option.version", callback=_show_version, is_eager=True),
]


@app.callback(help="cli.help.aqyl", invoke_without_command=True)
@shared
def aqyl(context: typer.Context, version: _Version = False) -> None:
    """`aqyl` alone shows its help."""
    show_help_when_alone(context)


app.add_typer(edition, name="edition")
app.add_typer(portal, name="portal")
app.add_typer(form, name="form")
app.add_typer(register, name="register")
app.command("assess", cls=Command, help="cli.help.assess")(assess.assess)
app.command("audit", cls=Command, help="cli.help.audit")(audit.audit)
app.command("bridge", cls=Command, help="cli.help.bridge")(bridge.bridge)
app.command("bundle", cls=Command, help="cli.help.bundle")(bundle.bundle)
app.command("diagnose", cls=Command, help="cli.help.diagnose")(diagnose.diagnose)
app.command("documents", cls=Command, help="cli.help.documents")(documents.documents)
app.command("duplicates", cls=Command, help="cli.help.duplicates")(duplicates.duplicates)
app.command("explain", cls=Command, help="cli.help.explain")(explain.explain)
app.command("gaming", cls=Command, help="cli.help.gaming")(gaming.gaming)
app.command("plan", cls=Command, help="cli.help.plan")(plan.plan)
app.command("run", cls=Command, help="cli.help.run")(run.run)
app.command("sensitivity", cls=Command, help="cli.help.sensitivity")(sensitivity.sensitivity)
app.command("uncertainty", cls=Command, help="cli.help.uncertainty")(uncertainty.uncertainty)
app.command("verify", cls=Command, help="cli.help.verify")(verify.verify)
app.command("whatif", cls=Command, help="cli.help.whatif")(whatif.whatif)
