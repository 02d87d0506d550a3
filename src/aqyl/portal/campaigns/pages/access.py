"""What a page shows and who may see it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpRequest

from aqyl.portal.campaigns.models import Answer, Campaign, Submission
from aqyl.portal.people.models import Person, Role
from aqyl.portal.people.roles import holds, reads
from aqyl.portal.procedure import RefusedError, perform, state_of

_PLACES = ("campaign", "territory__parent__parent", "moved_by")


def submission_for(request: HttpRequest, pk: int) -> Submission:
    """A submission the person may read. Raises Http404, PermissionDenied."""
    found = Submission.objects.select_related(*_PLACES).filter(pk=pk).first()
    if found is None:
        raise Http404
    if not reads(request.user, found):
        raise PermissionDenied
    return found


def may_write(person: Any, submission: Submission, answer: Answer | None = None) -> bool:
    """Whether the person writes answers here, as the states now stand."""
    edition = submission.campaign.edition
    states = [submission.state] if answer is None else [submission.state, answer.state]
    return all(state_of(edition, name).editable for name in states) and bool(
        holds(Role.OFFICER)(person, submission)
    )


def has_results(campaign: Campaign) -> bool:
    """Whether the campaign has gone through a step that computes its results."""
    steps = campaign.edition.transitions
    reached = {step.to_state for step in steps if "assess" in step.does}
    reached |= {step.to_state for step in steps if reached & set(step.from_states)}
    return campaign.state in reached


def seen_version(request: HttpRequest) -> int:
    """The version the form was made from. Raises BadRequest for anything but a number."""
    text = request.POST.get("seen", "")
    if not (text.isdigit() and len(text) < 10):
        raise BadRequest("seen")
    return int(text)


def signed_in(request: HttpRequest) -> Person:
    """Who asks. Raises PermissionDenied for someone without an account."""
    if not isinstance(request.user, Person):
        raise PermissionDenied
    return request.user


def take_step(request: HttpRequest, subject: Campaign | Submission | Answer) -> RefusedError | None:
    """Take the step of the edition that was posted; what refused it, or None when it is done."""
    seen, reason = seen_version(request), request.POST.get("reason", "")
    names = {step.id for step in subject.campaign.edition.transitions}
    if request.POST.get("step") not in names:
        raise BadRequest("step")
    try:
        perform(request.POST["step"], subject, signed_in(request), seen=seen, reason=reason)
    except RefusedError as error:
        return error
    return None
