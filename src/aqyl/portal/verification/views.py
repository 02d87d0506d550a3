"""The page of one answer for verifiers."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from aqyl.portal.campaigns.models import Answer
from aqyl.portal.evidence.refusals import status_of
from aqyl.portal.look.templatetags.words import reader
from aqyl.portal.people.attempts import see_other
from aqyl.portal.procedure import ConflictError
from aqyl.portal.verification.card import card_of
from aqyl.portal.verification.doing import do, signed_in, take
from aqyl.portal.verification.reviews import is_blind
from aqyl.portal.verification.scope import looks
from aqyl.problems import AqylError


@require_http_methods(["GET", "POST"])
@login_required
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """One answer: what is claimed, what proves it, what was said of it; and the verdict."""
    subject = _answer(request, pk)
    if request.method == "POST":
        error = take(request, subject)
        if error is None:
            return see_other(_back(subject))
        if is_blind(signed_in(request), subject):  # why would tell of the first verdict
            error = ConflictError(subject)
        return _answer_page(request, _answer(request, pk), error)
    return _answer_page(request, subject)


@require_POST
@login_required
def second(request: HttpRequest, pk: int) -> HttpResponse:
    """A second verdict."""
    subject = _answer(request, pk)
    error = do("second-review", request, subject, ("verdict", "reason"))
    if error is None:
        return see_other(reverse("second-looks") + f"?campaign={subject.campaign.pk}")
    return _answer_page(request, subject, error)


def _answer(request: HttpRequest, pk: int) -> Answer:
    path = "submission__territory__parent__parent"
    found = get_object_or_404(Answer.objects.select_related("submission__campaign", path), pk=pk)
    if not looks(request.user, found):
        raise PermissionDenied
    return found


def _answer_page(
    request: HttpRequest, subject: Answer, error: AqylError | None = None
) -> HttpResponse:
    context = {
        "answer": subject,
        "campaign": subject.campaign,
        "card": card_of(subject, signed_in(request), reader()),
        "refused": error.problems if error else (),
        "typed": request.POST,
    }
    status = status_of(error) if error else 200
    return render(request, "verification/answer.html", context, status=status)


def _back(subject: Answer) -> str:
    return reverse("verification") + f"?campaign={subject.campaign.pk}"
