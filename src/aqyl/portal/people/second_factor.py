"""Which roles sign in with a second factor, and who is sent to set it up."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from aqyl.portal.people.models import Person

# Where one gets to without it: what setting it up takes, and the way out.
_OPEN = frozenset(
    {
        "account_logout",
        "account_reauthenticate",
        "mfa_activate_totp",
        "mfa_authenticate",
        "mfa_reauthenticate",
        "set_language",
    }
)
_SEEN = "second_factor"


def must_have(person: Person) -> bool:
    """Whether one of the person's roles is to have a second factor (AQYL_SECOND_FACTOR)."""
    return any(role in settings.SECOND_FACTOR_ROLES for role, _ in person.roles)


class SecondFactorMiddleware:
    """Send those who must have a second factor and have none to the page that sets it up.

    Costs one query, and none once the session has seen it; removing it ends other sessions.
    """

    def __init__(self, respond: Callable[[HttpRequest], HttpResponse]) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Nothing before the view is known."""
        return self.respond(request)

    def process_view(
        self, request: HttpRequest, view: object, arguments: object, named: object
    ) -> HttpResponse | None:
        """A redirect, or None to go on."""
        match = request.resolver_match
        if not settings.SECOND_FACTOR_ROLES or (match and match.url_name in _OPEN):
            return None
        person = request.user
        if not person.is_authenticated or request.session.get(_SEEN) or not must_have(person):
            return None
        from allauth.mfa.models import Authenticator

        if Authenticator.objects.filter(user=person, type="totp").exists():
            request.session[_SEEN] = True
            return None
        return HttpResponseRedirect(reverse("mfa_activate_totp"))


def forget(request: HttpRequest) -> None:
    """Let the session look again: the second factor was taken off."""
    request.session.pop(_SEEN, None)
