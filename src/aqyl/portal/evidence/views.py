"""Pages of the evidence behind an answer."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_GET, require_POST

from aqyl.portal.campaigns.models import Answer
from aqyl.portal.evidence.adding import add_file, add_link
from aqyl.portal.evidence.models import Evidence
from aqyl.portal.evidence.refusals import status_of
from aqyl.portal.evidence.rights import may_open, writes
from aqyl.portal.evidence.serving import serve, serve_thumbnail
from aqyl.portal.evidence.thumbnails import thumbnail
from aqyl.portal.evidence.upload import ReceivedFile, Receiver, limit, too_large
from aqyl.portal.look.large import FIELDS
from aqyl.portal.people.attempts import number_in
from aqyl.portal.people.roles import reads
from aqyl.portal.procedure import perform
from aqyl.problems import AqylError, InputError, Problem

_CHANGES = ("remove-evidence", "make-public", "make-private")


@require_GET
@login_required
def listed(request: HttpRequest, answer: int) -> HttpResponse:
    """The evidence of one answer, with the forms to add to it: a page, or the part of one."""
    return _shown(request, _answer(request, answer))


@csrf_exempt  # the token is looked at in `_upload`, once it is said how the body is received
@require_POST
@login_required
def upload(request: HttpRequest, answer: int) -> HttpResponseBase:
    """Take a file. Who may not, and what is too large, is refused before anything is received."""
    subject = _answer(request, answer)
    if not writes(request.user, subject):
        raise PermissionDenied
    if int(request.META.get("CONTENT_LENGTH") or 0) > limit() + FIELDS:
        return _shown(request, subject, too_large(), status=413)
    receiver = Receiver()
    request.upload_handlers = [receiver]
    try:
        return _upload(request, subject, receiver)
    finally:
        receiver.drop()


@csrf_protect
def _upload(request: HttpRequest, answer: Answer, receiver: Receiver) -> HttpResponse:
    file = request.FILES.get("file")
    if receiver.too_large:
        return _shown(request, answer, too_large(), status=413)
    try:
        if not isinstance(file, ReceivedFile):
            raise InputError([Problem("portal.evidence_no_file")])
        add_file(
            answer,
            request.user,  # type: ignore[arg-type]
            file.received,
            file.name or "",
            title=request.POST.get("title", ""),
            replaces=number_in(request.POST.get("replaces", "")),
        )
    except AqylError as error:
        return _shown(request, answer, error)
    except Evidence.DoesNotExist as error:
        raise Http404 from error
    return _back(request, answer)


@require_POST
@login_required
def link(request: HttpRequest, answer: int) -> HttpResponse:
    """Take an address."""
    subject = _answer(request, answer)
    try:
        given, title = request.POST.get("link", ""), request.POST.get("title", "")
        add_link(subject, request.user, given, title=title)  # type: ignore[arg-type]
    except AqylError as error:
        return _shown(request, subject, error)
    return _back(request, subject)


@require_POST
@login_required
def change(request: HttpRequest, evidence: int) -> HttpResponse:
    """Remove a piece of evidence, or say who may see it."""
    one = _evidence(evidence)
    _answer(request, one.answer_id)
    name = request.POST.get("do", "")
    if name not in _CHANGES:
        raise Http404
    given: dict[str, Any] = {"evidence": one.pk}
    if name == "remove-evidence":
        given["reason"] = request.POST.get("reason", "")
    try:
        perform(name, one.answer, request.user, **given)  # type: ignore[arg-type]
    except AqylError as error:
        return _shown(request, one.answer, error)
    return _back(request, one.answer)


@require_GET
def content(request: HttpRequest, evidence: int) -> FileResponse:
    """The file, or the stored copy of a link, for whoever may open it."""
    one = _evidence(evidence)
    if not one.digest or not may_open(request.user, one):
        raise Http404  # whether there is such a file is nobody else's business
    return serve(one, inline="inline" in request.GET)


@require_GET
def small(request: HttpRequest, evidence: int) -> FileResponse:
    """A small picture of the file."""
    one = _evidence(evidence)
    drawn = thumbnail(one) if one.digest and may_open(request.user, one) else None
    if drawn is None:
        raise Http404
    return serve_thumbnail(drawn)


def _answer(request: HttpRequest, pk: int) -> Answer:
    """The answer, for whoever may read it."""
    found = get_object_or_404(
        Answer.objects.select_related(
            "submission__campaign", "submission__territory__parent__parent"
        ),
        pk=pk,
    )
    if not reads(request.user, found):
        raise PermissionDenied
    return found


def _evidence(pk: int) -> Evidence:
    path = "answer__submission__territory__parent__parent"
    found = Evidence.objects.select_related("answer__submission__campaign", path)
    return get_object_or_404(found, pk=pk)


def _shown(
    request: HttpRequest, answer: Answer, error: AqylError | None = None, status: int | None = None
) -> HttpResponse:
    problems = error.problems if error else ()
    part = getattr(request, "htmx", False) and not request.htmx.boosted  # type: ignore[attr-defined]
    page = "evidence/panel.html" if part else "evidence/page.html"
    if status is None:
        status = status_of(error) if error else 200
    # A 413 may come before the body was read; the mere mention of POST reads it.
    typed = request.POST if error and status != 413 else {}
    campaign = answer.submission.campaign
    values = {"answer": answer, "campaign": campaign, "problems": problems, "typed": typed}
    return render(request, page, values, status=status)


def _back(request: HttpRequest, answer: Answer) -> HttpResponse:
    """To the list; a page that took the part in is told the answer's new version."""
    if getattr(request, "htmx", False):
        response = _shown(request, _answer(request, answer.pk))
        response["HX-Trigger"] = (
            f'{{"aqyl:version":{{"answer":{answer.pk},"is":{answer.version}}}}}'
        )
        return response
    response = redirect("evidence", answer=answer.pk)
    response.status_code = 303
    return response
