"""Units and rows lost between the edition, the data, the assessment and what is published."""

from __future__ import annotations

from collections.abc import Iterator

from aqyl.assess.audit.context import Context, in_three
from aqyl.assess.audit.finding import Cell, Finding, finding
from aqyl.assess.tree import TOTAL
from aqyl.assess.units import left_out
from aqyl.problems import Place


def unit_left_out(context: Context) -> Iterator[Finding]:
    """A unit that stands in the edition's list and is not assessed; its reason is quoted."""
    for settlement, reason in sorted(left_out(context.edition).items()):
        cells = context.in_data.get(settlement, ())
        values = {
            "unit": context.name(settlement),
            "count": len(cells),
            "reason": in_three(reason),
            "id": settlement,
        }
        where = cells or (Cell(settlement),)
        yield finding("unit_left_out", "warning", "certain", values, cells=where)


def unit_not_assessed(context: Context) -> Iterator[Finding]:
    """Settlements that the data speak of and the assessment lacks, without any reason given."""
    explained = left_out(context.edition)
    lost = [s for s in context.in_data if s not in context.assessed and s not in explained]
    if lost:
        values = {"count": len(lost), "units": context.names(lost)}
        where = tuple(cell for settlement in lost for cell in context.in_data[settlement])
        yield finding("unit_not_assessed", "warning", "certain", values, cells=where)


def unit_not_published(context: Context) -> Iterator[Finding]:
    """Units of the edition or the data that a published table lacks."""
    if context.published is None:
        return
    published = {str(row["settlement"]) for row in context.published}
    lost = [settlement for settlement in context.everyone if settlement not in published]
    if lost:
        values = {
            "count": len(lost),
            "units": context.names(lost),
            "file": context.published.file,
        }
        where = tuple(Cell(settlement, Place(context.published.file)) for settlement in lost)
        yield finding("unit_not_published", "warning", "certain", values, cells=where)


def unit_without_data(context: Context) -> Iterator[Finding]:
    """Assessed units of which nothing at all is known."""
    coverage = context.assessment.column(context.assessment.coverage, TOTAL)
    facts = {row for row, _ in context.assessment.facts.known}
    unknown = [u for u, row in context.assessed.items() if not coverage[row] and row not in facts]
    if unknown:
        values = {
            "count": len(unknown),
            "total": len(context.assessed),
            "units": context.names(unknown),
        }
        where = tuple(Cell(settlement) for settlement in unknown)
        yield finding("unit_without_data", "note", "certain", values, cells=where)


def values_passed_over(context: Context) -> Iterator[Finding]:
    """Values of assessed units too old for the period, or later than it."""
    table = context.tables.get("values")
    if table is None:
        return
    last, age = int(context.assessment.period), context.edition.scoring.values.max_age_years
    where = tuple(
        Cell(str(row["settlement"]), table.place(index, "period"))
        for index, row in enumerate(table.rows)
        if row["settlement"] in context.assessed
        and not last - age <= int(str(row["period"])) <= last
    )
    if where:
        values = {"count": len(where), "first": last - age, "period": last, "file": table.file}
        yield finding("values_passed_over", "note", "certain", values, cells=where)
