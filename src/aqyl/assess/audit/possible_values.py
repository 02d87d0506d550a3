"""Values that cannot be: beyond their bounds, parts above their whole, sums that do not close."""

from __future__ import annotations

from collections.abc import Iterator

from aqyl.assess.audit.context import Context, Reading, cells
from aqyl.assess.audit.finding import Cell, Finding, finding
from aqyl.assess.audit.sentinels import is_code
from aqyl.assess.audit.wording import Said, listed, number, phrase, whole
from aqyl.problems import Place
from aqyl.standard.models import Indicator

# Sums of rounded parts may miss their total by this share.
_SUM_TOLERANCE = 0.01
_NEVER_NEGATIVE = frozenset({"share", "rate", "count", "size", "time"})


def lowest(context: Context, indicator: Indicator) -> float | None:
    """The least value an indicator can have: as the edition says, or 0 for what cannot be less."""
    if indicator.checks.minimum is not None:
        return indicator.checks.minimum
    measure = context.measures.get(indicator.unit)
    return 0.0 if measure is not None and measure.kind in _NEVER_NEGATIVE else None


def highest(context: Context, indicator: Indicator) -> float | None:
    """The greatest value an indicator can have: as the edition says, or the whole for a share."""
    if indicator.checks.maximum is not None:
        return indicator.checks.maximum
    measure = context.measures.get(indicator.unit)
    if measure is None or measure.kind != "share":
        return None
    return indicator.multiplier if indicator.denominator is not None else 100.0


def above_maximum(context: Context) -> Iterator[Finding]:
    """Values above the greatest possible, by indicator."""
    for name, readings in context.readings.items():
        limit = highest(context, context.indicators[name])
        over = [
            reading
            for reading in readings
            if limit is not None
            and reading.value > limit
            and not _overfull(context, reading)
            and not is_code(reading, readings)
        ]
        if over:
            yield _beyond(context, "above_maximum", limit or 0.0, over)


def below_minimum(context: Context) -> Iterator[Finding]:
    """Values below the least possible, by indicator."""
    for name, readings in context.readings.items():
        limit = lowest(context, context.indicators[name])
        under = [
            reading
            for reading in readings
            if limit is not None and reading.value < limit and not is_code(reading, readings)
        ]
        if under:
            yield _beyond(context, "below_minimum", limit or 0.0, under)


def _beyond(context: Context, check: str, limit: float, readings: list[Reading]) -> Finding:
    indicator = readings[0].indicator
    given = indicator.checks.maximum if check == "above_maximum" else indicator.checks.minimum
    values = {
        "indicator": context.title(indicator.id),
        "limit": context.amount(indicator, limit),
        "units": context.values_of(readings),
    }
    certainty = "likely" if given is None else "certain"
    return finding(check, "error", certainty, values, indicator.id, cells(readings))  # type: ignore[arg-type]


def part_above_whole(context: Context) -> Iterator[Finding]:
    """Shares whose numerator is greater than their denominator."""
    for name, readings in context.readings.items():
        over = [reading for reading in readings if _overfull(context, reading)]
        if over:
            indicator = context.indicators[name]
            values = {
                "indicator": context.title(name),
                "part": _words(indicator, "numerator"),
                "whole": _words(indicator, "denominator"),
                "units": listed(_part_of(context, reading) for reading in over),
            }
            where = tuple(
                Cell(r.settlement, Place(r.at.file, r.at.line, "numerator")) for r in over
            )
            yield finding("part_above_whole", "error", "certain", values, name, where)
