"""Invite someone."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language

from aqyl.portal.people import scope
from aqyl.portal.people.attempts import Refusal, attempt, see_other, signed_in
from aqyl.portal.people.forms import InviteForm, territory_choices
from aqyl.portal.people.models import Role
from aqyl.portal.people.roles import GIVEN_BY_MANAGERS


@login_required
def invite(request: HttpRequest) -> HttpResponse:
    """The form to invite someone; their letter goes out once it is taken."""
    viewer = signed_in(request)
    places = scope.covered(viewer, scope.APPOINTS).select_related("parent__parent")
    territories = {one.code: one for one in places}
    if not territories:
        raise PermissionDenied
    lang = get_language() or "kk"
    wide = scope.places_of(viewer, (Role.ADMINISTRATOR,))
    roles = Role.values if wide else [str(role) for role in GIVEN_BY_MANAGERS]
    sent = request.POST if request.method == "POST" else None
    form = InviteForm(sent, roles, territory_choices(territories.values(), lang), lang)
    refusal: Refusal | None = None
    if sent is not None:
        refusal = Refusal((), 422)
        if form.is_valid():
            given = dict(form.cleaned_data)
            refusal = attempt("invite", territories[given.pop("territory")], request, **given)
        if refusal is None:
            return see_other(reverse("people_list"))
    context = {"form": form, "problems": refusal.problems if refusal else ()}
    return render(request, "people/invite.html", context, status=refusal.status if refusal else 200)
