"""Every way a plan can be wrong, as remarks: errors stop it, warnings ask for a look."""

from __future__ import annotations

from collections.abc import Collection

from aqyl.plan.checks import costs, names, sense, times
from aqyl.plan.checks.case import Case, Check
from aqyl.plan.models import Plan
from aqyl.plan.remarks import Remark
from aqyl.standard import Edition

__all__ = ["check_plan"]

_CHECKS: tuple[Check, ...] = (
    names.same_edition,
    names.ids_once,
    names.known,
    times.years,
    times.terms,
    times.circle,
    times.prerequisites,
    times.milestones,
    costs.missing,
    costs.expenses,
    costs.budgets,
    sense.goals,
    sense.actions,
    sense.statuses,
    sense.effects,
    sense.mandatory,
)


def check_plan(
    plan: Plan, edition: Edition, group: str, done: Collection[str] = ()
) -> tuple[Remark, ...]:
    """Everything that is wrong with a plan, errors first.

    group: of the settlement. done: the initiatives it has at the edition's target or above (see
    `aqyl.plan.done_initiatives`); without them every base initiative is asked of the plan.
    """
    case = Case(plan, edition, group, frozenset(done))
    remarks = [remark for check in _CHECKS for remark in check(case)]
    return tuple(sorted(remarks, key=lambda remark: remark.severity))
