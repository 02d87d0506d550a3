"""From a score back to the value that earns it: an indicator's steps taken the other way."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from aqyl.assess.steps import goalposts_of
from aqyl.standard import steps as words
from aqyl.standard.models import Indicator
from aqyl.standard.steps import Step


def value_for(
    indicator: Indicator, steps: Sequence[Step], group: str, score: float
) -> float | None:
    """The value, in the indicator's unit, that earns a score of 0-1 in a group.

    Of a band its edge, of a flat line its beginning. None where no single value does: a scale that
    the units set, a target, a score that is never quite reached.
    """
    found: float | None = score
    for step in reversed(steps):
        found = None if found is None else _back(step, found, indicator, group)
        if found is None or not math.isfinite(found):
            return None
    return found


def _back(  # noqa: C901, PLR0911 - one line a word
    step: Step, y: float, indicator: Indicator, group: str
) -> float | None:
    match step:
        case words.Log():
            return math.exp(y) if y < math.log(np.finfo(float).max) else None
        case words.Sqrt():
            return y * y if y >= 0 else None
        case words.MinMax(low=low, high=high) if low is not None and high is not None:
            return low + y * (high - low)
        case words.Goalposts():
            low, high = (float(end[0]) for end in goalposts_of(indicator, [group]))
            return low + y * (high - low)
        case words.Bands(edges=edges, points=points):
            return next((e for e, p in zip(edges, points, strict=True) if math.isclose(p, y)), None)
        case words.Piecewise():
            return _along(step, y)
        case words.Saturating(knee=knee):
            if y <= 0.5:
                return 2 * knee * y
            return knee * (1 - math.log(2 * (1 - y))) if y < 1 else None
        case words.Scale(factor=factor):
            return y / factor if factor else None
        case words.Invert():
            return 1.0 - y
        case _:
            return None


def _along(step: words.Piecewise, y: float) -> float | None:
    """The first x at which straight lines that only rise, or only fall, come to y."""
    turn = 1.0 if step.y[-1] > step.y[0] else -1.0
    heights = [turn * each for each in step.y]
    rising = all(a <= b for a, b in pairwise(heights))
    if not rising or not heights[0] <= turn * y <= heights[-1]:
        return None
    at = next(n for n, height in enumerate(heights) if turn * y <= height)
    if at == 0:
        return step.x[0]
    share = (turn * y - heights[at - 1]) / (heights[at] - heights[at - 1])
    return step.x[at - 1] + share * (step.x[at] - step.x[at - 1])
