"""Parameters declared once: every method refuses every value beside its range."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from aqyl import index
from aqyl.index import Hierarchy, Parameter
from aqyl.index.parameters import METHODS, places_within
from aqyl.problems import InputError

TABLE = np.array([[1.0, 2, 9], [2, 1, 7], [4, 3, 8], [3, 5, 2], [7, 4, 4], [5, 8, 1]])

# Indicators that move in one direction.
RISING = TABLE[:, :1] + [[0.1, 0, 0], [0, 0.2, 0], [0, 0, 0.1], [0.3, 0, 0], [0, 0, 0], [0, 0, 1]]

# What a method is given for an argument that has no default; x and the like are the table.
ARGUMENTS: dict[str, Any] = {
    "blocks": "aab",
    "by": [0, None, 0],
    "denominators": TABLE[:, :1],
    "edges": [0, 5],
    "function": index.min_max,
    "hierarchy": Hierarchy.from_parents({"a": "t", "b": "t", "c": "t", "t": None}),
    "knee": 5,
    "level": 1,
    "p": 2,
    "panel": TABLE.reshape(2, 3, 3),
    "points": [1, 2],
    "reference": 0,
    "scores": np.column_stack([TABLE, TABLE.mean(axis=1)]),
    "seed": 1,
    "target": 5.0,
}


def example(name: str) -> dict[str, Any]:
    """Arguments a declared method takes."""
    arguments = inspect.signature(METHODS[name].function).parameters.values()
    needed = [one.name for one in arguments if one.default is inspect.Parameter.empty]
    table = RISING if name == "pca_weights" else TABLE
    return {one: ARGUMENTS.get(one, table) for one in needed}


def wrong_values() -> Iterator[tuple[str, str, object]]:
    for name, method in sorted(METHODS.items()):
        for parameter in method.parameters:
            yield from ((name, parameter.name, value) for value in parameter.wrong())


@pytest.mark.parametrize("name", sorted(METHODS))
def test_every_declared_method_works_with_its_defaults(name: str) -> None:
    assert METHODS[name].function(**example(name)) is not None


@pytest.mark.parametrize(("name", "parameter", "value"), list(wrong_values()))
def test_every_declared_parameter_refuses_what_is_beside_its_range(
    name: str, parameter: str, value: object
) -> None:
    with pytest.raises(InputError) as caught:
        METHODS[name].function(**{**example(name), parameter: value})
    assert parameter in {problem.values.get("name") for problem in caught.value.problems}


@pytest.mark.parametrize("name", sorted(METHODS))
def test_a_declared_parameter_is_an_argument_whose_default_is_within_its_range(name: str) -> None:
    arguments = inspect.signature(METHODS[name].function).parameters
    for parameter in METHODS[name].parameters:
        default = arguments[parameter.name].default
        if default is not inspect.Parameter.empty:
            assert parameter.check(default) == []


def test_the_ends_of_a_range_are_within_it_unless_it_is_open() -> None:
    closed, opened = Parameter("a", low=0, high=1), Parameter("a", low=0, high=1, inside=True)
    assert closed.check(0) == closed.check(1) == opened.check(0.5) == []
    assert opened.check(0)
    assert opened.check(1)


def test_numbers_may_come_as_a_list_but_each_counts() -> None:
    share = Parameter("share", low=0, high=1)
    assert share.check([0, 0.5]) == share.check(np.array([[1.0]])) == share.check((1,)) == []
    assert share.check([0, 2])
    assert share.check(np.array([0, np.nan]))
    assert share.check(["0.5"])


def test_a_scalar_is_a_single_number() -> None:
    assert Parameter("a", "scalar").check(np.float64(2)) == []
    assert Parameter("a", "scalar").check([2])


def test_only_integers_are_whole_and_only_truth_values_are_switches() -> None:
    whole, switch = Parameter("a", "whole", low=0), Parameter("a", "switch")
    assert whole.check(np.int64(3)) == switch.check(np.bool_(True)) == []
    assert whole.check(3.0)
    assert whole.check(True)
    assert switch.check(1)


def test_nothing_is_given_only_where_that_is_allowed() -> None:
    assert Parameter("a", low=0, optional=True).check(None) == []
    assert Parameter("a", low=0).check(None)


def test_the_range_is_written_as_it_is_checked() -> None:
    texts = [
        Parameter("a", low=0, high=1, inside=True).allowed,
        Parameter("a", "whole", low=1, optional=True).allowed,
        Parameter("a", high=2).allowed,
        Parameter("a").allowed,
    ]
    assert texts == ["0 < a < 1", "1 ≤ a; None", "a ≤ 2", "a"]


def test_places_are_counted_from_zero() -> None:
    assert places_within("own", [0, 2], 3) == []
    wrong = places_within("own", [-1, 3], 3)
    assert [problem.values["given"] for problem in wrong] == [-1, 3]
