"""How good the suggestions are by the verdicts so far, and taking over what they teach."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from aqyl.language import say
from aqyl.portal.look.errors import code_of
from aqyl.portal.look.templatetags.words import reader
from aqyl.portal.procedure import RefusedError, perform
from aqyl.portal.projects.learning import adopted, weights_of
from aqyl.portal.projects.models import Pair, Search
from aqyl.portal.projects.pages.listing import looker
from aqyl.portal.projects.scope import judges

FIGURES = ("precision", "recall", "f1")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def quality(request: HttpRequest) -> HttpResponse:
    """Precision and recall with their intervals and their sample; the threshold in use."""
    person = looker(request)
    problems: tuple[object, ...] = ()
    status = 200
    if request.method == "POST":
        asked = request.POST.get("search", "")
        search = get_object_or_404(Search, pk=asked if asked.isdecimal() else 0)
        try:
            perform("adopt-weights", search, person)
        except RefusedError as error:
            problems, status = error.problems, code_of(error)
        else:
            messages.success(request, say("portal.projects.quality.adopted", reader()))
            return HttpResponseRedirect(reverse("projects:quality"), status=303)
    last = Search.objects.filter(failed="").exclude(ended_at=None).order_by("-pk").first()
    learned = last.learned if last else {}
    used = adopted()
    context = {
        "last": last,
        "learned": learned,
        "figures": [(name, learned["before"][name], learned["after"][name]) for name in FIGURES]
        if learned.get("verdicts")
        else [],
        "used": used,
        "weights": weights_of(used),
        "verdicts": Pair.objects.exclude(verdict="").count(),
        "may_adopt": last is not None and judges(person, last) and not last.adopted,
        "problems": problems,
        "here": "quality",
    }
    return render(request, "projects/quality.html", context, status=status)
