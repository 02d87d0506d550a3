"""One version of a plan: where it stands, its steps, its remarks, its differences."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from aqyl.language import say
from aqyl.plan.changes import compare_plans
from aqyl.portal.look.errors import code_of
from aqyl.portal.look.templatetags.words import reader
from aqyl.portal.people.models import Role
from aqyl.portal.people.roles import holds
from aqyl.portal.plans.drawings import accepted
from aqyl.portal.plans.guards import open_until, unanswered
from aqyl.portal.plans.models import Plan
from aqyl.portal.plans.pages.access import Opened, do, opened, take_step
from aqyl.portal.plans.pages.papers import papers
from aqyl.portal.plans.standing import open_to_comments, published_text, states_in_force, under_way
from aqyl.portal.procedure import RefusedError, steps_for


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """The version's own page; a step of the procedure by POST."""
    here = opened(request, pk)
    refused = take_step(request, here.plan) if request.method == "POST" else None
    if request.method == "POST" and refused is None:
        messages.success(request, say("portal.campaigns.step_taken", reader()))
        return HttpResponseRedirect(reverse("plan", args=[pk]), status=303)
    return _shown(opened(request, pk) if refused else here, refused)


def _shown(here: Opened, refused: RefusedError | None) -> HttpResponse:
    plan, edition = here.plan, here.edition
    is_open = plan.state in open_to_comments(edition)
    values = {
        **here.frame,
        "steps": steps_for(plan, here.person),
        "remarks": here.remarks,
        "errors": sum(one.severity == "error" for one in here.remarks),
        "open_until": open_until(plan) if is_open else None,
        "comments": plan.comments.count(),
        "unanswered": unanswered(plan),
        "public": published_text(plan),
        "documents": papers(reported=bool(accepted(plan))),
        "amends": _may_amend(here),
        "problems": refused.problems if refused else (),
        "typed_reason": here.request.POST.get("reason", ""),
    }
    code = code_of(refused) if refused else 200
    return render(here.request, "plans/version.html", values, status=code)


def _may_amend(here: Opened) -> bool:
    """Whether the person may begin the next version now."""
    in_force = here.plan.state in states_in_force(here.edition)
    may = in_force and holds(Role.OFFICER)(here.person, here.plan)
    return bool(may) and under_way(here.plan.territory) is None


@require_POST
@login_required
def amend(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin the next version."""
    here = opened(request, pk)
    refused = do(request, "amend-plan", here.plan, reason=request.POST.get("reason", ""))
    if refused is not None:
        return _shown(opened(request, pk), refused)
    new = Plan.objects.filter(before=here.plan).latest("number")
    return HttpResponseRedirect(reverse("plan", args=[new.pk]), status=303)


@require_safe
@login_required
def changes(request: HttpRequest, pk: int) -> HttpResponse:
    """What differs from the version that this one amends."""
    here = opened(request, pk)
    before = here.plan.before
    shown = published_text(before) if before else None
    if shown is None:
        raise Http404
    found = compare_plans(shown.text, here.text, here.edition)
    return render(request, "plans/changes.html", {**here.frame, "found": found})
