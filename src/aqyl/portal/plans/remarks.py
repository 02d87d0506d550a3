"""What the checks of a plan find, with what the published results say the settlement has."""

from __future__ import annotations

from aqyl.plan import Plan as PlanText
from aqyl.plan.checks import check_plan
from aqyl.plan.remarks import Remark
from aqyl.portal.plans.models import Plan


def remarks_on(plan: Plan, text: PlanText) -> tuple[Remark, ...]:
    """Every remark on a text of the plan, errors first."""
    return check_plan(text, plan.edition, plan.territory.group, done_in(plan))


def done_in(plan: Plan) -> frozenset[str]:
    """Initiatives at the edition's target or above in the results the plan was drafted from."""
    rules = plan.edition.planning
    if rules is None:
        return frozenset()
    rungs = {status.id: status.ladder or 0 for status in plan.edition.statuses}
    there = [name for name, rung in rungs.items() if rung >= rungs[rules.target]]
    facts = plan.publication.facts.filter(settlement=plan.territory_id, given__in=there)
    return frozenset(facts.values_list("node", flat=True))
