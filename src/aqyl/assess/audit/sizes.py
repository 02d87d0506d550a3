"""The size of a settlement counted as its merit or its fault."""

from __future__ import annotations

from collections.abc import Iterator

from aqyl import index
from aqyl.assess.audit.context import ENOUGH, Context, Reading, cells
from aqyl.assess.audit.finding import Finding, finding
from aqyl.assess.audit.wording import number, percent, points
from aqyl.standard.models import Indicator

Measured = tuple[Indicator, tuple[Reading, ...]]

# So close an order to that of a size that the indicator hardly says anything else.
SAME_ORDER = 0.9


def size_as_merit(context: Context) -> Iterator[Finding]:
    """A size that is not divided by anything, carries weight and earns more the larger it is."""
    for indicator, readings in _sizes(context):
        if indicator.direction == "up" and context.weight(indicator.id) > 0:
            most = max(readings, key=lambda reading: reading.value)
            values = _values(context, indicator, most)
            yield finding("size_as_merit", "warning", "certain", values, indicator.id, (most.cell,))


def size_as_fault(context: Context) -> Iterator[Finding]:
    """A size that is not divided by anything and earns more the smaller it is."""
    for indicator, readings in _sizes(context):
        if indicator.direction == "down" and context.weight(indicator.id) > 0:
            most = max(readings, key=lambda reading: reading.value)
            values = _values(context, indicator, most)
            yield finding("size_as_fault", "warning", "likely", values, indicator.id, (most.cell,))


def moves_with_size(context: Context) -> Iterator[Finding]:
    """An indicator that is no size itself and orders the units almost as a size does."""
    sizes = [pair for pair in _sizes(context) if pair[0].direction == "up"]
    known = {size.id for size, _ in _sizes(context)}
    for indicator, readings in context.measured():
        if indicator.id in known or not context.weight(indicator.id):
            continue
        for size, of_size in sizes:
            rho = _correlation(readings, of_size)
            if rho.pairs >= ENOUGH and abs(rho.value) >= SAME_ORDER:
                values = {
                    "indicator": context.title(indicator.id),
                    "size": context.title(size.id),
                    "rho": number(round(rho.value, 2)),
                    "pairs": rho.pairs,
                }
                where = cells(readings)
                yield finding("moves_with_size", "note", "likely", values, indicator.id, where)


def _sizes(context: Context) -> Iterator[Measured]:
    for indicator, readings in context.measured():
        measure = context.measures.get(indicator.unit)
        if measure is not None and measure.kind == "size" and indicator.denominator is None:
            yield indicator, readings


def _correlation(readings: tuple[Reading, ...], others: tuple[Reading, ...]) -> index.Correlation:
    other = {reading.settlement: reading.value for reading in others}
    both = [(r.value, other[r.settlement]) for r in readings if r.settlement in other]
    return index.spearman([a for a, _ in both], [b for _, b in both])


def _values(context: Context, indicator: Indicator, most: Reading) -> dict[str, object]:
    scale = context.edition.scoring.scale
    return {
        "indicator": context.title(indicator.id),
        "measure": context.measure(indicator.unit),
        "unit": context.name(most.settlement),
        "value": context.amount(indicator, most.value),
        "score": points(context.score_of(most.settlement, indicator.id), scale),
        "best": points(scale, scale),
        "weight": percent(context.weight(indicator.id), 1),
        "node": indicator.id,
    }
