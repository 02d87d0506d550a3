"""`aqyl edition import`: the official list of initiatives taken from a spreadsheet."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from aqyl.cli.screen import Screen
from aqyl.cli.verb import verb

_File = Annotated[str, typer.Argument(help="cli.argument.import_file", metavar="FILE")]
_Into = Annotated[str, typer.Option("--into", help="cli.option.into", metavar="ID")]


@verb
def import_file(screen: Screen, file: _File, into: _Into) -> None:
    """All rows or none."""
    from aqyl.standard.exchange import import_initiatives

    import_initiatives(Path(file), Path(into))
