"""One's own account: name, language, password, second factor, sessions."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.http import require_POST

from aqyl.portal.people import guards
from aqyl.portal.people.attempts import (
    Refusal,
    attempt,
    chosen,
    see_other,
    signed_in,
)
from aqyl.portal.people.forms import OwnForm
from aqyl.portal.people.second_factor import must_have


@login_required
def account(request: HttpRequest) -> HttpResponse:
    """The page of one's own account; sent, it changes name and language."""
    person = signed_in(request)
    if request.method != "POST":
        form = OwnForm({"name": person.name, "language": person.language})
        return _page(request, form)
    form = OwnForm(request.POST)
    if not form.is_valid():
        return _page(request, form, Refusal((), 422))
    refusal = attempt("change-own-details", person, request, **form.cleaned_data)
    if refusal is not None:
        return _page(request, form, refusal)
    language = form.cleaned_data["language"]
    with override(language):
        response = see_other(reverse("account"))
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )
    return response


@login_required
@require_POST
def end_sessions(request: HttpRequest) -> HttpResponse:
    """Sign out at one place or at all others; the session at hand goes on."""
    given = {"only": chosen(request, "session"), "keep": request.session.session_key}
    refusal = attempt("end-sessions", request.user, request, **given)
    if refusal is None:
        return see_other(reverse("account"))
    person = signed_in(request)
    return _page(request, OwnForm({"name": person.name, "language": person.language}), refusal)


def _page(request: HttpRequest, form: OwnForm, refusal: Refusal | None = None) -> HttpResponse:
    context = {
        "form": form,
        "problems": refusal.problems if refusal else (),
        "grants": guards.grants_of(signed_in(request)),
        "needs_second_factor": must_have(signed_in(request)),
        **_security(request),
    }
    status = refusal.status if refusal else 200
    return render(request, "people/account.html", context, status=status)


def _security(request: HttpRequest) -> dict[str, Any]:
    """The second factor, and where the person is signed in, newest first."""
    from allauth.mfa.models import Authenticator
    from allauth.usersessions.models import UserSession

    sessions = UserSession.objects.filter(user=request.user).order_by("-created_at")
    return {
        "second_factor": Authenticator.objects.filter(user=request.user, type="totp").exists(),
        "sessions": sessions,
        "this_session": request.session.session_key,
    }
