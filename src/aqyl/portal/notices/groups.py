"""Events that people are told of, in words and with a link; alike ones of a day as one."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils import timezone

from aqyl.language import format_date, say
from aqyl.portal.campaigns.models import Answer, Campaign, Submission
from aqyl.portal.evidence.titles import titles
from aqyl.portal.history.listing import title_of
from aqyl.portal.history.models import Event
from aqyl.portal.people.models import Person, Role
from aqyl.portal.people.roles import holds
from aqyl.portal.plans.models import Plan, Report
from aqyl.portal.procedure import state_of
from aqyl.standard.procedure import State

_LEADS = (Role.MANAGER, Role.AUDITOR, Role.METHODOLOGIST)
_PLACE = "territory__parent__parent"
Subject = Campaign | Submission | Answer | Plan | Report


@dataclass(frozen=True, slots=True)
class Group:
    """Events of one day, action, place and person, the latest first; answers alone are many.

    what: which campaign, settlement or initiative, and of how many answers. state: where a step
    led; did: what else was done. link: the page it is about, empty where the reader has none.
    """

    events: tuple[Event, ...]
    what: str
    state: State | None
    did: str
    reason: str
    who: str
    link: str

    @property
    def at(self) -> dt.datetime:
        """When the latest happened."""
        return self.events[0].at


def gathered(events: Iterable[Event]) -> list[tuple[Event, ...]]:
    """Events, the latest first, gathered where they are alike; a group stands at its latest."""
    found: dict[tuple[object, ...], list[Event]] = {}
    for event in sorted(events, key=lambda one: -one.number):
        kind = event.subject.partition(":")[0]
        alike = kind if kind == "answer" else event.subject
        day = timezone.localtime(event.at).date()
        found.setdefault((alike, event.action, event.territory, event.actor, day), []).append(event)
    return [tuple(one) for one in found.values()]


def worded(groups: Iterable[tuple[Event, ...]], reader: Person, lang: str) -> list[Group]:
    """Groups in words; a query for each kind of subject and one for the people, for all of them."""
    groups = list(groups)
    known = Known([event for group in groups for event in group])
    return [_worded(group, known, reader, lang) for group in groups]


class Known:
    """What the events are about, and who did them."""

    def __init__(self, events: list[Event]) -> None:
        self._events = events

    @cached_property
    def subjects(self) -> Mapping[str, Subject]:
        """`kind:id` -> the campaign, submission, answer, plan or report."""
        found: dict[str, Subject] = {}
        split = sorted(event.subject.split(":") for event in self._events)
        for kind, pairs in groupby(split, key=lambda pair: pair[0]):
            keys = {int(key) for _, key in pairs}
            for one in _rows(kind, keys):
                found[f"{kind}:{one.pk}"] = one
        return found

    @cached_property
    def people(self) -> Mapping[int, Person]:
        """Who did them."""
        return Person.objects.in_bulk({int(one.actor) for one in self._events if one.actor})


def _rows(kind: str, keys: set[int]) -> Iterator[Subject]:
    if kind == "campaign":
        yield from Campaign.objects.filter(pk__in=keys)
    elif kind == "submission":
        yield from Submission.objects.filter(pk__in=keys).select_related("campaign", _PLACE)
    elif kind == "answer":
        paths = ("submission__campaign", f"submission__{_PLACE}")
        yield from Answer.objects.filter(pk__in=keys).select_related(*paths)
    elif kind == "plan":
        yield from Plan.objects.filter(pk__in=keys).select_related("campaign", _PLACE)
    elif kind == "report":
        paths = ("plan__campaign", f"plan__{_PLACE}")
        yield from Report.objects.filter(pk__in=keys).select_related(*paths)


def _worded(events: tuple[Event, ...], known: Known, reader: Person, lang: str) -> Group:
    latest = events[0]
    subject = known.subjects.get(latest.subject)
    data: dict[str, Any] = json.loads(latest.data)
    reasons = {json.loads(one.data).get("reason", "") for one in events}
    actor = known.people.get(int(latest.actor)) if latest.actor else None
    edition = subject.campaign.edition if subject else None
    ids = {state.id for state in edition.states} if edition else set()
    return Group(
        events=events,
        what=_what(subject, events, lang) if subject else latest.subject,
        state=state_of(edition, data["to"]) if edition and data.get("to") in ids else None,
        did=_did(latest.action, data, lang),
        reason=reasons.pop() if len(reasons) == 1 else "",
        who=actor.name if actor else say("portal.history.system", lang),
        link=_link(subject, events, reader) if subject else "",
    )


def _what(subject: Subject, events: tuple[Event, ...], lang: str) -> str:
    if isinstance(subject, Campaign):
        return say("portal.look.campaign", lang, period=subject.period)
    if isinstance(subject, Plan | Report):
        return _planned(subject, lang)
    given = {"place": subject.territory.name(lang), "period": subject.campaign.period}
    count = len({event.subject for event in events})
    if isinstance(subject, Submission):
        return say("portal.notices.submission", lang, **given)
    if count > 1:
        return say("portal.notices.answers", lang, count=count, **given)
    title = titles(subject.campaign.edition_id)[subject.node].say(lang)
    return say("portal.notices.answer", lang, title=title, **given)


def _planned(subject: Plan | Report, lang: str) -> str:
    """A version of a settlement's plan, or the report on a quarter of it."""
    if isinstance(subject, Plan):
        part = say("portal.plans.number", lang, number=subject.number)
    else:
        part = say("portal.plans.quarter", lang, year=subject.year, quarter=subject.quarter)
    return say("portal.notices.plan", lang, place=subject.territory.name(lang), part=part)


def _did(action: str, data: Mapping[str, Any], lang: str) -> str:
    """What was done where it is no step; a prolonged term with its day."""
    if action.startswith("prolong-"):
        day = format_date(dt.date.fromisoformat(data["after"]), lang)
        return say("portal.notices.prolonged", lang, day=day)
    return title_of(action, lang)


def _link(subject: Subject, events: tuple[Event, ...], reader: Person) -> str:
    """The page on which the reader goes on: a verifier's own, or the akimat's."""
    if isinstance(subject, Campaign):
        leads = holds(*_LEADS)(reader, subject)
        return reverse("campaign", args=[subject.pk]) if leads else reverse("home")
    if isinstance(subject, Plan | Report):
        name = "plan" if isinstance(subject, Plan) else "plan-report"
        return reverse(name, args=[subject.pk])
    verifies = holds(Role.VERIFIER)(reader, subject)
    if isinstance(subject, Answer) and len({event.subject for event in events}) == 1:
        own = reverse("card", args=[subject.submission_id, subject.node])
        return reverse("verify-answer", args=[subject.pk]) if verifies else own
    form = subject.submission_id if isinstance(subject, Answer) else subject.pk
    return reverse("verify-submission" if verifies else "submission", args=[form])
