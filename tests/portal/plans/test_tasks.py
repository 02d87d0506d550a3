"""What the page of one's own work says of plans: to whom, until when, and how dearly."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import DjangoAssertNumQueries

from aqyl.language import format_date
from aqyl.portal.people.models import Person
from aqyl.portal.places.models import COUNTRY
from aqyl.portal.plans.models import Plan, Report
from aqyl.portal.plans.tasks import Task, tasks_of
from aqyl.portal.procedure import perform, working_days_after
from aqyl.portal.results.models import Publication
from tests.portal.conftest import ALMATY, ASTANA, Invite
from tests.portal.plans.conftest import Lead, days_pass

pytestmark = pytest.mark.django_db
WRITE, DRAFT, FILL = "Work on the text of the plan", "Draft a plan", "Fill in the quarterly report"
OPEN, SEND = "open public consultation", "send for agreement"


def told(person: Person) -> list[str]:
    return [task.what.say("en") for task in tasks_of(person)]


@pytest.mark.parametrize(
    ("state", "wanted"),
    [
        ("plan.draft", {"officer": [WRITE], "approver": [OPEN]}),
        ("plan.consultation", {}),
        ("plan.revision", {"officer": [WRITE], "approver": [SEND]}),
        ("plan.agreement", {"manager": ["agree the plan"]}),
        ("plan.agreed", {"approver": ["approve the plan"]}),
        ("plan.approved", {"deputy": ["bring into force by decision of the maslikhat"]}),
        ("plan.in-force", {}),
    ],
)
def test_each_is_told_of_what_is_theirs(
    lead: Lead, people: dict[str, Person], state: str, wanted: dict[str, list[str]]
) -> None:
    lead(state)
    assert {role: told(person) for role, person in people.items() if told(person)} == wanted


def test_the_term_is_the_procedures(lead: Lead, manager: Person) -> None:
    plan = lead("plan.agreement")
    (task,) = tasks_of(manager)
    assert task.until == working_days_after(timezone.localdate(plan.entered_at), 20)
    assert task.link == f"/kk/plans/{plan.pk}/"


def test_a_published_settlement_without_a_plan_is_to_draft_one(
    published: Publication, officer: Person, approver: Person, invite: Invite
) -> None:
    assert [(one.what.say("en"), one.place.pk) for one in tasks_of(officer)] == [(DRAFT, ALMATY)]
    assert told(approver) == []
    (other,) = tasks_of(invite("officer", ASTANA))
    assert other.place.pk == ASTANA


def test_comments_wait_for_an_answer_and_the_consultation_for_its_days(
    lead: Lead, officer: Person
) -> None:
    plan = lead("plan.consultation")
    for words in ("Жол", "Жарық"):
        perform("comment-plan", plan, None, name="", text=words, language="kk")
    assert told(officer) == ["Answer comments: 2"]
    perform("answer-comment", plan.comments.first(), officer, answer="Болады", was=mark(plan))
    assert told(officer) == ["Answer comments: 1"]
    days_pass(plan)
    assert told(officer) == ["Answer comments: 1", "close the consultation"]


def mark(plan: Plan) -> str:
    comment = plan.comments.first()
    assert comment is not None
    return comment.mark


class TestReports:
    def test_an_ended_quarter_without_a_report_is_to_be_reported_on(
        self, lead: Lead, officer: Person, approver: Person
    ) -> None:
        plan = lead("plan.in-force")
        today = timezone.localdate()
        long_ago = timezone.now() - dt.timedelta(days=today.timetuple().tm_yday + 100)
        Plan.objects.filter(pk=plan.pk).update(entered_at=long_ago)
        due = tasks_of(officer)
        assert due[0].of is not None
        year, quarter = today.year - 1, 3 if long_ago.month < 10 else 4
        assert due[0].of.say("en") == f"quarter {quarter} of {year}"
        assert told(approver) == []
        perform("make-report", Plan.objects.get(), officer, year=year, quarter=quarter)
        assert len([one for one in tasks_of(officer) if begins(one)]) == len(due) - 1

    def test_a_report_is_filled_in_submitted_and_accepted(
        self, report: Report, people: dict[str, Person]
    ) -> None:
        officer, approver, manager = (people[name] for name in ("officer", "approver", "manager"))
        assert (told(officer), told(approver), told(manager)) == ([FILL], ["submit the report"], [])
        Report.objects.filter(pk=report.pk).update(state="report.submitted")
        assert (told(officer), told(approver)) == ([], [])
        (task,) = tasks_of(manager)
        assert task.what.say("en") == "accept the report"
        assert task.until == working_days_after(timezone.localdate(report.entered_at), 10)


def begins(task: Task) -> bool:
    return task.what.say("en").startswith("Begin the quarterly report")


class TestHome:
    @pytest.mark.parametrize("lang", ["kk", "ru", "en"])
    def test_the_page_names_the_settlement_the_version_and_the_term(
        self, client: Client, lead: Lead, manager: Person, lang: str
    ) -> None:
        plan = lead("plan.agreement")
        client.force_login(manager)
        html = client.get(f"/{lang}/home/").content.decode()
        assert f'href="/{lang}/plans/{plan.pk}/"' in html
        term = working_days_after(timezone.localdate(plan.entered_at), 20)
        assert format_date(term, lang) in html

    def test_a_deputy_with_nothing_to_do_is_told_so(
        self, client: Client, plan: Plan, deputy: Person
    ) -> None:
        client.force_login(deputy)
        assert "plan-tasks" not in client.get("/kk/home/").content.decode()

    @pytest.mark.parametrize(
        ("role", "queries"), [("officer", 3), ("approver", 2), ("manager", 2), ("deputy", 2)]
    )
    def test_queries(
        self,
        report: Report,
        invite: Invite,
        role: str,
        queries: int,
        django_assert_num_queries: DjangoAssertNumQueries,
    ) -> None:
        person = invite(role, COUNTRY if role == "manager" else ALMATY)
        assert person.roles
        with django_assert_num_queries(queries):
            tasks_of(person)

    def test_a_verifier_costs_nothing(
        self, verifier: Person, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        assert verifier.roles
        with django_assert_num_queries(0):
            assert tasks_of(verifier) == []
