"""A small set of changes that reaches a score, searched for where gains do not add up.

Upwards: the change (with the prerequisites it takes) that brings most for its cost, again and
again, until the score is reached. Downwards: whatever can be lowered or left out is. The plan
reaches its goal, but a smaller one may exist. Deterministic.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from aqyl.assess.whatif.levers import Lever
from aqyl.index import Floats

Heights = dict[str, int]
Score = Callable[[Sequence[Mapping[str, int]]], Floats]
_Cost = tuple[int, int]


def search(
    levers: Sequence[Lever], score: Score, worth: Mapping[str, float], target: float, least: str
) -> Heights | None:
    """The height of every lever, or None where even the highest rungs do not reach the target.

    score: the totals of several sets of heights. worth: what a point of a leaf is worth by its
    weight, for steps too small to move the total by themselves.
    """
    heights = {lever.leaf: lever.height for lever in levers}
    while score([heights])[0] < target:
        steps = list(_ups(levers, heights))
        if not steps:
            return None
        heights = _best(levers, heights, steps, score, worth, target, least)
    return _lowered(levers, heights, score, target, least)


def cost(levers: Sequence[Lever], heights: Mapping[str, int], least: str) -> _Cost:
    """(changes, effort), or the other way round where effort is to be least."""
    raised = [lever for lever in levers if heights[lever.leaf] > lever.height]
    effort = sum((heights[lever.leaf] - lever.height) * lever.effort for lever in raised)
    return (len(raised), effort) if least == "changes" else (effort, len(raised))


def _ups(levers: Sequence[Lever], heights: Mapping[str, int]) -> list[Heights]:
    by_leaf = {lever.leaf: lever for lever in levers}
    found = []
    for lever in levers:
        for rung in lever.rungs:
            if rung.height > heights[lever.leaf]:
                raised = dict(heights)
                if _raise(lever.leaf, rung.height, raised, by_leaf):
                    found.append(raised)
    return found


def _raise(leaf: str, height: int, heights: Heights, by_leaf: Mapping[str, Lever]) -> bool:
    """Raise a lever and, first, what it rests on; False where that cannot go so high."""
    lever = by_leaf[leaf]
    possible = [rung.height for rung in lever.rungs if rung.height >= height]
    if heights[leaf] >= height:
        return True
    if not possible:
        return False
    heights[leaf] = min(possible)
    return all(_raise(n, heights[leaf], heights, by_leaf) for n in lever.needs if n in by_leaf)


def _best(
    levers: Sequence[Lever],
    heights: Heights,
    steps: Sequence[Heights],
    score: Score,
    worth: Mapping[str, float],
    target: float,
    least: str,
) -> Heights:
    """The step that reaches the target at least cost, or brings most for what it costs."""
    totals = score(steps)
    reached = [n for n, total in enumerate(totals) if total >= target]
    if reached:
        return steps[min(reached, key=lambda n: (cost(levers, steps[n], least), n))]
    now, spent = float(score([heights])[0]), cost(levers, heights, least)

    def value(n: int) -> tuple[float, float, int]:
        more = cost(levers, steps[n], least)
        dear = more[0] - spent[0] + (more[1] - spent[1]) / 1000
        by_weight = _by_weight(levers, heights, steps[n], worth)
        return (float(totals[n]) - now) / dear, by_weight / dear, -n

    return steps[max(range(len(steps)), key=value)]


def _by_weight(
    levers: Sequence[Lever], low: Heights, high: Heights, worth: Mapping[str, float]
) -> float:
    return sum(
        worth[lever.leaf] * (points_at(lever, high) - points_at(lever, low)) for lever in levers
    )


def points_at(lever: Lever, heights: Mapping[str, int]) -> float:
    """What a lever counts at its height; 0 where it is unknown and left out."""
    for rung in lever.rungs:
        if rung.height == heights[lever.leaf]:
            return rung.points
    return 0.0 if np.isnan(lever.points) else lever.points


def _lowered(
    levers: Sequence[Lever], heights: Heights, score: Score, target: float, least: str
) -> Heights:
    """As low as it goes: the change that saves most, while the target is still reached."""
    while True:
        lower = [step for step in _downs(levers, heights) if _holds(levers, step)]
        totals = score(lower) if lower else np.empty(0)
        good = [step for step, total in zip(lower, totals, strict=True) if total >= target]
        if not good:
            return heights
        heights = min(good, key=lambda step: cost(levers, step, least))


def _downs(levers: Sequence[Lever], heights: Heights) -> list[Heights]:
    return [
        {**heights, lever.leaf: height}
        for lever in levers
        for height in (lever.height, *(rung.height for rung in lever.rungs))
        if height < heights[lever.leaf]
    ]


def _holds(levers: Sequence[Lever], heights: Mapping[str, int]) -> bool:
    """Every raised lever has its prerequisites at least as high."""
    return all(
        heights.get(need, lever.height) >= heights[lever.leaf] or need not in heights
        for lever in levers
        if heights[lever.leaf] > lever.height
        for need in lever.needs
    )
