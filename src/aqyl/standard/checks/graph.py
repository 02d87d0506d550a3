"""Prerequisites and parents lead nowhere back; a prerequisite does not come later."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from aqyl.problems import Problem
from aqyl.standard.checks.context import Context


def no_circles(context: Context) -> Iterator[Problem]:
    """No initiative needs itself by way of others; no domain is its own ancestor."""
    edition = context.edition
    arrows: tuple[tuple[str, str, dict[str, tuple[str, ...]]], ...] = (
        ("initiatives", "prerequisites", {i.id: i.prerequisites for i in edition.initiatives}),
        ("domains", "parent", {d.id: (d.parent,) for d in edition.domains}),
    )
    for field, key, graph in arrows:
        for circle in circles(graph):
            place = context.place(field, circle[0], key)
            yield Problem("edition.circle", place, {"circle": " → ".join([*circle, circle[0]])})


def circles(arrows: Mapping[str, Sequence[str]]) -> list[list[str]]:
    """Circles of a directed graph, each from its smallest id.

    Every node that lies on a circle stands in one of them, as short as it goes.

    >>> circles({"a": ("b",), "b": ("a",), "c": ("a",)})
    [['a', 'b']]
    >>> circles({"a": ("b", "c"), "b": ("d",), "c": ("d",), "d": ("a",), "e": ("e",)})
    [['a', 'b', 'd'], ['a', 'c', 'd'], ['e']]
    """
    found: list[list[str]] = []
    covered: set[str] = set()
    for start in sorted(arrows):
        ring = [] if start in covered else _way_back(start, arrows)
        if ring:
            first = ring.index(min(ring))
            found.append(ring[first:] + ring[:first])
            covered.update(ring)
    return sorted(found)


def _way_back(start: str, arrows: Mapping[str, Sequence[str]]) -> list[str]:
    """The shortest way from a node back to itself, or nothing."""
    came_from: dict[str, str] = {}
    front = [start]
    while front:
        ahead: list[str] = []
        for node in front:
            for child in arrows.get(node, ()):
                if child == start:
                    return _path(start, node, came_from)
                if child not in came_from:
                    came_from[child] = node
                    ahead.append(child)
        front = ahead
    return []


def _path(start: str, end: str, came_from: Mapping[str, str]) -> list[str]:
    way = [end]
    while way[-1] != start:
        way.append(came_from[way[-1]])
    return way[::-1]


def stages(context: Context) -> Iterator[Problem]:
    """A prerequisite belongs to the same or an earlier stage."""
    found = {initiative.id: initiative.stage for initiative in context.edition.initiatives}
    for initiative in context.edition.initiatives:
        for needed in initiative.prerequisites:
            if found.get(needed, 0) > initiative.stage:
                values = {
                    "id": initiative.id,
                    "stage": initiative.stage,
                    "needed": needed,
                    "needed_stage": found[needed],
                }
                place = context.place("initiatives", initiative.id, "prerequisites")
                yield Problem("edition.stage_order", place, values)
