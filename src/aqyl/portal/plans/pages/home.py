"""Where the plans of a person's settlements stand, and what is to be done next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from aqyl.language import sort_key
from aqyl.portal.look.errors import code_of
from aqyl.portal.look.templatetags.words import reader
from aqyl.portal.people.models import Role
from aqyl.portal.people.roles import AKIMAT, holds
from aqyl.portal.people.scope import covered
from aqyl.portal.places.models import Kind, Territory
from aqyl.portal.plans.models import Frozen, Plan, Report
from aqyl.portal.plans.pages.access import READERS, do, place_for, signed_in, whole
from aqyl.portal.plans.quarters import quarter_of
from aqyl.portal.plans.standing import states_in_force
from aqyl.portal.procedure import Step, state_of, steps_for
from aqyl.portal.results.models import Publication

_PATHS = ("campaign", "territory__parent__parent", "moved_by")


@dataclass(frozen=True, slots=True)
class Line:
    """A settlement with its versions, the latest first; shown: what the person may open."""

    place: Territory
    plans: list[Plan]


@require_safe
@login_required
def overview(request: HttpRequest) -> HttpResponse:
    """Every settlement of the person's that has a plan or may make one."""
    person, lang = signed_in(request), reader()
    places = covered(person, (*AKIMAT, *READERS)).filter(kind=Kind.SETTLEMENT)
    found: dict[str, Line] = {
        one.pk: Line(one, []) for one in sorted(places, key=lambda o: sort_key(o.name(lang), lang))
    }
    for plan in Plan.objects.filter(territory__in=found).select_related("campaign").order_by("pk"):
        found[plan.territory_id].plans.insert(0, plan)
    writes = bool({role for role, _ in person.roles} & set(AKIMAT))
    lines = [line for line in found.values() if line.plans or writes]
    return render(request, "plans/overview.html", {"lines": lines})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def settlement(request: HttpRequest, kato: str) -> HttpResponse:
    """The plans of a settlement: versions, reports, what comes next; a report begun by POST."""
    place = place_for(request, kato)
    plans = _visible(request, place)
    current = next((one for one in plans if one.state in states_in_force(one.edition)), None)
    refused = None
    if request.method == "POST" and current is not None:
        year, quarter = (whole(request.POST.get(name, "")) for name in ("year", "quarter"))
        refused = do(request, "make-report", current, year=year, quarter=quarter)
        if refused is None:
            report = current.reports.get(year=year, quarter=quarter)
            return HttpResponseRedirect(reverse("plan-report", args=[report.pk]), status=303)
    officer = bool(holds(Role.OFFICER)(request.user, place))
    busy = [one for one in plans if _is_busy(one)]
    values = {
        "place": place,
        "plans": plans,
        "in_force": current,
        "under_way": busy[0] if busy else None,
        "next": next_of(busy or ([current] if current else []), request),
        "officer": officer,
        "publication": latest_results(place),
        "reports": _reports(request, plans),
        "public": any(getattr(one, "handed_on", False) for one in plans),
        "quarter": quarter_of_today(),
        "problems": refused.problems if refused else (),
    }
    status = code_of(refused) if refused else 200
    return render(request, "plans/settlement.html", values, status=status)


def _visible(request: HttpRequest, place: Territory) -> list[Plan]:
    """Versions the person may open, the latest first: others see none that was never handed on."""
    handed_on = Exists(Frozen.objects.filter(plan=OuterRef("pk")))
    plans = Plan.objects.filter(territory=place).select_related(*_PATHS).order_by("-number")
    plans = plans.annotate(handed_on=handed_on)
    if not holds(*AKIMAT)(request.user, place):
        plans = plans.filter(handed_on=True)
    return list(plans)


def _is_busy(plan: Plan) -> bool:
    final = state_of(plan.edition, plan.state).final
    return not final and plan.state not in states_in_force(plan.edition)


def next_of(plans: Iterable[Plan], request: HttpRequest) -> list[tuple[Plan, Step]]:
    """The steps that lead on from here, with who takes them and until when."""
    person = signed_in(request)
    return [(plan, step) for plan in plans for step in steps_for(plan, person)]


def latest_results(place: Territory) -> Publication | None:
    """The newest published results in which the settlement stands."""
    found = Publication.objects.filter(scores__settlement=place.pk, scores__node="total")
    return found.select_related("campaign").order_by("-campaign__period", "-number").first()


def _reports(request: HttpRequest, plans: list[Plan]) -> list[Report]:
    reports = Report.objects.filter(plan__in=plans).select_related("plan__campaign")
    found = list(reports.order_by("-year", "-quarter", "-pk"))
    if holds(*AKIMAT)(request.user, plans[0]) if plans else True:
        return found
    return [one for one in found if not state_of(one.campaign.edition, one.state).start]


def quarter_of_today() -> tuple[int, int]:
    """Year and quarter of today."""
    return quarter_of(timezone.localdate())
