"""The tree itself."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aqyl.index import Hierarchy
from aqyl.problems import InputError

UNEVEN = Hierarchy.from_parents(
    {"total": None, "env": "total", "air": "env", "dust": "air", "gas": "air", "green": "env"}
    | {"survey": "total"}
)


def test_nodes_stand_leaves_first_and_children_before_parents() -> None:
    assert UNEVEN.leaves == ("dust", "gas", "green", "survey")
    assert UNEVEN.nodes == ("dust", "gas", "green", "survey", "air", "env", "total")
    assert UNEVEN.levels == (1, 1, 1, 1, 2, 3, 4)
    assert UNEVEN.root == "total"


def test_children_and_leaves_below_are_columns() -> None:
    env = UNEVEN.position("env")
    assert [UNEVEN.nodes[i] for i in UNEVEN.children[env]] == ["air", "green"]
    assert [UNEVEN.nodes[i] for i in UNEVEN.leaves_below[env]] == ["dust", "gas", "green"]
    assert UNEVEN.leaves_below[0] == (0,)


def test_numbers_are_arranged_by_id() -> None:
    numbers = {node: float(place) for place, node in enumerate(reversed(UNEVEN.nodes))}
    assert UNEVEN.arrange(numbers).tolist() == [6, 5, 4, 3, 2, 1, 0]


def test_the_tree_of_the_example(tree: Hierarchy) -> None:
    assert len(tree.nodes) == 60
    assert [tree.levels.count(level) for level in (1, 2, 3, 4)] == [49, 8, 2, 1]
    assert len(tree.leaves_below[tree.position("Conn")]) == 30


def test_a_single_node_is_a_tree() -> None:
    alone = Hierarchy.from_parents({"only": None})
    assert (alone.leaves, alone.root, list(alone.inner)) == (("only",), "only", [])


def test_a_circle_is_told_from_node_to_node() -> None:
    with pytest.raises(InputError) as caught:
        Hierarchy.from_parents({"a": "b", "b": "c", "c": "a", "d": "c", "top": None})
    circles = [p.values["circle"] for p in caught.value.problems]
    assert circles == ["a → b → c → a"]


def test_a_frozen_tree_can_be_compared_and_hashed() -> None:
    again = Hierarchy(UNEVEN.parents)
    assert again == UNEVEN
    assert hash(again) == hash(UNEVEN)
    name: Any = "parents"
    with pytest.raises(AttributeError):
        setattr(again, name, ())


@given(st.lists(st.integers(0, 1_000_000), max_size=40))
def test_any_tree_is_ordered_bottom_up(draws: list[int]) -> None:
    """Node k hangs under a node drawn from 0..k-1, so every tree can come up."""
    parents: dict[str, str | None] = {"0": None}
    for node, draw in enumerate(draws, start=1):
        parents[str(node)] = str(draw % node)
    hierarchy = Hierarchy.from_parents(parents)
    assert sorted(hierarchy.nodes) == sorted(parents)
    for place, children in enumerate(hierarchy.children):
        assert all(child < place for child in children)
        assert {parents[hierarchy.nodes[child]] for child in children} <= {hierarchy.nodes[place]}
    assert hierarchy.leaves_below[-1] == tuple(range(len(hierarchy.leaves)))


def test_depth_knows_no_limit() -> None:
    chain: dict[str, str | None] = {str(n): str(n - 1) for n in range(1, 5000)}
    assert Hierarchy.from_parents(chain | {"0": None}).levels[-1] == 5000
