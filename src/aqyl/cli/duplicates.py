"""`aqyl duplicates`: projects that may be paid for twice, parts of one thing, or one need."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from aqyl.cli.arguments import Out, folder
from aqyl.cli.screen import Screen, Steps
from aqyl.cli.verb import verb
from aqyl.problems import InputError, Problem

if TYPE_CHECKING:
    from aqyl.diagnose.duplicates import Found, Read, Tuned, Weights
    from aqyl.register import Register
    from aqyl.standard import Edition

NAME = "duplicates"

_File = Annotated[str, typer.Argument(help="cli.argument.projects", metavar="FILE")]
_Edition = Annotated[str, typer.Option("--edition", help="cli.option.edition", metavar="EDITION")]
_Verdicts = Annotated[str, typer.Option("--verdicts", help="cli.option.verdicts", metavar="FILE")]


@verb
def duplicates(
    screen: Screen,
    file: _File,
    edition: _Edition = "kz-2026",
    verdicts: _Verdicts = "",
    out: Out = "",
) -> None:
    """Nothing is written before everything is found, so that an interrupt leaves nothing."""
    from aqyl.cli.duplicates_view import as_dict, show
    from aqyl.cli.extras import need
    from aqyl.register import load_register
    from aqyl.standard import load_edition

    need("diagnose")
    target = folder(out) if out else None
    with screen.progress(3) as begin:
        begin("read")
        loaded, register = load_edition(edition), load_register()
        read = _read(Path(file), loaded, register)
        tuned = _tuned(read, verdicts, loaded, register) if verdicts else None
        found = _found(read, loaded, register, tuned.weights if tuned else None, begin)
    written = _write(target, screen.lang, read, found) if target else None
    if screen.is_json:
        screen.result(as_dict(read, found, tuned))
    else:
        show(screen, read, found, tuned)
    if written is not None:
        screen.note(screen.say("cli.written", path=written))


def _read(path: Path, edition: Edition, register: Register) -> Read:
    from aqyl.diagnose.duplicates import read_projects
    from aqyl.tables import read_table

    read = read_projects(read_table(path, "projects"), edition, register)
    if not len(read.projects):
        values = {"given": len(read.errors)}
        raise InputError([Problem("duplicates.none_usable", values=values), *read.errors])
    return read


def _tuned(read: Read, verdicts: str, edition: Edition, register: Register) -> Tuned:
    from aqyl.diagnose.duplicates import read_verdicts, tune_by
    from aqyl.tables import read_table

    table = read_table(Path(verdicts), "verdicts")
    judged = read_verdicts(table, read.projects)
    return tune_by(read.projects, edition, register, judged, sample=table.file)


def _found(
    read: Read, edition: Edition, register: Register, weights: Weights | None, begin: Steps
) -> Found:
    from aqyl.diagnose.duplicates import find_duplicates

    begin("duplicates", count=len(read.projects))
    return find_duplicates(read.projects, edition, register, weights, begin.part)


def _write(out: Path, lang: str, read: Read, found: Found) -> Path:
    from aqyl.diagnose.duplicates import PAIRS, PROBLEMS, pairs_table, problems_table
    from aqyl.publish.folders import replaced_folder
    from aqyl.tables import write_csv

    with replaced_folder(out / NAME, frozenset({"pairs.csv", "problems.csv"})) as work:
        write_csv(work / "problems.csv", PROBLEMS, problems_table(read, lang))
        write_csv(work / "pairs.csv", PAIRS, pairs_table(found.pairs))
    return out / NAME
