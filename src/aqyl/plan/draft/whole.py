"""A whole plan from a roadmap: a strategy drafted beside it, its actions tied to the goals."""

from __future__ import annotations

from aqyl.assess import Assessment
from aqyl.diagnose.models import Diagnosis
from aqyl.plan.draft.text import draft_baseline, draft_strategy
from aqyl.plan.models import Action, Plan, Roadmap, Strategy
from aqyl.standard import Edition


def draft_plan(
    assessment: Assessment, diagnosis: Diagnosis, settlement: str, roadmap: Roadmap
) -> Plan:
    """Version 1 of a plan. An action that names no goal serves those of its domain and of the
    indicators its initiative moves, else the goal of the total.

    Raises NotFoundError and InputError as `draft_strategy` does.
    """
    strategy = draft_strategy(assessment, diagnosis, settlement, roadmap.start, roadmap)
    actions = tuple(_tied(one, strategy, assessment.edition) for one in roadmap.actions)
    return Plan(
        settlement=settlement,
        baseline=draft_baseline(assessment, diagnosis, settlement),
        strategy=strategy,
        roadmap=roadmap.model_copy(update={"actions": actions}),
    )


def _tied(action: Action, strategy: Strategy, edition: Edition) -> Action:
    if action.goals:
        return action
    initiative = next((one for one in edition.initiatives if one.id == action.initiative), None)
    nodes = {initiative.domain, *initiative.moves} if initiative else set()
    goals = [one.id for one in strategy.goals if one.node in nodes]
    total = [one.id for one in strategy.goals if one.node == "total"]
    return action.model_copy(update={"goals": tuple(goals or total)})
