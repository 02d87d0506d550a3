"""Which initiatives a settlement has already."""

from __future__ import annotations

from aqyl.assess import Assessment


def done_initiatives(assessment: Assessment, settlement: str) -> frozenset[str]:
    """The initiatives at the edition's target status or above, as answered, verified or not.

    None for an edition without rules of planning.
    """
    rules = assessment.edition.planning
    if rules is None:
        return frozenset()
    rungs = {status.id: status.ladder for status in assessment.edition.statuses}
    target = rungs[rules.target] or 0
    return frozenset(
        fact.node
        for fact in assessment.facts
        if fact.settlement == settlement and (rungs.get(fact.given) or 0) >= target
    )
