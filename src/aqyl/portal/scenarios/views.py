"""The scenarios of a settlement: make one, set some side by side, make one the draft."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from aqyl.language import say
from aqyl.portal.campaigns.numbers import shown_number
from aqyl.portal.look.errors import code_of, refusal_page
from aqyl.portal.look.templatetags.words import reader
from aqyl.portal.people.models import Role
from aqyl.portal.people.roles import holds
from aqyl.portal.places.models import Territory
from aqyl.portal.plans.models import Plan
from aqyl.portal.plans.pages.access import do, place_for, whole
from aqyl.portal.plans.pages.home import latest_results
from aqyl.portal.plans.pages.making import years_for
from aqyl.portal.plans.pages.typed import cell_name, read_cells, read_number
from aqyl.portal.plans.solving import Wishes
from aqyl.portal.results.models import Publication
from aqyl.portal.scenarios.compare import LEAST, MOST, compared
from aqyl.portal.scenarios.models import Scenario
from aqyl.portal.scenarios.solving import solve
from aqyl.problems import InputError, Place, Problem

_HUNDRED = 100.0
_writes = holds(Role.OFFICER)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def page(request: HttpRequest, kato: str) -> HttpResponse:
    """The list, those set side by side, the form for another."""
    place = place_for(request, kato)
    publication = latest_results(place)
    if publication is None or publication.campaign.edition.planning is None:
        raise Http404
    if request.method != "POST":
        return _shown(request, place, publication)
    if not _writes(request.user, place):
        raise PermissionDenied
    return _made(request, place, publication)


def _made(request: HttpRequest, place: Territory, publication: Publication) -> HttpResponse:
    years = years_for(publication.campaign.edition)
    wishes, problems = _read(request, publication, years)
    if problems or wishes is None:
        return _shown(request, place, publication, problems, 422)
    try:
        found = solve(publication, place.pk, years, wishes)
    except InputError as error:
        return _shown(request, place, publication, tuple(error.problems), 422)
    title = request.POST.get("title", "")
    given: dict[str, Any] = {"publication": publication.pk, "title": title, "wishes": wishes}
    refused = do(request, "make-scenario", place, **given, **found)
    if refused is not None:
        return _shown(request, place, publication, tuple(refused.problems), code_of(refused))
    kept = request.POST.getlist("s")
    made = Scenario.objects.filter(territory=place).latest("pk")
    chosen = "&".join(f"s={name}" for name in [*kept, made.pk][-MOST:] if str(name).isdecimal())
    return HttpResponseRedirect(f"{reverse('scenarios:of', args=[place.pk])}?{chosen}", status=303)


def _read(
    request: HttpRequest, publication: Publication, years: range
) -> tuple[Wishes | None, tuple[Problem, ...]]:
    """What was typed; the per cent is of the money typed."""
    edition, lang = publication.campaign.edition, reader()
    cells, found = read_cells(request.POST, years, edition, lang)
    problems = list(found)
    staff = read_number(request.POST.get("staff", ""), "staff", lang, problems)
    share = read_number(request.POST.get("share", ""), "share", lang, problems)
    known = {one.id for one in edition.initiatives}
    fix, forbid = (
        tuple(name for name in request.POST.getlist(field) if name in known)
        for field in ("fix", "forbid")
    )
    if share is not None and not 0 <= share <= 1000:
        problems.append(Problem("portal.scenario_share", Place(column="share"), {"given": share}))
    if problems:
        return None, tuple(problems)
    part = 1.0 if share is None else share / _HUNDRED
    money = {cell: round(amount * part) for cell, amount in cells.items()}
    return Wishes(money, staff, fix, forbid, "mandate" in request.POST), ()


def _shown(
    request: HttpRequest,
    place: Territory,
    publication: Publication,
    problems: tuple[Problem, ...] = (),
    status: int = 200,
) -> HttpResponse:
    edition, officer = publication.campaign.edition, _writes(request.user, place)
    rows = Scenario.objects.filter(territory=place, removed_at=None).select_related("publication")
    scenarios = list(rows.order_by("pk"))
    asked = request.GET.getlist("s")
    chosen = [one for one in scenarios if str(one.pk) in asked][:MOST]
    first = next((one for one in scenarios if str(one.pk) == request.GET.get("from")), None)
    filled = _filled(request, first)
    values = {
        "place": place,
        "campaign": publication.campaign,
        "publication": publication,
        "edition": edition,
        "currency": edition.planning.currency if edition.planning else "",
        "scenarios": scenarios,
        "chosen": {one.pk for one in chosen},
        "table": compared(edition, chosen) if len(chosen) >= LEAST else None,
        "too_few": bool(asked) and len(chosen) < LEAST,
        "officer": officer,
        "grid": _grid(publication, filled) if officer else [],
        "filled": filled,
        "problems": problems,
    }
    return render(request, "scenarios/page.html", values, status=status)


def _filled(request: HttpRequest, first: Scenario | None) -> dict[str, Any]:
    """What stands in the form: what was typed, else what another scenario asked."""
    if request.method == "POST":
        return {**request.POST.dict(), **{n: request.POST.getlist(n) for n in ("fix", "forbid")}}
    if first is None:
        return {"mandate": "yes", "share": "", "fix": [], "forbid": []}
    asked = first.asked
    cells = {cell_name(*cell): str(amount) for cell, amount in asked.money.items()}
    own = {"fix": list(asked.fix), "forbid": list(asked.forbid)}
    staff = shown_number(asked.staff, reader())
    return {**cells, **own, "staff": staff, **({"mandate": "yes"} if asked.mandate else {})}


def _grid(publication: Publication, filled: dict[str, Any]) -> list[tuple[object, list[object]]]:
    edition = publication.campaign.edition
    return [
        (
            one,
            [
                (cell_name(year, one.id), year, filled.get(cell_name(year, one.id), ""))
                for year in years_for(edition)
            ],
        )
        for one in edition.funding
    ]


def _scenario(request: HttpRequest, pk: int) -> Scenario:
    """A scenario the person may change. Raises Http404, PermissionDenied."""
    path = ("publication__campaign", "territory__parent__parent")
    found = get_object_or_404(Scenario.objects.select_related(*path), pk=pk, removed_at=None)
    if not _writes(request.user, found):
        raise PermissionDenied
    return found


@require_POST
@login_required
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a scenario the draft of the settlement's plan."""
    one = _scenario(request, pk)
    given: dict[str, Any] = {"publication": one.publication_id, "text": one.text}
    refused = do(request, "make-plan", one.territory, **given, solved=one.solved)
    if refused is not None:
        return refusal_page(request, refused)
    plan = Plan.objects.filter(territory=one.territory).latest("number")
    return HttpResponseRedirect(reverse("plan-roadmap", args=[plan.pk]), status=303)


@require_POST
@login_required
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a scenario away."""
    one = _scenario(request, pk)
    refused = do(request, "remove-scenario", one, seen=whole(request.POST.get("seen", "")))
    if refused is not None:
        return refusal_page(request, refused)
    messages.success(request, say("portal.scenarios.removed", reader(), title=one.title))
    address = reverse("scenarios:of", args=[one.territory_id])
    return HttpResponseRedirect(address, status=303)
