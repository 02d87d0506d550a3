"""A submission: how far it is, what is remarked, which steps follow."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from aqyl.assess.form import Progress, Section
from aqyl.language import say
from aqyl.portal.campaigns.models import Submission
from aqyl.portal.campaigns.pages.access import (
    has_results,
    may_write,
    signed_in,
    submission_for,
    take_step,
)
from aqyl.portal.campaigns.pages.lines import Filled
from aqyl.portal.campaigns.prolonging import prolongs, term_now
from aqyl.portal.look.errors import code_of
from aqyl.portal.look.templatetags.words import reader
from aqyl.portal.people.models import Role
from aqyl.portal.people.roles import holds
from aqyl.portal.procedure import RefusedError, state_of, steps_for

_looks = holds(Role.VERIFIER, Role.MANAGER, Role.AUDITOR, Role.METHODOLOGIST)
_adds = holds(Role.OFFICER, Role.APPROVER)


@dataclass(frozen=True, slots=True)
class DomainLine:
    """How far a domain is."""

    section: Section
    progress: Progress
    errors: int
    warnings: int


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """The submission's own page; a step of the procedure by POST."""
    submission = submission_for(request, pk)
    refused = take_step(request, submission) if request.method == "POST" else None
    if request.method == "POST" and refused is None:
        messages.success(request, say("portal.campaigns.step_taken", reader()))
        return HttpResponseRedirect(reverse("submission", args=[pk]), status=303)
    return _shown(request, submission_for(request, pk) if refused else submission, refused)


def _shown(
    request: HttpRequest, submission: Submission, refused: RefusedError | None
) -> HttpResponse:
    filled = Filled(submission)
    errors, warnings = filled.open_remarks(filled.form.cards())
    steps = steps_for(submission, signed_in(request))
    values = {
        "submission": submission,
        "campaign": submission.campaign,
        "edition": submission.campaign.edition,
        "filled": filled,
        "domains": domain_lines(filled),
        "errors": errors,
        "warnings": warnings,
        "steps": steps,
        "prolongs": prolongs(request.user, submission) and term_now(submission) is not None,
        "writes": may_write(request.user, submission),
        "adds_evidence": _adds(request.user, submission) and _editable(submission),
        "verifying": _can_look(request, submission),
        "has_results": has_results(submission.campaign),
        "next_card": filled.next_card,
        "problems": refused.problems if refused else (),
        "typed_reason": request.POST.get("reason", ""),
    }
    code = code_of(refused) if refused else 200
    return render(request, "campaigns/submission.html", values, status=code)


def _editable(submission: Submission) -> bool:
    """Whether answers are written now."""
    return state_of(submission.campaign.edition, submission.state).editable


def _can_look(request: HttpRequest, submission: Submission) -> bool:
    """Whether the person may look at the verification of a form that was handed in."""
    state = state_of(submission.campaign.edition, submission.state)
    handed_in = not (state.editable or state.start)
    return handed_in and bool(_looks(request.user, submission))


def domain_lines(filled: Filled) -> list[DomainLine]:
    """Each domain of the form with its progress and remarks."""
    return [
        DomainLine(section, filled.progress[section.id], *filled.open_remarks(section.cards))
        for section in filled.form.sections
    ]
