"""`aqyl bridge`: how much of a change is real, how much method, how much data."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from aqyl.cli.arguments import Data, EditionId, Period, choice, folder, year
from aqyl.cli.screen import Screen
from aqyl.cli.verb import verb

if TYPE_CHECKING:
    from aqyl.assess.bridge import Bridge
    from aqyl.cli.work import Assessed

DETAILS = ("auto", "kinds", "changes")
NAME = "bridge"

_To = Annotated[str, typer.Option("--to", help="cli.option.to", metavar="EDITION")]
_ToData = Annotated[str, typer.Option("--to-data", help="cli.option.to_data", metavar="DATA")]
_ToPeriod = Annotated[str, typer.Option("--to-period", help="cli.option.to_period", metavar="YEAR")]
_Detail = Annotated[
    str, typer.Option("--detail", help="cli.option.detail", metavar="auto|kinds|changes")
]
_Settlement = Annotated[
    str, typer.Option("--settlement", help="cli.option.bridge_settlement", metavar="SETTLEMENT")
]
_Node = Annotated[str, typer.Option("--node", help="cli.option.bridge_node", metavar="NODE")]
_Out = Annotated[str, typer.Option("-o", "--out", help="cli.option.bridge_out", metavar="FOLDER")]


@verb
def bridge(  # noqa: PLR0913, PLR0917 - a parameter an option
    screen: Screen,
    edition: EditionId,
    data: Data,
    to: _To = "",
    to_data: _ToData = "",
    period: Period = "",
    to_period: _ToPeriod = "",
    settlement: _Settlement = "",
    node: _Node = "total",
    detail: _Detail = "auto",
    out: _Out = "",
) -> None:
    """The same edition, data and year on both sides make an empty bridge, which is said."""
    from aqyl.assess.bridge import bridge as split
    from aqyl.cli.bridge_one import show_one
    from aqyl.cli.bridge_view import as_dict, place_of, show
    from aqyl.cli.work import assess_only, note_carried

    how = choice("--detail", detail, DETAILS)
    years = year(period), year(to_period, "--to-period")
    target = folder(out) if out else None
    with screen.progress(5) as begin:
        before = assess_only(edition, Path(data), begin, period=years[0])
        later = to or edition, Path(to_data or data)
        after = assess_only(*later, begin, period=years[1])
        begin("bridge")
        found = split(before.assessment, after.assessment, detail=how)  # type: ignore[arg-type]
    unit = place_of(found, settlement, node)
    written = _write(target, before, after, found) if target else None
    note_carried(screen, before, after)
    if screen.is_json:
        screen.result(as_dict(found, unit, node))
    elif unit:
        show_one(screen, found, unit, node)
    else:
        show(screen, found, node)
        if not found.players:
            _show_what_can_be_compared(screen, before)
    if written is not None:
        screen.note(screen.say("cli.written", path=written))


def _show_what_can_be_compared(screen: Screen, assessed: Assessed) -> None:
    """Editions that assess the same units, and other years of the data."""
    from aqyl.assess import years_in
    from aqyl.standard import list_editions, load_edition

    own = assessed.edition
    others = [
        one
        for one in list_editions()
        if one != own.id
        and (other := load_edition(one).units).kind == own.units.kind != "data"
        and {place.id for place in other.listed} == {place.id for place in own.units.listed}
    ]
    years = [year for year in years_in(assessed.tables) if year != assessed.assessment.period]
    values = {"editions": ", ".join(others) or "–", "years": ", ".join(years) or "–"}
    screen.line(screen.say("cli.bridge.compare", **values))


def _write(out: Path, before: Assessed, after: Assessed, found: Bridge) -> Path:
    from aqyl.assess.bridge.tidy import BRIDGE, CONTRIBUTORS, SHARES, contributor_rows, share_rows
    from aqyl.cli.work import read_besides
    from aqyl.publish.analyses import write_analysis
    from aqyl.publish.outputs import describe_assessment

    tables = {
        "bridge.csv": (BRIDGE, found.rows()),
        "shares.csv": (SHARES, share_rows(found)),
        "contributors.csv": (CONTRIBUTORS, contributor_rows(found)),
    }
    sides = {
        side: describe_assessment(one.assessment, one.tables, read_besides(one))
        for side, one in (("before", before), ("after", after))
    }
    return write_analysis(out, NAME, after.edition.id, tables, sides)
