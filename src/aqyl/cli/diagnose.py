"""`aqyl diagnose`: what settlements need, who is like them, which technologies come first."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from aqyl.cli.arguments import Data, EditionId, Period, folder, year
from aqyl.cli.screen import Screen
from aqyl.cli.verb import verb
from aqyl.problems import InputError, Problem

if TYPE_CHECKING:
    from aqyl.cli.work import Assessed
    from aqyl.diagnose import Diagnosis

NAME = "diagnosis"

_Settlement = Annotated[
    str, typer.Option("--settlement", help="cli.option.diagnose_settlement", metavar="SETTLEMENT")
]
_Group = Annotated[str, typer.Option("--group", help="cli.option.needs_group", metavar="GROUP")]
_Previous = Annotated[str, typer.Option("--previous", help="cli.option.previous", metavar="FILE")]
_Out = Annotated[
    str, typer.Option("-o", "--out", help="cli.option.diagnosis_out", metavar="FOLDER")
]


@verb
def diagnose(  # noqa: PLR0913, PLR0917 - a parameter an option
    screen: Screen,
    edition: EditionId,
    data: Data,
    settlement: _Settlement = "",
    group: _Group = "all",
    previous: _Previous = "",
    out: _Out = "",
    period: Period = "",
) -> None:
    """Where too little is known to class settlements, that is the result, and told as such."""
    from aqyl.cli.diagnose_view import as_dict, show, show_one
    from aqyl.cli.work import assess_only, note_carried
    from aqyl.diagnose import diagnose as found_in
    from aqyl.diagnose import read_diagnosis

    chosen, target = year(period), folder(out) if out else None
    earlier = read_diagnosis(Path(previous)) if previous else None
    with screen.progress(3) as begin:
        assessed = assess_only(edition, Path(data), begin, period=chosen)
        unit = assessed.unit(settlement) if settlement else ""
        begin("diagnose", edition=assessed.edition.id)
        evidence = assessed.tables.get("evidence")
        found = found_in(assessed.assessment, assessed.register, evidence, earlier)
        _check_group(found, group)
    written = _write(target, assessed, found) if target else None
    note_carried(screen, assessed)
    if screen.is_json:
        screen.result(as_dict(found, unit))
    elif unit:
        show_one(screen, assessed, found, unit)
    else:
        show(screen, assessed, found, group)
    if written is not None:
        screen.note(screen.say("cli.written", path=written))


def _check_group(found: Diagnosis, group: str) -> None:
    groups = [one.group for one in found.classes]
    if group not in groups:
        values = {"given": group, "allowed": ", ".join(groups)}
        raise InputError([Problem("uncertainty.group_unknown", values=values)])


def _write(out: Path, assessed: Assessed, found: Diagnosis) -> Path:
    from aqyl.cli.work import read_besides
    from aqyl.diagnose import as_document, tidy
    from aqyl.publish.analyses import write_analysis
    from aqyl.publish.outputs import describe_assessment

    tables = {
        "needs.csv": (tidy.NEEDS, tidy.needs_table(found)),
        "classes.csv": (tidy.CLASSES, tidy.classes_table(found)),
        "peers.csv": (tidy.PEERS, tidy.peers_table(found)),
        "priorities.csv": (tidy.PRIORITIES, tidy.priorities_table(found)),
    }
    run = describe_assessment(assessed.assessment, assessed.tables, read_besides(assessed))
    manifest = {**run, "seed": found.seed, "previous": found.previous}
    documents = {"diagnosis.json": as_document(found)}
    return write_analysis(out, NAME, assessed.edition.id, tables, manifest, documents)
