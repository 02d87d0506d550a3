"""Outlier treatment: steps tried on each column that fails the rule, until it passes.

Source: OECD/JRC, Handbook on Constructing Composite Indicators (2008), step 3; the order of steps
(winsorise, then a logarithm) as in JRC's audits and the R package COINr.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

import numpy as np
import numpy.typing as npt

from aqyl.index.arrays import Bools, Floats, choice, ends, floats, problem
from aqyl.index.custom import ByColumns, apply, name_of
from aqyl.index.logs import box_cox, log_ct, log_ct_orig, log_ct_plus, log_gii
from aqyl.index.moments import KURTOSIS, SKEW, Moments, beyond, moments
from aqyl.index.parameters import Parameter, check, declare, places_within
from aqyl.index.transforms import asinh, log, sqrt
from aqyl.index.treated import Applied, Attempt, Places, Trail, Treated
from aqyl.index.winsorising import FORCE, POINTS, Limits, draw_in
from aqyl.problems import Problem, raise_if

Curve = Literal[
    "asinh", "box_cox", "log", "log_ct", "log_ct_orig", "log_ct_plus", "log_gii", "sqrt"
]

COMBINE = Parameter("combine", "switch")

_CURVES: dict[str, ByColumns] = {
    "asinh": asinh,
    "box_cox": box_cox,
    "log": log,
    "log_ct": log_ct,
    "log_ct_orig": log_ct_orig,
    "log_ct_plus": log_ct_plus,
    "log_gii": log_gii,
    "sqrt": sqrt,
}


@declare(POINTS, FORCE)
@dataclass(frozen=True, slots=True)
class Winsorising:
    """A step of a treatment: `winsorise` with at most so many points (None: without a limit)."""

    points: int | None = 5
    force: bool = False

    def __post_init__(self) -> None:
        raise_if(check(Winsorising, points=self.points, force=self.force))


Step = Winsorising | Curve | ByColumns


@declare(SKEW, KURTOSIS, COMBINE)
@dataclass(frozen=True, slots=True)
class Treatment:
    """Steps in their order, and the rule by which a column passes.

    A column fails where |skewness| >= skew and kurtosis >= `kurtosis`. steps: `Winsorising`, the
    word of a curve, or a function of one's own from columns to columns. combine: whether a step
    takes what the step before it left, or the values as they were.
    """

    steps: tuple[Step, ...] = field(default=(Winsorising(), "log_ct"))
    skew: float = 2.0
    kurtosis: float = 3.5
    combine: bool = False

    def __post_init__(self) -> None:
        given = {"skew": self.skew, "kurtosis": self.kurtosis, "combine": self.combine}
        found = check(Treatment, **given)
        for step in self.steps:
            if not isinstance(step, Winsorising) and not callable(step):
                found += choice("steps", step, get_args(Curve))
        raise_if(found)


def treat(
    x: npt.ArrayLike,
    treatment: Treatment | None = None,
    own: Mapping[int, Treatment | None] | None = None,
) -> Treated:
    """Columns that fail the rule go through the steps until they pass; the rest stay untouched.

    x: units, or units x indicators. own: another treatment for single columns by position, None
    to leave one as it is. A column that fails to the end keeps the last step's result, and its
    trail says so. A column whose shape cannot be told (fewer than four values, all equal) or that
    holds two different values only is left as it is: no step can change its shape.
    Raises InputError for an unknown column or step, values a step cannot take, and a function of
    one's own that does not return columns.

    >>> done = treat([[1, 1], [2, 2], [3, 3], [4, 4], [5, 5], [6, 90]])
    >>> done.x[5], list(done.points())
    (array([6., 5.]), [(5, 1, 90.0, 5.0, 'winsorise_high')])
    """
    values, single = floats(x), {} if own is None else dict(own)
    raise_if(_problems(values, single))
    columns = values[:, np.newaxis] if values.ndim == 1 else values
    specs = _by_treatment(columns.shape[1], treatment or Treatment(), single)
    if len(specs) == 1:
        work = _Columns(columns, *specs)
        return Treated(work.now.reshape(values.shape), values, tuple(work.trails))
    now, trails = columns.copy(), [Trail()] * columns.shape[1]
    for spec, places in specs.items():
        work = _Columns(columns[:, places], spec)
        now[:, places] = work.now
        for place, trail in zip(places, work.trails, strict=True):
            trails[place] = trail
    return Treated(now.reshape(values.shape), values, tuple(trails))


def _problems(values: Floats, own: dict[int, Treatment | None]) -> list[Problem]:
    if values.ndim not in {1, 2}:
        return [problem("shape", name="x", given=values.shape, allowed="(units, columns)")]
    return places_within("own", own, 1 if values.ndim == 1 else values.shape[1])


def _by_treatment(
    width: int, common: Treatment, own: Mapping[int, Treatment | None]
) -> dict[Treatment, list[int]]:
    """The places of the columns that share a treatment."""
    places: dict[Treatment, list[int]] = {}
    for place in range(width):
        spec = own.get(place, common)
        places.setdefault(Treatment(steps=()) if spec is None else spec, []).append(place)
    return places


class _Columns:
    """The columns of one treatment and what its steps made of them."""

    def __init__(self, columns: Floats, spec: Treatment) -> None:
        self.spec, self.before, self.now = spec, columns, columns.copy()
        shape = moments(columns)
        skewness, kurtosis = shape.skewness, shape.kurtosis
        failed = beyond(skewness, kurtosis, spec.skew, spec.kurtosis)
        shapes = zip(skewness.tolist(), kurtosis.tolist(), (~failed).tolist(), strict=True)
        self.trails = [Trail(*shape) for shape in shapes]
        self.failing = np.flatnonzero(failed & ~_of_two_values(columns, shape))
        for step in spec.steps:
            if self.failing.size == 0:
                return
            base = (self.now if self.spec.combine else self.before)[:, self.failing]
            if isinstance(step, Winsorising):
                self._winsorise(step, base)
            else:
                self._bend(step, base)

    def _winsorise(self, step: Winsorising, base: Floats) -> None:
        spec = self.spec
        drawn = draw_in(base, Limits(step.points, spec.skew, spec.kurtosis, step.force))
        lines, moved = np.ascontiguousarray(base.T), []
        for beyond_it, bound in ((np.greater, drawn.high), (np.less, drawn.low)):
            outside = np.flatnonzero(beyond_it(lines, bound[:, np.newaxis]))
            places, units = np.divmod(outside, lines.shape[1])
            lines[places, units] = bound[places]
            moved.append([units[places == place] for place in range(len(lines))])
        applied = [Applied("winsorise", high, low) for high, low in zip(*moved, strict=True)]
        self._record(lines.T, applied, drawn.points, (drawn.skewness, drawn.kurtosis))

    def _bend(self, step: Curve | ByColumns, base: Floats) -> None:
        bent = _CURVES[step](base) if isinstance(step, str) else apply(step, base, keep=True)
        shape = moments(bent)
        name = step if isinstance(step, str) else name_of(step)
        applied = [Applied(name)] * base.shape[1]
        points = shape.count.astype(np.int64)
        self._record(bent, applied, points, (shape.skewness, shape.kurtosis))

    def _record(
        self, result: Floats, applied: list[Applied], points: Places, shape: tuple[Floats, Floats]
    ) -> None:
        """Set the values of the failing columns, write their trails, keep those that still fail."""
        self.now[:, self.failing] = result
        failed = beyond(*shape, self.spec.skew, self.spec.kurtosis)
        figures = zip(*(each.tolist() for each in (points, *shape, ~failed)), strict=True)
        for place, step, figure in zip(self.failing.tolist(), applied, figures, strict=True):
            trail = self.trails[place]
            attempts = (*trail.attempts, Attempt(step.step, *figure))
            kept = (*trail.applied, step) if self.spec.combine else (step,)
            start = (trail.skewness, trail.kurtosis, trail.passed)
            self.trails[place] = Trail(*start, attempts, kept)
        self.failing = self.failing[failed]


def _of_two_values(columns: Floats, shape: Moments) -> Bools:
    """Whether a column holds two different values only.

    Then its kurtosis is its skewness squared plus 1, and never less otherwise (Pearson's
    inequality); so only columns near that need to be looked at.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        flat = shape.count * shape.fourth / shape.second**2
        least = shape.count * shape.third**2 / shape.second**3 + 1
    near = np.flatnonzero(flat < least * (1 + 1e-6))
    chosen = columns[:, near]
    low, high = ends(chosen)
    two = np.zeros(columns.shape[1], dtype=np.bool_)
    two[near] = ~((chosen > low) & (chosen < high)).any(axis=0)
    return two
