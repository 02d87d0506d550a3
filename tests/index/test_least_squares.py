"""Least squares under conditions; scipy is the judge."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.optimize import minimize

from aqyl.index.least_squares import constrained, constrained_from_zero


@pytest.mark.parametrize("seed", range(25))
def test_scipy_finds_nothing_nearer(seed: int) -> None:
    random = np.random.default_rng(seed)
    size = int(random.integers(2, 8))
    matrix, wished = random.normal(size=(size, size)), random.normal(size=size) * 3
    conditions, values = np.ones((1, size)), np.ones(1)
    start = np.eye(size)[int(random.integers(size))]

    def distance(u: np.ndarray) -> float:
        return float(((matrix @ u - wished) ** 2).sum())

    rules = {"type": "eq", "fun": lambda u: u.sum() - 1}
    for bounds, found in (
        (None, constrained(matrix, wished, conditions, values)),
        ([(0, None)] * size, constrained_from_zero(matrix, wished, conditions, values, start)),
    ):
        assert found.sum() == pytest.approx(1)
        theirs = minimize(
            distance, np.full(size, 1 / size), bounds=bounds, constraints=rules, tol=1e-14
        )
        assert distance(found) <= theirs.fun * (1 + 1e-6) + 1e-9
        if bounds:
            assert found.min() >= 0


def test_equal_columns_share_without_an_error() -> None:
    matrix = np.array([[1.0, 1, 0], [1, 1, 0], [0, 0, 1]])
    start = np.array([1.0, 0, 0])
    found = constrained_from_zero(
        matrix, np.array([0.5, 0.5, 0.5]), np.ones((1, 3)), np.ones(1), start
    )
    np.testing.assert_allclose(matrix @ found, 0.5, atol=1e-12)
