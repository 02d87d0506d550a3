"""The page of one submission for verifiers: its steps, its answers, a verdict on many of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from aqyl.language import say
from aqyl.portal.campaigns.guards import given_answers
from aqyl.portal.campaigns.hidden import hidden_from
from aqyl.portal.campaigns.models import Answer, Submission
from aqyl.portal.evidence.refusals import Refused, status_of
from aqyl.portal.look.templatetags.words import reader
from aqyl.portal.people.attempts import see_other
from aqyl.portal.procedure import state_of, steps_for
from aqyl.portal.verification.doing import signed_in, take
from aqyl.portal.verification.many import judge, verdicts_for
from aqyl.portal.verification.queue import with_all
from aqyl.portal.verification.rows import Line, lines_of
from aqyl.portal.verification.scope import looks
from aqyl.standard.models import Edition, Indicator, Initiative
from aqyl.standard.procedure import State

NUMBER = "number"
PROOFS = ("with", "without")


@dataclass(frozen=True, slots=True)
class Row:
    """A line with the state that the reader may see, and whether they may judge it now."""

    line: Line
    state: State | None
    open: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """Which rows are shown; empty where all are. said: a status, or `number` for indicators."""

    domain: str = ""
    said: str = ""
    proofs: str = ""

    @classmethod
    def of(cls, request: HttpRequest) -> Asked:
        """What the address asks."""
        return cls(*(request.GET.get(name, "")[:80] for name in ("domain", "said", "proofs")))

    def fits(self, line: Line, domains: dict[str, str]) -> bool:
        """Whether a row is shown."""
        answer: Answer = line.answer
        said = NUMBER if answer.is_indicator else answer.status
        return (
            self.domain in ("", domains[answer.node])
            and self.said in ("", said)
            and (self.proofs not in PROOFS or (self.proofs == "with") == bool(line.proofs))
        )


@require_http_methods(["GET", "POST"])
@login_required
def submission(request: HttpRequest, pk: int) -> HttpResponse:
    """All answers of one settlement, and the steps of its submission."""
    subject = _submission(request, pk)
    if request.method != "POST":
        return _shown(request, subject)
    error = take(request, subject)
    if error is None:
        return see_other(reverse("verify-submission", args=[pk]))
    return _shown(request, subject, problems=error.problems, status=status_of(error))


@require_POST
@login_required
def verdicts(request: HttpRequest, pk: int) -> HttpResponse:
    """One verdict on the answers that were picked; those refused are named with why.

    POST: answer (`key:version`, many), step, reason.
    """
    subject, person = _submission(request, pk), signed_in(request)
    steps = {step.id: step for step in verdicts_for(person, subject)}
    if not steps:
        raise PermissionDenied
    step, seen = request.POST.get("step", ""), _picked(request)
    if step and step not in steps:
        raise Http404
    picked = [one for one in _answers(subject) if one.pk in seen]
    ready = bool(step and picked)
    if not ready:
        return _shown(request, subject, picked=seen, missing=True, many=True, status=422)
    done, refused = judge(person, picked, seen, step, request.POST.get("reason", ""))
    if not refused:
        given = {"count": done, "verdict": steps[step].title.say(reader())}
        messages.success(request, say("portal.verification.many.done", reader(), **given))
        address = reverse("verify-submission", args=[pk])
        return see_other(f"{address}?{request.GET.urlencode()}" if request.GET else address)
    left = {one.answer.pk: one.answer.version for one in refused}
    return _shown(request, subject, refused=refused, done=done, picked=left, many=True, status=422)


def _picked(request: HttpRequest) -> dict[int, int]:
    """Key -> version of each row that was ticked; what is no such pair is passed over."""
    pairs = (text.partition(":") for text in request.POST.getlist("answer"))
    return {
        int(key): int(version)
        for key, _, version in pairs
        if all(one.isascii() and one.isdigit() and len(one) < 10 for one in (key, version))
    }


def _submission(request: HttpRequest, pk: int) -> Submission:
    found = get_object_or_404(
        Submission.objects.select_related("campaign", "territory__parent__parent"), pk=pk
    )
    if not looks(request.user, found):
        raise PermissionDenied
    return found


def _answers(subject: Submission) -> list[Any]:
    return list(with_all(given_answers(subject)).order_by("node"))


def _rows(request: HttpRequest, subject: Submission, asked: Asked) -> list[Row]:
    person, edition = signed_in(request), subject.campaign.edition
    hidden, domains = hidden_from(person, subject), _domains(edition)
    waiting = {name for step in verdicts_for(person, subject) for name in step.from_states}
    lines = (one for one in lines_of(_answers(subject), reader()) if asked.fits(one, domains))
    return [
        Row(line, None, open=False)
        if line.answer.pk in hidden
        else Row(line, state_of(edition, line.answer.state), line.answer.state in waiting)
        for line in lines
    ]


def _domains(edition: Edition) -> dict[str, str]:
    """Leaf -> domain."""
    leaves: tuple[Initiative | Indicator, ...] = (*edition.initiatives, *edition.indicators)
    return {one.id: one.domain for one in leaves}


def _shown(
    request: HttpRequest,
    subject: Submission,
    *,
    status: int = 200,
    refused: list[Refused] | None = None,
    **more: Any,
) -> HttpResponse:
    person, edition, asked = signed_in(request), subject.campaign.edition, Asked.of(request)
    rows = _rows(request, subject, asked)
    context = {
        "submission": subject,
        "campaign": subject.campaign,
        "state": state_of(edition, subject.state),
        "asked": asked,
        "domains": edition.domains,
        "statuses": edition.statuses,
        "rows": rows,
        "judgeable": any(row.open for row in rows),
        "verdicts": verdicts_for(person, subject),
        "steps": [step for step in steps_for(subject, person) if step.may],
        "refused": refused,
        "query": request.GET.urlencode(),
        "typed": request.POST,
        **more,
    }
    return render(request, "verification/submission.html", context, status=status)
