"""The list of projects."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from aqyl.language import fold
from aqyl.portal.campaigns.pages.access import signed_in
from aqyl.portal.look.templatetags.words import reader
from aqyl.portal.people.models import Person
from aqyl.portal.people.scope import covered, places_of
from aqyl.portal.places.models import Territory
from aqyl.portal.projects.models import Project
from aqyl.portal.projects.scope import READS, WRITES, edition_now, projects_for
from aqyl.portal.results.shown import titles_of

PAGE = 50


@require_safe
@login_required
def listing(request: HttpRequest) -> HttpResponse:
    """The projects of the territories someone looks at, by what is searched for."""
    person = looker(request)
    asked = {name: request.GET.get(name, "").replace("\0", "") for name in ("q", "place")}
    found = _found(person, asked["q"], asked["place"])
    context = {
        "asked": asked,
        "page": Paginator(found, PAGE).get_page(request.GET.get("page")),
        "places": _places(person),
        "titles": titles_of(edition_now()),
        "writes": bool(places_of(person, WRITES)),
        "made_up": found.filter(made_up=True).exists(),
    }
    return render(request, "projects/list.html", context)


def looker(request: HttpRequest) -> Person:
    """Who asks, if they look at any territory. Raises PermissionDenied otherwise."""
    person = signed_in(request)
    if not places_of(person, READS):
        raise PermissionDenied
    return person


def _found(person: Person, words: str, place: str) -> QuerySet[Project]:
    found = projects_for(person).order_by("territory_id", "code")
    for word in fold(words).split():
        found = found.filter(search__contains=word)
    return found.filter(territory_id=place) if place else found


def _places(person: Person) -> list[Territory]:
    """The settlements that have projects, by name."""
    here = covered(person, READS).filter(projects__removed_at=None, projects__isnull=False)
    return sorted(here.distinct(), key=lambda one: one.name(reader()))
