"""One file behind many answers, such as an akimat's letter that lists what is not there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from aqyl.language import say
from aqyl.portal.campaigns.models import Answer, Submission
from aqyl.portal.evidence.adding import add_file_to_many
from aqyl.portal.evidence.kinds import extensions
from aqyl.portal.evidence.refusals import Refused, status_of
from aqyl.portal.evidence.rights import can_change, writes
from aqyl.portal.evidence.titles import titles
from aqyl.portal.evidence.upload import ReceivedFile, Receiver, limit, too_large
from aqyl.portal.look.large import FIELDS
from aqyl.portal.look.templatetags.words import reader
from aqyl.portal.people.attempts import number_in, see_other, signed_in
from aqyl.problems import InputError, Problem
from aqyl.standard.entries import Text
from aqyl.standard.models import Domain, Edition, Indicator, Initiative


@dataclass(frozen=True, slots=True)
class Row:
    """A card that can take the file. nothing: it says that nothing is there, and has no proof."""

    answer: Answer
    title: Text
    said: Text | None
    proofs: int
    nothing: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A domain with its cards."""

    domain: Domain
    rows: list[Row]


@csrf_exempt  # the token is looked at in `_taken`, once it is said how the body is received
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def page(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The cards of a submission to choose from; POST: file, title, answer (keys, many)."""
    subject = _submission(request, pk)
    if request.method != "POST":
        return _shown(request, subject, picked=_asked(request, subject))
    if int(request.META.get("CONTENT_LENGTH") or 0) > limit() + FIELDS:
        return _shown(request, subject, problems=too_large().problems, status=413)
    receiver = Receiver()
    request.upload_handlers = [receiver]
    try:
        return _taken(request, subject, receiver)
    finally:
        receiver.drop()


@csrf_protect
def _taken(request: HttpRequest, subject: Submission, receiver: Receiver) -> HttpResponse:
    file = request.FILES.get("file")
    if receiver.too_large:
        return _shown(request, subject, problems=too_large().problems, status=413)
    picked = {number_in(text) for text in request.POST.getlist("answer")}
    answers = [one for one in _answers(subject) if one.pk in picked]
    try:
        if not answers:
            raise InputError([Problem("portal.evidence_no_cards")])
        if not isinstance(file, ReceivedFile):
            raise InputError([Problem("portal.evidence_no_file")])
        title = request.POST.get("title", "")
        given = (file.received, file.name or "")
        done, refused = add_file_to_many(answers, signed_in(request), *given, title=title)
    except InputError as error:
        return _shown(
            request, subject, problems=error.problems, picked=picked, status=status_of(error)
        )
    if refused:
        left = {one.answer.pk for one in refused}
        return _shown(request, subject, refused=refused, done=done, picked=left, status=422)
    messages.success(request, say("portal.evidence.many.done", reader(), count=done))
    return see_other(reverse("evidence-many", args=[subject.pk]))


def _submission(request: HttpRequest, pk: int) -> Submission:
    found = get_object_or_404(
        Submission.objects.select_related("campaign", "territory__parent__parent"), pk=pk
    )
    if not writes(request.user, found):
        raise PermissionDenied
    return found


def _answers(subject: Submission) -> list[Any]:
    """The answers that can take evidence now, each with `proofs`, how much it has."""
    there = Q(evidence__removed_at__isnull=True)
    found = subject.answers.annotate(proofs=Count("evidence", filter=there)).order_by("node")
    for one in found:
        one.submission = subject
    return [one for one in found if can_change(one)]


def _asked(request: HttpRequest, subject: Submission) -> set[int]:
    """What is ticked before anyone ticks: with `?nothing`, what says that nothing is there."""
    if "nothing" not in request.GET:
        return set()
    parts = _parts(subject)
    return {row.answer.pk for part in parts for row in part.rows if row.nothing}


def _parts(subject: Submission) -> list[Part]:
    """The cards by domain, in the edition's order."""
    edition = subject.campaign.edition
    leaves: tuple[Initiative | Indicator, ...] = (*edition.initiatives, *edition.indicators)
    domains = {one.id: one.domain for one in leaves}
    rows = [_row(one, edition) for one in _answers(subject)]
    parts = (
        Part(domain, [row for row in rows if domains[row.answer.node] == domain.id])
        for domain in edition.domains
    )
    return [part for part in parts if part.rows]


def _row(answer: Any, edition: Edition) -> Row:
    status = next((one for one in edition.statuses if one.id == answer.status), None)
    nothing = answer.value == 0 or (status is not None and status.ladder == 0)
    return Row(
        answer=answer,
        title=titles(edition.id)[answer.node],
        said=status.title if status else None,
        proofs=answer.proofs,
        nothing=nothing and not answer.proofs,
    )


def _shown(
    request: HttpRequest,
    subject: Submission,
    *,
    status: int = 200,
    problems: tuple[Problem, ...] = (),
    refused: list[Refused] | None = None,
    **more: Any,
) -> HttpResponse:
    parts = _parts(subject)
    values = {
        "submission": subject,
        "campaign": subject.campaign,
        "parts": parts,
        "nothing": sum(row.nothing for part in parts for row in part.rows),
        "problems": problems,
        "refused": refused,
        "accepts": ",".join(extensions()),
        "kinds": ", ".join(extensions()),
        "most_mb": settings.ENVIRONMENT.evidence_max_mb,
        # A 413 may come before the body was read: nothing of it is read then.
        "typed": request.POST if status == 422 else {},
        **more,
    }
    return render(request, "evidence/many.html", values, status=status)
