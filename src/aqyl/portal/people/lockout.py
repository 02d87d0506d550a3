"""Too many wrong passwords: whose, from which address, and the page that says until when."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from aqyl.portal.people.models import Person


def account_of(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str:
    """The account someone tries to get into, whatever the case of the letters typed."""
    given = credentials or {}
    return Person.objects.folded(str(given.get("email") or given.get("username") or ""))


def address_of(request: HttpRequest) -> str:
    """The address a request came from, behind as many proxies as AQYL_PROXIES says."""
    from allauth.core.internal.httpkit import get_client_ip

    return str(get_client_ip(request) or "")


def locked_out(
    request: HttpRequest, response: HttpResponse | None, credentials: dict[str, Any] | None = None
) -> HttpResponse:
    """The page of a locked account: the limits, and the moment from which one may try again."""
    from axes.models import AccessAttempt

    attempts = AccessAttempt.objects.filter(
        username=account_of(request, credentials), ip_address=address_of(request)
    )
    last = max((one.attempt_time for one in attempts), default=timezone.now())
    context = {
        "until": timezone.localtime(last + settings.AXES_COOLOFF_TIME),
        "limit": settings.AXES_FAILURE_LIMIT,
        "minutes": int(settings.AXES_COOLOFF_TIME.total_seconds() // 60),
    }
    return render(request, "people/locked.html", context, status=429)


def too_many(request: HttpRequest) -> HttpResponse:
    """The page of too many requests in a short time, whatever they were."""
    return render(request, "people/too_many.html", status=429)
