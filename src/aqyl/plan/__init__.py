"""Strategy, roadmap and the optimiser that chooses its actions."""

from aqyl.plan.changes import Change, Changes, compare_plans
from aqyl.plan.checks import check_plan
from aqyl.plan.done import done_initiatives
from aqyl.plan.draft import (
    Redrafted,
    Stale,
    draft_baseline,
    draft_plan,
    draft_strategy,
    redraft,
)
from aqyl.plan.files import read_plan, read_reports, write_plan, write_reports
from aqyl.plan.models import Action, Goal, Plan, ProgressReport, Roadmap, Strategy
from aqyl.plan.progress import ActionProgress, Tracked, track
from aqyl.plan.remarks import Remark

__all__ = [
    "Action",
    "ActionProgress",
    "Change",
    "Changes",
    "Goal",
    "Plan",
    "ProgressReport",
    "Redrafted",
    "Remark",
    "Roadmap",
    "Stale",
    "Strategy",
    "Tracked",
    "check_plan",
    "compare_plans",
    "done_initiatives",
    "draft_baseline",
    "draft_plan",
    "draft_strategy",
    "read_plan",
    "read_reports",
    "redraft",
    "track",
    "write_plan",
    "write_reports",
]
