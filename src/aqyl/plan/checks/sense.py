"""Whether a plan hangs together: goals, actions, effects, what the standard asks for."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from aqyl.plan.checks.case import Case
from aqyl.plan.models import Action, Goal
from aqyl.plan.remarks import Remark, Severity
from aqyl.standard.models import Initiative


def goals(case: Case) -> Iterator[Remark]:
    """A goal is served by an action; its targets rise through the years of the roadmap."""
    served = {goal for action in case.roadmap.actions for goal in action.goals}
    for goal in case.strategy.goals:
        if case.roadmap.actions and goal.id not in served:
            yield Remark("goal_idle", "warning", goal.id, {"goal": goal.title})
        yield from _targets(case, goal)


def _targets(case: Case, goal: Goal) -> Iterator[Remark]:
    years = [target.year for target in goal.targets]
    values = {"goal": goal.title, "years": ", ".join(map(str, years))}
    if len(set(years)) < len(years):
        yield Remark("target_twice", "error", goal.id, values)
    first, last = case.roadmap.start, case.roadmap.end
    if any(not first <= year <= last for year in years):
        yield Remark("target_outside", "warning", goal.id, {**values, "first": first, "last": last})
    down = {one.id for one in case.edition.indicators if one.direction == "down"}
    ordered = [target.value for target in sorted(goal.targets, key=lambda one: one.year)]
    path = ordered if goal.now is None else [goal.now, *ordered]
    worse = [b > a if goal.node in down else b < a for a, b in pairwise(path)]
    if any(worse):
        yield Remark("target_worse", "warning", goal.id, values)


def actions(case: Case) -> Iterator[Remark]:
    """An action serves a goal, has someone to answer for it and is not there already."""
    seen: dict[tuple[str, str], Action] = {}
    for action in case.roadmap.actions:
        values = {"action": case.name(action)}
        if not action.goals:
            yield Remark("action_aimless", "warning", action.id, values)
        if not any(action.responsible.say(lang) for lang in ("kk", "ru", "en")):
            yield Remark("unassigned", "warning", action.id, values)
        if case.plan.settlement in action.joint:
            yield Remark("joint_self", "error", action.id, values)
        first = seen.setdefault((action.initiative, action.status), action)
        if first is not action:
            twice = {
                **values,
                "other": case.name(first),
                "initiative": case.title(action.initiative),
            }
            yield Remark("initiative_twice", "warning", action.id, twice)


def statuses(case: Case) -> Iterator[Remark]:
    """An action brings its initiative up, and one that counts for the settlement's group."""
    rungs = {status.id: status.ladder for status in case.edition.statuses}
    for action in case.roadmap.actions:
        values = {"action": case.name(action), "status": case.title(action.status)}
        if action.status in rungs and not rungs[action.status]:
            yield Remark("status_low", "error", action.id, values)
        elif action.initiative in case.done and action.status == _target(case):
            yield Remark("there_already", "warning", action.id, values)
        initiative = case.initiatives.get(action.initiative)
        if initiative and initiative.groups.get(case.group) == "not_applied":
            yield Remark("not_applied", "warning", action.id, values)


def effects(case: Case) -> Iterator[Remark]:
    """The indicator of an effect has a goalpost for the group: without one no score can move."""
    marked = {
        one.id
        for one in case.edition.indicators
        if any(post.group in (case.group, "all") for post in one.goalposts)
    }
    known = {one.id for one in case.edition.indicators}
    for action in case.roadmap.actions:
        for effect in action.effects:
            if effect.indicator in known - marked:
                values = {"action": case.name(action), "indicator": case.title(effect.indicator)}
                yield Remark("effect_unmarked", "warning", action.id, values)


def mandatory(case: Case) -> Iterator[Remark]:
    """The base initiatives of each stage are there or come by the stage's year.

    As firm as its source: an error where the act says so, else a warning.
    """
    rules = case.edition.planning
    if rules is None:
        return
    severity: Severity = "error" if rules.source.kind == "official" else "warning"
    due = {term.stage: case.roadmap.start + term.year - 1 for term in rules.stages}
    for initiative in case.edition.initiatives:
        base = initiative.groups.get(case.group) == "base"
        if base and initiative.id not in case.done and initiative.stage in due:
            yield from _by(case, initiative, due[initiative.stage], severity)


def _by(case: Case, initiative: Initiative, year: int, severity: Severity) -> Iterator[Remark]:
    values = {"initiative": initiative.title, "stage": initiative.stage, "year": year}
    ends = [
        action.end
        for action in case.roadmap.actions
        if action.initiative == initiative.id and _reaches(case, action)
    ]
    if not ends:
        yield Remark("mandatory_left_out", severity, initiative.id, values)
    elif min(ends).year > year:
        yield Remark("mandatory_late", severity, initiative.id, {**values, "end": min(ends)})


def _reaches(case: Case, action: Action) -> bool:
    rungs = {status.id: status.ladder or 0 for status in case.edition.statuses}
    return rungs.get(action.status, 0) >= rungs.get(_target(case), 0)


def _target(case: Case) -> str:
    return case.edition.planning.target if case.edition.planning else ""
