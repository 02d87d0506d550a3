"""The page of one's own tokens."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from aqyl.portal.api.actions import Secret, new_secret
from aqyl.portal.api.models import Token
from aqyl.portal.people.models import Person, Role
from aqyl.portal.places.models import Territory
from aqyl.portal.procedure import RefusedError, perform
from aqyl.problems import Problem

_USUAL_DAYS = 180


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def tokens(request: HttpRequest) -> HttpResponseBase:
    """List them and make one; its secret is shown in the answer to that alone."""
    if request.method != "POST":
        return _page(request)
    secret, given = new_secret(), request.POST
    place = get_object_or_404(Territory, pk=given.get("territory", ""))
    try:
        perform(
            "make-token",
            place,
            _person(request),
            title=given.get("title", ""),
            expires_on=_day(given.get("expires_on", "")),
            digest=secret.digest,
            prefix=secret.prefix,
        )
    except RefusedError as error:
        return _page(request, error.problems, status=403 if error.forbidden else 422)
    return _page(request, secret=secret)


@login_required
@require_POST
def revoke(request: HttpRequest, token: int) -> HttpResponseBase:
    """Revoke one."""
    found = get_object_or_404(Token.objects.select_related("territory"), pk=token)
    try:
        perform("revoke-token", found, _person(request))
    except RefusedError as error:
        return _page(request, error.problems, status=403 if error.forbidden else 422)
    response = redirect("tokens")
    response.status_code = 303
    return response


def _page(
    request: HttpRequest,
    problems: Sequence[Problem] = (),
    *,
    secret: Secret | None = None,
    status: int = 200,
) -> HttpResponse:
    person, now = _person(request), timezone.now()
    own = Token.objects.filter(person=person).select_related("territory", "person")
    granted = Territory.objects.filter(grant__person=person, grant__role=Role.OFFICER)
    given = {} if secret else request.POST  # a form that was taken is blank again
    usual = timezone.localdate(now) + dt.timedelta(days=_USUAL_DAYS)
    context = {
        "tokens": [(token, token.works(now)) for token in own.order_by("-made_at")],
        "places": granted.order_by("code"),
        "problems": problems,
        "secret": secret,
        "given": given,
        "day": given.get("expires_on") or usual.isoformat(),
    }
    return render(request, "api/tokens.html", context, status=status)


def _person(request: HttpRequest) -> Person:
    if not isinstance(request.user, Person):
        raise TypeError("a page for people who are signed in")
    return request.user


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None
