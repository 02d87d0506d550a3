"""What a person has to do next about plans and the reports on them, and by when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from aqyl.language import Sayable, say, worded
from aqyl.portal.people.models import Person, Role
from aqyl.portal.people.roles import AKIMAT, holds
from aqyl.portal.people.scope import covered, places_of, under
from aqyl.portal.places.models import Territory
from aqyl.portal.plans.guards import open_until
from aqyl.portal.plans.models import Plan, Report
from aqyl.portal.plans.quarters import last_day_of, quarter_of
from aqyl.portal.plans.standing import open_to_comments, states_in_force
from aqyl.portal.procedure import state_of, term_of
from aqyl.portal.results.models import Publication
from aqyl.standard.procedure import Transition

ACTORS = (*AKIMAT, Role.MANAGER, Role.DEPUTY)
_HEAVY = ("content", "solved")


@dataclass(frozen=True, slots=True)
class Said:
    """A wording of the catalogue with its values."""

    key: str
    values: dict[str, object]

    def say(self, lang: str) -> str:
        """The wording in one language."""
        return say(self.key, lang, **{k: worded(v, lang) for k, v in self.values.items()})


@dataclass(frozen=True, slots=True)
class Task:
    """Something to do: where, what, on which version or quarter, at which address, until when."""

    place: Territory
    what: Sayable
    of: Sayable | None
    link: str
    until: dt.date | None = None


def tasks_of(person: Person) -> list[Task]:
    """Every task of the person, the most pressing first; those without a term come last."""
    if not places_of(person, ACTORS):
        return []
    plans = list(_plans(person))
    reports = list(_reports(person)) if plans else []
    found = [
        *(task for plan in plans for task in _of_plan(person, plan)),
        *(task for report in reports for task in _of_report(person, report)),
        *(task for plan in plans for task in _quarters_due(person, plan, reports)),
        *_drafts_due(person, plans),
    ]
    return sorted(found, key=lambda task: (task.until or dt.date.max, task.place.pk))


def _plans(person: Person) -> QuerySet[Plan]:
    waiting = Q(comments__answer="", comments__hidden_reason="")
    plans = Plan.objects.filter(under(places_of(person, ACTORS), "territory__")).defer(*_HEAVY)
    counted = plans.annotate(waiting=Count("comments", filter=waiting))
    return counted.select_related("campaign", "territory__parent__parent").order_by("pk")


def _reports(person: Person) -> QuerySet[Report]:
    reports = Report.objects.filter(under(places_of(person, ACTORS), "plan__territory__"))
    paths = ("plan__campaign", "plan__territory__parent__parent")
    heavy = ("content", *(f"plan__{name}" for name in _HEAVY))
    return reports.select_related(*paths).defer(*heavy).order_by("year", "quarter", "pk")


def _leading(subject: Plan | Report) -> Transition | None:
    """The step that leads on from here: of those that leave the state, the edition's first."""
    steps = (
        one for one in subject.campaign.edition.transitions if subject.state in one.from_states
    )
    return next(steps, None)


def _of_plan(person: Person, plan: Plan) -> Iterator[Task]:
    of, step = Said("portal.plans.number", {"number": plan.number}), _leading(plan)
    until = term_of(plan, step) if step else None
    writes = bool(holds(Role.OFFICER)(person, plan))
    waiting: int = getattr(plan, "waiting", 0)
    if writes and state_of(plan.edition, plan.state).editable:
        what = Said("portal.plans.task.write", {})
        yield Task(plan.territory, what, of, reverse("plan-strategy", args=[plan.pk]), until)
    if writes and waiting and not state_of(plan.edition, plan.state).final:
        what = Said("portal.plans.task.answer", {"count": waiting})
        yield Task(plan.territory, what, of, reverse("plan-comments", args=[plan.pk]), until)
    if step and holds(*step.by)(person, plan) and not _still_open(plan):
        yield Task(plan.territory, step.title, of, reverse("plan", args=[plan.pk]), until)


def _still_open(plan: Plan) -> bool:
    """Whether residents still have days to comment."""
    until = open_until(plan) if plan.state in open_to_comments(plan.edition) else None
    return until is not None and timezone.localdate() <= until


def _of_report(person: Person, report: Report) -> Iterator[Task]:
    of, step = _quarter(report.year, report.quarter), _leading(report)
    link = reverse("plan-report", args=[report.pk])
    until = term_of(report, step) if step else None
    editable = state_of(report.campaign.edition, report.state).editable
    if editable and holds(Role.OFFICER)(person, report):
        yield Task(report.territory, Said("portal.plans.task.report", {}), of, link, until)
    if step and holds(*step.by)(person, report):
        yield Task(report.territory, step.title, of, link, until)


def _quarter(year: int, quarter: int) -> Said:
    return Said("portal.plans.quarter", {"year": year, "quarter": quarter})


def _quarters_due(person: Person, plan: Plan, reports: Iterable[Report]) -> Iterator[Task]:
    """Quarters that a plan in force has seen the end of and nobody has begun to report on."""
    if plan.state not in states_in_force(plan.edition) or not holds(Role.OFFICER)(person, plan):
        return
    begun = {(one.year, one.quarter) for one in reports if one.plan_id == plan.pk}
    today = timezone.localdate()
    year, quarter = quarter_of(timezone.localdate(plan.entered_at))
    while last_day_of(year, quarter) < today:
        if (year, quarter) not in begun:
            what = Said("portal.plans.task.begin_report", {"day": last_day_of(year, quarter)})
            link = reverse("plans-of", args=[plan.territory_id])
            yield Task(plan.territory, what, _quarter(year, quarter), link)
        year, quarter = year + quarter // 4, quarter % 4 + 1


def _drafts_due(person: Person, plans: Iterable[Plan]) -> Iterator[Task]:
    """Settlements with published results and no plan that stands."""
    if not places_of(person, (Role.OFFICER,)):
        return
    standing = {one.territory_id for one in plans if not state_of(one.edition, one.state).final}
    places = {one.pk: one for one in covered(person, (Role.OFFICER,)) if one.pk not in standing}
    published = Publication.objects.filter(
        scores__settlement__in=places, scores__node="total"
    ).values_list("scores__settlement", flat=True)
    for code in sorted(set(published)):
        what = Said("portal.plans.task.draft", {})
        yield Task(places[code], what, None, reverse("make-plan", args=[code]))
