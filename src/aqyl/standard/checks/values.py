"""Bands rise, goalposts point the way the indicator does, bounds leave room for a value."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from aqyl.problems import Place, Problem
from aqyl.standard.checks.context import Context
from aqyl.standard.models import Edition, Indicator
from aqyl.standard.steps import (
    Bands,
    Goalposts,
    MinMax,
    Piecewise,
    Saturating,
    Scale,
    ShareOfTarget,
    Sqrt,
    Step,
)


def _chains(context: Context) -> Iterator[tuple[Place, Sequence[Step]]]:
    """Every chain of steps with its line."""
    edition = context.edition
    if hasattr(edition, "scoring"):
        yield context.at("scoring", "steps"), edition.scoring.steps
    for indicator in edition.indicators:
        yield context.place("indicators", indicator.id, "steps"), indicator.steps
    for domain in edition.domains:
        yield context.place("domains", domain.id, "after"), domain.after


def _rising(numbers: Sequence[float]) -> bool:
    return all(a < b for a, b in pairwise(numbers))


def bands(context: Context) -> Iterator[Problem]:
    """Lower bounds of levels, edges of bands and points of lines rise."""
    lowers = [level.lower for level in context.edition.levels]
    if not _rising(lowers):
        place = context.place("levels", context.edition.levels[0].id, "lower")
        yield Problem("edition.levels_order", place, {"given": ", ".join(map(str, lowers))})
    for place, chain in _chains(context):
        for step in chain:
            yield from _step(place, step)


def _step(place: Place, step: Step) -> Iterator[Problem]:
    if isinstance(step, MinMax):
        if step.low is not None and step.high is not None and step.low >= step.high:
            yield Problem("edition.minmax", place, {"low": step.low, "high": step.high})
        return
    if isinstance(step, Bands):
        xs, ys = step.edges, step.points
    elif isinstance(step, Piecewise):
        xs, ys = step.x, step.y
    else:
        return
    if len(xs) != len(ys) or not xs or not _rising(xs):
        yield Problem("edition.bands", place, {"edges": len(xs), "points": len(ys)})


def step_places(context: Context) -> Iterator[Problem]:
    """A domain has neither goalposts nor a target to hold its score against.

    Its steps look at no other unit and never make a better score a worse one: only so do the
    bounds of what is below it become its own.
    """
    for domain in context.edition.domains:
        place = context.place("domains", domain.id, "after")
        for step in domain.after:
            if isinstance(step, Goalposts | ShareOfTarget):
                yield Problem("edition.step_place", place, {"step": step.step})
            elif not _keeps_bounds(step):
                yield Problem("edition.step_bounds", place, {"step": step.step})


def _keeps_bounds(step: Step) -> bool:
    match step:
        case MinMax():
            return step.low is not None and step.high is not None
        case Bands():
            return list(step.points) == sorted(step.points)
        case Piecewise():
            return list(step.y) == sorted(step.y)
        case Scale():
            return step.factor > 0
        case _:
            return isinstance(step, Sqrt | Saturating)


def _chain(edition: Edition, indicator: Indicator) -> set[str]:
    return {step.step for step in indicator.steps or edition.scoring.steps}


def goalposts(context: Context) -> Iterator[Problem]:
    """An indicator scored by goalposts has one pair for every group, or one for all."""
    groups = context.known("groups")
    for indicator in context.edition.indicators:
        given = [post.group for post in indicator.goalposts]
        place = context.place("indicators", indicator.id, "goalposts")
        missing = (groups or {"all"}) - set(given) if "all" not in given else set()
        if missing and "goalposts" in _chain(context.edition, indicator):
            values = {"missing": ", ".join(sorted(missing))}
            yield Problem("edition.goalpost_missing", place, values)
        for group, count in Counter(given).items():
            if count > 1:
                yield Problem("edition.id_twice", place, {"id": group, "count": count})
        yield from _directions(place, indicator)


def _directions(place: Place, indicator: Indicator) -> Iterator[Problem]:
    for post in indicator.goalposts:
        rising = post.low < post.high
        if rising != (indicator.direction == "up") or post.low == post.high:
            values = {
                "low": post.low,
                "high": post.high,
                "direction": indicator.direction,
                "group": post.group,
            }
            yield Problem("edition.goalpost_direction", place, values)


def possible_values(context: Context) -> Iterator[Problem]:
    """The least value an indicator can have is not above the greatest."""
    for indicator in context.edition.indicators:
        low, high = indicator.checks.minimum, indicator.checks.maximum
        if low is not None and high is not None and low >= high:
            place = context.place("indicators", indicator.id, "checks")
            yield Problem("edition.bounds", place, {"low": low, "high": high})
