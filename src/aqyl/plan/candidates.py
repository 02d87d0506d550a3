"""From an assessment and what akimats say of money to the problem of the optimiser."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from aqyl.assess import Assessment
from aqyl.assess.case import Case
from aqyl.assess.whatif.levers import Lever, levers
from aqyl.plan.ask import Ask, Wish, wrong_in
from aqyl.plan.models import Basis
from aqyl.plan.money import Money, Own
from aqyl.plan.optimise.problem import Candidate, Problem, Take
from aqyl.problems import InputError, raise_if
from aqyl.problems import Problem as Wrong
from aqyl.standard.checks.graph import circles
from aqyl.standard.models import Edition, Initiative
from aqyl.standard.planning import Planning, Scale


@dataclass(frozen=True)
class _Settlement:
    """A settlement with what can be raised in it and what raising it brings."""

    id: str
    group: str
    scale: Scale | None
    levers: Mapping[str, Lever]
    gains: Mapping[str, float]
    missing: Mapping[str, float]


def make_problem(assessment: Assessment, money: Money, ask: Ask) -> Problem:
    """The problem of all settlements that have a budget.

    gain: what the total score gains when this initiative alone comes to the edition's target status
    and counts as stated. need: what of its domain's score is missing now, as a share of the scale.
    Raises InputError for an edition without rules of planning, unknown ids and years, something
    fixed that is nowhere to be done, prerequisites in a circle.
    """
    edition = assessment.edition
    rules = planning_of(edition)
    years = ask.years or rules.years
    initiatives = [initiative.id for initiative in edition.initiatives]
    calendar = range(money.start, money.start + years)
    raise_if(wrong_in(ask, initiatives, money.settlements, calendar))
    case = Case(assessment)
    found: list[Candidate] = []
    for row, unit in enumerate(assessment.units):
        if unit.id in money.settlements:
            found += _candidates(edition, rules, _settlement(case, row, rules), money, ask)
    raise_if((*_circles(found), *_idle(ask.fix, found)))
    return Problem(
        start=money.start,
        years=years,
        candidates=tuple(found),
        budgets=money.budgets,
        staff=money.staff,
        starts=ask.starts,
        saving=rules.joint_saving,
        joint_from=rules.joint_from,
        exclusions=money.exclusions,
    )


def planning_of(edition: Edition) -> Planning:
    """The edition's rules of planning. Raises InputError where it has none."""
    if edition.planning is None:
        raise InputError([Wrong("plan.no_rules", values={"given": edition.id})])
    return edition.planning


def _settlement(case: Case, row: int, rules: Planning) -> _Settlement:
    assessment, now = case.assessment, case.scored
    edition, unit = assessment.edition, assessment.units[row]
    own = {lever.leaf: lever for lever in levers(assessment, row, now, {}, indicators=False)}
    aims = {leaf: _aim(lever, rules.target) for leaf, lever in own.items()}
    raised = {leaf: aim for leaf, aim in aims.items() if aim is not None}
    points = np.repeat(now.point[[row]], len(raised) + 1, axis=0)
    for place, (leaf, aim) in enumerate(raised.items()):
        points[place, own[leaf].column] = aim
    local = np.repeat(now.local[[row]], len(points), axis=0)
    *totals, base = np.nan_to_num(case.totals(points, local)).tolist()
    position = assessment.tree.hierarchy.position
    shares = np.nan_to_num(now.score[row]) / edition.scoring.scale
    return _Settlement(
        unit.id,
        unit.group,
        {group.id: group.scale for group in edition.groups}.get(unit.group),
        own,
        {leaf: max(total - base, 0.0) for leaf, total in zip(raised, totals, strict=True)},
        {domain.id: 1.0 - float(shares[position(domain.id)]) for domain in edition.domains},
    )


def _aim(lever: Lever, target: str) -> float | None:
    """The points of the target status; None where the initiative stands there or above."""
    return next((rung.points for rung in lever.rungs if rung.status == target), None)


def _candidates(
    edition: Edition, rules: Planning, unit: _Settlement, money: Money, ask: Ask
) -> Iterator[Candidate]:
    due = {term.stage: money.start + term.year - 1 for term in rules.stages}
    for initiative in edition.initiatives:
        if initiative.id not in unit.gains:
            continue
        own = money.own_of(unit.id, initiative.id) or Own()
        take = _take(edition, initiative, unit.scale, own)
        forbidden = ask.forbids(unit.id, initiative.id)
        fixed, year = ask.fixes(unit.id, initiative.id)
        needs = dict.fromkeys((*unit.levers[initiative.id].needs, *own.needs))
        base = initiative.groups.get(unit.group) == "base"
        yield Candidate(
            settlement=unit.id,
            initiative=initiative.id,
            status=unit.levers[initiative.id].status,
            gain=unit.gains[initiative.id],
            need=unit.missing[initiative.domain],
            take=take,
            needs=tuple(need for need in needs if need in unit.gains),
            due=due.get(initiative.stage) if base else None,
            blocked="forbidden" if forbidden else "no_cost" if take is None else None,
            fixed=fixed,
            fixed_year=year,
        )


def _take(edition: Edition, initiative: Initiative, scale: Scale | None, own: Own) -> Take | None:
    """The akimat's own figures; what it leaves out is the edition's, scaled to the group.

    None where neither says what it costs to put in place and how long that takes.
    """
    cost = initiative.cost
    costs, posts = (scale.costs, scale.staff) if scale is not None else (1.0, 1.0)
    if cost is not None:
        listed = round(cost.once * costs), round(cost.yearly * costs), cost.months
        staff = round(cost.staff * posts, 2)
    once, yearly, months = (
        said if said is not None else (listed[n] if cost is not None else None)
        for n, said in enumerate((own.once, own.yearly, own.months))
    )
    if once is None or months is None:
        return None
    if own.staff is not None or cost is None:
        staff = own.staff or 0.0
    sources = own.funding or tuple(sorted(funding.id for funding in edition.funding))
    basis: Basis = "assumption" if own.once is None else "own"
    return Take(once, yearly or 0, staff, months, basis, sources)


def _circles(candidates: Sequence[Candidate]) -> Iterator[Wrong]:
    arrows = {c.id: tuple(f"{c.settlement}:{need}" for need in c.needs) for c in candidates}
    for circle in circles(arrows):
        yield Wrong("plan.circle", values={"given": " → ".join([*circle, circle[0]])})


def _idle(wishes: Sequence[Wish], candidates: Sequence[Candidate]) -> Iterator[Wrong]:
    """What is fixed but stands already, or does not apply to the settlement."""
    for wish in wishes:
        if not any(wish.names(c.settlement, c.initiative) for c in candidates):
            yield Wrong("plan.nothing_to_fix", values={"given": wish.initiative})
