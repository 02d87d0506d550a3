"""What the steps of a plan and of a report require."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.utils import timezone

from aqyl.portal.plans.models import Comment, Plan, Report
from aqyl.portal.plans.quarters import last_day_of
from aqyl.portal.plans.remarks import remarks_on
from aqyl.portal.procedure import Change, last_day, requirement
from aqyl.problems import Problem


@requirement("sound")
def sound(change: Change) -> Iterator[Problem]:
    """The plan has actions, and the checks find no error in it."""
    plan: Plan = change.subject
    text = plan.text
    if not text.roadmap.actions:
        yield Problem("portal.plan_empty")
    errors = sum(one.severity == "error" for one in remarks_on(plan, text))
    if errors:
        yield Problem("portal.plan_unsound", values={"count": errors})


@requirement("consulted")
def consulted(change: Change) -> Iterator[Problem]:
    """The plan has lain open to residents for as many working days as the edition says."""
    until = open_until(change.subject)
    if until is not None and timezone.localdate(change.at) <= until:
        yield Problem("portal.plan_still_open", values={"day": until})


def open_until(plan: Plan) -> dt.date | None:
    """The last day on which residents comment, counted from when the plan came into its state."""
    rules = plan.edition.planning
    days = rules.consultation_days if rules else None
    return last_day(plan.entered_at, days, timezone.get_default_timezone())


@requirement("answered")
def answered(change: Change) -> Iterator[Problem]:
    """Each comment that is shown has an answer."""
    count = unanswered(change.subject)
    if count:
        yield Problem("portal.plan_unanswered", values={"count": count})


def unanswered(plan: Plan) -> int:
    """How many comments wait for an answer."""
    return Comment.objects.filter(plan=plan, answer="", hidden_reason="").count()


@requirement("reported")
def reported(change: Change) -> Iterator[Problem]:
    """Each action begun by the end of the quarter is reported on, work that was done with proof."""
    report: Report = change.subject
    text = report.text
    said = {one.action: one for one in text.progress}
    end = last_day_of(report.year, report.quarter)
    begun = [one for one in report.plan.text.roadmap.actions if one.start <= end]
    silent = [one for one in begun if one.id not in said]
    if silent:
        yield Problem("portal.report_incomplete", values={"count": len(silent)})
    proven = set(report.proofs.filter(removed_at=None).values_list("action", flat=True))
    bare = [one for one in text.progress if one.share > 0 and one.action not in proven]
    if bare:
        yield Problem("portal.report_unproven", values={"count": len(bare)})
