"""The cards of one domain as a list."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from aqyl.portal.campaigns.hidden import hidden_from
from aqyl.portal.campaigns.pages.access import may_write, signed_in, submission_for
from aqyl.portal.campaigns.pages.lines import Filled
from aqyl.portal.procedure import start_of


@login_required
@require_safe
def page(request: HttpRequest, pk: int, domain: str) -> HttpResponse:
    """Every card of a domain: what is said and what is remarked."""
    submission = submission_for(request, pk)
    filled = Filled(submission)
    section = next((one for one in filled.form.sections if one.id == domain), None)
    if section is None:
        raise Http404
    values = {
        "submission": submission,
        "campaign": submission.campaign,
        "edition": submission.campaign.edition,
        "section": section,
        "start": start_of(submission.campaign.edition, "answer"),
        "lines": filled.lines(section),
        "hidden": hidden_from(signed_in(request), submission),
        "progress": filled.progress[section.id],
        "writes": may_write(request.user, submission),
    }
    return render(request, "campaigns/domain.html", values)
