"""Circles: every node that lies on one is named, and nothing else is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from aqyl.standard.checks import circles, nearest

NODES = "abcdefg"
GRAPHS = st.dictionaries(
    st.sampled_from(NODES), st.lists(st.sampled_from(NODES), max_size=4).map(tuple)
)


def reachable(arrows: dict[str, tuple[str, ...]], start: str) -> set[str]:
    found: set[str] = set()
    ahead = list(arrows.get(start, ()))
    while ahead:
        node = ahead.pop()
        if node not in found:
            found.add(node)
            ahead += arrows.get(node, ())
    return found


@given(GRAPHS)
def test_every_node_on_a_circle_stands_in_one(arrows: dict[str, tuple[str, ...]]) -> None:
    on_circles = {node for node in arrows if node in reachable(arrows, node)}
    assert {node for circle in circles(arrows) for node in circle} == on_circles


@given(GRAPHS)
def test_every_circle_is_one(arrows: dict[str, tuple[str, ...]]) -> None:
    for circle in circles(arrows):
        assert circle[0] == min(circle)
        assert len(set(circle)) == len(circle)
        for node, after in zip(circle, [*circle[1:], circle[0]], strict=True):
            assert after in arrows[node]


def test_a_long_chain_is_no_trouble() -> None:
    chain = {f"{n:05}": (f"{n + 1:05}",) for n in range(5000)}
    assert circles(chain) == []
    chain["05000"] = ("00000",)
    (circle,) = circles(chain)
    assert len(circle) == 5001


def test_the_nearest_ids_come_first() -> None:
    known = {"transport", "safety", "economy"}
    assert nearest("trasport", known) == ["transport"]
    assert nearest("xyz", known) == ["economy", "safety", "transport"]
    assert nearest("xyz", set()) == []
