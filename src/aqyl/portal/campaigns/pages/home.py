"""What a person has to do next, by their roles."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from aqyl.portal.campaigns.models import Answer, Campaign, Submission
from aqyl.portal.campaigns.pages.access import has_results, may_write, signed_in
from aqyl.portal.campaigns.pages.campaign import progress_of
from aqyl.portal.campaigns.pages.lines import Filled
from aqyl.portal.campaigns.pages.making import blank
from aqyl.portal.campaigns.rows import given
from aqyl.portal.people.models import Person, Role
from aqyl.portal.procedure import Step, state_of, steps_for
from aqyl.standard.models import Edition

_FEW = 3
_AKIMAT = (Role.OFFICER, Role.APPROVER)


@dataclass(frozen=True, slots=True)
class Task:
    """A settlement's submission as one person meets it."""

    filled: Filled
    steps: list[Step]
    errors: int
    warnings: int
    writes: bool

    @property
    def submission(self) -> Submission:
        """The submission."""
        return self.filled.submission


@login_required
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """The home page of whoever is signed in."""
    person = signed_in(request)
    campaign = Campaign.objects.order_by("-period", "-pk").first()
    held = {role for role, _ in person.roles}
    own = list(_submissions(person, campaign)) if campaign and held & set(_AKIMAT) else []
    values = {
        "campaign": campaign,
        "edition": campaign.edition if campaign else None,
        "held": held,
        "has_results": campaign is not None and has_results(campaign),
        "tasks": [_task(person, one) for one in own[:_FEW]],
        "more": own[_FEW:],
        "queue": _queue(person, campaign) if campaign and Role.VERIFIER in held else None,
        "manages": Role.MANAGER in held,
        "progress": progress_of(campaign) if campaign and Role.MANAGER in held else None,
        "steps": steps_for(campaign, person) if campaign and Role.MANAGER in held else (),
        **(blank() if Role.MANAGER in held else {}),
    }
    return render(request, "campaigns/home.html", values)


def _submissions(person: Person, campaign: Campaign) -> QuerySet[Submission]:
    codes = [code for role, code in person.roles if role in _AKIMAT]
    return _within(codes, campaign).order_by("territory__code")


def _within(codes: list[str], campaign: Campaign) -> QuerySet[Submission]:
    """Submissions of these territories and of what lies in them."""
    here = (
        Q(territory__in=codes)
        | Q(territory__parent__in=codes)
        | Q(territory__parent__parent__in=codes)
    )
    return campaign.submissions.filter(here).select_related(
        "campaign", "territory__parent__parent", "moved_by"
    )


def _task(person: Person, submission: Submission) -> Task:
    filled = Filled(submission)
    errors, warnings = filled.open_remarks(filled.form.cards())
    steps = steps_for(submission, person)
    return Task(filled, steps, errors, warnings, may_write(person, submission))


def _queue(person: Person, campaign: Campaign) -> dict[str, object]:
    """What waits for verifiers in the person's territories."""
    edition = campaign.edition
    codes = [code for role, code in person.roles if role == Role.VERIFIER]
    submissions = _within(codes, campaign)
    taken = _led_on_by(edition, "submission", Role.VERIFIER)
    waiting = submissions.filter(state__in=taken)
    answers = Answer.objects.filter(
        given(), submission__in=waiting, state__in=_led_on_by(edition, "answer", Role.VERIFIER)
    )
    return {
        "submissions": list(waiting.order_by("entered_at", "pk")[:20]),
        "answers": answers.count(),
    }


def _led_on_by(edition: Edition, kind: str, role: str) -> list[str]:
    """States of a kind of subject that a role leads on from."""
    return sorted(
        {
            name
            for step in edition.transitions
            if role in step.by
            for name in step.from_states
            if state_of(edition, name).subject == kind
        }
    )
