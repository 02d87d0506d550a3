"""Blanks that the edition fills with estimates, marked and unmarked."""

from __future__ import annotations

from collections.abc import Iterator

from aqyl.assess.audit.context import Context
from aqyl.assess.audit.finding import Cell, Finding, finding
from aqyl.assess.audit.wording import Said, each, listed, phrase
from aqyl.assess.values import IMPUTED
from aqyl.problems import Place
from aqyl.standard.models import Indicator

Blank = tuple[Cell, Indicator]


def blank_unmarked(context: Context) -> Iterator[Finding]:
    """Each blank that the edition's method fills without a mark, one finding a blank."""
    rule = context.edition.scoring.imputation
    if rule is None or rule.marked:
        return
    for cell, indicator in _blanks(context):
        values = {
            "unit": context.name(cell.settlement),
            "indicator": context.title(indicator.id),
            "neighbours": rule.neighbours,
            "filled": _filled(context, cell.settlement, indicator),
        }
        yield finding("blank_unmarked", "warning", "certain", values, indicator.id, (cell,))


def blanks_marked(context: Context) -> Iterator[Finding]:
    """All blanks that are filled and marked, in one note."""
    rule = context.edition.scoring.imputation
    blanks = list(_blanks(context)) if rule is not None and rule.marked else []
    if blanks:
        pairs = listed(_pair(context, *blank) for blank in blanks)
        values = {"count": len(blanks), "blanks": pairs}
        where = tuple(cell for cell, _ in blanks)
        yield finding("blanks_marked", "note", "certain", values, cells=where)


def _blanks(context: Context) -> Iterator[Blank]:
    """Where a unit of the edition has no value of an indicator that others have."""
    units = sorted({place.id for place in context.edition.units.listed} | set(context.assessed))
    lines = _blank_lines(context)
    for name, readings in context.readings.items():
        given = {reading.settlement for reading in readings}
        for settlement in units:
            if settlement not in given:
                place = lines.get((settlement, name), Place())
                yield Cell(settlement, place), context.indicators[name]


def _blank_lines(context: Context) -> dict[tuple[str, str], Place]:
    table = context.tables["values"]
    return {
        (str(row["settlement"]), str(row["indicator"])): table.place(index, "value")
        for index, row in enumerate(table.rows)
        if row["value"] is None
    }


def _filled(context: Context, settlement: str, indicator: Indicator) -> Said:
    fact = context.fact(settlement, indicator.id)
    if fact is None or fact.basis != IMPUTED or fact.value is None:
        return phrase("blank_unmarked.not_assessed")
    estimate = context.amount(indicator, fact.value)
    return phrase("blank_unmarked.estimate", estimate=estimate)


def _pair(context: Context, cell: Cell, indicator: Indicator) -> Said:
    unit, title = context.name(cell.settlement), context.title(indicator.id)
    return each(lambda lang: f"{unit[lang]}, {title[lang]}")
