"""The direction an indicator declares against the direction its steps work in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from aqyl.assess.audit.context import Context, Reading
from aqyl.assess.audit.finding import Finding, finding
from aqyl.assess.audit.wording import number, phrase, points
from aqyl.assess.steps import effective_direction, steps_of
from aqyl.standard.models import Indicator
from aqyl.standard.steps import Invert

_SIGN = {"up": 1, "down": -1}


@dataclass(frozen=True, slots=True)
class _Course:
    """What the steps of an indicator do with the values of the assessed units."""

    indicator: Indicator
    readings: tuple[Reading, ...]
    effective: int
    inversions: int

    @property
    def reversed(self) -> bool:
        return self.effective == -_SIGN[self.indicator.direction]

    @property
    def cancelled(self) -> bool:
        """Declared `down`, inverted an even number of times."""
        even = self.inversions >= 2 and self.inversions % 2 == 0
        return even and self.indicator.direction == "down"

    @property
    def worst(self) -> Reading:
        sign = _SIGN[self.indicator.direction]
        return min(self.readings, key=lambda r: (sign * r.value, r.settlement))


def double_inversion(context: Context) -> Iterator[Finding]:
    """An indicator declared `down` whose inversions cancel out, so that more earns more."""
    for course in _courses(context):
        if course.reversed and course.cancelled:
            yield _finding(context, course, "double_inversion")


def direction_reversed(context: Context) -> Iterator[Finding]:
    """Steps that work against the declared direction for any other reason."""
    for course in _courses(context):
        if course.reversed and not course.cancelled:
            yield _finding(context, course, "direction_reversed")


def direction_mixed(context: Context) -> Iterator[Finding]:
    """Steps that rise in one part of the observed range and fall in another."""
    for course in _courses(context):
        scores = [context.score_of(r.settlement, course.indicator.id) for r in course.readings]
        known = np.array(scores)[~np.isnan(scores)]
        if course.effective == 0 and known.size > 1 and np.ptp(known) > 0:
            values = [reading.value for reading in course.readings]
            said = {
                "indicator": context.title(course.indicator.id),
                "declared": phrase(f"word.{course.indicator.direction}"),
                "low": number(min(values)),
                "high": number(max(values)),
                "node": course.indicator.id,
            }
            yield finding("direction_mixed", "note", "certain", said, course.indicator.id)


def _courses(context: Context) -> Iterator[_Course]:
    for indicator, readings in context.measured():
        steps = steps_of(context.edition, indicator)
        values = np.array([reading.value for reading in readings])
        target = context.targets.get(indicator.id, indicator.target)
        aimed = indicator.model_copy(update={"target": target})
        effective = effective_direction(steps, aimed, values)
        inversions = sum(isinstance(step, Invert) for step in steps)
        yield _Course(indicator, readings, effective, inversions)


def _finding(context: Context, course: _Course, check: str) -> Finding:
    worst, scale = course.worst, context.edition.scoring.scale
    values = {
        "indicator": context.title(course.indicator.id),
        "declared": phrase(f"word.{course.indicator.direction}"),
        "count": course.inversions,
        "unit": context.name(worst.settlement),
        "value": context.amount(course.indicator, worst.value),
        "score": points(context.score_of(worst.settlement, course.indicator.id), scale),
        "best": points(scale, scale),
        "node": course.indicator.id,
    }
    return finding(check, "error", "certain", values, course.indicator.id, (worst.cell,))
