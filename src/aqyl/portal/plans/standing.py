"""Where a settlement's plans stand, by what the edition's procedure says of its states."""

from __future__ import annotations

from aqyl.portal.places.models import Territory
from aqyl.portal.plans.models import Frozen, Plan
from aqyl.portal.procedure import state_of
from aqyl.standard import Edition


def states_in_force(edition: Edition) -> set[str]:
    """States that a plan comes into in the place of the one before."""
    return {step.to_state for step in edition.transitions if "supersede" in step.does}


def open_to_comments(edition: Edition) -> set[str]:
    """States that are left once a plan has lain open to residents for its days."""
    return {
        name
        for step in edition.transitions
        if "consulted" in step.requires
        for name in step.from_states
    }


def under_way(place: Territory) -> Plan | None:
    """The version that is neither in force nor at its end."""
    plans = Plan.objects.filter(territory=place).select_related("campaign", "publication")
    for plan in plans.order_by("-number"):
        final = state_of(plan.edition, plan.state).final
        if not final and plan.state not in states_in_force(plan.edition):
            return plan
    return None


def published_text(plan: Plan) -> Frozen | None:
    """The text that anyone may read: the last that left the akimat's hands."""
    return plan.frozen.order_by("-at", "-pk").first()
