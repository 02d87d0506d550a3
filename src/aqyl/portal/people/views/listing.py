"""The list of people."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from aqyl.language import fold
from aqyl.portal.people import scope
from aqyl.portal.people.attempts import signed_in
from aqyl.portal.people.forms import FindForm, territory_choices
from aqyl.portal.people.models import Grant, Person

PER_PAGE = 50


@login_required
def people(request: HttpRequest) -> HttpResponse:
    """Find people by a part of their name or address, by role and by territory."""
    viewer = signed_in(request)
    if not scope.places_of(viewer, scope.SEES_PEOPLE):
        raise PermissionDenied
    lang = get_language() or "kk"
    places = scope.covered(viewer, scope.SEES_PEOPLE)
    form = FindForm(request.GET, territory_choices(places, lang), lang)
    wanted = form.cleaned_data if form.is_valid() else {}
    found = _found(scope.people_seen(viewer), wanted).order_by("search", "pk")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "may_invite": bool(scope.places_of(viewer, scope.APPOINTS)),
        "query": _query(request),
    }
    return render(request, "people/list.html", context)


def _found(people: QuerySet[Person], wanted: dict[str, str]) -> QuerySet[Person]:
    """Those that hold every word sought, with the role and the territory on one grant."""
    for word in fold(wanted.get("q", "")).split():
        people = people.filter(search__contains=word)
    grants = {}
    if wanted.get("role"):
        grants["grants__role"] = wanted["role"]
    if wanted.get("territory"):
        inside = scope.under({wanted["territory"]}, "grants__territory__")
        people = people.filter(inside, **grants).distinct()
    elif grants:
        people = people.filter(**grants).distinct()
    grants_shown = Grant.objects.select_related("territory").order_by("pk")
    return people.prefetch_related(Prefetch("grants", grants_shown))


def _query(request: HttpRequest) -> str:
    """What was sought, for the links to other pages of the list."""
    sought = request.GET.copy()
    sought.pop("page", None)
    return sought.urlencode()
