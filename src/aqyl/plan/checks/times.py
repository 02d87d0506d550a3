"""Terms: beginnings before ends, prerequisites before what rests on them, all within the years."""

from __future__ import annotations

from collections.abc import Iterator

from aqyl.plan.checks.case import Case
from aqyl.plan.remarks import Remark
from aqyl.standard.checks import circles


def years(case: Case) -> Iterator[Remark]:
    """The roadmap and each stage end after they begin; stages follow one another."""
    roadmap = case.roadmap
    if roadmap.end < roadmap.start:
        values = {"start": roadmap.start, "end": roadmap.end}
        yield Remark("years_backwards", "error", "", values)
    before = None
    for stage in sorted(case.strategy.stages, key=lambda one: one.stage):
        values = {"stage": stage.stage, "start": stage.start, "end": stage.end}
        if stage.end < stage.start:
            yield Remark("stage_backwards", "error", str(stage.stage), values)
        if before is not None and stage.start < before.start:
            values |= {"before": before.stage, "before_start": before.start}
            yield Remark("stage_order", "error", str(stage.stage), values)
        before = stage


def terms(case: Case) -> Iterator[Remark]:
    """An action ends after it begins and lies within the years of the roadmap."""
    first, last = case.roadmap.start, case.roadmap.end
    for action in case.roadmap.actions:
        values = {"action": case.name(action), "start": action.start, "end": action.end}
        if action.end < action.start:
            yield Remark("ends_early", "error", action.id, values)
        elif action.start.year < first or action.end.year > last:
            yield Remark(
                "term_outside", "error", action.id, {**values, "first": first, "last": last}
            )


def circle(case: Case) -> Iterator[Remark]:
    """No action waits for itself by way of others."""
    for ring in circles({one.id: one.prerequisites for one in case.roadmap.actions}):
        named = " → ".join([*ring, ring[0]])
        yield Remark("circle", "error", ring[0], {"circle": named})


def prerequisites(case: Case) -> Iterator[Remark]:
    """What an action rests on ends before it begins."""
    for action in case.roadmap.actions:
        for needed in action.prerequisites:
            before = case.actions.get(needed)
            if before and before.end >= action.start:
                values = {
                    "action": case.name(action),
                    "start": action.start,
                    "needed": case.name(before),
                    "end": before.end,
                }
                yield Remark("prerequisite_late", "error", action.id, values)


def milestones(case: Case) -> Iterator[Remark]:
    """A milestone falls within its action."""
    for one in case.roadmap.milestones:
        action = case.actions.get(one.action)
        if action and not action.start <= one.due <= action.end:
            values = {
                "milestone": one.title,
                "due": one.due,
                "action": case.name(action),
                "start": action.start,
                "end": action.end,
            }
            yield Remark("milestone_outside", "warning", one.id, values)
