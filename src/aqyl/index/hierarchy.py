"""A hierarchy of any depth: which node hangs under which, leaves at the bottom, one root."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from aqyl.index.arrays import Floats, join, problem
from aqyl.problems import Problem, raise_if


@dataclass(frozen=True)
class Hierarchy:
    """A tree built from parent ids; the root's parent is None.

    Nodes are ordered leaves first, as given, then inner nodes by level, the root last; so a node
    stands after all its children, and the columns of the leaves come first in units x nodes.
    A leaf is at level 1, an inner node one above its highest child.
    Raises InputError for an id given twice, a parent that is not there, circles, no root or more
    than one: all that are found.

    >>> tree = Hierarchy.from_parents({"air": "total", "water": "total", "total": None})
    >>> tree.nodes, tree.leaves, tree.levels
    (('air', 'water', 'total'), ('air', 'water'), (1, 1, 2))
    """

    parents: tuple[tuple[str, str | None], ...]

    def __post_init__(self) -> None:
        raise_if(_tree_problems(self.parents))

    @classmethod
    def from_parents(cls, parents: Mapping[str, str | None]) -> Hierarchy:
        """The hierarchy of a mapping from each id to its parent's id."""
        return cls(tuple(parents.items()))

    @cached_property
    def leaves(self) -> tuple[str, ...]:
        """The ids without children, in the order given."""
        with_children = {parent for _, parent in self.parents}
        return tuple(node for node, _ in self.parents if node not in with_children)

    @cached_property
    def nodes(self) -> tuple[str, ...]:
        """Every id, children before parents."""
        given = {node: place for place, (node, _) in enumerate(self.parents)}
        return tuple(sorted(given, key=lambda node: (self._level[node], given[node])))

    @cached_property
    def levels(self) -> tuple[int, ...]:
        """The level of each node, in node order."""
        return tuple(self._level[node] for node in self.nodes)

    @cached_property
    def children(self) -> tuple[tuple[int, ...], ...]:
        """The positions of each node's children, in node order; none for a leaf."""
        return tuple(
            tuple(self.position(child) for child in self._members.get(node, ()))
            for node in self.nodes
        )

    @cached_property
    def leaves_below(self) -> tuple[tuple[int, ...], ...]:
        """The positions of all leaves below each node, in node order; a leaf's own for a leaf."""
        below: list[tuple[int, ...]] = []
        for place, children in enumerate(self.children):
            gathered = [leaf for child in children for leaf in below[child]]
            below.append(tuple(sorted(gathered)) if children else (place,))
        return tuple(below)

    @property
    def root(self) -> str:
        """The id of the top node."""
        return self.nodes[-1]

    @property
    def inner(self) -> range:
        """The positions of the inner nodes, children before parents."""
        return range(len(self.leaves), len(self.nodes))

    def position(self, node: str) -> int:
        """The column of a node. Raises KeyError for an unknown id."""
        return self._positions[node]

    def arrange(self, values: Mapping[str, float]) -> Floats:
        """One number for each node, in node order, such as weights; the root's may be left out.

        Raises InputError for ids that are unknown or have no number.
        """
        left_out = [node for node in self.nodes[:-1] if node not in values]
        found = self.unknown("values", values)
        if left_out:
            found.append(problem("tree_left_out", missing=join(left_out)))
        raise_if(found)
        return np.array([values.get(node, 1.0) for node in self.nodes], dtype=np.float64)

    def unknown(self, name: str, ids: Iterable[str]) -> list[Problem]:
        """A problem for each id that is no node."""
        return [
            problem("tree_unknown", name=name, given=node)
            for node in ids
            if node not in self._positions
        ]

    @cached_property
    def _positions(self) -> dict[str, int]:
        return {node: place for place, node in enumerate(self.nodes)}

    @cached_property
    def _members(self) -> dict[str, list[str]]:
        return _members(self.parents)

    @cached_property
    def _level(self) -> dict[str, int]:
        top = next(node for node, parent in self.parents if parent is None)
        level: dict[str, int] = {}
        for node in reversed(_downwards(top, self._members)):
            below = (level[child] for child in self._members.get(node, ()))
            level[node] = 1 + max(below, default=0)
        return level


def _members(parents: Iterable[tuple[str, str | None]]) -> dict[str, list[str]]:
    members: dict[str, list[str]] = {}
    for node, parent in parents:
        if parent is not None:
            members.setdefault(parent, []).append(node)
    return members


def _downwards(top: str, members: Mapping[str, list[str]]) -> list[str]:
    """A node and everything below it, parents before children."""
    found = [top]
    for node in found:
        found.extend(members.get(node, ()))
    return found


def _tree_problems(parents: tuple[tuple[str, str | None], ...]) -> list[Problem]:
    known = Counter(node for node, _ in parents)
    found = [problem("tree_twice", id=node) for node, count in known.items() if count > 1]
    found += [
        problem("tree_orphan", id=node, parent=parent)
        for node, parent in parents
        if parent is not None and parent not in known
    ]
    circles = list(_circles(dict(parents)))
    found += [problem("tree_circle", circle=" → ".join([*ring, ring[0]])) for ring in circles]
    roots = [node for node, parent in parents if parent is None]
    if len(roots) != 1 and (roots or not found):
        found.append(problem("tree_roots", count=len(roots), given=join(roots) or "–"))
    return found


def _circles(parent_of: Mapping[str, str | None]) -> Iterator[list[str]]:
    """Each circle of a graph in which every node has at most one parent."""
    seen: set[str] = set()
    for start in parent_of:
        path: dict[str, None] = {}
        node: str | None = start
        while node is not None and node not in seen:
            seen.add(node)
            path[node] = None
            node = parent_of.get(node)
        if node in path:
            walked = list(path)
            yield walked[walked.index(node) :]
