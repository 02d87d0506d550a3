"""One person's page, and what can be done to them."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from aqyl.portal.history.listing import told
from aqyl.portal.history.models import Event
from aqyl.portal.people import guards, scope
from aqyl.portal.people.attempts import Refusal, attempt, see_other, sent, signed_in
from aqyl.portal.people.forms import GrantForm, SuccessorForm, territory_choices
from aqyl.portal.people.models import Person, Role
from aqyl.portal.people.roles import GIVEN_BY_MANAGERS, administers, looks_after, may_give
from aqyl.portal.places.models import Territory
from aqyl.problems import Problem

EVENTS = 20
# The word in the address -> the action.
PLAIN = {
    "invite-again": "invite-again",
    "deactivate": "deactivate",
    "reactivate": "reactivate",
    "end-sessions": "end-sessions",
    "reset-second-factor": "reset-second-factor",
}


@login_required
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """Roles, standing and the last events of one person."""
    return _page(request, _seen(request, pk))


@login_required
@require_POST
def change(request: HttpRequest, pk: int, word: str) -> HttpResponse:
    """Do one of the actions that take nothing but the person."""
    if word not in PLAIN:
        raise Http404
    subject = _seen(request, pk)
    return _answer(request, subject, attempt(PLAIN[word], subject, request))


@login_required
@require_POST
def grant(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a role for a territory."""
    return _roles(request, pk, "grant-role")


@login_required
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a role for a territory."""
    return _roles(request, pk, "withdraw-role")


def _roles(request: HttpRequest, pk: int, action: str) -> HttpResponse:
    subject = _seen(request, pk)
    place = get_object_or_404(
        Territory.objects.select_related("parent__parent"), code=sent(request, "territory")
    )
    role = sent(request, "role")
    return _answer(request, subject, attempt(action, subject, request, role=role, territory=place))


@login_required
@require_POST
def hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    """Give all roles to the person of an address."""
    subject = _seen(request, pk)
    email = Person.objects.folded(sent(request, "email"))
    to = scope.people_seen(signed_in(request)).filter(email=email).first()
    if to is None:
        return _page(request, subject, Refusal((Problem("portal.no_successor"),), 422))
    return _answer(request, subject, attempt("hand-over", subject, request, to=to.pk))


def _seen(request: HttpRequest, pk: int) -> Person:
    """The person, if the one signed in may look them up. Raises Http404 otherwise."""
    return get_object_or_404(scope.people_seen(signed_in(request)), pk=pk)


def _answer(request: HttpRequest, subject: Person, refusal: Refusal | None) -> HttpResponse:
    if refusal is None:
        return see_other(reverse("people_person", args=[subject.pk]))
    subject.refresh_from_db()
    return _page(request, subject, refusal)


def _page(request: HttpRequest, subject: Person, refusal: Refusal | None = None) -> HttpResponse:
    lang = get_language() or "kk"
    context = {
        "person": subject,
        "events": told(_events(subject), lang),
        "problems": refusal.problems if refusal else (),
        **_standing(subject),
        **_may(signed_in(request), subject, lang),
    }
    return render(request, "people/person.html", context, status=refusal.status if refusal else 200)


def _events(subject: Person) -> list[Event]:
    """The last events of a person, newest first."""
    found = Event.objects.filter(subject=f"person:{subject.pk}").order_by("-number")
    return list(found[:EVENTS])


def _standing(subject: Person) -> dict[str, Any]:
    """How many places they are signed in at, and whether they have a second factor."""
    from allauth.mfa.models import Authenticator
    from allauth.usersessions.models import UserSession

    return {
        "sessions": UserSession.objects.filter(user=subject).count(),
        "second_factor": Authenticator.objects.filter(user=subject, type="totp").exists(),
        "invited": not subject.has_usable_password(),
    }


def _may(viewer: Any, subject: Person, lang: str) -> dict[str, Any]:
    """What the viewer can do to the person: forms and buttons, each with its right."""
    held = guards.grants_of(subject)
    grants = [(role, place, may_give(viewer, role, place)) for role, place in held]
    places = list(scope.covered(viewer, scope.APPOINTS))
    wide = scope.places_of(viewer, (Role.ADMINISTRATOR,))
    roles = Role.values if wide else [str(role) for role in GIVEN_BY_MANAGERS]
    return {
        "grants": grants,
        "grant_form": GrantForm(None, roles, territory_choices(places, lang), lang)
        if places
        else None,
        "successor_form": SuccessorForm(),
        "is_self": viewer.pk == subject.pk,
        "administers": bool(administers(viewer, subject)),
        "looks_after": bool(looks_after(viewer, subject)),
    }
