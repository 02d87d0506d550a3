"""Parts and wholes that contradict each other."""

from __future__ import annotations

import math
from collections.abc import Iterator

from aqyl.assess.audit.context import Context, Reading, cells, in_three
from aqyl.assess.audit.finding import Cell, Finding, finding
from aqyl.assess.audit.wording import Said, listed, number, phrase, whole
from aqyl.problems import Place
from aqyl.standard.entries import Text

# Sums of rounded parts may miss their total by this share.
_SUM_TOLERANCE = 0.01


def is_overfull(context: Context, reading: Reading) -> bool:
    """Whether the numerator of a share is greater than its denominator, and may not be."""
    indicator, parts = reading.indicator, reading.parts
    measure, most = context.measures.get(indicator.unit), indicator.checks.maximum
    if parts is None or measure is None or measure.kind != "share":
        return False
    return parts[0] > parts[1] and (most is None or most <= indicator.multiplier)


def part_above_whole(context: Context) -> Iterator[Finding]:
    """Shares whose numerator is greater than their denominator, by indicator."""
    for name, readings in context.readings.items():
        over = [reading for reading in readings if is_overfull(context, reading)]
        if over:
            indicator = context.indicators[name]
            values = {
                "indicator": context.title(name),
                "part": _words(indicator.numerator, "numerator"),
                "whole": _words(indicator.denominator, "denominator"),
                "units": listed(_of(context, reading) for reading in over),
            }
            where = tuple(
                Cell(r.settlement, Place(r.at.file, r.at.line, "numerator")) for r in over
            )
            yield finding("part_above_whole", "error", "certain", values, name, where)


def _words(text: Text | None, fallback: str) -> Said:
    return in_three(text) if text else phrase(f"word.{fallback}")


def _of(context: Context, reading: Reading) -> Said:
    top, bottom = reading.parts or (math.nan, math.nan)
    return phrase(
        "part_above_whole.item",
        unit=context.name(reading.settlement),
        part=whole(top),
        whole=whole(bottom),
        value=number(reading.value),
    )


def parts_not_summing(context: Context) -> Iterator[Finding]:
    """Totals that differ from the sum of their parts by more than a hundredth."""
    for name, readings in context.readings.items():
        parts = context.indicators[name].checks.sum_of
        off = [
            (reading, total)
            for reading in readings
            if (total := _sum(context, parts, reading.settlement)) is not None
            and not math.isclose(reading.value, total, rel_tol=_SUM_TOLERANCE)
        ]
        if off:
            values = {
                "indicator": context.title(name),
                "parts": listed(context.title(part) for part in parts),
                "units": listed(_against(context, *pair) for pair in off),
            }
            where = cells(reading for reading, _ in off)
            yield finding("parts_not_summing", "error", "certain", values, name, where)


def _sum(context: Context, parts: tuple[str, ...], settlement: str) -> float | None:
    found = [_value(context, part, settlement) for part in parts]
    known = [value for value in found if value is not None]
    return math.fsum(known) if parts and len(known) == len(parts) else None


def above_total(context: Context) -> Iterator[Finding]:
    """Values above those of the indicator they are a part of."""
    for name, readings in context.readings.items():
        total = context.indicators[name].checks.at_most
        over = [
            (reading, most)
            for reading in readings
            if total is not None
            and (most := _value(context, total, reading.settlement)) is not None
            and reading.value > most
        ]
        if over and total is not None:
            values = {
                "indicator": context.title(name),
                "total": context.title(total),
                "units": listed(_against(context, *pair) for pair in over),
            }
            where = cells(reading for reading, _ in over)
            yield finding("above_total", "error", "certain", values, name, where)


def _value(context: Context, indicator: str, settlement: str) -> float | None:
    readings = context.readings.get(indicator, ())
    return next((r.value for r in readings if r.settlement == settlement), None)


def _against(context: Context, reading: Reading, other: float) -> Said:
    return phrase(
        "word.against",
        unit=context.name(reading.settlement),
        value=number(reading.value),
        other=number(other),
    )
