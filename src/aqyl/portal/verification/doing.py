"""Take a step that a page asks for, and say what the page answers."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest

from aqyl.portal.campaigns.models import Answer, Submission
from aqyl.portal.people.attempts import number_in
from aqyl.portal.people.models import Person
from aqyl.portal.procedure import perform, state_of
from aqyl.problems import AqylError


def take(request: HttpRequest, subject: Answer | Submission) -> AqylError | None:
    """Take the posted `step` of the procedure; why it was refused, or None.

    POST: step, seen (the version looked at), reason, person. Raises Http404 for a step that the
    procedure does not have.
    """
    edition, name = subject.campaign.edition, request.POST.get("step", "")
    steps = {step.id: step for step in edition.transitions}
    if name not in steps or state_of(edition, steps[name].to_state).subject != subject.KIND:
        raise Http404
    return do(name, request, subject, ("reason", "person"))


def do(
    name: str, request: HttpRequest, subject: Answer | Submission, fields: tuple[str, ...]
) -> AqylError | None:
    """Perform an action with those of the fields that were posted; why it was refused, or None."""
    given: dict[str, Any] = {key: request.POST[key] for key in fields if key in request.POST}
    seen = number_in(request.POST.get("seen", ""))
    try:
        perform(name, subject, signed_in(request), seen=seen, **given)
    except AqylError as error:
        return error
    return None


def signed_in(request: HttpRequest) -> Person:
    """Who is signed in; only behind `login_required`."""
    assert isinstance(request.user, Person)  # noqa: S101
    return request.user
