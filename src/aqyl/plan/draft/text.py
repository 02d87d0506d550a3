"""A strategy drafted from the diagnosis, and what it rests on."""

from __future__ import annotations

from aqyl.assess import Assessment
from aqyl.diagnose.models import Diagnosis
from aqyl.plan.draft.case import Case
from aqyl.plan.draft.goals import goals
from aqyl.plan.draft.priorities import priorities
from aqyl.plan.draft.risks import risks
from aqyl.plan.draft.stages import stages
from aqyl.plan.draft.standing import standing
from aqyl.plan.models import Baseline, Roadmap, Strategy


def draft_strategy(
    assessment: Assessment,
    diagnosis: Diagnosis,
    settlement: str,
    start: int,
    roadmap: Roadmap | None = None,
) -> Strategy:
    """A strategy in three languages, every passage of it generated.

    settlement: its KATO. start: the first year. roadmap: where there is one, its money is looked at
    for risks. Raises NotFoundError for a settlement that is not assessed, InputError for an edition
    without rules of planning.
    """
    case = Case(assessment, diagnosis, settlement, start)
    chosen = priorities(case)
    return Strategy(
        standing=standing(case),
        goals=goals(case),
        priorities=chosen,
        stages=stages(case),
        risks=risks(case, chosen, roadmap),
    )


def draft_baseline(assessment: Assessment, diagnosis: Diagnosis, settlement: str) -> Baseline:
    """What a plan drafted from an assessment rests on. Raises NotFoundError as above."""
    case = Case(assessment, diagnosis, settlement, start=0)
    low, high = case.bounds
    found = case.needs_class
    return Baseline(
        edition=case.edition.id,
        fingerprint=diagnosis.fingerprint,
        period=assessment.period,
        score=case.total.score,
        low=low,
        high=high,
        level=case.level,
        needs_class=found.id if found else None,
    )
