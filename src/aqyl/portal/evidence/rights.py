"""Who may read evidence, and when the akimat may add to it."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from aqyl.portal.campaigns.guards import is_appeal
from aqyl.portal.campaigns.models import Answer, Campaign
from aqyl.portal.evidence.models import Evidence
from aqyl.portal.people.models import Role
from aqyl.portal.people.roles import holds, reads
from aqyl.portal.procedure import state_of, term_of

writes = holds(Role.OFFICER, Role.APPROVER)
"""Whether a person may add evidence at all: for the akimat of the place."""


def may_open(person: Any, evidence: Evidence) -> bool:
    """Whether someone, signed in or not, may open a piece of evidence whose content is there."""
    if evidence.deleted_at is not None:
        return False
    if reads(person, evidence):
        return True
    shown = evidence.public and evidence.removed_at is None
    return shown and is_published(evidence.answer.campaign)


def is_published(campaign: Campaign) -> bool:
    """Whether the campaign has gone through the step that freezes its results."""
    steps = campaign.edition.transitions
    reached = {step.to_state for step in steps if "freeze" in step.does}
    reached |= {step.to_state for step in steps if reached & set(step.from_states)}
    return campaign.state in reached


def can_change(answer: Answer) -> bool:
    """Whether evidence may be added now: while answers are written, and for an appeal."""
    edition = answer.campaign.edition
    written = state_of(edition, answer.submission.state).editable
    return (written and state_of(edition, answer.state).editable) or on_appeal(answer)


def on_appeal(answer: Answer) -> bool:
    """Whether the answer is appealed, or its term for an appeal is running."""
    edition = answer.campaign.edition
    if is_appeal(edition, answer.state):
        return True
    for step in edition.transitions:
        if answer.state in step.from_states and is_appeal(edition, step.to_state):
            until = term_of(answer, step)
            in_time = until is None or timezone.localdate() <= until
            return in_time and (not step.during or answer.submission.state in step.during)
    return False


def can_remove(evidence: Evidence) -> bool:
    """Whether it may be taken away now: what a verdict rests on stays where it was."""
    answer = evidence.answer
    if evidence.removed_at is not None or not can_change(answer):
        return False
    return not on_appeal(answer) or evidence.added_at > answer.entered_at
