"""A manager prolongs a term: until when it is now, until when it shall be, and why."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from aqyl.language import say
from aqyl.portal.campaigns.models import Answer, Campaign, Submission
from aqyl.portal.campaigns.pages.access import seen_version, signed_in
from aqyl.portal.campaigns.prolonging import Subject, earliest, prolongs, term_now
from aqyl.portal.look.errors import code_of
from aqyl.portal.look.templatetags.words import day, reader
from aqyl.portal.procedure import RefusedError, perform, steps_for

_PLACES: dict[str, QuerySet[Any]] = {
    "campaign": Campaign.objects.all(),
    "submission": Submission.objects.select_related("campaign", "territory__parent__parent"),
    "answer": Answer.objects.select_related(
        "submission__campaign", "submission__territory__parent__parent"
    ),
}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """The terms of a subject and the form to prolong them."""
    subject: Subject = get_object_or_404(_PLACES[kind], pk=pk)
    if not prolongs(request.user, subject):
        raise PermissionDenied
    if request.method != "POST":
        return _shown(request, subject)
    before, typed = term_now(subject), request.POST.get("day", "").strip()
    given: dict[str, Any] = {"day": read_day(typed), "reason": request.POST.get("reason", "")}
    try:
        name = f"prolong-{kind}"
        perform(name, subject, signed_in(request), seen=seen_version(request), **given)
    except RefusedError as error:
        return _shown(request, get_object_or_404(_PLACES[kind], pk=pk), error)
    told = {"before": day(before), "after": day(given["day"])}
    messages.success(request, say("portal.campaigns.term.done", reader(), **told))
    return HttpResponseRedirect(address_of(subject), status=303)


def read_day(text: str) -> dt.date | None:
    """A day as a date field sends it, or as it is typed where there is none.

    >>> read_day("2026-12-01") == read_day("01.12.2026") == dt.date(2026, 12, 1)
    True
    >>> read_day("soon")
    """
    for form in ("%Y-%m-%d", "%d.%m.%Y"):
        try:
            return dt.datetime.strptime(text, form).date()
        except ValueError:
            continue
    return None


def address_of(subject: Subject) -> str:
    """The page of the subject itself."""
    if isinstance(subject, Answer):
        return reverse("card", args=[subject.submission_id, subject.node])
    return reverse(subject.KIND, args=[subject.pk])


def _shown(
    request: HttpRequest, subject: Subject, refused: RefusedError | None = None
) -> HttpResponse:
    values = {
        "subject": subject,
        "campaign": subject.campaign,
        "edition": subject.campaign.edition,
        "steps": steps_for(subject, signed_in(request)),
        "term": term_now(subject),
        "first": earliest(subject, timezone.localdate()),
        "above": address_of(subject),
        "problems": refused.problems if refused else (),
        "typed": request.POST,
    }
    code = code_of(refused) if refused else 200
    return render(request, "campaigns/term.html", values, status=code)
