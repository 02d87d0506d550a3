"""A draft made from published results: what money there is, and what must or must not be in it."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from aqyl.portal.look.errors import code_of
from aqyl.portal.look.templatetags.words import reader
from aqyl.portal.people.models import Role
from aqyl.portal.people.roles import holds
from aqyl.portal.places.models import Territory
from aqyl.portal.plans.models import Plan
from aqyl.portal.plans.pages.access import do, place_for
from aqyl.portal.plans.pages.home import latest_results
from aqyl.portal.plans.pages.typed import cell_name, read_cells, read_number
from aqyl.portal.plans.standing import under_way
from aqyl.portal.results.models import Publication
from aqyl.problems import InputError, Problem
from aqyl.standard import Edition

_STAFF = "staff"


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def page(request: HttpRequest, kato: str) -> HttpResponse:
    """Money by year and source; the draft by POST, in seconds."""
    place = place_for(request, kato)
    publication = latest_results(place)
    if not holds(Role.OFFICER)(request.user, place):
        raise PermissionDenied
    if publication is None:
        raise Http404
    there = under_way(place)
    if there is not None:
        return HttpResponseRedirect(reverse("plan", args=[there.pk]))
    if request.method != "POST":
        return _shown(request, place, publication)
    return _made(request, place, publication)


def years_for(edition: Edition) -> range:
    """The years of a plan that is made today: from the next one on."""
    start = timezone.localdate().year + 1
    return range(start, start + (edition.planning.years if edition.planning else 1))


def _made(request: HttpRequest, place: Territory, publication: Publication) -> HttpResponse:
    from aqyl.portal.plans.solving import Wishes, draft

    edition, lang = publication.campaign.edition, reader()
    years = years_for(edition)
    cells, problems = read_cells(request.POST, years, edition, lang)
    wrong: list[Problem] = []
    staff = read_number(request.POST.get(_STAFF, ""), _STAFF, lang, wrong)
    problems = (*problems, *wrong)
    if problems:
        return _shown(request, place, publication, problems, 422)
    try:
        text, solved = draft(publication, place.pk, years, Wishes(cells, staff))
    except InputError as error:
        return _shown(request, place, publication, tuple(error.problems), 422)
    given: dict[str, Any] = {"publication": publication.pk, "text": text, "solved": solved}
    refused = do(request, "make-plan", place, **given)
    if refused is not None:
        return _shown(request, place, publication, tuple(refused.problems), code_of(refused))
    plan = Plan.objects.filter(territory=place).latest("number")
    return HttpResponseRedirect(reverse("plan-roadmap", args=[plan.pk]), status=303)


def _shown(
    request: HttpRequest,
    place: Territory,
    publication: Publication,
    problems: tuple[Problem, ...] = (),
    status: int = 200,
) -> HttpResponse:
    edition = publication.campaign.edition
    years = years_for(edition)
    grid = [
        (
            one,
            [
                (cell_name(year, one.id), year, request.POST.get(cell_name(year, one.id), ""))
                for year in years
            ],
        )
        for one in edition.funding
    ]
    total = publication.scores.get(settlement=place.pk, node="total")
    values = {
        "place": place,
        "publication": publication,
        "campaign": publication.campaign,
        "edition": edition,
        "total": total,
        "scale": edition.scoring.scale,
        "years": list(years),
        "grid": grid,
        "staff": request.POST.get(_STAFF, ""),
        "problems": problems,
    }
    return render(request, "plans/make.html", values, status=status)
