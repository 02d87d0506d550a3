"""Unrounded counts that two units share to the last digit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from aqyl.assess.audit.context import Context, Reading, in_three
from aqyl.assess.audit.finding import Cell, Finding, finding
from aqyl.assess.audit.wording import Said, listed, whole
from aqyl.problems import Place

# So many digits, zeros at the end not counted, and a coincidence becomes unlikely.
_DIGITS = 4
_COUNTS = frozenset({"count", "size", "money"})


@dataclass(frozen=True, slots=True)
class _Count:
    settlement: str
    indicator: str
    value: float
    what: Said
    cell: Cell


def copied_count(context: Context) -> Iterator[Finding]:
    """The same unrounded count in two units or more: perhaps one is a copy of the other."""
    seen: set[tuple[float, tuple[str, ...]]] = set()
    for readings in context.readings.values():
        for column in ("value", "numerator", "denominator"):
            for same in _shared(context, readings, column):
                key = same[0].value, tuple(count.settlement for count in same)
                if key not in seen:
                    seen.add(key)
                    yield _finding(context, same)


def _shared(context: Context, readings: tuple[Reading, ...], column: str) -> list[list[_Count]]:
    """Counts of one column that more than one unit has."""
    piles: dict[float, list[_Count]] = {}
    for reading in readings:
        value = reading.row[column]
        if isinstance(value, float) and _unrounded(value) and _counts(context, reading, column):
            what = _what(context, reading, column)
            place = Place(reading.at.file, reading.at.line, column)
            count = _Count(
                reading.settlement,
                reading.indicator.id,
                value,
                what,
                Cell(reading.settlement, place),
            )
            piles.setdefault(value, []).append(count)
    return [pile for pile in piles.values() if len(pile) > 1]


def _unrounded(value: float) -> bool:
    """Whether a number has enough digits before its closing zeros."""
    digits = f"{abs(value):.9f}".replace(".", "").strip("0")
    return len(digits) >= _DIGITS


def _counts(context: Context, reading: Reading, column: str) -> bool:
    if column != "value":
        return True
    measure = context.measures.get(reading.indicator.unit)
    return measure is not None and measure.kind in _COUNTS


def _what(context: Context, reading: Reading, column: str) -> Said:
    words = {"numerator": reading.indicator.numerator, "denominator": reading.indicator.denominator}
    text = words.get(column)
    return in_three(text) if text else context.title(reading.indicator.id)


def _finding(context: Context, same: list[_Count]) -> Finding:
    values = {
        "value": whole(same[0].value),
        "what": same[0].what,
        "units": listed(context.name(count.settlement) for count in same),
    }
    where = tuple(count.cell for count in same)
    return finding("copied_count", "warning", "possible", values, same[0].indicator, where)
