"""A whole form taken at once, from a workbook: `take-form`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from aqyl.portal.campaigns.models import Submission
from aqyl.portal.people.models import Role
from aqyl.portal.people.roles import holds
from aqyl.portal.procedure import Change, action, perform, state_of
from aqyl.problems import Problem

Cards = Mapping[str, Mapping[str, Any]]


def _can_be_taken(change: Change) -> Iterator[Problem]:
    submission: Submission = change.subject
    state = state_of(submission.campaign.edition, submission.state)
    if not state.editable:
        yield Problem("portal.not_editable", values={"state": state.title})
    if not change.given.get("cards"):
        yield Problem("portal.nothing_to_take")


@action("take-form", on="submission", by=holds(Role.OFFICER), guard=_can_be_taken)
def take_form(change: Change) -> dict[str, object]:
    """Save many answers, all or none. given: cards: node -> {seen, given}; digest of the file.

    Each answer is saved by `save-answer`, so that its own history tells of it. Raises
    RefusedError, ConflictError as that does.
    """
    cards: Cards = change.given["cards"]
    answers = change.subject.answers.filter(node__in=cards)
    for answer in answers.select_related("submission__campaign", "submission__territory"):
        card = cards[answer.node]
        perform("save-answer", answer, change.actor, seen=card["seen"], **card["given"])
    return {"digest": str(change.given.get("digest", "")), "cards": sorted(cards)}
