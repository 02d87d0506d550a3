"""What the steps of a plan do besides."""

from __future__ import annotations

from aqyl.portal.plans.models import Frozen, Plan
from aqyl.portal.plans.standing import states_in_force
from aqyl.portal.procedure import Change, effect, perform


@effect("freeze_plan")
def freeze_plan(change: Change) -> dict[str, object]:
    """Keep the text as it now stands: it is what everyone else reads from now on."""
    plan: Plan = change.subject
    Frozen.objects.create(
        plan=plan, content=plan.content, digest=plan.digest, state=plan.state, at=change.at
    )
    return {"digest": plan.digest}


@effect("supersede")
def supersede(change: Change) -> dict[str, object]:
    """Lead the version that was in force so far on, by the step that nobody takes by hand."""
    plan: Plan = change.subject
    before = Plan.objects.filter(
        territory=plan.territory, state__in=states_in_force(plan.edition)
    ).exclude(pk=plan.pk)
    for one in before.select_related("campaign", "territory__parent__parent"):
        step = next(
            step
            for step in one.edition.transitions
            if one.state in step.from_states and "system" in step.by
        )
        perform(step.id, one, None)
    return {"digest": plan.digest}
