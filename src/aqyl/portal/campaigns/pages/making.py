"""A manager makes a campaign."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from aqyl.language import say
from aqyl.portal.campaigns.models import Campaign
from aqyl.portal.campaigns.pages.access import signed_in
from aqyl.portal.look.errors import code_of
from aqyl.portal.look.templatetags.words import reader
from aqyl.portal.places.models import COUNTRY, Territory
from aqyl.portal.procedure import RefusedError, perform
from aqyl.standard import list_editions, load_edition
from aqyl.standard.models import Edition


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """The form of a new campaign."""
    if request.method != "POST":
        return render(request, "campaigns/making.html", blank())
    country = get_object_or_404(Territory, code=COUNTRY)
    typed: dict[str, Any] = {
        "edition": request.POST.get("edition", ""),
        "period": request.POST.get("period", "").strip(),
        "demonstration": request.POST.get("demonstration") == "yes",
    }
    try:
        perform("make-campaign", country, signed_in(request), **typed)
    except RefusedError as error:
        values = {**blank(), "typed": typed, "problems": error.problems}
        return render(request, "campaigns/making.html", values, status=code_of(error))
    made = Campaign.objects.get(edition_id=typed["edition"], period=typed["period"])
    messages.success(request, say("portal.campaigns.make.done", reader()))
    return HttpResponseRedirect(reverse("campaign", args=[made.pk]), status=303)


def blank() -> dict[str, object]:
    """What the form shows before anyone has typed."""
    return {
        "editions": with_procedure(),
        "typed": {"period": str(timezone.localdate().year)},
    }


def with_procedure() -> list[Edition]:
    """Editions that hold a procedure."""
    return [one for one in map(load_edition, list_editions()) if one.states]
