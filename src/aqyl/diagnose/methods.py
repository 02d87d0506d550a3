"""Alternatives put in order by several criteria: SAW, TOPSIS and PROMETHEE II side by side.

Each takes x (alternatives, criteria), weights (..., criteria) of which each set sums to 1, and up
(criteria,): whether more is better. Each gives scores (..., alternatives), more is better. SAW lets
a strength make up for a weakness, TOPSIS punishes distance from the best, PROMETHEE with the usual
criterion counts only who is ahead of whom and needs no thresholds.
Sources: P. C. Fishburn, Operations Research 15 (1967) 537-542; C. L. Hwang and K. Yoon, Multiple
Attribute Decision Making (Springer, 1981); J. P. Brans and P. Vincke, Management Science 31 (1985)
647-656.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import numpy.typing as npt

from aqyl.diagnose.models import Method
from aqyl.index import Floats

Up = npt.NDArray[np.bool_]
# Scores that part later than this are the same score.
_SAME = 9


def saw(x: Floats, weights: Floats, up: Up) -> Floats:
    """The weighted sum of each criterion from worst (0) to best (1); alike alternatives earn 0.

    >>> saw(np.array([[4.0, 10.0], [2.0, 30.0]]), np.array([0.75, 0.25]), np.array([True, False]))
    array([1., 0.])
    """
    better = np.where(up, x, -x)
    floor = better.min(axis=0)
    room = better.max(axis=0) - floor
    scaled = np.divide(better - floor, room, out=np.zeros_like(x), where=room > 0)
    scores: Floats = weights @ scaled.T
    return scores


def topsis(x: Floats, weights: Floats, up: Up) -> Floats:
    """Distance from the worst over distances from worst and best, criteria scaled to length 1.

    >>> topsis(np.array([[4.0], [3.0], [0.0]]), np.array([1.0]), np.array([True]))
    array([1.  , 0.75, 0.  ])
    """
    length = np.sqrt((x**2).sum(axis=0))
    scaled = np.divide(x, length, out=np.zeros_like(x), where=length > 0)
    weighted = weights[..., None, :] * np.where(up, scaled, -scaled)
    to_best, to_worst = (
        np.sqrt(((weighted - end) ** 2).sum(axis=-1))
        for end in (weighted.max(axis=-2, keepdims=True), weighted.min(axis=-2, keepdims=True))
    )
    both = to_best + to_worst
    scores: Floats = np.divide(to_worst, both, out=np.ones_like(both), where=both > 0)
    return scores


def promethee(x: Floats, weights: Floats, up: Up) -> Floats:
    """The net flow (-1 to 1): by how much an alternative is ahead of the others on average.

    >>> x = np.array([[4.0, 3.0, 2.0], [3.0, 2.0, 4.0], [5.0, 1.0, 3.0]])
    >>> promethee(x, np.array([0.5, 0.3, 0.2]), np.array([True, True, True]))
    array([ 0.1, -0.3,  0.2])
    """
    better = np.where(up, x, -x)
    ahead = np.sign(better[:, None, :] - better[None, :, :]).sum(axis=1)
    flow: Floats = weights @ (ahead / max(len(x) - 1, 1)).T
    return flow


METHODS: Mapping[Method, Callable[[Floats, Floats, Up], Floats]] = {
    "saw": saw,
    "topsis": topsis,
    "promethee": promethee,
}


def places(scores: Floats) -> npt.NDArray[np.int64]:
    """The place of each of the last axis, 1 the highest score; equals share the better place.

    >>> places(np.array([0.2, 0.9, 0.2]))
    array([2, 1, 2])
    """
    rounded = np.round(scores, _SAME)
    placed: npt.NDArray[np.int64] = 1 + (rounded[..., None, :] > rounded[..., :, None]).sum(axis=-1)
    return placed


def drawn_weights(count: int, draws: int, seed: int) -> Floats:
    """Weights of criteria drawn evenly from all that sum to 1, (draws, count).

    Source: R. Lahdelma, J. Hokkanen and P. Salminen, European Journal of Operational Research 106
    (1998) 137-143 (nothing known of the weights).
    """
    return np.random.default_rng(seed).dirichlet(np.ones(count), size=draws)
