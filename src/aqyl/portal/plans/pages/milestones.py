"""The milestones of an action: added, moved, taken out."""

from __future__ import annotations

from itertools import count
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from aqyl.plan import Action
from aqyl.plan.models import Milestone, Passage
from aqyl.portal.look.errors import code_of
from aqyl.portal.look.templatetags.words import reader
from aqyl.portal.plans.pages.access import Opened, do, opened
from aqyl.portal.plans.pages.action import shown
from aqyl.portal.plans.pages.typed import read_day
from aqyl.problems import Place, Problem


@require_POST
@login_required
def page(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """A milestone that was posted: `milestone` names one that is there, nothing makes a new one."""
    here = opened(request, pk)
    action = here.action(name)
    value, problems = _read(here, action)
    if problems:
        return shown(here, action, problems, 422)
    part = f"roadmap/milestones/{value['id']}"
    was, left = request.POST.get("was", ""), None if "remove" in request.POST else value
    refused = do(request, "change-plan", here.plan, part=part, was=was, value=left)
    if refused is not None:
        again = opened(request, pk)
        return shown(again, again.action(name), tuple(refused.problems), code_of(refused))
    there = reverse("plan-action", args=[pk, name])
    return HttpResponseRedirect(f"{there}#milestones", status=303)


def _read(here: Opened, action: Action) -> tuple[dict[str, Any], tuple[Problem, ...]]:
    """The milestone as JSON holds it, with the day that was typed."""
    posted, problems = here.request.POST, list[Problem]()
    wanted = posted.get("milestone", "")
    there = {one.id: one for one in here.text.roadmap.milestones if one.action == action.id}
    if wanted and wanted not in there:
        raise Http404
    if wanted and "remove" in posted:
        return {"id": wanted}, ()
    due = read_day(posted.get("due", ""), f"due-{wanted}", problems)
    words = posted.get("words", "").strip()
    if not wanted and not words:
        problems.append(Problem("portal.plan_milestone_unnamed", Place(column="milestone-words")))
    if due is None or problems:
        return {}, tuple(problems)
    if wanted:
        return there[wanted].model_copy(update={"due": due}).model_dump(mode="json"), ()
    title = Passage(written={reader(): words})  # type: ignore[dict-item]
    new = Milestone(id=_fresh(here, action), action=action.id, due=due, title=title)
    return new.model_dump(mode="json"), ()


def _fresh(here: Opened, action: Action) -> str:
    """An id that no milestone of the plan has."""
    taken = {one.id for one in here.text.roadmap.milestones}
    return next(name for n in count(1) if (name := f"{action.id}.{n}") not in taken)
