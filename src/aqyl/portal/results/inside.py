"""Pages for those who work on a campaign: preliminary results, the review of the base list."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from aqyl.assess.review import Reviewed
from aqyl.assess.review import review as reviewed
from aqyl.assess.trail import TrailNode
from aqyl.portal.campaigns.hidden import hidden_from
from aqyl.portal.campaigns.models import Answer, Campaign, Submission
from aqyl.portal.campaigns.pages.access import signed_in
from aqyl.portal.look.errors import error_page
from aqyl.portal.people.models import Role
from aqyl.portal.people.roles import holds, reads
from aqyl.portal.procedure import last_day, state_of
from aqyl.portal.results.models import Fact, Rank, Score
from aqyl.portal.results.pages.ranking import ALL, TOTAL, placed
from aqyl.portal.results.pages.trails import bases_of, trail_of, way_to
from aqyl.portal.results.shown import titles_of
from aqyl.portal.results.views import number_context
from aqyl.problems import Problem
from aqyl.standard.models import Edition
from aqyl.standard.procedure import State, Transition

_MAY_REVIEW = holds(Role.METHODOLOGIST, Role.MANAGER, Role.AUDITOR)
_SUBMISSION = ("campaign", "territory__parent__parent")


@dataclass(frozen=True, slots=True)
class Judged:
    """An answer that a verifier did not leave as it was claimed."""

    answer: Answer
    title: object
    state: State
    status: object | None


@login_required
@require_safe
def preliminary(request: HttpRequest, submission: int) -> HttpResponseBase:
    """What an akimat's submission comes to before publication, and how to appeal."""
    found = _readable(request, submission)
    trail = _trail(found)
    if trail is None and found.campaign.publications.exists():
        campaign = found.campaign
        where = {"edition": campaign.edition_id, "period": campaign.period}
        return redirect(reverse("results:settlement", kwargs=where | {"kato": found.territory_id}))
    waiting = _withheld(request, found)
    if waiting:
        return waiting
    edition = found.campaign.edition
    context = {
        "submission": found,
        "campaign": found.campaign,
        "trail": trail,
        "placed": _placed(found) if trail else None,
        "basis": bases_of(edition, trail) if trail else {},
        "judged": _judged(found),
        "appeal": _appeal(edition),
        "until": _until(found),
        "scale": edition.scoring.scale,
    }
    return render(request, "results/preliminary.html", context)


@login_required
@require_safe
def preliminary_number(request: HttpRequest, submission: int, node: str) -> HttpResponse:
    """The trail of one number before publication."""
    found = _readable(request, submission)
    trail = _trail(found)
    way = way_to(trail, node) if trail else ()
    if not way:
        raise Http404
    waiting = _withheld(request, found)
    if waiting:
        return waiting
    context = number_context(found.campaign.edition, way)
    return render(
        request,
        "results/number.html",
        context | {"submission": found, "campaign": found.campaign, "place": found.territory},
    )


def _readable(request: HttpRequest, number: int) -> Submission:
    found = get_object_or_404(Submission.objects.select_related(*_SUBMISSION), pk=number)
    if not reads(request.user, found):
        raise PermissionDenied
    return found


def _withheld(request: HttpRequest, submission: Submission) -> HttpResponse | None:
    """Scores tell of verdicts: someone who must not know one yet sees none of them."""
    hidden = hidden_from(signed_in(request), submission)
    if not hidden:
        return None
    return error_page(request, 403, [Problem("portal.second_first", values={"count": len(hidden)})])


def _trail(submission: Submission) -> TrailNode | None:
    """The trail of the present computation; None before the first one."""
    own = {
        "campaign": submission.campaign_id,
        "publication": None,
        "settlement": submission.territory_id,
    }
    scores = list(Score.objects.filter(**own).order_by("pk"))
    if not scores:
        return None
    facts = Fact.objects.filter(**own).order_by("pk")
    return trail_of(submission.campaign.edition, scores, facts, submission.territory_id)


def _placed(submission: Submission) -> object:
    own = {
        "campaign": submission.campaign_id,
        "publication": None,
        "settlement": submission.territory_id,
    }
    rank = Rank.objects.filter(**own).exclude(group=ALL).get()
    levels = {level.id: level.title for level in submission.campaign.edition.levels}
    return placed(rank, Score.objects.get(**own, node=TOTAL), levels)


def _judged(submission: Submission) -> list[Judged]:
    """Answers that do not count as claimed and were not simply confirmed."""
    edition = submission.campaign.edition
    titles = titles_of(edition)
    statuses = {status.id: status.title for status in edition.statuses}
    shown = [
        state.id
        for state in edition.states
        if state.subject == "answer" and state.standing in ("returned", "refused")
    ]
    answers = submission.answers.filter(state__in=shown).order_by("node")
    return [
        Judged(one, titles[one.node], state_of(edition, one.state), statuses.get(one.status))
        for one in answers
    ]


def _appeal(edition: Edition) -> Transition | None:
    """The step by which an akimat appeals against what a verifier decided."""
    return next(
        (
            step
            for step in edition.transitions
            if "approver" in step.by and state_of(edition, step.to_state).subject == "answer"
        ),
        None,
    )


def _until(submission: Submission) -> object | None:
    """The last day of appeals against the newest decision."""
    step = _appeal(submission.campaign.edition)
    newest = submission.answers.order_by("-entered_at").first()
    if step is None or newest is None:
        return None
    return last_day(newest.entered_at, step.within_days, timezone.get_default_timezone())


@login_required
@require_safe
def latest_review(request: HttpRequest) -> HttpResponseBase:
    """To the review of the newest campaign."""
    campaign = Campaign.objects.order_by("-period", "-pk").first()
    if campaign is None:
        raise Http404
    where = {"edition": campaign.edition_id, "period": campaign.period}
    return redirect(reverse("results:review", kwargs=where))


@login_required
@require_safe
def review(request: HttpRequest, edition: str, period: str) -> HttpResponse:
    """The base list looked through: proposals for the next edition."""
    campaign = _reviewable(request, edition, period)
    rows = _reviewed(campaign)
    context = {
        "campaign": campaign,
        "rows": rows,
        "titles": titles_of(campaign.edition),
        "proposals": [row for row in rows if row.proposal],
        "assumed": campaign.edition.review,
    }
    return render(request, "results/review.html", context)


_COLUMNS = (
    "initiative", "asked", "answered", "checked", "have", "have_low", "have_high", "claims",
    "refused", "refused_low", "refused_high", "proposal",
)  # fmt: skip


@login_required
@require_safe
def review_csv(request: HttpRequest, edition: str, period: str) -> HttpResponse:
    """The same as a table."""
    import csv

    campaign = _reviewable(request, edition, period)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    name = f"review-{campaign.edition_id}-{campaign.period}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    writer = csv.writer(response, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for row in _reviewed(campaign):
        writer.writerow(_cells(row))
    return response


def _cells(row: Reviewed) -> tuple[object, ...]:
    have, refused = row.have, row.refused
    return (
        row.node, row.answered.of, row.answered.count, have.of, have.count, have.low, have.high,
        refused.of, refused.count, refused.low, refused.high, row.proposal or "",
    )  # fmt: skip


def _reviewable(request: HttpRequest, edition: str, period: str) -> Campaign:
    campaign = get_object_or_404(Campaign, edition_id=edition, period=period)
    if not _MAY_REVIEW(request.user, campaign):
        raise PermissionDenied
    return campaign


def _reviewed(campaign: Campaign) -> tuple[Reviewed, ...]:
    rules = campaign.edition.review
    if rules is None:
        raise Http404
    states = {state.id: state.standing for state in campaign.edition.states}
    answers = Answer.objects.filter(submission__campaign=campaign, is_indicator=False)
    return reviewed(
        campaign.edition,
        rules,
        (
            {"initiative": node, "status": status, "verified": states[state]}
            for node, status, state in answers.values_list("node", "status", "state")
        ),
    )
