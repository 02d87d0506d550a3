"""`aqyl edition template`: an empty table for the import."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from aqyl.cli.screen import Screen
from aqyl.cli.verb import verb
from aqyl.problems import InputError, Place, Problem

_File = Annotated[str, typer.Argument(help="cli.argument.template_file", metavar="FILE")]
_For = Annotated[str, typer.Option("--edition", help="cli.option.template_for", metavar="EDITION")]


@verb
def template(screen: Screen, file: _File, edition: _For = "") -> None:
    """Columns and what may stand in them; with an edition, its ids to choose from.

    A file that is there may be filled in already: it is refused, never written over.
    """
    from aqyl.standard import load_edition, write_template

    if Path(file).exists():
        raise InputError([Problem("cli.file_there", Place(file), {"given": file})])
    write_template(Path(file), load_edition(edition) if edition else None)
    if screen.is_json:
        screen.result({"file": file})
    elif screen.talks:
        screen.line(screen.say("cli.edition.template", path=file))
