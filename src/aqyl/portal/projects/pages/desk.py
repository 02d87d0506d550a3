"""The desk: pairs of projects that may be one thing, and one pair with its verdict."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import F, Q, QuerySet, Sum
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from aqyl.language import say
from aqyl.portal.campaigns.pages.access import seen_version
from aqyl.portal.history.listing import told
from aqyl.portal.history.models import Event
from aqyl.portal.look.errors import code_of
from aqyl.portal.look.templatetags.words import reader
from aqyl.portal.people.models import Person
from aqyl.portal.places.models import COUNTRY, Territory
from aqyl.portal.procedure import RefusedError, perform
from aqyl.portal.projects.models import Pair, Search
from aqyl.portal.projects.pages.facts import beside
from aqyl.portal.projects.pages.listing import looker
from aqyl.portal.projects.scope import edition_now, judges, pairs_for
from aqyl.portal.projects.work import under_way

PAGE = 40
SORTS = ("probability", "money")
WAITING, JUDGED = "waiting", "judged"


@dataclass(frozen=True, slots=True)
class Asked:
    """Which pairs are shown: verdict (of a person, else suggested), judged or not, by what."""

    verdict: str
    judged: str
    sort: str

    @classmethod
    def of(cls, request: HttpRequest) -> Asked:
        """From an address; what it does not know is left out."""
        names = ("verdict", "judged", "sort")
        verdict, judged, sort = (request.GET.get(name, "") for name in names)
        return cls(
            verdict if verdict in Pair.VERDICTS else "",
            judged if judged in (WAITING, JUDGED) else "",
            sort if sort in SORTS else SORTS[0],
        )

    def among(self, pairs: QuerySet[Pair]) -> QuerySet[Pair]:
        """Those asked for, in their order."""
        if self.verdict:
            suggested = Q(verdict="", suggested=self.verdict)
            pairs = pairs.filter(suggested | Q(verdict=self.verdict))
        if self.judged:
            waiting = Q(verdict="")
            pairs = pairs.filter(waiting if self.judged == WAITING else ~waiting)
        if self.sort == "money":
            return pairs.order_by(F("stake").desc(nulls_last=True), "-probability", "pk")
        return pairs.order_by("-probability", "pk")


@require_safe
@login_required
def desk(request: HttpRequest) -> HttpResponse:
    """The pairs someone sees a project of."""
    return _desk(request, looker(request))


def _desk(
    request: HttpRequest, person: Person, problems: tuple[object, ...] = (), status: int = 200
) -> HttpResponse:
    asked, mine = Asked.of(request), pairs_for(person)
    last = Search.objects.exclude(ended_at=None).order_by("-pk").first()
    same = mine.filter(Q(verdict="", suggested="same") | Q(verdict="same"))
    context = {
        "asked": asked,
        "page": Paginator(asked.among(mine), PAGE).get_page(request.GET.get("page")),
        "verdicts": Pair.VERDICTS,
        "going": under_way(),
        "last": last,
        "waiting": mine.filter(verdict="").count(),
        "stake": same.aggregate(sum=Sum("stake"))["sum"],
        "judges": judges(person, Territory.objects.get(code=COUNTRY)),
        "problems": problems,
        "here": "pairs",
    }
    return render(request, "projects/desk.html", context, status=status)


@require_POST
@login_required
def search(request: HttpRequest) -> HttpResponse:
    """Have the whole register searched."""
    person = looker(request)
    try:
        perform("search-projects", Territory.objects.get(code=COUNTRY), person)
    except RefusedError as error:
        return _desk(request, person, error.problems, code_of(error))
    messages.success(request, say("portal.projects.search.begun", reader()))
    return HttpResponseRedirect(reverse("projects:pairs"), status=303)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def pair(request: HttpRequest, pk: int) -> HttpResponse:
    """Two projects side by side, why, what is at stake; the verdict."""
    person = looker(request)
    found = get_object_or_404(pairs_for(person), pk=pk)
    typed = {name: request.POST.get(name, "") for name in ("verdict", "reason")}
    problems: tuple[object, ...] = ()
    status = 200
    if request.method == "POST":
        try:
            perform("judge-pair", found, person, seen=seen_version(request), **typed)
        except RefusedError as error:
            problems, status = error.problems, code_of(error)
        else:
            messages.success(request, say("portal.projects.pair.judged", reader()))
            return HttpResponseRedirect(_next(person) or reverse("projects:pairs"), status=303)
    edition, lang = edition_now(), reader()
    events = Event.objects.filter(subject=f"pair:{found.pk}").order_by("-number")[:20]
    context = {
        "pair": found,
        "lines": beside(found.first, found.second, edition),
        "reasons": [one[lang] for one in found.reasons if _speaks_for(one)],
        "against": [one[lang] for one in found.reasons if not _speaks_for(one)],
        "verdicts": Pair.VERDICTS,
        "judges": judges(person, found),
        "typed": typed,
        "events": told(events, lang),
        "problems": problems,
    }
    return render(request, "projects/pair.html", context, status=status)


def _speaks_for(reason: dict[str, object]) -> bool:
    return not str(reason["code"]).endswith("_differs")


def _next(person: Person) -> str | None:
    """The most probable pair that waits for a verdict this person may give."""
    waiting = Asked("", WAITING, SORTS[0]).among(pairs_for(person))[:20]
    found = next((one for one in waiting if judges(person, one)), None)
    return reverse("projects:pair", args=[found.pk]) if found else None
