"""A strategy drafted from the diagnosis, and drafted anew without losing what people wrote."""

from aqyl.plan.draft.again import Redrafted, Stale, redraft
from aqyl.plan.draft.text import draft_baseline, draft_strategy
from aqyl.plan.draft.whole import draft_plan

__all__ = ["Redrafted", "Stale", "draft_baseline", "draft_plan", "draft_strategy", "redraft"]
