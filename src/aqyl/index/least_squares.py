"""Linear least squares under linear conditions, with or without a lower bound of zero."""

from __future__ import annotations

import numpy as np

from aqyl.index.arrays import Bools, Floats

_ROUNDING = 1e-12


def constrained(matrix: Floats, wished: Floats, conditions: Floats, values: Floats) -> Floats:
    """The u with the least |matrix u - wished|, among those with conditions u = values.

    >>> constrained(np.eye(2), np.array([3.0, 1.0]), np.ones((1, 2)), np.ones(1))
    array([ 1.5, -0.5])
    """
    particular = np.linalg.lstsq(conditions, values)[0]
    _, singular, directions = np.linalg.svd(conditions)
    rank = int((singular > singular.max() * _ROUNDING).sum())
    free = directions[rank:].T
    along = np.linalg.lstsq(matrix @ free, wished - matrix @ particular)[0]
    result: Floats = particular + free @ along
    return result


def constrained_from_zero(
    matrix: Floats, wished: Floats, conditions: Floats, values: Floats, start: Floats
) -> Floats:
    """As `constrained`, with no u below zero; `start` meets all of it.

    Primal active-set method: J. Nocedal and S. Wright, Numerical Optimization, 2nd ed. (2006),
    algorithm 16.3. Each round solves for the u that are free of the bound, goes there as far as
    the others stay above zero, and lets one off the bound when that helps.

    >>> start = np.array([0.0, 1.0])
    >>> constrained_from_zero(np.eye(2), np.array([3.0, 1.0]), np.ones((1, 2)), np.ones(1), start)
    array([1., 0.])
    """
    current, bound = start.copy(), start <= 0
    for _ in range(100 * len(start)):
        best = np.zeros_like(current)
        best[~bound] = constrained(matrix[:, ~bound], wished, conditions[:, ~bound], values)
        below = best < -_ROUNDING
        if not below.any():
            current = np.maximum(best, 0.0)
            off = _off_the_bound(matrix, wished, conditions, current, bound)
            if off is None:
                return current
            bound[off] = False
            continue
        reach = np.full(current.shape, np.inf)
        reach[below] = current[below] / (current - best)[below]
        hit = int(reach.argmin())
        current = np.maximum(current + reach[hit] * (best - current), 0.0)
        current[hit], bound[hit] = 0.0, True
    return current


def _off_the_bound(
    matrix: Floats, wished: Floats, conditions: Floats, current: Floats, bound: Bools
) -> int | None:
    """The u on the bound whose rise lowers the distance most, by the signs of the multipliers."""
    slope = matrix.T @ (matrix @ current - wished)
    held = np.linalg.lstsq(conditions[:, ~bound].T, slope[~bound])[0]
    gain = np.where(bound, slope - conditions.T @ held, 0.0)
    most = int(gain.argmin())
    return most if gain[most] < -_ROUNDING else None
