"""What a settlement can change: statuses up their ladder, values towards their best."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from aqyl.assess.answers import standing_rule
from aqyl.assess.assessment import Assessment
from aqyl.assess.replay import Scored, is_relative
from aqyl.assess.steps import steps_of
from aqyl.assess.whatif.values import value_for
from aqyl.standard import steps as words
from aqyl.standard.models import Edition, Initiative, Obligation
from aqyl.standard.steps import Step

# Values have no ladder; where their scores have no bands they climb in quarters of the scale.
_QUARTERS = (0.25, 0.5, 0.75, 1.0)


@dataclass(frozen=True, slots=True)
class Rung:
    """A place to climb to: its height on the ladder, its points 0-1, what stands there.

    status for an initiative; value for an indicator, None where it cannot be worked out.
    """

    height: int
    points: float
    status: str | None = None
    value: float | None = None


@dataclass(frozen=True, slots=True)
class Lever:
    """A leaf that can be raised, or that others rest on.

    column: in the tree. height: where it stands (0 for unknown, lost, returned and refused);
    points: what it counts now, 0-1. effort: of one rung. needs: prerequisites that apply to the
    settlement: they must stand at least as high before a lever is raised.
    """

    leaf: str
    kind: str
    column: int
    height: int
    points: float
    rungs: tuple[Rung, ...]
    effort: int
    needs: tuple[str, ...] = ()
    stage: int | None = None
    obligation: Obligation | None = None
    status: str | None = None
    standing: str | None = None
    value: float | None = None


def levers(
    assessment: Assessment, row: int, now: Scored, effort: Mapping[str, int], indicators: bool
) -> tuple[Lever, ...]:
    """The levers of a settlement in the order of the tree."""
    found = list(_initiatives(assessment, row, now, effort))
    if indicators:
        found += _indicators(assessment, row, now, effort)
    return tuple(sorted(found, key=lambda lever: lever.column))


def _initiatives(
    assessment: Assessment, row: int, now: Scored, effort: Mapping[str, int]
) -> Iterator[Lever]:
    edition, group = assessment.edition, assessment.units[row].group
    applied = {i.id: i for i in edition.initiatives if _obligation(i, group) != "not_applied"}
    facts = {
        fact.node: fact for fact in assessment.facts if fact.settlement == assessment.units[row].id
    }
    ladder = {status.id: status.ladder or 0 for status in edition.statuses}
    ranked = sorted(
        (s for s in edition.statuses if s.ladder is not None), key=lambda s: s.ladder or 0
    )
    for leaf in assessment.tree.leaves:
        if leaf not in applied:
            continue
        initiative, fact = applied[leaf], facts.get(leaf)
        column = assessment.tree.hierarchy.position(leaf)
        counts = fact is not None and _counts(edition, fact.basis)
        height = ladder[fact.given] if fact is not None and counts else 0
        yield Lever(
            leaf,
            "initiative",
            column,
            height,
            _points(now, row, column),
            tuple(Rung(s.ladder or 0, s.points, s.id) for s in ranked if (s.ladder or 0) > height),
            effort.get(leaf, 1),
            tuple(need for need in initiative.prerequisites if need in applied),
            initiative.stage,
            _obligation(initiative, group),
            fact.given if fact is not None else None,
            fact.basis if fact is not None else None,
        )


def _obligation(initiative: Initiative, group: str) -> Obligation | None:
    return initiative.groups.get(group)


def _counts(edition: Edition, basis: str) -> bool:
    return standing_rule(edition, basis).score == "stated"  # type: ignore[arg-type]


def _points(now: Scored, row: int, column: int) -> float:
    """What a leaf counts: NaN where it is unknown and left out."""
    return float(now.point[row, column])


def _indicators(
    assessment: Assessment, row: int, now: Scored, effort: Mapping[str, int]
) -> Iterator[Lever]:
    unit = assessment.units[row]
    facts = {fact.node: fact for fact in assessment.facts if fact.settlement == unit.id}
    for indicator in assessment.edition.indicators:
        steps = steps_of(assessment.edition, indicator)
        if indicator.id not in assessment.tree.leaves or is_relative(steps):
            continue
        column = assessment.tree.hierarchy.position(indicator.id)
        points, fact = _points(now, row, column), facts.get(indicator.id)
        heights = _heights(steps)
        height = sum(h <= (0.0 if np.isnan(points) else points) + 1e-12 for h in heights)
        rungs = [
            Rung(n, score, value=value_for(indicator, steps, unit.group, score))
            for n, score in enumerate(heights, start=1)
            if n > height
        ]
        yield Lever(
            indicator.id,
            "indicator",
            column,
            height,
            points,
            tuple(rungs),
            effort.get(indicator.id, 1),
            standing=fact.basis if fact is not None else None,
            value=fact.value if fact is not None else None,
        )


def _heights(steps: Sequence[Step]) -> tuple[float, ...]:
    """The scores to climb to, from the lowest: those of the last bands, or quarters."""
    if steps and isinstance(steps[-1], words.Bands):
        return tuple(sorted(set(steps[-1].points)))
    return _QUARTERS
