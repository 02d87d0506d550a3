"""Statuses, obligations, units and dates agree among themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from aqyl.problems import Problem
from aqyl.standard.checks.context import Context


def statuses(context: Context) -> Iterator[Problem]:
    """Points do not fall up the ladder, and each rung is there once."""
    ladder = sorted(
        (s.ladder, s.points, s.id) for s in context.edition.statuses if s.ladder is not None
    )
    for (rung, points, _), (next_rung, next_points, status) in pairwise(ladder):
        if rung == next_rung or points > next_points:
            place = context.place("statuses", status, "points")
            yield Problem("edition.ladder", place, {"id": status, "points": next_points})


def form(context: Context) -> Iterator[Problem]:
    """The statuses that the rules of the form name stand on the ladder."""
    rules = getattr(context.edition, "form", None)
    rungs = {status.id for status in context.edition.statuses if status.ladder is not None}
    for key in ("evidence_from", "done_from") if rules else ():
        place = context.at("form", key)
        yield from context.unknown(place, key, [getattr(rules, key)], rungs)


def obligations(context: Context) -> Iterator[Problem]:
    """Every obligation that an initiative has weighs something known."""
    weights = context.edition.scoring.obligations
    used = {o for initiative in context.edition.initiatives for o in initiative.groups.values()}
    missing = sorted(used - weights.keys())
    if weights and missing:
        place = context.at("scoring", "obligations")
        yield Problem("edition.obligation_missing", place, {"missing": ", ".join(missing)})


def standings(context: Context) -> Iterator[Problem]:
    """What a standing is worth lies between its worst and its best."""
    for name, rule in context.edition.scoring.standings.items():
        low_fits = rule.low == "worst" or rule.score == "stated"
        high_fits = {
            "stated": rule.high != "worst",
            "unknown": rule.high == "best",
            "worst": True,
        }[rule.score]
        if not low_fits or not high_fits:
            place = context.at("scoring", "standings", name)
            values = {"id": name, "score": rule.score, "low": rule.low, "high": rule.high}
            yield Problem("edition.standing_bounds", place, values)


def listed_units(context: Context) -> Iterator[Problem]:
    """Units are listed where the edition says so and nowhere else, each once."""
    units = context.edition.units
    for unit_id, count in Counter(unit.id for unit in units.listed).items():
        if count > 1:
            index = max(n for n, unit in enumerate(units.listed) if unit.id == unit_id)
            place = context.at("units", "listed", index)
            yield Problem("edition.id_twice", place, {"id": unit_id, "count": count})
    if (units.kind == "listed") != bool(units.listed):
        yield Problem("edition.units_listed", context.at("units"))


def dates(context: Context) -> Iterator[Problem]:
    """An edition does not end before it starts."""
    force = context.edition.in_force
    if force.end is not None and force.end < force.start:
        values = {"start": force.start.isoformat(), "end": force.end.isoformat()}
        yield Problem("edition.dates", context.at("in_force", "end"), values)
