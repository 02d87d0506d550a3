"""The page of one project."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from aqyl.language import say
from aqyl.portal.campaigns.pages.access import seen_version
from aqyl.portal.history.listing import told
from aqyl.portal.history.models import Event
from aqyl.portal.look.errors import code_of
from aqyl.portal.look.templatetags.words import reader
from aqyl.portal.people.roles import reads
from aqyl.portal.procedure import RefusedError, perform
from aqyl.portal.projects.models import Project
from aqyl.portal.projects.pages.facts import facts_of
from aqyl.portal.projects.pages.listing import looker
from aqyl.portal.projects.scope import edition_now, pairs_for, writes
from aqyl.problems import Problem


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def project(request: HttpRequest, pk: int) -> HttpResponse:
    """All that is said of a project, its pairs and its history; taking it off the register."""
    person = looker(request)
    path = "territory__parent__parent"
    found = get_object_or_404(Project.objects.select_related(path), pk=pk)
    if not (reads(person, found) or pairs_for(person).filter(_of(found)).exists()):
        raise PermissionDenied
    problems: tuple[Problem, ...] = ()
    status = 200
    if request.method == "POST":
        seen, reason = seen_version(request), request.POST.get("reason", "")
        try:
            perform("remove-project", found, person, seen=seen, reason=reason)
        except RefusedError as error:
            problems, status = error.problems, code_of(error)
        else:
            messages.success(request, say("portal.projects.removed", reader(), code=found.code))
            return HttpResponseRedirect(reverse("projects:list"), status=303)
    events = Event.objects.filter(subject=f"project:{found.pk}").order_by("-number")[:20]
    context = {
        "project": found,
        "facts": facts_of(found, edition_now()),
        "pairs": pairs_for(person).filter(_of(found)).order_by("-probability"),
        "may_remove": writes(person, found) and found.removed_at is None,
        "events": told(events, reader()),
        "problems": problems,
        "typed": request.POST.get("reason", ""),
    }
    return render(request, "projects/project.html", context, status=status)


def _of(found: Project) -> Q:
    return Q(first=found) | Q(second=found)
