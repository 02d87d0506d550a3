"""A settlement's diagnosis before publication, for those who may see its preliminary results."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from aqyl.portal.campaigns.models import Submission
from aqyl.portal.campaigns.pages.access import has_results
from aqyl.portal.diagnosis.kept import of_answers
from aqyl.portal.diagnosis.views import settlement_context
from aqyl.portal.people.roles import reads

_SUBMISSION = ("campaign", "territory__parent__parent")


@login_required
@require_safe
def preliminary(request: HttpRequest, submission: int) -> HttpResponseBase:
    """Gaps, class and technologies; what others have stays theirs until it is published."""
    found = get_object_or_404(Submission.objects.select_related(*_SUBMISSION), pk=submission)
    if not reads(request.user, found):
        raise PermissionDenied
    campaign, kato = found.campaign, found.territory_id
    if not has_results(campaign):
        raise Http404
    if campaign.publications.exists():
        where = {"edition": campaign.edition_id, "period": campaign.period, "kato": kato}
        return redirect(reverse("diagnosis:settlement", kwargs=where))
    return render(request, "diagnosis/settlement.html", _context(found))


def _context(found: Submission) -> dict[str, object]:
    campaign, kato = found.campaign, found.territory_id
    own = settlement_context(campaign.edition, of_answers(campaign, kato), kato)
    own |= {"closed": (), "closed_count": 0}
    return {"submission": found, "place": found.territory, "campaign": campaign, **own}
