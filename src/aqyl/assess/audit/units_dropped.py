"""Units and rows lost between the edition, the data, the assessment and what is published."""

from __future__ import annotations

from collections.abc import Iterator

from aqyl.assess.audit.context import Context, in_three
from aqyl.assess.audit.finding import Cell, Finding, finding
from aqyl.assess.audit.wording import listed
from aqyl.assess.tree import TOTAL
from aqyl.assess.units import left_out
from aqyl.assess.values import value_of
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


def values_without_number(context: Context) -> Iterator[Finding]:
    """Values of assessed units, of years that count, from which no number comes.

    Where the edition fills blanks, `blanks` speaks of them.
    """
    table = context.tables.get("values")
    if table is None or context.edition.scoring.imputation is not None:
        return
    last, rules = int(context.assessment.period), context.edition.scoring.values
    where = tuple(
        Cell(str(row["settlement"]), table.place(index, "value"))
        for index, row in enumerate(table.rows)
        if row["settlement"] in context.assessed
        and last - rules.max_age_years <= int(str(row["period"])) <= last
        and value_of(row, context.indicators[str(row["indicator"])], rules.ratio) is None
    )
    if where:
        values = {"count": len(where), "file": table.file}
        yield finding("values_without_number", "note", "certain", values, cells=where)


def answers_passed_over(context: Context) -> Iterator[Finding]:
    """Answers of assessed units for another year than the one assessed."""
    table = context.tables.get("answers")
    if table is None:
        return
    period = context.assessment.period
    where = tuple(
        Cell(str(row["settlement"]), table.place(index, "period"))
        for index, row in enumerate(table.rows)
        if row["settlement"] in context.assessed and row["period"] != period
    )
    if where:
        values = {"count": len(where), "period": period, "file": table.file}
        yield finding("answers_passed_over", "warning", "certain", values, cells=where)


def known_without_weight(context: Context) -> Iterator[Finding]:
    """Answers, reports and values of what does not apply to a unit's group, or weighs nothing."""
    assessment = context.assessment
    idle = [
        fact
        for fact in assessment.facts
        if not assessment.column(assessment.weight, fact.node)[context.assessed[fact.settlement]]
    ]
    if idle:
        nodes = dict.fromkeys(fact.node for fact in idle)
        values = {"count": len(idle), "nodes": listed(context.title(node) for node in nodes)}
        where = tuple(
            Cell(fact.settlement, Place(origin.file, origin.line))
            for fact in idle
            for origin in fact.origins
        )
        yield finding("known_without_weight", "note", "certain", values, cells=where)
