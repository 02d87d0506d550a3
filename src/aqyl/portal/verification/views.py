"""Pages of one answer and one submission for verifiers."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from aqyl.portal.campaigns.guards import given_answers
from aqyl.portal.campaigns.hidden import hidden_from
from aqyl.portal.campaigns.models import Answer, Submission
from aqyl.portal.evidence.refusals import status_of
from aqyl.portal.look.templatetags.words import reader
from aqyl.portal.people.roles import holds
from aqyl.portal.procedure import state_of, steps_for
from aqyl.portal.verification.card import card_of
from aqyl.portal.verification.doing import do, signed_in, take
from aqyl.portal.verification.queue import with_all
from aqyl.portal.verification.rows import lines_of
from aqyl.portal.verification.scope import LOOKERS
from aqyl.problems import AqylError

looks = holds(*LOOKERS)
"""Whether a person may look at the verification of a settlement's answers."""


@require_http_methods(["GET", "POST"])
@login_required
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """One answer: what is claimed, what proves it, what was said of it; and the verdict."""
    subject = _answer(request, pk)
    if request.method == "POST":
        error = take(request, subject)
        if error is None:
            return _see_other(_back(subject))
        return _answer_page(request, _answer(request, pk), error)
    return _answer_page(request, subject)


@require_POST
@login_required
def second(request: HttpRequest, pk: int) -> HttpResponse:
    """A second verdict."""
    subject = _answer(request, pk)
    error = do("second-review", request, subject, ("verdict", "reason"))
    if error is None:
        return _see_other(reverse("second-looks") + f"?campaign={subject.campaign.pk}")
    return _answer_page(request, subject, error)


@require_http_methods(["GET", "POST"])
@login_required
def submission(request: HttpRequest, pk: int) -> HttpResponse:
    """All answers of one settlement, and the steps of its submission."""
    subject = _submission(request, pk)
    error = None
    if request.method == "POST":
        error = take(request, subject)
        if error is None:
            return _see_other(reverse("verify-submission", args=[pk]))
    person, lang = signed_in(request), reader()
    hidden = hidden_from(person, subject)
    found = with_all(given_answers(subject)).order_by("node")
    edition = subject.campaign.edition
    lines = [
        (line, None if line.answer.pk in hidden else state_of(edition, line.answer.state))
        for line in lines_of(found, lang)
    ]
    context = {
        "submission": subject,
        "state": state_of(edition, subject.state),
        "lines": lines,
        "steps": [step for step in steps_for(subject, person) if step.may],
        "problems": error.problems if error else (),
        "typed": request.POST,
    }
    status = status_of(error) if error else 200
    return render(request, "verification/submission.html", context, status=status)


def _answer(request: HttpRequest, pk: int) -> Answer:
    path = "submission__territory__parent__parent"
    found = get_object_or_404(Answer.objects.select_related("submission__campaign", path), pk=pk)
    if not looks(request.user, found):
        raise PermissionDenied
    return found


def _submission(request: HttpRequest, pk: int) -> Submission:
    found = get_object_or_404(
        Submission.objects.select_related("campaign", "territory__parent__parent"), pk=pk
    )
    if not looks(request.user, found):
        raise PermissionDenied
    return found


def _answer_page(
    request: HttpRequest, subject: Answer, error: AqylError | None = None
) -> HttpResponse:
    context = {
        "answer": subject,
        "card": card_of(subject, signed_in(request), reader()),
        "refused": error.problems if error else (),
        "typed": request.POST,
    }
    status = status_of(error) if error else 200
    return render(request, "verification/answer.html", context, status=status)


def _back(subject: Answer) -> str:
    return reverse("verification") + f"?campaign={subject.campaign.pk}"


def _see_other(address: str) -> HttpResponse:
    response = redirect(address)
    response.status_code = 303
    return response
