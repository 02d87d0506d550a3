"""Pages of lists: the queue, second looks, disagreements, appeals; and the agreement."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from aqyl.portal.campaigns.models import Answer, Campaign
from aqyl.portal.evidence.rights import is_published
from aqyl.portal.look.templatetags.words import reader
from aqyl.portal.verification.doing import signed_in
from aqyl.portal.verification.published import report_of
from aqyl.portal.verification.queue import (
    PAGE,
    SORTS,
    Asked,
    appeals,
    disagreements,
    seconds,
    waiting,
    with_all,
)
from aqyl.portal.verification.rows import lines_of
from aqyl.portal.verification.scope import LOOKERS, campaigns, codes, looks, places_for


@require_GET
@login_required
def queue(request: HttpRequest) -> HttpResponse:
    """Answers that wait for a verdict, the riskiest first."""
    campaign, lang = _campaign(request), reader()
    asked = Asked.of(request.GET.dict())
    person = signed_in(request)
    found = waiting(person, campaign, asked, lang)
    rules = campaign.edition.verification
    more = {
        "asked": asked,
        "sorts": SORTS,
        "places": places_for(person, campaign, lang),
        "domains": campaign.edition.domains,
        "risks": rules.risks if rules else (),
        "rules": rules,
    }
    return _listed(request, campaign, "queue", found, more)


@require_GET
@login_required
def second_looks(request: HttpRequest) -> HttpResponse:
    """Answers that wait for a second verdict of this person's."""
    campaign = _campaign(request)
    return _listed(request, campaign, "seconds", seconds(signed_in(request), campaign))


@require_GET
@login_required
def disputes(request: HttpRequest) -> HttpResponse:
    """Answers that two verifiers judged differently."""
    campaign = _campaign(request)
    return _listed(request, campaign, "disputes", disagreements(signed_in(request), campaign))


@require_GET
@login_required
def appealed(request: HttpRequest) -> HttpResponse:
    """Answers with an appeal to be decided."""
    campaign = _campaign(request)
    return _listed(request, campaign, "appeals", appeals(signed_in(request), campaign))


@require_GET
def agreed(request: HttpRequest, campaign: int) -> HttpResponse:
    """How far verifiers agree: open to all once the campaign is published."""
    found = get_object_or_404(Campaign, pk=campaign)
    if not is_published(found) and not _looks(request, found):
        raise Http404
    report, rules = report_of(found), found.edition.verification
    context = {"campaign": found, "report": report, "rules": rules, "looks": _looks(request, found)}
    return render(request, "verification/agreement.html", context)


def _looks(request: HttpRequest, campaign: Campaign) -> bool:
    return bool(looks(request.user, campaign))


def _campaign(request: HttpRequest) -> Campaign:
    """The campaign asked for, or the latest, for whoever looks at any of it."""
    if not codes(signed_in(request), *LOOKERS):
        raise PermissionDenied
    opened, asked = campaigns(), request.GET.get("campaign", "")
    found = [one for one in opened if not asked or str(one.pk) == asked]
    if not found:
        raise Http404
    return found[0]


def _listed(
    request: HttpRequest,
    campaign: Campaign,
    page: str,
    found: QuerySet[Answer],
    more: dict[str, Any] | None = None,
) -> HttpResponse:
    shown = Paginator(with_all(found), PAGE).get_page(request.GET.get("page"))
    others = request.GET.copy()
    others.pop("page", None)
    context = {
        "campaign": campaign,
        "others": [one for one in campaigns() if one.pk != campaign.pk],
        "here": page,
        "page": shown,
        "lines": lines_of(shown.object_list, reader()),
        "kept": f"{others.urlencode()}&" if others else "",
        **(more or {}),
    }
    return render(request, f"verification/{page}.html", context)
