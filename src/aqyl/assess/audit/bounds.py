"""Values beyond what an indicator can be."""

from __future__ import annotations

from collections.abc import Iterator

from aqyl.assess.audit.context import Context, Reading, cells
from aqyl.assess.audit.finding import Certainty, Finding, finding
from aqyl.assess.audit.parts import is_overfull
from aqyl.standard.models import Indicator

_NEVER_NEGATIVE = frozenset({"share", "rate", "count", "size", "time"})
# What offices and programs write where there is no number.
_NEGATIVE_CODES = frozenset({-1.0, -9.0, -99.0, -999.0, -9999.0})
_POSITIVE_CODES = frozenset({999.0, 9999.0, 99999.0, 999999.0})


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
    """Values above the greatest possible, by indicator; parts above their whole stand apart."""
    for name, readings in context.readings.items():
        limit = highest(context, context.indicators[name])
        codes = _codes(context, readings)
        over = [
            reading
            for reading in readings
            if limit is not None
            and reading.value > limit
            and not is_overfull(context, reading)
            and reading not in codes
        ]
        if over and limit is not None:
            sure: Certainty = "likely" if over[0].indicator.checks.maximum is None else "certain"
            yield _beyond(context, "above_maximum", sure, limit, over)


def below_minimum(context: Context) -> Iterator[Finding]:
    """Values below the least possible, by indicator."""
    for name, readings in context.readings.items():
        limit = lowest(context, context.indicators[name])
        codes = _codes(context, readings)
        under = [r for r in readings if limit is not None and r.value < limit and r not in codes]
        if under and limit is not None:
            sure: Certainty = "likely" if under[0].indicator.checks.minimum is None else "certain"
            yield _beyond(context, "below_minimum", sure, limit, under)


def _beyond(
    context: Context, check: str, sure: Certainty, limit: float, readings: list[Reading]
) -> Finding:
    indicator = readings[0].indicator
    values = {
        "indicator": context.title(indicator.id),
        "limit": context.amount(indicator, limit),
        "units": context.values_of(readings),
    }
    return finding(check, "error", sure, values, indicator.id, cells(readings))


def sentinel_number(context: Context) -> Iterator[Finding]:
    """Numbers that look like a code for a missing value: -1, -9, 999, 9999 and the like."""
    for name, readings in context.readings.items():
        codes = _codes(context, readings)
        if codes:
            values = {"indicator": context.title(name), "units": context.values_of(codes)}
            yield finding("sentinel_number", "error", "likely", values, name, cells(codes))


def _codes(context: Context, readings: tuple[Reading, ...]) -> list[Reading]:
    """Negative codes of what cannot be negative, and codes of nines above all other values."""
    least = lowest(context, readings[0].indicator)
    others = [r.value for r in readings if r.value not in _POSITIVE_CODES]
    most = max(others, default=float("inf"))
    return [
        reading
        for reading in readings
        if (least is not None and least >= 0 and reading.value in _NEGATIVE_CODES)
        or (reading.value in _POSITIVE_CODES and reading.value > most)
    ]
