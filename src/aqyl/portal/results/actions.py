"""Corrections after publication: what was wrong is put right and published beside the first."""

from __future__ import annotations

from collections.abc import Iterator

from aqyl.portal.campaigns.actions import wrong_cells
from aqyl.portal.campaigns.guards import reason
from aqyl.portal.campaigns.models import Answer, Campaign
from aqyl.portal.people.models import Role
from aqyl.portal.people.roles import holds
from aqyl.portal.procedure import Change, action
from aqyl.portal.results.compute import assess_campaign
from aqyl.portal.results.freeze import freeze
from aqyl.problems import Problem

_WRITTEN = ("status", *Answer.NUMBERS, "source")


def _is_published(change: Change) -> Iterator[Problem]:
    campaign: Campaign = change.subject.campaign
    if not campaign.publications.exists():
        yield Problem("portal.not_published", values={"campaign": str(campaign)})
    yield from reason(change)


def _can_be_corrected(change: Change) -> Iterator[Problem]:
    yield from _is_published(change)
    yield from wrong_cells(change)


@action("correct-answer", on="answer", by=holds(Role.MANAGER), guard=_can_be_corrected)
def correct_answer(change: Change) -> dict[str, object]:
    """Put a published answer right. given: any of status, value, numerator, denominator, source;
    reason.
    """
    answer: Answer = change.subject
    before = answer.written()
    for name in _WRITTEN:
        if name in change.given:
            setattr(answer, name, change.given[name])
    after = answer.written()
    changed = [name for name in before if before[name] != after[name]]
    return {
        "before": {name: before[name] for name in changed},
        "after": {name: after[name] for name in changed},
        "reason": str(change.given["reason"]).strip(),
    }


@action("publish-correction", on="campaign", by=holds(Role.MANAGER), guard=_is_published)
def publish_correction(change: Change) -> dict[str, object]:
    """Compute and publish again under the next number; the ones before stay. given: reason."""
    assess_campaign(change)
    freeze(change)
    campaign: Campaign = change.subject
    latest = campaign.publications.latest("number")
    return {
        "number": latest.number,
        "bundle": latest.digest,
        "reason": str(change.given["reason"]).strip(),
    }
