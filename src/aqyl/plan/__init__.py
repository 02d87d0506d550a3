"""Strategy, roadmap and the optimiser that chooses its actions."""

from aqyl.plan.models import Action, Goal, Plan, ProgressReport, Roadmap, Strategy

__all__ = ["Action", "Goal", "Plan", "ProgressReport", "Roadmap", "Strategy"]
