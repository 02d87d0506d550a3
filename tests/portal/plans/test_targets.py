"""Targets of goals and milestones of actions: set, moved, taken out, never over one another."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from aqyl.portal.people.models import Person
from aqyl.portal.plans.models import Plan
from aqyl.portal.plans.remarks import remarks_on
from tests.portal.plans.conftest import Lead

pytestmark = pytest.mark.django_db


def address(name: str, *args: object) -> str:
    with override("kk"):
        return reverse(name, args=args)


def targets(plan: Plan) -> list[tuple[int, float, str]]:
    plan.refresh_from_db()
    (goal,) = plan.text.strategy.goals
    return [(one.year, one.value, one.basis) for one in goal.targets]


class TestTargets:
    @pytest.fixture
    def there(self, plan: Plan) -> str:
        return address("plan-targets", plan.pk, "total")

    @pytest.fixture
    def was(self, client: Client, plan: Plan, officer: Person) -> str:
        client.force_login(officer)
        return self.mark(client, plan)

    def mark(self, client: Client, plan: Plan) -> str:
        html = client.get(address("plan-strategy", plan.pk)).content.decode()
        form = html.partition(f'action="{address("plan-targets", plan.pk, "total")}"')[2]
        return form.partition('name="was" value="')[2].partition('"')[0]

    def test_a_changed_value_is_the_akimats_own_and_an_unchanged_one_stays_assumed(
        self, client: Client, plan: Plan, there: str, was: str
    ) -> None:
        typed = {"was": was, "target-total-2027": "47,5", "target-total-2028": "60"}
        assert client.post(there, typed).status_code == 303
        assert targets(plan) == [(2027, 47.5, "own"), (2028, 60.0, "assumption")]

    def test_a_blank_year_has_no_target(
        self, client: Client, plan: Plan, there: str, was: str
    ) -> None:
        assert client.post(there, {"was": was, "target-total-2028": " "}).status_code == 303
        assert targets(plan) == []

    def test_a_stale_form_is_refused_and_keeps_what_was_typed(
        self, client: Client, plan: Plan, there: str, was: str
    ) -> None:
        client.post(there, {"was": was, "target-total-2028": "61"})
        stale = client.post(there, {"was": was, "target-total-2028": "62,25"})
        assert stale.status_code == 422
        assert 'value="62,25"' in stale.content.decode()
        assert targets(plan) == [(2028, 61.0, "own")]

    @pytest.mark.parametrize(("given", "said"), [("101", "0 мен 100"), ("көп", "сан")])
    def test_what_is_no_score_is_refused(
        self, client: Client, plan: Plan, there: str, was: str, given: str, said: str
    ) -> None:
        answer = client.post(there, {"was": was, "target-total-2028": given})
        assert answer.status_code == 422
        html = answer.content.decode()
        assert said in html
        assert f'value="{given}"' in html
        assert targets(plan) == [(2028, 60.0, "assumption")]

    def test_only_who_writes_the_plan_sets_them(
        self, client: Client, lead: Lead, people: dict[str, Person]
    ) -> None:
        plan = lead("plan.revision")
        there = address("plan-targets", plan.pk, "total")
        for role in ("approver", "manager", "deputy"):
            client.force_login(people[role])
            assert client.post(there, {"target-total-2028": "70"}).status_code == 403
        assert targets(plan) == [(2028, 60.0, "assumption")]

    def test_an_unknown_goal_is_not_found(self, client: Client, plan: Plan, was: str) -> None:
        assert (
            client.post(address("plan-targets", plan.pk, "none"), {"was": was}).status_code == 404
        )


class TestMilestones:
    @pytest.fixture
    def there(self, client: Client, plan: Plan, officer: Person) -> str:
        client.force_login(officer)
        return address("plan-milestones", plan.pk, "portal")

    def add(self, client: Client, plan: Plan, there: str, words: str = "Сынақ") -> None:
        was = client.get(address("plan-action", plan.pk, "portal")).context["new_mark"]
        assert (
            client.post(there, {"was": was, "words": words, "due": "2028-06-30"}).status_code == 303
        )

    def due(self, client: Client, plan: Plan) -> dict[str, tuple[str, str, str]]:
        found = client.get(address("plan-action", plan.pk, "portal")).context["milestones"]
        return {
            one.it.id: (str(one.it.due), one.it.title.written.get("kk", ""), one.mark)
            for one in found
        }

    def test_one_is_added_in_the_readers_words(
        self, client: Client, plan: Plan, there: str
    ) -> None:
        self.add(client, plan, there)
        self.add(client, plan, there, "Іске қосу")
        found = self.due(client, plan)
        assert [one[:2] for one in found.values()] == [
            ("2028-06-30", "Сынақ"),
            ("2028-06-30", "Іске қосу"),
        ]
        assert list(found) == ["portal.1", "portal.2"]

    def test_one_is_moved_and_a_stale_move_is_refused(
        self, client: Client, plan: Plan, there: str
    ) -> None:
        self.add(client, plan, there)
        mark = self.due(client, plan)["portal.1"][2]
        move = {"milestone": "portal.1", "was": mark, "due": "2028-08-31"}
        assert client.post(there, move).status_code == 303
        assert client.post(there, {**move, "due": "2028-09-01"}).status_code == 422
        assert self.due(client, plan)["portal.1"][0] == "2028-08-31"

    def test_its_words_are_changed_as_those_of_any_passage(
        self, client: Client, plan: Plan, there: str
    ) -> None:
        self.add(client, plan, there)
        part = "roadmap/milestones/portal.1/title"
        posted = {"part": part, "was": "Сынақ", "words": "Сынақ кезеңі", "back": "portal"}
        assert client.post(address("plan-strategy", plan.pk), posted).status_code == 303
        assert self.due(client, plan)["portal.1"][1] == "Сынақ кезеңі"

    def test_one_is_taken_out(self, client: Client, plan: Plan, there: str) -> None:
        self.add(client, plan, there)
        taken = {
            "milestone": "portal.1",
            "was": self.due(client, plan)["portal.1"][2],
            "remove": "1",
        }
        assert client.post(there, taken).status_code == 303
        assert self.due(client, plan) == {}
        assert client.post(there, taken).status_code == 404

    @pytest.mark.parametrize(
        ("words", "due", "said"),
        [("", "2028-06-30", "атауы жоқ"), ("Сынақ", "ертең", "күн.ай.жыл")],
    )
    def test_what_is_missing_is_said_and_the_rest_kept(
        self, client: Client, plan: Plan, there: str, words: str, due: str, said: str
    ) -> None:
        answer = client.post(there, {"words": words, "due": due})
        assert answer.status_code == 422
        html = answer.content.decode()
        assert said in html
        assert f'name="words" maxlength="300" value="{words}"' in html

    def test_an_action_that_goes_takes_its_milestones_along(
        self, client: Client, plan: Plan, there: str
    ) -> None:
        self.add(client, plan, there)
        mark = client.get(address("plan-action", plan.pk, "portal")).context["mark"]
        gone = client.post(address("plan-remove-action", plan.pk, "portal"), {"was": mark})
        assert gone.status_code == 303
        plan.refresh_from_db()
        assert plan.text.roadmap.milestones == ()
        assert [one for one in remarks_on(plan, plan.text) if one.severity == "error"] == []
