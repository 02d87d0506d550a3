"""Comments as the akimat answers them and the authorised body looks after them."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest
from django.db.models import Count
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from aqyl.portal.look.errors import code_of
from aqyl.portal.people.models import Role
from aqyl.portal.people.roles import AKIMAT, holds
from aqyl.portal.plans.guards import open_until, unanswered
from aqyl.portal.plans.models import Comment, Plan
from aqyl.portal.plans.pages.access import Opened, do, opened, whole
from aqyl.portal.plans.standing import open_to_comments
from aqyl.portal.procedure import RefusedError, state_of

_DEEDS: dict[str, tuple[str, ...]] = {
    "answer-comment": ("answer", "was"),
    "hide-comment": ("reason",),
    "show-comment": (),
}


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """Every comment with its answer; answered, hidden and shown again by POST."""
    here = opened(request, pk)
    if request.method != "POST":
        return _shown(here)
    name = request.POST.get("deed", "")
    if name not in _DEEDS:
        raise BadRequest("deed")
    comment = get_object_or_404(Comment, pk=whole(request.POST.get("comment", "")), plan=here.plan)
    fields = _DEEDS[name]
    given: dict[str, Any] = {
        field: request.POST.get(field, "").replace("\r\n", "\n") for field in fields
    }
    refused = do(request, name, comment, **given)
    if refused is not None:
        return _shown(opened(request, pk), refused, comment.pk)
    there = reverse("plan-comments", args=[pk]) + f"#comment-{comment.pk}"
    return HttpResponseRedirect(there, status=303)


def listed(plan: Plan) -> list[Comment]:
    """The comments of a plan, the most supported first."""
    comments = plan.comments.annotate(supported=Count("support"))
    return list(comments.order_by("-supported", "pk"))


def _shown(
    here: Opened, refused: RefusedError | None = None, about: int | None = None
) -> HttpResponse:
    plan, edition = here.plan, here.edition
    is_open = plan.state in open_to_comments(edition)
    answers = is_open or state_of(edition, plan.state).editable
    values = {
        **here.frame,
        "comments": listed(plan),
        "answers": answers and holds(*AKIMAT)(here.person, plan),
        "moderates": holds(Role.MANAGER)(here.person, plan),
        "unanswered": unanswered(plan),
        "open_until": open_until(plan) if is_open else None,
        "problems": refused.problems if refused else (),
        "about": about,
        "typed": here.request.POST.get("answer", ""),
    }
    code = code_of(refused) if refused else 200
    return render(here.request, "plans/comments.html", values, status=code)
