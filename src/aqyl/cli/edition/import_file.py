"""`aqyl edition import`: the official list of initiatives taken from a spreadsheet."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from aqyl.cli.arguments import day
from aqyl.cli.screen import Screen
from aqyl.cli.verb import verb

_File = Annotated[str, typer.Argument(help="cli.argument.import_file", metavar="FILE")]
_Into = Annotated[str, typer.Option("--into", help="cli.option.into", metavar="ID")]
_Act = Annotated[str, typer.Option("--act", help="cli.option.act", metavar="ACT")]
_Clause = Annotated[str, typer.Option("--clause", help="cli.option.clause", metavar="CLAUSE")]
_Link = Annotated[str, typer.Option("--link", help="cli.option.link", metavar="LINK")]
_Checked = Annotated[
    str, typer.Option("--checked-on", help="cli.option.checked_on", metavar="YYYY-MM-DD")
]
_Remove = Annotated[bool, typer.Option("--remove-working", help="cli.option.remove_working")]

_COUNTED = ("added", "updated", "unchanged", "kept_working", "kept_official", "removed")


@verb
def import_file(  # noqa: PLR0913, PLR0917 - one argument an option
    screen: Screen,
    file: _File,
    into: _Into,
    act: _Act,
    clause: _Clause = "",
    link: _Link = "",
    checked_on: _Checked = "",
    remove_working: _Remove = False,
) -> None:
    """All rows or none."""
    from aqyl.standard import import_initiatives

    summary = import_initiatives(
        Path(file),
        _folder(into),
        act,
        day("--checked-on", checked_on) or dt.date.today(),
        clause or None,
        link or None,
        remove_working,
    )
    lists = {name: list(getattr(summary, name)) for name in _COUNTED}
    if screen.is_json:
        screen.result({"file": str(summary.file), **lists})
    elif screen.talks:
        counts = {name: len(ids) for name, ids in lists.items()}
        screen.line(screen.say("cli.edition.imported", path=summary.file, **counts))


def _folder(into: str) -> Path:
    """A folder as given, or that of an edition that comes with Aqyl."""
    from aqyl.standard import load_edition
    from aqyl.standard.loader import editions_folder

    if Path(into).is_dir():
        return Path(into)
    return editions_folder() / load_edition(into).id
