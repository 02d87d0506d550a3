"""Zeros, full shares and "no" without anything behind them."""

from __future__ import annotations

from collections.abc import Iterator

from aqyl.assess.audit.bounds import highest
from aqyl.assess.audit.context import Context, Reading, cells
from aqyl.assess.audit.finding import Cell, Finding, finding
from aqyl.assess.audit.wording import Said, listed, whole, with_value


def zero_without_source(context: Context) -> Iterator[Finding]:
    """Values of 0 without a source, by indicator."""
    for name, readings in context.readings.items():
        bare = [reading for reading in readings if reading.value == 0 and _bare(reading)]
        if bare:
            values = _values(context, bare)
            yield finding("zero_without_source", "warning", "likely", values, name, cells(bare))


def full_without_source(context: Context) -> Iterator[Finding]:
    """Shares of exactly the whole without a source, by indicator."""
    for name, readings in context.readings.items():
        measure = context.measures.get(context.indicators[name].unit)
        if measure is None or measure.kind != "share":
            continue
        most = highest(context, context.indicators[name])
        bare = [reading for reading in readings if reading.value == most and _bare(reading)]
        if bare:
            values = _values(context, bare)
            yield finding("full_without_source", "warning", "likely", values, name, cells(bare))


def _bare(reading: Reading) -> bool:
    return not reading.row["source"] and reading.row["verified"] != "verified"


def _values(context: Context, readings: list[Reading]) -> dict[str, object]:
    return {
        "indicator": context.title(readings[0].indicator.id),
        "count": len(readings),
        "value": context.amount(readings[0].indicator, readings[0].value),
        "units": context.names(reading.settlement for reading in readings),
    }


def none_without_evidence(context: Context) -> Iterator[Finding]:
    """Answers that a thing is not there, without evidence and unverified, all in one finding."""
    table = context.tables.get("answers")
    lowest = {status.id for status in context.edition.statuses if status.ladder == 0}
    found: dict[str, list[Cell]] = {}
    for index, row in enumerate(table.rows if table else ()):
        said_no = row["status"] in lowest and row["period"] == context.assessment.period
        if table and said_no and not row["evidence"] and row["verified"] != "verified":
            settlement = str(row["settlement"])
            found.setdefault(settlement, []).append(
                Cell(settlement, table.place(index, "evidence"))
            )
    if found:
        where = tuple(cell for settlement in sorted(found) for cell in found[settlement])
        values = {"count": len(where), "units": listed(_counted(context, found))}
        yield finding("none_without_evidence", "warning", "likely", values, cells=where)


def _counted(context: Context, found: dict[str, list[Cell]]) -> Iterator[Said]:
    """The settlements with the most such answers first."""
    for settlement in sorted(found, key=lambda s: (-len(found[s]), s)):
        yield with_value(context.name(settlement), whole(len(found[settlement])))
