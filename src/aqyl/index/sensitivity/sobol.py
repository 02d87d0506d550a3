"""Sobol indices: how much of a result's variance each factor explains, alone and with others.

The estimators and their sources stand in `estimators.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt

from aqyl.index.arrays import Floats, problem
from aqyl.index.parameters import Parameter
from aqyl.index.sensitivity.bootstrap import Estimate, estimate, resamples, shares
from aqyl.index.sensitivity.design import sobol_points
from aqyl.index.sensitivity.estimators import Estimators, Pairs
from aqyl.problems import raise_if

FACTORS = Parameter("factors", "whole", low=1)
BASE = Parameter("base", "whole", low=2)
SEED = Parameter("seed", "whole", low=0)
SECOND = Parameter("second", "switch")
CENTRED = Parameter("centred", "switch")

Model = Callable[[Floats], npt.ArrayLike]

# Results whose intervals are worked out at once.
_AT_ONCE = 32


@dataclass(frozen=True, slots=True)
class Bootstrap:
    """How confidence intervals are found: their level, the number of resamples, and the seed.

    The bootstrap takes the base points for independent ones. They are spread more evenly than that,
    so the intervals are rather too wide than too narrow.
    Raises InputError for numbers outside their range.
    """

    confidence: float = 0.95
    resamples: int = 1000
    seed: int = 0

    def __post_init__(self) -> None:
        checks = (
            (Parameter("confidence", low=0, high=1, inside=True), self.confidence),
            (Parameter("resamples", "whole", low=1), self.resamples),
            (SEED, self.seed),
        )
        raise_if(found for parameter, given in checks for found in parameter.check(given))


@dataclass(frozen=True, slots=True, eq=False)
class Sobol:
    """Indices with confidence intervals: (factors,), or (factors, results) for several results.

    second: one line for each pair of factors in `pairs`; both empty unless asked for. variance: of
    the result; where it is zero the indices are NaN. base: the base points used; failed: those left
    out because a run of theirs gave no number for any result. A result without a number in another
    run has no indices (NaN).
    """

    first: Estimate
    total: Estimate
    second: Estimate
    pairs: Pairs
    variance: Floats
    base: int
    failed: int


def sobol(
    model: Model,
    factors: int,
    base: int,
    seed: int = 0,
    *,
    second: bool = False,
    bootstrap: Bootstrap | None = None,
) -> Sobol:
    """The indices of a model of uniform numbers: (runs, factors) -> (runs,) or (runs, results).

    base: independent points; the model is run base x (factors + 2) times, base x (2 factors + 2)
    with second-order indices. Intervals are of the bootstrap, seeded with `seed` where none is
    given. Raises InputError for wrong parameters and a model that gives another shape.

    >>> found = sobol(lambda u: 3 * u[:, 0] + u[:, 1], factors=2, base=4096)
    >>> found.total.value.round(1)
    array([0.9, 0.1])
    """
    checks = ((FACTORS, factors), (BASE, base), (SEED, seed), (SECOND, second))
    raise_if(found for parameter, given in checks for found in parameter.check(given))
    y = np.asarray(model(sobol_points(factors, base, seed, second)), dtype=np.float64)
    return sobol_indices(y, factors, second=second, bootstrap=bootstrap or Bootstrap(seed=seed))


def sobol_indices(
    y: npt.ArrayLike,
    factors: int,
    *,
    second: bool = False,
    bootstrap: Bootstrap | None = None,
    centred: bool = True,
) -> Sobol:
    """The indices from the results of runs made at `sobol_points`, (runs,) or (runs, results).

    centred: off, the first order is estimated as the R package COINr does.
    Raises InputError for a number of runs that no design of so many factors has.
    """
    checks = ((FACTORS, factors), (SECOND, second), (CENTRED, centred))
    raise_if(found for parameter, given in checks for found in parameter.check(given))
    runs = _by_matrix(np.asarray(y, dtype=np.float64), factors, second)
    usable = np.isfinite(runs).any(axis=2).all(axis=0)
    base, failed = int(usable.sum()), int((~usable).sum())
    if base < BASE.low:
        raise_if([problem("sobol_failed", failed=failed, base=usable.size)])
    form = Estimators(factors, tuple(combinations(range(factors), 2)) if second else (), centred)
    how = bootstrap or Bootstrap()
    drawn = resamples(how.seed, base, how.resamples)
    parts = [
        _estimated(form, runs[:, usable, first : first + _AT_ONCE], drawn, how.confidence)
        for first in range(0, runs.shape[2], _AT_ONCE)
    ]
    every = [np.concatenate(lines, axis=-1) for lines in zip(*parts, strict=True)]
    value, low, high, variance = (line[..., 0] if np.ndim(y) == 1 else line for line in every)
    edges = [factors, 2 * factors]
    split = [np.split(each, edges) for each in (value, low, high)]
    first, total, both = (Estimate(*lines) for lines in zip(*split, strict=True))
    return Sobol(first, total, both, form.pairs, variance, base, failed)


def _by_matrix(y: Floats, factors: int, second: bool) -> Floats:
    """The results by matrix of the design: (matrices, base, results)."""
    matrices = 2 * factors + 2 if second else factors + 2
    if y.ndim not in {1, 2} or not y.size or len(y) % matrices:
        allowed = f"({matrices} × base, …)"
        raise_if([problem("shape", name="y", given=y.shape, allowed=allowed)])
    return y.reshape(matrices, len(y) // matrices, -1)


def _estimated(
    form: Estimators, y: Floats, drawn: npt.NDArray[np.uint8], confidence: float
) -> tuple[Floats, Floats, Floats, Floats]:
    """Value, low and high (indices, results) and the variance (results,) of some results."""
    base, results = y.shape[1:]
    shift = y[:2].mean(axis=(0, 1)) if form.centred else 0.0
    # Sums of numbers near zero keep their digits.
    terms = form.terms(y - shift)
    means = terms.mean(axis=1)
    flat = terms.transpose(1, 0, 2).reshape(base, -1)
    again = np.concatenate(
        [
            form.indices((share @ flat).reshape(-1, len(terms), results), base)
            for share in shares(drawn)
        ]
    )
    found = estimate(form.indices(means, base), again, confidence)
    return found.value, found.low, found.high, form.variance(means, base)
