"""From published results to a draft: diagnosis, strategy, and a roadmap that fits the money."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from aqyl.plan.models import Plan, Roadmap
from aqyl.portal.results.models import Publication
from aqyl.portal.results.shown import assessment_of

if TYPE_CHECKING:
    from aqyl.assess import Assessment
    from aqyl.diagnose import Diagnosis


@lru_cache(maxsize=2)
def diagnosis_of(digest: str, period: str) -> Diagnosis:
    """The diagnosis of a published bundle."""
    from aqyl.diagnose import diagnose

    return diagnose(assessment_of(digest, period))


def results_of(publication: Publication) -> tuple[Assessment, Diagnosis]:
    """What was published, as the rooms of mathematics take it."""
    key = publication.digest, publication.campaign.period
    return assessment_of(*key), diagnosis_of(*key)


def draft(publication: Publication, settlement: str, roadmap: Roadmap) -> Plan:
    """A plan whose strategy is drafted from published results, around a roadmap."""
    from aqyl.plan.draft import draft_baseline, draft_strategy

    assessment, diagnosis = results_of(publication)
    return Plan(
        settlement=settlement,
        baseline=draft_baseline(assessment, diagnosis, settlement),
        strategy=draft_strategy(assessment, diagnosis, settlement, roadmap.start, roadmap),
        roadmap=roadmap,
    )
