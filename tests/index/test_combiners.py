"""A function of one's own as the method of a node."""

from __future__ import annotations

import numpy as np
import pytest

from aqyl.index import (
    Aggregator,
    Combiner,
    Copeland,
    Floats,
    Hierarchy,
    Median,
    Power,
    aggregate,
    mean,
)
from aqyl.problems import InputError

NAN = float("nan")
TREE = Hierarchy.from_parents({"a": "x", "b": "x", "c": "top", "x": "top", "top": None})


def lowest(x: Floats, weights: Floats) -> Floats:
    """The weakest child that counts."""
    return np.where(weights > 0, x, np.inf).min(axis=-1)


def test_the_weakest_child_makes_the_node() -> None:
    scores = aggregate(TREE, [[3, 5, 4], [9, 2, 8]], method=lowest)
    assert scores[:, 3:].tolist() == [[3, 3], [2, 2]]


def test_a_function_for_one_node_only() -> None:
    scores = aggregate(TREE, [3, 5, 4], method={"x": lowest, "top": "arithmetic"})
    assert scores[3:].tolist() == [3, 3.5]


def test_it_sees_gaps_as_nan_with_weight_zero() -> None:
    seen: list[tuple[list[float], list[float]]] = []

    def watch(x: Floats, weights: Floats) -> Floats:
        seen.append((x.ravel().tolist(), weights.ravel().tolist()))
        return np.nansum(x * weights, axis=-1)

    assert mean([1, NAN, 3], [2, 5, 0], watch, "renormalise") == 2
    np.testing.assert_array_equal(seen, [([1, NAN, NAN], [2, 0, 0])])


def test_the_rule_for_gaps_holds_for_it_too() -> None:
    assert np.isnan(mean([1, NAN], method=lowest))
    assert np.isnan(mean([NAN, NAN], method=lambda x, weights: np.zeros(()), missing="renormalise"))


def test_what_it_gives_back_is_checked() -> None:
    for wrong, key in ((lambda x, w: x, "shape"), (lambda x, w: np.full(2, np.inf), "infinite")):
        with pytest.raises(InputError) as caught:
            mean([[1, 2], [3, 4]], method=wrong)
        assert [problem.key for problem in caught.value.problems] == [f"index.{key}"]


def test_the_combiners_of_this_room_are_combiners() -> None:
    assert all(isinstance(each, Combiner) for each in (Power(2), Median(), Copeland()))


@pytest.mark.parametrize("method", ["geometric", "harmonic", Power(2)])
def test_negative_values_of_a_tree_are_counted(method: Aggregator) -> None:
    with pytest.raises(InputError, match="negative values: 2, the least is -3"):
        aggregate(TREE, [[1, -1, 2], [-3, 2, 1]], method=method)
