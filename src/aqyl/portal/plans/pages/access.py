"""Who sees which text of a plan, and what they may do with it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from aqyl.plan import Action
from aqyl.plan import Plan as PlanText
from aqyl.plan.remarks import Remark
from aqyl.portal.people.models import Person, Role
from aqyl.portal.people.roles import AKIMAT, holds
from aqyl.portal.places.models import Territory
from aqyl.portal.plans.models import Plan, Report
from aqyl.portal.plans.remarks import remarks_on
from aqyl.portal.plans.standing import published_text
from aqyl.portal.procedure import RefusedError, perform, state_of
from aqyl.standard import Edition

READERS = (Role.MANAGER, Role.DEPUTY, Role.AUDITOR, Role.METHODOLOGIST)
looks = holds(*AKIMAT, *READERS)
"""Whether a person looks at the plans of a settlement from within."""

_PATHS = ("campaign", "publication__campaign", "territory__parent__parent", "before")


@dataclass
class Opened:
    """A plan as one person has it open; `text` is the one they may read."""

    request: HttpRequest
    plan: Plan
    text: PlanText

    @property
    def edition(self) -> Edition:
        """The edition it was drafted by."""
        return self.plan.edition

    @property
    def person(self) -> Person:
        """Who has it open."""
        return signed_in(self.request)

    @cached_property
    def writes(self) -> bool:
        """Whether they write the text, as the state now stands."""
        editable = state_of(self.edition, self.plan.state).editable
        return editable and bool(holds(Role.OFFICER)(self.person, self.plan))

    @cached_property
    def remarks(self) -> tuple[Remark, ...]:
        """What the checks find in the text."""
        return remarks_on(self.plan, self.text)

    def action(self, name: str) -> Action:
        """An action of the roadmap. Raises Http404 for one that is not there."""
        for one in self.text.roadmap.actions:
            if one.id == name:
                return one
        raise Http404

    @property
    def frame(self) -> dict[str, object]:
        """What every page of a plan shows."""
        return {
            "plan": self.plan,
            "place": self.plan.territory,
            "text": self.text,
            "edition": self.edition,
            "campaign": self.plan.campaign,
            "writes": self.writes,
        }


def opened(request: HttpRequest, pk: int) -> Opened:
    """A plan for whoever may look: the akimat its working text, others the last frozen one.

    Raises Http404 where there is none for them yet, PermissionDenied.
    """
    plan = get_object_or_404(Plan.objects.select_related(*_PATHS), pk=pk)
    if not looks(request.user, plan):
        raise PermissionDenied
    if holds(*AKIMAT)(request.user, plan):
        return Opened(request, plan, plan.text)
    frozen = published_text(plan)
    if frozen is None:
        raise Http404
    return Opened(request, plan, frozen.text)


def report_for(request: HttpRequest, pk: int) -> Report:
    """A report the person may look at. Raises Http404, PermissionDenied."""
    paths = ("plan__campaign", "plan__territory__parent__parent", "moved_by")
    report = get_object_or_404(Report.objects.select_related(*paths), pk=pk)
    if not looks(request.user, report):
        raise PermissionDenied
    started = state_of(report.campaign.edition, report.state).start
    if started and not holds(*AKIMAT)(request.user, report):
        raise Http404
    return report


def place_for(request: HttpRequest, kato: str) -> Territory:
    """A settlement whose plans the person looks at. Raises Http404, PermissionDenied."""
    place = get_object_or_404(Territory.objects.select_related("parent__parent"), pk=kato)
    if not looks(request.user, place):
        raise PermissionDenied
    return place


def signed_in(request: HttpRequest) -> Person:
    """Who asks. Raises PermissionDenied for someone without an account."""
    if not isinstance(request.user, Person):
        raise PermissionDenied
    return request.user


def take_step(request: HttpRequest, subject: Plan | Report) -> RefusedError | None:
    """Take the step of the edition that was posted; what refused it, or None when it is done."""
    edition = subject.campaign.edition
    kinds = {step.id: state_of(edition, step.to_state).subject for step in edition.transitions}
    name = request.POST.get("step", "")
    if kinds.get(name) != subject.KIND:
        raise BadRequest("step")
    seen = whole(request.POST.get("seen", ""))
    return do(request, name, subject, seen=seen, reason=request.POST.get("reason", ""))


def do(
    request: HttpRequest, name: str, subject: object, *, seen: int | None = None, **given: Any
) -> RefusedError | None:
    """Perform an action; what refused it, or None when it is done."""
    try:
        perform(name, subject, signed_in(request), seen=seen, **given)
    except RefusedError as error:
        return error
    return None


def whole(text: str) -> int:
    """A whole number that a form of ours holds. Raises BadRequest for anything else."""
    if not (text.isascii() and text.isdecimal() and len(text) < 10):
        raise BadRequest("number")
    return int(text)
