"""A plan of Almaty in each stage, and who leads it there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.utils import timezone

from aqyl.plan import Action, Plan, Roadmap, Strategy
from aqyl.plan.models import Baseline, Budget, Effect, Expense, Goal, Passage, Target
from aqyl.portal.people.models import Grant, Person
from aqyl.portal.places.models import COUNTRY, Territory
from aqyl.portal.plans.models import Plan as PlanRow
from aqyl.portal.plans.models import Report
from aqyl.portal.procedure import perform
from aqyl.portal.results.models import Publication
from aqyl.standard.entries import Text
from tests.portal.conftest import ALMATY, Invite
from tests.portal.results.conftest import play, shared

__all__ = ["shared"]

Lead = Callable[..., PlanRow]
INITIATIVE = "city-management.akimat-websites"
# The steps of a plan from its draft on, each with the role that takes it.
WAY = (
    ("plan.consultation", "open-consultation", "approver", {}),
    ("plan.revision", "close-consultation", "officer", {}),
    ("plan.agreement", "submit-plan", "approver", {}),
    ("plan.agreed", "agree-plan", "manager", {}),
    ("plan.approved", "approve-plan", "approver", {}),
    ("plan.in-force", "adopt-plan", "deputy", {"reason": "Мәслихаттың 2026 ж. № 7 шешімі"}),
)


def plan_text(version: int = 1, settlement: str = ALMATY) -> Plan:
    """A plan of 2027-2028: one goal, two actions, a budget for each year."""
    return Plan(
        settlement=settlement,
        version=version,
        baseline=Baseline(
            edition="kz-2026", fingerprint="0" * 64, period="2026", score=41.0, low=30.0, high=60.0
        ),
        strategy=Strategy(
            standing=(Passage(generated=Text(kk="Балл 41", ru="Балл 41", en="A score of 41")),),
            goals=(
                Goal(
                    id="total",
                    node="total",
                    title=Passage(generated=Text(kk="Өсу", ru="Рост", en="Growth")),
                    now=41.0,
                    targets=(Target(year=2028, value=60.0),),
                ),
            ),
        ),
        roadmap=Roadmap(
            start=2027,
            end=2028,
            budgets=tuple(
                Budget(year=year, funding="local", amount=100_000) for year in (2027, 2028)
            ),
            actions=(_action("websites", 2027), _action("portal", 2028, ("websites",))),
        ),
    )


def _action(name: str, year: int, after: tuple[str, ...] = ()) -> Action:
    return Action(
        id=name,
        initiative=INITIATIVE,
        title=Passage(generated=Text(kk=f"{name} қк", ru=f"{name} ру", en=f"{name} en")),
        status="implemented",
        start=dt.date(year, 1, 1),
        end=dt.date(year, 9, 30),
        staff=1.0,
        expenses=(Expense(year=year, funding="local", amount=40_000, basis="own"),),
        effects=(Effect(indicator="city-management.response-time", change=-2.0, basis="own"),),
        prerequisites=after,
        goals=("total",),
    )


@pytest.fixture(scope="module")
def published(shared: None) -> Publication:
    """2026, assessed and published; made once a module."""
    publisher = Person.objects.create_user("ministry@example.kz", "a long password")
    Grant.objects.create(person=publisher, role="manager", territory_id=COUNTRY)
    return play(publisher)


@pytest.fixture
def almaty() -> Territory:
    return Territory.objects.get(code=ALMATY)


@pytest.fixture
def deputy(invite: Invite) -> Person:
    return invite("deputy", ALMATY)


@pytest.fixture
def plan(published: Publication, almaty: Territory, officer: Person) -> PlanRow:
    """Almaty's first plan, a draft."""
    perform("make-plan", almaty, officer, publication=published.pk, text=plan_text())
    return PlanRow.objects.get()


@pytest.fixture
def people(officer: Person, approver: Person, manager: Person, deputy: Person) -> dict[str, Person]:
    """By role."""
    return {"officer": officer, "approver": approver, "manager": manager, "deputy": deputy}


def days_pass(plan: PlanRow) -> None:
    """As if the plan had come into its state sixty days before."""
    long_ago = timezone.now() - dt.timedelta(days=60)
    PlanRow.objects.filter(pk=plan.pk).update(entered_at=long_ago)
    plan.refresh_from_db()


@pytest.fixture
def lead(plan: PlanRow, people: dict[str, Person]) -> Lead:
    """lead("plan.agreed"): the plan, led along the procedure into that state."""

    def to(state: str, which: PlanRow = plan) -> PlanRow:
        states = ["plan.draft", *(reached for reached, *_ in WAY)]
        here, there = states.index(which.state), states.index(state)
        for reached, step, role, given in WAY[here:there]:
            if step == "close-consultation":
                days_pass(which)
            perform(step, which, people[role], **given)
            assert which.state == reached
        return which

    return to


@pytest.fixture
def report(lead: Lead, officer: Person) -> Report:
    """On the present quarter of the plan in force."""
    today = timezone.localdate()
    plan = lead("plan.in-force")
    perform("make-report", plan, officer, year=today.year, quarter=(today.month + 2) // 3)
    return Report.objects.get()


__all__ = ["COUNTRY", "WAY", "Lead", "days_pass", "plan_text"]
