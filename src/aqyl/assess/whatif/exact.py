"""The smallest set of changes that gains enough, exactly, where gains add up.

Every lever is left or raised to one of its rungs; a raised lever needs its prerequisites at least
as high. For each number of changes and each effort the greatest gain is found by dynamic
programming: inside a group of levers that hang together by prerequisites over the heights of those
that others still to come touch (bucket elimination, R. Dechter, Artificial Intelligence 113, 1999),
then over the groups, as in the multiple-choice knapsack. Efforts are whole numbers, gains any.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from aqyl.assess.replay import Ints
from aqyl.assess.whatif.levers import Lever
from aqyl.index import Floats

Heights = Mapping[str, int]
_Key = tuple[tuple[str, int], ...]
# More levers than this at once would make the tables too large: the caller searches instead.
WIDEST = 6


@dataclass(frozen=True)
class _Option:
    height: int
    changes: int
    effort: int
    gain: float


def options(lever: Lever, gains: Mapping[int, float]) -> list[_Option]:
    """Leave a lever, or raise it; gains by height."""
    raised = [
        _Option(r.height, 1, (r.height - lever.height) * lever.effort, gains[r.height])
        for r in lever.rungs
    ]
    return [_Option(lever.height, 0, 0, 0.0), *raised]


@dataclass(frozen=True)
class _Table:
    """gain[changes, effort], the greatest, -inf where there is none; `back` finds its heights."""

    gain: Floats
    layers: tuple[_Layer, ...]

    def heights(self, changes: int, effort: int) -> dict[str, int]:
        key: _Key = ()
        found = {}
        for layer in reversed(self.layers):
            came_from, option = layer.back[key][:, changes, effort].tolist()
            chosen = layer.options[option]
            found[layer.lever.leaf] = chosen.height
            key = layer.keys[came_from]
            changes, effort = changes - chosen.changes, effort - chosen.effort
        return found


@dataclass(frozen=True)
class _Layer:
    """One lever decided: where each cell of each key came from, (2, changes, effort)."""

    lever: Lever
    options: list[_Option]
    keys: list[_Key]
    back: Mapping[_Key, Ints]


def smallest(
    levers: Sequence[Lever],
    gains: Mapping[str, Mapping[int, float]],
    needed: float,
    least: str,
) -> Heights | None:
    """The height of every lever in the least plan that gains `needed`, or None where none does.

    least: `changes`, then effort; or `effort`, then changes. Raises OverflowError where more than
    WIDEST levers would have to be looked at together.
    """
    tables = [_table(group, gains) for group in _groups(levers)]
    total, chosen = _combined(tables)
    cells = [(int(c), int(e)) for c, e in np.argwhere(total >= needed)]
    if not cells:
        return None
    cell = min(cells, key=lambda one: one if least == "changes" else one[::-1])
    found: dict[str, int] = {}
    for table, choice in zip(reversed(tables), reversed(chosen), strict=True):
        own = divmod(int(choice[cell]), table.gain.shape[1])
        found |= table.heights(*own)
        cell = cell[0] - own[0], cell[1] - own[1]
    return found


def _groups(levers: Sequence[Lever]) -> list[list[Lever]]:
    """Levers that hang together by prerequisites, each group in the order to decide them."""
    touching = neighbours(levers)
    by_leaf = {lever.leaf: lever for lever in levers}
    groups, seen = [], set[str]()
    for lever in levers:
        if lever.leaf in seen:
            continue
        group, front = {lever.leaf}, [lever.leaf]
        while front:
            fresh = touching[front.pop()] - group
            group |= fresh
            front += sorted(fresh)
        seen |= group
        groups.append([by_leaf[leaf] for leaf in _order(group, touching)])
    return groups


def neighbours(levers: Sequence[Lever]) -> dict[str, set[str]]:
    """Each lever's prerequisites and those that rest on it, among the levers."""
    own = {lever.leaf for lever in levers}
    touching: dict[str, set[str]] = {leaf: set() for leaf in own}
    for lever in levers:
        for need in own.intersection(lever.needs):
            touching[lever.leaf].add(need)
            touching[need].add(lever.leaf)
    return touching


def _order(group: set[str], touching: Mapping[str, set[str]]) -> list[str]:
    """Next the lever that leaves the fewest open: decided, with neighbours that are not."""
    order: list[str] = []
    left = set(group)
    while left:
        order.append(min(left, key=lambda leaf: (_open(order, leaf, left, touching), leaf)))
        left.remove(order[-1])
    return order


def _open(order: Sequence[str], leaf: str, left: set[str], touching: Mapping[str, set[str]]) -> int:
    rest = left - {leaf}
    return sum(bool(touching[one] & rest) for one in (*order, leaf))


def _table(group: Sequence[Lever], gains: Mapping[str, Mapping[int, float]]) -> _Table:
    choices = [options(lever, gains[lever.leaf]) for lever in group]
    size = len(group) + 1, sum(max(o.effort for o in own) for own in choices) + 1
    start = np.full(size, -np.inf)
    start[0, 0] = 0.0
    states: dict[_Key, Floats] = {(): start}
    layers = []
    by_leaf = {lever.leaf: lever for lever in group}
    touching = neighbours(group)
    left = {lever.leaf for lever in group}
    for lever, own in zip(group, choices, strict=True):
        left.remove(lever.leaf)
        keys = list(states)
        following: dict[_Key, Floats] = {}
        back: dict[_Key, Ints] = {}
        for place, key in enumerate(keys):
            for number, option in enumerate(own):
                if not _allowed(lever, option.height, dict(key), by_leaf):
                    continue
                both = (*key, (lever.leaf, option.height))
                kept = tuple(sorted(pair for pair in both if touching[pair[0]] & left))
                if len(kept) > WIDEST:
                    raise OverflowError("prerequisites are too entangled")
                _better(following, back, kept, _moved(states[key], option), (place, number))
        layers.append(_Layer(lever, own, keys, back))
        states = following
    return _Table(states[()], tuple(layers))


def _allowed(
    lever: Lever, height: int, decided: Mapping[str, int], by_leaf: Mapping[str, Lever]
) -> bool:
    """Whether a height agrees with the neighbours decided before."""
    raised = height > lever.height
    if raised and any(decided.get(need, height) < height for need in lever.needs):
        return False
    return all(
        other <= height
        for leaf, other in decided.items()
        if lever.leaf in by_leaf[leaf].needs and other > by_leaf[leaf].height
    )


def _moved(gain: Floats, option: _Option) -> Floats:
    """A table after one option: its cells further on by its changes and effort."""
    moved = np.full_like(gain, -np.inf)
    rows, columns = gain.shape[0] - option.changes, gain.shape[1] - option.effort
    moved[option.changes :, option.effort :] = gain[:rows, :columns] + option.gain
    return moved


def _better(
    states: dict[_Key, Floats],
    back: dict[_Key, Ints],
    key: _Key,
    gain: Floats,
    origin: tuple[int, int],
) -> None:
    if key not in states:
        states[key] = np.full_like(gain, -np.inf)
        back[key] = np.zeros((2, *gain.shape), dtype=np.int64)
    better = gain > states[key]
    states[key] = np.where(better, gain, states[key])
    back[key][:, better] = np.array(origin)[:, np.newaxis]


def _combined(tables: Sequence[_Table]) -> tuple[Floats, list[Ints]]:
    """The greatest gain over all groups, and the cell each group has in each cell of the sum."""
    shapes = np.array([table.gain.shape for table in tables]).reshape(-1, 2) - 1
    total = np.full(tuple(shapes.sum(axis=0) + 1), -np.inf)
    total[0, 0] = 0.0
    chosen = []
    for table in tables:
        best = np.full_like(total, -np.inf)
        cell = np.zeros(total.shape, dtype=np.int64)
        for changes, effort in np.argwhere(_worth(table.gain)).tolist():
            gain = float(table.gain[changes, effort])
            moved = _moved(total, _Option(0, changes, effort, gain))
            better = moved > best
            best = np.where(better, moved, best)
            cell[better] = changes * table.gain.shape[1] + effort
        total = best
        chosen.append(cell)
    return total, chosen


def _worth(gain: Floats) -> np.ndarray:
    """Cells that gain more than every cell of no more changes and no more effort."""
    most = np.maximum.accumulate(np.maximum.accumulate(gain, axis=0), axis=1)
    before = np.full_like(gain, -np.inf)
    before[1:] = most[:-1]
    before[:, 1:] = np.maximum(before[:, 1:], most[:, :-1])
    return np.asarray(gain > before)
