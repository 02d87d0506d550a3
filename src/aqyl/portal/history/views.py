"""The page of the event log, and taking it along."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from aqyl.portal.history import choice, export
from aqyl.portal.history.listing import told
from aqyl.portal.people import scope
from aqyl.portal.people.attempts import signed_in
from aqyl.portal.people.forms import territory_choices
from aqyl.portal.people.models import Person

PER_PAGE = 100
_KINDS = {
    "csv": ("text/csv; charset=utf-8", export.as_csv),
    "json": ("application/json", export.as_json),
}


@login_required
def log(request: HttpRequest) -> HttpResponse:
    """Events by subject, territory and actor; pages go on from a number, so none is slow."""
    viewer = _reader(request)
    lang = get_language() or "kk"
    found = choice.chosen(choice.readable(viewer), request.GET.dict())
    events = list(found[: PER_PAGE + 1])
    asked = request.GET.copy()
    asked.pop("before", None)
    context = {
        "events": told(events[:PER_PAGE], lang),
        "older": events[PER_PAGE - 1].number if len(events) > PER_PAGE else None,
        "asked": request.GET,
        "query": asked.urlencode(),
        "territories": territory_choices(scope.covered(viewer, scope.READS_LOG), lang),
    }
    return render(request, "history/log.html", context)


@login_required
def download(request: HttpRequest, kind: str) -> StreamingHttpResponse:
    """The events asked for as one file, read from the database bit by bit."""
    viewer = _reader(request)
    if kind not in _KINDS:
        raise Http404
    media, write = _KINDS[kind]
    found = choice.chosen(choice.readable(viewer), request.GET.dict()).order_by("number")
    response = StreamingHttpResponse(write(found.iterator(chunk_size=1000)), content_type=media)
    response["Content-Disposition"] = f'attachment; filename="events.{kind}"'
    return response


def _reader(request: HttpRequest) -> Person:
    """The one signed in. Raises PermissionDenied for one who neither audits nor manages."""
    person = signed_in(request)
    if not scope.places_of(person, scope.READS_LOG):
        raise PermissionDenied
    return person
