"""Values against the ratio they are said to be, and values of another order of magnitude."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from statistics import median

from aqyl.assess.audit.context import ENOUGH, Context, Reading, cells
from aqyl.assess.audit.finding import Finding, Severity, finding
from aqyl.assess.audit.wording import Said, listed, number, phrase, with_value

# Published values are rounded: this share, or half of the last decimal given, is no difference.
_TOLERANCE = 0.005
# Units that stand apart: a gap of this many powers of ten, at most this share of the units, about
# a whole power of ten away from the others.
_GAP, _FEW, _ABOUT = 0.6, 0.3, 0.25
# Sizes and counts differ by powers of ten for good reason.
_NATURALLY_WIDE = frozenset({"size", "count"})


def value_not_ratio(context: Context) -> Iterator[Finding]:
    """Stated values that differ from numerator / denominator * multiplier, by indicator."""
    recomputed = context.edition.scoring.values.ratio == "recomputed"
    severity: Severity = "note" if recomputed else "error"
    for name, readings in context.readings.items():
        off = [reading for reading in readings if _differs(reading)]
        if off:
            used = "recomputed" if recomputed else "stated"
            values = {
                "indicator": context.title(name),
                "units": listed(_instead(context, reading) for reading in off),
                "used": phrase(f"value_not_ratio.{used}"),
            }
            yield finding("value_not_ratio", severity, "certain", values, name, cells(off))


def _differs(reading: Reading) -> bool:
    stated, ratio = reading.stated, reading.ratio
    if stated is None or ratio is None:
        return False
    decimals = f"{stated:.12g}".partition(".")[2]
    rounding = 0.5 * 10.0 ** -len(decimals)
    return abs(stated - ratio) > max(_TOLERANCE * abs(ratio), rounding)


def _instead(context: Context, reading: Reading) -> Said:
    stated, ratio = reading.stated or 0.0, reading.ratio or 0.0
    times = ratio / stated if stated else math.inf
    small = abs(times) >= 1
    factor = times if small else 1 / times if times else math.inf
    power = _power(factor)
    key = ("small" if small else "large") if power else "other"
    return phrase(
        f"value_not_ratio.{key}",
        unit=context.name(reading.settlement),
        stated=number(stated),
        ratio=number(ratio),
        factor=number(power),
    )


def _power(factor: float) -> float:
    """The power of ten that a factor is within its rounding, or 0."""
    if not 1 < factor < math.inf:
        return 0.0
    power = 10.0 ** round(math.log10(factor))
    return power if power > 1 and math.isclose(factor, power, rel_tol=0.01) else 0.0


def power_of_ten(context: Context) -> Iterator[Finding]:
    """A few units about a power of ten away from all the others: perhaps other units of measure."""
    for name, readings in context.readings.items():
        measure = context.measures.get(context.indicators[name].unit)
        if measure is not None and measure.kind in _NATURALLY_WIDE:
            continue
        apart = _apart([_best(reading) for reading in readings])
        if apart:
            few = [reading for reading in readings if _best(reading) in apart]
            others = [_best(reading) for reading in readings if _best(reading) not in apart]
            values = _magnitude(context, few, others)
            yield finding("power_of_ten", "warning", "possible", values, name, cells(few))


def _best(reading: Reading) -> float:
    """What the parts come to, else the value: a wrongly printed ratio is another check's matter."""
    return reading.value if reading.ratio is None else reading.ratio


def _apart(values: Sequence[float]) -> frozenset[float]:
    """The values of the small group that stands about a power of ten off, above or below."""
    ordered = sorted(value for value in values if value > 0)
    few = int(_FEW * len(ordered))
    for size in range(few, 0, -1) if len(ordered) >= ENOUGH else ():
        for group, rest in (
            (ordered[:size], ordered[size:]),
            (ordered[-size:], ordered[:-size]),
        ):
            if _stands_off(group, rest):
                return frozenset(group)
    return frozenset()


def _stands_off(group: Sequence[float], rest: Sequence[float]) -> bool:
    low, high = sorted((group, rest), key=min)
    gap = math.log10(min(high) / max(low))
    distance = math.log10(median(high) / median(low))
    whole = round(distance)
    return gap >= _GAP and whole >= 1 and abs(distance - whole) <= _ABOUT


def _magnitude(
    context: Context, few: Sequence[Reading], others: Sequence[float]
) -> dict[str, object]:
    typical, middle = median([_best(reading) for reading in few]), median(others)
    below = typical < middle
    factor = 10.0 ** round(abs(math.log10(typical / middle)))
    return {
        "indicator": context.title(few[0].indicator.id),
        "factor": number(factor),
        "side": phrase("word.below" if below else "word.above"),
        "median": number(middle),
        "units": listed(
            with_value(context.name(reading.settlement), number(_best(reading))) for reading in few
        ),
    }
