"""The edition's stages with their years and what each still asks for."""

from __future__ import annotations

from aqyl.plan.draft.case import Case
from aqyl.plan.models import Passage, Stage
from aqyl.plan.wording import generated


def stages(case: Case) -> tuple[Stage, ...]:
    """Each stage begins the year after the one before it ends, the first with the plan."""
    found: list[Stage] = []
    begins = case.start
    for term in sorted(case.rules.stages, key=lambda one: one.stage):
        end = case.start + term.year - 1
        title = _title(case, term.stage, end)
        found.append(Stage(stage=term.stage, start=min(begins, end), end=end, title=title))
        begins = end + 1
    return tuple(found)


def _title(case: Case, stage: int, end: int) -> Passage:
    of_stage = [
        one
        for one in case.edition.initiatives
        if one.stage == stage and one.groups.get(case.group) == "base"
    ]
    there = sum(one.id in case.done for one in of_stage)
    values = {"stage": stage, "year": end, "base": len(of_stage), "left": len(of_stage) - there}
    return generated("plan.draft.stage", **values)
