"""`aqyl edition template`: an empty table for the import."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from aqyl.cli.screen import Screen
from aqyl.cli.verb import verb

_File = Annotated[str, typer.Argument(help="cli.argument.template_file", metavar="FILE")]


@verb
def template(screen: Screen, file: _File) -> None:
    """Columns, and what may stand in them."""
    from aqyl.standard.exchange import write_template

    write_template(Path(file))
    if screen.is_json:
        screen.result({"file": file})
    elif screen.talks:
        screen.line(screen.say("edition.template", path=file))
