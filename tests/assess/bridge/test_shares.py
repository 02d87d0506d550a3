"""Shapley and Owen values against their definitions, and drawn orders against all of them."""

from __future__ import annotations

from itertools import combinations, permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aqyl.assess.bridge.shares import Game, coalitions, owen


def game(players: int, seed: int) -> Game:
    """A game with a drawn worth, two numbers wide, for every coalition."""
    random = np.random.default_rng(seed)
    worth = {
        frozenset(chosen): random.normal(size=2)
        for size in range(players + 1)
        for chosen in combinations(range(players), size)
    }
    return lambda on: worth[on]


def by_orders(worth: Game, parts: list[list[int]]) -> np.ndarray:
    """The mean of what each player adds over all orders that keep parts together."""
    count = sum(map(len, parts))
    orders = [
        [player for part in outer for player in inner[parts.index(part)]]
        for outer in permutations(parts)
        for inner in _inner(parts)
    ]
    total = np.zeros((count, 2))
    for order in orders:
        for place, player in enumerate(order):
            total[player] += worth(frozenset(order[: place + 1])) - worth(frozenset(order[:place]))
    return total / len(orders)


def _inner(parts: list[list[int]]) -> list[list[tuple[int, ...]]]:
    found: list[list[tuple[int, ...]]] = [[]]
    for part in parts:
        found = [[*before, order] for before in found for order in permutations(part)]
    return found


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 1000), st.sampled_from([[[0, 1, 2]], [[0], [1], [2]], [[0, 2], [1, 3]]]))
def test_the_shares_are_the_mean_over_the_orders_that_keep_parts_together(
    seed: int, parts: list[list[int]]
) -> None:
    worth = game(sum(map(len, parts)), seed)
    np.testing.assert_allclose(owen(worth, parts, 8, 0, 0).value, by_orders(worth, parts))


def test_who_adds_nothing_has_no_share_and_twins_have_the_same() -> None:
    def worth(on: frozenset[int]) -> np.ndarray:
        return np.array([2.0 * (0 in on or 1 in on)])

    shares = owen(worth, [[0, 1, 2]], 8, 0, 0).value[:, 0]
    np.testing.assert_allclose(shares, [1.0, 1.0, 0.0], atol=1e-12)


def test_drawn_orders_sum_to_the_whole_and_state_their_error() -> None:
    worth, parts = game(8, 3), [[0, 1, 2, 3, 4, 5], [6, 7]]
    exact, drawn = owen(worth, parts, 8, 0, 0), owen(worth, parts, 3, 64, 7)
    np.testing.assert_allclose(drawn.value.sum(axis=0), exact.value.sum(axis=0))
    np.testing.assert_allclose(drawn.value[:6].sum(axis=0), exact.value[:6].sum(axis=0))
    np.testing.assert_array_equal(drawn.value[6:], exact.value[6:])
    assert (exact.error == 0).all()
    assert (drawn.error[:6] > 0).all()
    off = np.abs(drawn.value - exact.value)[:6] / drawn.error[:6]
    assert off.max() < 4
    assert off.mean() < 1.5


def test_the_same_seed_draws_the_same_orders() -> None:
    worth, parts = game(5, 1), [[0, 1, 2, 3, 4]]
    one, same, other = (owen(worth, parts, 2, 8, seed).value for seed in (5, 5, 6))
    np.testing.assert_array_equal(one, same)
    assert np.abs(one - other).max() > 0


@pytest.mark.parametrize("count", [1, 2, 3])
def test_the_weights_of_all_contexts_sum_to_one(count: int) -> None:
    parts = [frozenset({n}) for n in range(count - 1)]
    assert sum(weight for _, weight in coalitions(parts)) == pytest.approx(1.0)
