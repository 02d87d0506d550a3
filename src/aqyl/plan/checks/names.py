"""Ids stand once and name something that is there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from aqyl.plan.checks.case import Case, kind
from aqyl.plan.remarks import Remark
from aqyl.standard.checks import TOTAL, nearest

Named = tuple[str, str, str]
"""What names (its id), the kind of what is named, the id that is named."""


def same_edition(case: Case) -> Iterator[Remark]:
    """The plan was drafted from this edition."""
    given, allowed = case.plan.baseline.edition, case.edition.id
    if given != allowed:
        yield Remark("edition_other", "error", "", {"given": given, "allowed": allowed})


def ids_once(case: Case) -> Iterator[Remark]:
    """Of actions, milestones, goals and risks each id stands once."""
    lists: tuple[tuple[str, Iterable[str]], ...] = (
        ("action", (one.id for one in case.roadmap.actions)),
        ("milestone", (one.id for one in case.roadmap.milestones)),
        ("goal", (one.id for one in case.strategy.goals)),
        ("risk", (one.id for one in case.strategy.risks)),
    )
    for name, ids in lists:
        for given, times in Counter(ids).items():
            if times > 1:
                values = {"kind": kind(name), "given": given, "times": times}
                yield Remark("id_twice", "error", given, values)


def known(case: Case) -> Iterator[Remark]:
    """Everything that is named is there."""
    there = _there(case)
    for about, name, given in (*_of_actions(case), *_of_the_rest(case)):
        if given not in there[name]:
            yield _unknown(about, name, given, there[name])


def _unknown(about: str, name: str, given: str, there: Collection[str]) -> Remark:
    near = ", ".join(nearest(given, there)) or "–"
    values = {"about": about, "kind": kind(name), "given": given, "near": near}
    return Remark("unknown", "error", about, values)


def _there(case: Case) -> dict[str, Collection[str]]:
    edition = case.edition
    leaves = {one.id for one in (*edition.initiatives, *edition.indicators)}
    return {
        "initiative": case.initiatives,
        "status": {one.id for one in edition.statuses},
        "indicator": {one.id for one in edition.indicators},
        "funding": {one.id for one in edition.funding},
        "node": leaves | {domain.id for domain in edition.domains} | {TOTAL},
        "priority": {*case.initiatives, *(one.id for one in edition.technologies)},
        "goal": {goal.id for goal in case.strategy.goals},
        "action": case.actions,
    }


def _of_actions(case: Case) -> Iterator[Named]:
    for action in case.roadmap.actions:
        yield action.id, "initiative", action.initiative
        yield action.id, "status", action.status
        yield from ((action.id, "goal", goal) for goal in action.goals)
        yield from ((action.id, "action", needed) for needed in action.prerequisites)
        yield from ((action.id, "indicator", effect.indicator) for effect in action.effects)
        funding = dict.fromkeys(expense.funding for expense in action.expenses)
        yield from ((action.id, "funding", source) for source in funding)


def _of_the_rest(case: Case) -> Iterator[Named]:
    yield from ((one.id, "action", one.action) for one in case.roadmap.milestones)
    yield from ((str(one.year), "funding", one.funding) for one in case.roadmap.budgets)
    yield from ((one.id, "node", one.node) for one in case.strategy.goals)
    yield from ((str(one.place), "priority", one.node) for one in case.strategy.priorities)
