"""How the scores and values of an indicator spread: ceilings, floors, constants, outliers."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from aqyl import index
from aqyl.assess.audit.context import ENOUGH, Context, Reading, cells
from aqyl.assess.audit.finding import Finding, finding
from aqyl.assess.audit.wording import fixed, percent
from aqyl.assess.steps import steps_of, worst_and_best
from aqyl.index import Floats
from aqyl.standard.models import Indicator
from aqyl.standard.steps import Log, Scale, Sqrt

# This share of the units at one end and the indicator no longer tells them apart.
_CROWD = 0.25
# Skewness and excess kurtosis that call for treatment (OECD/JRC Handbook; the rule of COINr), and
# how many interquartile ranges beyond the quartiles a value is named.
_SKEW, _KURTOSIS, _FENCE = 2.0, 3.5, 3.0


def ceiling(context: Context) -> Iterator[Finding]:
    """A large share of the units at the best score of an indicator."""
    yield from _crowds(context, "ceiling", 1)


def floor(context: Context) -> Iterator[Finding]:
    """A large share of the units at the worst score of an indicator."""
    yield from _crowds(context, "floor", 0)


def _crowds(context: Context, check: str, end: int) -> Iterator[Finding]:
    for indicator, readings in context.measured():
        scores = _scores(context, indicator, readings)
        ends = worst_and_best(steps_of(context.edition, indicator), scores)
        there = np.isclose(scores, ends[end], rtol=0, atol=1e-9)
        same = len({reading.value for reading in readings}) == 1
        if scores.size < ENOUGH or there.mean() < _CROWD or same:
            continue
        crowd = [reading for reading, at in zip(readings, there, strict=True) if at]
        values = {
            "indicator": context.title(indicator.id),
            "share": percent(float(there.mean())),
            "count": len(crowd),
            "total": scores.size,
            "units": context.values_of(crowd),
            "node": indicator.id,
        }
        yield finding(check, "note", "likely", values, indicator.id, cells(crowd))


def _scores(context: Context, indicator: Indicator, readings: tuple[Reading, ...]) -> Floats:
    """Scores 0-1, before the edition's scale."""
    scores = [context.score_of(r.settlement, indicator.id) for r in readings]
    return np.array(scores) / context.edition.scoring.scale


def constant(context: Context) -> Iterator[Finding]:
    """An indicator whose value is the same for every unit."""
    for indicator, readings in context.measured():
        same = {reading.value for reading in readings}
        if len(readings) >= ENOUGH and len(same) == 1:
            values = {
                "indicator": context.title(indicator.id),
                "total": len(readings),
                "value": context.amount(indicator, readings[0].value),
            }
            yield finding("constant", "warning", "certain", values, indicator.id, cells(readings))


def outliers(context: Context) -> Iterator[Finding]:
    """Skewed indicators, and values beyond three interquartile ranges, as they are normalised."""
    for indicator, readings in context.measured():
        x = _before_normalising(context, indicator, readings)
        if len(readings) < ENOUGH or np.ptp(x) == 0:
            continue
        skew, kurtosis, far = *_shape(x), _beyond(x)
        named = [reading for reading, out in zip(readings, far, strict=True) if out]
        if not named and not (abs(skew) > _SKEW and kurtosis > _KURTOSIS):
            continue
        named = named or [readings[int(np.argmax(np.abs(x - np.median(x))))]]
        values = {
            "indicator": context.title(indicator.id),
            "skew": fixed(skew, 1),
            "kurtosis": fixed(kurtosis, 1),
            "units": context.values_of(named),
        }
        yield finding("outliers", "note", "likely", values, indicator.id, cells(named))


def _before_normalising(
    context: Context, indicator: Indicator, readings: tuple[Reading, ...]
) -> Floats:
    """The values after the logarithms and roots that an edition takes against skewness."""
    x: Floats = np.array([reading.value for reading in readings])
    for step in steps_of(context.edition, indicator):
        if isinstance(step, Log):
            x = index.log(x)
        elif isinstance(step, Sqrt):
            x = index.sqrt(x)
        elif isinstance(step, Scale):
            x = index.scale(x, step.factor)
        else:
            break
    return x


def _shape(x: Floats) -> tuple[float, float]:
    """Skewness and excess kurtosis, corrected for small samples; more than three values.

    G1 and G2 in D. N. Joanes and C. A. Gill, The Statistician 47 (1998) 183-189.
    """
    n, apart = x.size, x - x.mean()
    second, third, fourth = (float(np.mean(apart**power)) for power in (2, 3, 4))
    skew = third / second**1.5 * math.sqrt(n * (n - 1)) / (n - 2)
    excess = (n + 1) * (fourth / second**2 - 3) + 6
    return skew, excess * (n - 1) / ((n - 2) * (n - 3))


def _beyond(x: Floats) -> npt.NDArray[np.bool_]:
    low, high = np.quantile(x, [0.25, 0.75])
    reach = _FENCE * (high - low) or np.inf
    return np.asarray((x < low - reach) | (x > high + reach))
