"""The plan as anyone reads it: text, roadmap, money, what residents say, how far it is."""

from __future__ import annotations

import hashlib
from typing import Any

from django.contrib import messages
from django.core.cache import cache
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from aqyl.language import say, sort_key
from aqyl.plan.changes import compare_plans
from aqyl.plan.progress import track
from aqyl.portal.api.limits import address_of
from aqyl.portal.look.errors import code_of
from aqyl.portal.look.templatetags.words import reader
from aqyl.portal.places.models import Territory
from aqyl.portal.plans.drawings import accepted, gantt_of, money_chart_of
from aqyl.portal.plans.guards import open_until
from aqyl.portal.plans.models import Comment, Frozen, Plan
from aqyl.portal.plans.pages.access import whole
from aqyl.portal.plans.pages.comments import listed
from aqyl.portal.plans.pages.papers import papers
from aqyl.portal.plans.pages.roadmap import money_of, years_of
from aqyl.portal.plans.pages.wording import parts_of
from aqyl.portal.plans.standing import open_to_comments, published_text, states_in_force
from aqyl.portal.procedure import RefusedError, perform
from aqyl.problems import Problem

AN_HOUR, MOST = 3600, 20  # comments an hour from one address
_PATHS = ("campaign", "publication", "territory__parent__parent", "before")


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Every settlement with a plan that anyone may read."""
    lang = reader()
    latest: dict[str, Plan] = {}
    for plan in _public().order_by("number"):
        latest[plan.territory_id] = plan
    plans = sorted(latest.values(), key=lambda one: sort_key(one.territory.name(lang), lang))
    return render(request, "plans/listing.html", {"plans": plans})


def _public() -> QuerySet[Plan]:
    return Plan.objects.filter(frozen__isnull=False).distinct().select_related(*_PATHS)


@require_safe
def current(request: HttpRequest, kato: str) -> HttpResponse:
    """The version that counts: the one residents are asked about, else the one in force."""
    place = get_object_or_404(Territory, pk=kato)
    plans = list(_of(place))
    if not plans:
        raise Http404
    open_one = next((one for one in plans if one.state in open_to_comments(one.edition)), None)
    in_force = next((one for one in plans if one.state in states_in_force(one.edition)), None)
    chosen = open_one or in_force or plans[0]
    return HttpResponseRedirect(reverse("public-plan", args=[kato, chosen.number]))


def _of(place: Territory) -> list[Plan]:
    plans = Plan.objects.filter(territory=place, frozen__isnull=False).distinct()
    return list(plans.select_related(*_PATHS).order_by("-number"))


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, kato: str, number: int) -> HttpResponse:
    """One version, as it last left the akimat's hands; a comment by POST."""
    plan, frozen = found(kato, number)
    if request.method != "POST":
        return _shown(request, plan, frozen)
    given: dict[str, Any] = {
        name: request.POST.get(name, "").replace("\r\n", "\n") for name in ("name", "text")
    }
    if _too_many(request):
        problem = Problem("portal.comment_many", values={"allowed": MOST})
        return _shown(request, plan, frozen, (problem,), 429)
    try:
        perform("comment-plan", plan, None, language=reader(), **given)
    except RefusedError as error:
        return _shown(request, plan, frozen, tuple(error.problems), code_of(error))
    messages.success(request, say("portal.plans.comment_taken", reader()))
    return HttpResponseRedirect(_address(plan, "#comments"), status=303)


def found(kato: str, number: int) -> tuple[Plan, Frozen]:
    """A version and its public text. Raises Http404 where it has none."""
    plans = Plan.objects.select_related(*_PATHS)
    plan = get_object_or_404(plans, territory_id=kato, number=number)
    frozen = published_text(plan)
    if frozen is None:
        raise Http404
    return plan, frozen


def _address(plan: Plan, anchor: str = "") -> str:
    return reverse("public-plan", args=[plan.territory_id, plan.number]) + anchor


def _too_many(request: HttpRequest) -> bool:
    """Whether an address has commented too often this hour; one that is blocked is not kept."""
    key = hashlib.sha256(f"comment:{address_of(request)}".encode()).hexdigest()
    cache.add(key, 0, AN_HOUR)
    try:
        return cache.incr(key) > MOST
    except ValueError:  # dropped from a full memory between the two
        return False


@require_POST
def support(request: HttpRequest, kato: str, number: int) -> HttpResponse:
    """Support a comment, once a browser."""
    plan, frozen = found(kato, number)
    comment = get_object_or_404(Comment, pk=whole(request.POST.get("comment", "")), plan=plan)
    try:
        perform("support-comment", comment, None, visitor=_visitor(request, comment))
    except RefusedError as error:
        return _shown(request, plan, frozen, tuple(error.problems), code_of(error))
    return HttpResponseRedirect(_address(plan, f"#comment-{comment.pk}"), status=303)


def _visitor(request: HttpRequest, comment: Comment) -> str:
    """What stands for the browser, other for each comment."""
    if not request.session.session_key:
        request.session.create()
    return hashlib.sha256(f"{request.session.session_key}:{comment.pk}".encode()).hexdigest()


def _shown(
    request: HttpRequest,
    plan: Plan,
    frozen: Frozen,
    problems: tuple[Problem, ...] = (),
    status: int = 200,
) -> HttpResponse:
    text, edition = frozen.text, plan.edition
    is_open = plan.state in open_to_comments(edition)
    reports = accepted(plan)
    before = published_text(plan.before) if plan.before else None
    rules = edition.planning
    values = {
        "plan": plan,
        "place": plan.territory,
        "frozen": frozen,
        "text": text,
        "edition": edition,
        "campaign": plan.campaign,
        "versions": _of(plan.territory),
        "sections": list(parts_of(text.strategy)),
        "years": years_of(text),
        "gantt": gantt_of(plan, text, reader()),
        "money": money_of(text, edition),
        "chart": money_chart_of(plan, text, reader()),
        "open_until": open_until(plan) if is_open else None,
        "comments": listed(plan),
        "changes": compare_plans(before.text, text, edition) if before else None,
        "tracked": track(text, reports, rules.draft.slack) if reports and rules else None,
        "documents": papers(reported=bool(reports)),
        "problems": problems,
        "typed": request.POST if problems else {},
    }
    return render(request, "plans/public.html", values, status=status)
