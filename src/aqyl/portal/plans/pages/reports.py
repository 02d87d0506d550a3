"""Quarterly reports: how far each action is, what was spent, what proves it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from aqyl.language import say
from aqyl.plan import Action
from aqyl.plan.models import Progress
from aqyl.plan.progress import Tracked, track
from aqyl.portal.campaigns.numbers import shown_number
from aqyl.portal.look.errors import code_of
from aqyl.portal.look.templatetags.words import reader
from aqyl.portal.people.models import Role
from aqyl.portal.people.roles import holds
from aqyl.portal.plans.models import Report
from aqyl.portal.plans.pages.access import report_for, signed_in, take_step, whole
from aqyl.portal.plans.pages.typed import read_amount, read_day, read_number
from aqyl.portal.plans.proving import add_file, add_link
from aqyl.portal.plans.reporting import progress_mark
from aqyl.portal.procedure import perform, state_of, steps_for
from aqyl.problems import AqylError, Place, Problem


def writes(request: HttpRequest, report: Report) -> bool:
    """Whether the person fills in the report, as its state now stands."""
    editable = state_of(report.campaign.edition, report.state).editable
    return editable and bool(holds(Role.OFFICER)(request.user, report))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """The report; a step of the procedure by POST."""
    report = report_for(request, pk)
    refused = take_step(request, report) if request.method == "POST" else None
    if request.method == "POST" and refused is None:
        messages.success(request, say("portal.campaigns.step_taken", reader()))
        return HttpResponseRedirect(reverse("plan-report", args=[pk]), status=303)
    plan = report.plan
    values = {
        "report": report,
        "plan": plan,
        "place": plan.territory,
        "campaign": plan.campaign,
        "edition": plan.edition,
        "text": plan.text,
        "tracked": tracked_of(report),
        "writes": writes(request, report),
        "steps": steps_for(report, signed_in(request)),
        "problems": refused.problems if refused else (),
        "typed_reason": request.POST.get("reason", ""),
    }
    status = code_of(refused) if refused else 200
    return render(request, "plans/report.html", values, status=status)


def tracked_of(report: Report) -> Tracked | None:
    """Slippage and spending by this report and those before it."""
    rules = report.campaign.edition.planning
    if rules is None:
        return None
    earlier = [
        one.text
        for one in report.plan.reports.order_by("year", "quarter")
        if (one.year, one.quarter) < (report.year, report.quarter)
    ]
    return track(report.plan.text, (*earlier, report.text), rules.draft.slack)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def progress(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """What is told of one action; told, proven and taken off by POST."""
    report = report_for(request, pk)
    action = next((one for one in report.plan.text.roadmap.actions if one.id == name), None)
    if action is None:
        raise Http404
    if request.method != "POST":
        return _shown(request, report, action)
    deeds = {"tell": _tell, "file": _prove, "link": _prove, "remove": _take_off}
    deed = deeds.get(request.POST.get("deed", ""))
    if deed is None:
        raise BadRequest("deed")
    problems, status = deed(request, report, action)
    if problems:
        return _shown(request, report_for(request, pk), action, problems, status)
    after = "plan-report" if request.POST.get("deed") == "tell" else "plan-progress"
    args = [pk] if after == "plan-report" else [pk, name]
    return HttpResponseRedirect(reverse(after, args=args), status=303)


_Found = tuple[tuple[Problem, ...], int]


def _done(request: HttpRequest, name: str, report: Report, **given: Any) -> _Found:
    try:
        perform(name, report, signed_in(request), **given)
    except AqylError as error:
        return tuple(error.problems), 422
    return (), 303


def _tell(request: HttpRequest, report: Report, action: Action) -> _Found:
    told, problems = read_progress(request, report, action)
    if told is None:
        return problems, 422
    was = request.POST.get("was", "")
    return _done(request, "tell-progress", report, progress=told, was=was)


def read_progress(
    request: HttpRequest, report: Report, action: Action
) -> tuple[Progress | None, tuple[Problem, ...]]:
    """What was typed; None with what is wrong with it."""
    posted, lang, problems = request.POST, reader(), list[Problem]()
    share = read_number(posted.get("share", ""), "share", lang, problems)
    if not problems and (share is None or not 0 <= share <= 100):
        values = {"given": posted.get("share", "") or "–"}
        problems.append(Problem("portal.report_bad_share", Place(column="share"), values))
    spent: dict[str, int] = {}
    for one in report.campaign.edition.funding:
        name = f"spent-{one.id}"
        amount = read_amount(posted.get(name, ""), name, lang, problems)
        if amount is not None:
            spent[one.id] = amount
    end = None
    if posted.get("expected_end", "").strip():
        end = read_day(posted["expected_end"], "expected_end", problems)
    if problems or share is None:
        return None, tuple(problems)
    note = posted.get("note", "").replace("\r\n", "\n").strip()
    told = Progress(action=action.id, share=share / 100, spent=spent, expected_end=end, note=note)
    return told, ()


def _prove(request: HttpRequest, report: Report, action: Action) -> _Found:
    person, file = signed_in(request), request.FILES.get("file")
    try:
        if request.POST["deed"] == "link":
            add_link(report, person, action.id, request.POST.get("link", ""))
        elif isinstance(file, UploadedFile):
            add_file(report, person, action.id, file)
        else:
            return (Problem("portal.evidence_no_file", Place(column="file")),), 422
    except AqylError as error:
        return tuple(error.problems), 422
    return (), 303


def _take_off(request: HttpRequest, report: Report, action: Action) -> _Found:
    return _done(request, "remove-proof", report, proof=whole(request.POST.get("proof", "")))


def _shown(
    request: HttpRequest,
    report: Report,
    action: Action,
    problems: tuple[Problem, ...] = (),
    status: int = 200,
) -> HttpResponse:
    lang = reader()
    told = next((one for one in report.text.progress if one.action == action.id), None)
    typed = request.POST if problems and request.POST.get("deed") == "tell" else {}
    said = {
        "share": shown_number(told.share * 100, lang) if told else "",
        "expected_end": told.expected_end.isoformat() if told and told.expected_end else "",
        "note": told.note if told else "",
    }
    spent = [
        (
            one,
            f"spent-{one.id}",
            typed.get(
                f"spent-{one.id}", shown_number(told.spent.get(one.id) if told else None, lang)
            ),
        )
        for one in report.campaign.edition.funding
    ]
    values = {
        "report": report,
        "plan": report.plan,
        "place": report.territory,
        "campaign": report.campaign,
        "edition": report.campaign.edition,
        "action": action,
        "fields": {name: typed.get(name, text) for name, text in said.items()},
        "spent": spent,
        "proofs": report.proofs.filter(action=action.id, removed_at=None).order_by("pk"),
        "mark": progress_mark(report, action.id),
        "writes": writes(request, report),
        "problems": problems,
    }
    return render(request, "plans/progress.html", values, status=status)
