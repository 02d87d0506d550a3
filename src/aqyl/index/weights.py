"""Weights: equal, given, and by the analytic hierarchy process (AHP) from pairwise comparisons.

Sources: T. L. Saaty, "A scaling method for priorities in hierarchical structures", Journal of
Mathematical Psychology 15 (1977); random indices from T. L. Saaty, The Analytic Hierarchy Process,
McGraw-Hill (1980).
"""

from __future__ import annotations

import math
import operator
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
import numpy.typing as npt

from aqyl.index.arrays import Floats, choice, floats, problem
from aqyl.index.means import weight_problems
from aqyl.problems import Problem, raise_if

AhpMethod = Literal["eigenvector", "column_average"]

# Mean consistency index of random reciprocal matrices of order 1, 2, ..., 15 (Saaty 1980).
RANDOM_INDEX = (
    0.0, 0.0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59,
)  # fmt: skip

# Saaty's rule: comparisons with a consistency ratio above this deserve a second look.
ACCEPTED_RATIO = 0.10

_RECIPROCAL = 1e-6
# Powers of a comparison matrix end when no weight moves by more than this, or after so many.
_SETTLED = 2.0**-53
_POWERS = 10_000


@dataclass(frozen=True, slots=True, eq=False)
class Priorities:
    """What a comparison matrix says: weights (sum 1) and how far it contradicts itself.

    consistency_ratio is NaN for more than 15 criteria: no random index is published for them.
    """

    weights: Floats
    lambda_max: float
    consistency_index: float
    consistency_ratio: float

    @property
    def consistent(self) -> bool:
        """Whether the consistency ratio is at most 0.10."""
        return self.consistency_ratio <= ACCEPTED_RATIO


def equal_weights(count: int) -> Floats:
    """`count` equal weights that sum to 1. Raises InputError unless count is 1 or more.

    >>> equal_weights(4)
    array([0.25, 0.25, 0.25, 0.25])
    """
    raise_if([] if count >= 1 else [problem("not_whole", name="count", given=count)])
    return np.full(count, 1.0 / count, dtype=np.float64)


def given_weights(weights: npt.ArrayLike) -> Floats:
    """Weights brought to sum 1 over the last axis.

    Raises InputError where they are missing, negative or sum to zero.

    >>> given_weights([2, 1, 1])
    array([0.5 , 0.25, 0.25])
    """
    values = floats(weights, "weights")
    total = values.sum(axis=-1, keepdims=True)
    found = weight_problems(values)
    if not found and (zero := total == 0).any():
        found.append(problem("weights_zero", count=int(zero.sum()), total=int(zero.size)))
    raise_if(found)
    shares: Floats = values / total
    return shares


def ahp(comparisons: npt.ArrayLike, method: AhpMethod = "eigenvector") -> Priorities:
    """Weights from pairwise comparisons a_ij = how many times i matters more than j.

    comparisons: the upper triangle row by row (n (n - 1) / 2 numbers; none for one criterion), or
    the full reciprocal matrix. method: `eigenvector` is Saaty's, the principal eigenvector;
    `column_average` its common approximation, the row means of the matrix with its columns brought
    to sum 1. lambda_max = mean((A w)_i / w_i), CI = (lambda_max - n) / (n - 1), CR = CI / RI(n).
    Raises InputError for a wrong number of comparisons, numbers that are not positive, and pairs
    that are not reciprocal.

    >>> ahp([3, 1 / 2, 4, 1 / 5, 2, 6]).weights.round(4)
    array([0.2928, 0.1137, 0.5219, 0.0715])
    """
    raise_if(choice("method", method, get_args(AhpMethod)))
    matrix = _matrix(floats(comparisons, "comparisons"))
    weights = _eigenvector(matrix) if method == "eigenvector" else _column_average(matrix)
    size = len(weights)
    lambda_max = float(((matrix * weights).sum(axis=1) / weights).mean())
    index = (lambda_max - size) / (size - 1) if size > 2 else 0.0
    return Priorities(weights, lambda_max, index, _ratio(index, size))


def _ratio(index: float, size: int) -> float:
    if size <= 2:
        return 0.0
    return index / RANDOM_INDEX[size - 1] if size <= len(RANDOM_INDEX) else math.nan


def _eigenvector(matrix: Floats) -> Floats:
    """The principal eigenvector, sum 1, by powers of the matrix.

    The last digits of LAPACK's hang on the processor; here every sum is rounded once, so that the
    same comparisons give the same bytes everywhere.
    """
    rows = matrix.tolist()
    weights = [1.0 / len(rows)] * len(rows)
    for _ in range(_POWERS):
        grown = [math.fsum(map(operator.mul, row, weights)) for row in rows]
        before, total = weights, math.fsum(grown)
        weights = [one / total for one in grown]
        if max(map(abs, map(operator.sub, weights, before))) <= _SETTLED:
            break
    return np.array(weights, dtype=np.float64)


def _column_average(matrix: Floats) -> Floats:
    return np.asarray((matrix / matrix.sum(axis=0)).mean(axis=1), dtype=np.float64)


def _matrix(comparisons: Floats) -> Floats:
    """The full reciprocal matrix, from itself or from its upper triangle."""
    raise_if(_not_positive(comparisons))
    return _triangle(comparisons) if comparisons.ndim == 1 else _square(comparisons)


def _triangle(upper: Floats) -> Floats:
    size = (1 + math.isqrt(1 + 8 * upper.size)) // 2
    if size * (size - 1) // 2 != upper.size:
        raise_if([problem("ahp_size", given=upper.size)])
    matrix = np.ones((size, size))
    rows, columns = np.triu_indices(size, 1)
    matrix[rows, columns] = upper
    matrix[columns, rows] = 1.0 / upper
    return matrix


def _square(matrix: Floats) -> Floats:
    if matrix.ndim != 2 or matrix.shape[0] != matrix.shape[-1] or not matrix.size:
        raise_if([problem("ahp_square", given=matrix.shape)])
    rows, columns = np.nonzero(np.triu(np.abs(matrix * matrix.T - 1.0) > _RECIPROCAL))
    raise_if(
        problem(
            "ahp_reciprocal",
            row=int(i) + 1,
            column=int(j) + 1,
            given=float(matrix[i, j]),
            back=float(matrix[j, i]),
        )
        for i, j in zip(rows, columns, strict=True)
    )
    return matrix


def _not_positive(comparisons: Floats) -> list[Problem]:
    wrong = comparisons[~(comparisons > 0)]
    return [problem("not_positive", name="comparisons", given=float(value)) for value in wrong]
