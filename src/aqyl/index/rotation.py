"""Varimax: loadings turned so that each column belongs to as few components as can be."""

from __future__ import annotations

import numpy as np

from aqyl.index.arrays import Floats

_STEPS = 1_000
_ENOUGH = 1e-12


def varimax(loadings: Floats) -> Floats:
    """Columns x components turned to the largest variance of squared loadings in a component.

    Source: H. F. Kaiser, "The varimax criterion for analytic rotation in factor analysis",
    Psychometrika 23 (1958) 187-200, here by repeated singular value decompositions.

    >>> varimax(np.array([[0.9, 0.5], [0.8, 0.6], [0.5, -0.8]])).round(2)
    array([[ 1.03, -0.06],
           [ 1.  ,  0.08],
           [-0.01, -0.94]])
    """
    turn = np.eye(loadings.shape[1])
    reached = 0.0
    for _ in range(_STEPS):
        turned = loadings @ turn
        pull = turned**3 - turned * (turned**2).mean(axis=0)
        left, singular, right = np.linalg.svd(loadings.T @ pull)
        turn = left @ right
        if singular.sum() <= reached * (1 + _ENOUGH):
            break
        reached = float(singular.sum())
    return loadings @ turn
