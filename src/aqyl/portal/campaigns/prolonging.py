"""A later last day for the next step of a campaign, a submission or an answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.utils import timezone

from aqyl.portal.campaigns.models import Answer, Campaign, Submission
from aqyl.portal.people.models import Role
from aqyl.portal.people.roles import holds
from aqyl.portal.procedure import Change, action, term_of, working_days_after
from aqyl.portal.procedure.terms import is_working
from aqyl.problems import Place, Problem
from aqyl.standard.models import Edition

Subject = Campaign | Submission | Answer
prolongs = holds(Role.MANAGER)
"""Whether a person may prolong a term at all."""


def term_now(subject: Subject) -> dt.date | None:
    """The latest last day of the steps that leave the subject's state; None where none has one."""
    edition: Edition = subject.campaign.edition
    steps = (one for one in edition.transitions if subject.state in one.from_states)
    return max((day for step in steps if (day := term_of(subject, step))), default=None)


def earliest(subject: Subject, today: dt.date) -> dt.date:
    """The first day that a term may be prolonged to: a working day after today and the term."""
    return working_days_after(max(today, term_now(subject) or today), 1)


def _can_be_prolonged(change: Change) -> Iterator[Problem]:
    if term_now(change.subject) is None:
        yield Problem("portal.no_term")
        return
    day, first = change.given.get("day"), earliest(change.subject, timezone.localdate(change.at))
    if not isinstance(day, dt.date) or day < first or not is_working(day):
        yield Problem("portal.bad_day", Place(column="day"), {"given": day or "–", "first": first})
    if not str(change.given.get("reason", "")).strip():
        yield Problem("portal.no_reason", Place(column="reason"))


def _prolong(change: Change) -> dict[str, object]:
    """Another last day for the next step. given: day, reason."""
    subject: Subject = change.subject
    before, subject.term = term_now(subject), change.given["day"]
    return {
        "before": before.isoformat() if before else None,
        "after": change.given["day"].isoformat(),
        "reason": str(change.given["reason"]).strip(),
    }


for _kind in ("campaign", "submission", "answer"):
    _declare = action(
        f"prolong-{_kind}", on=_kind, by=prolongs, guard=_can_be_prolonged, tells=True
    )
    _declare(_prolong)
