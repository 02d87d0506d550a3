"""From published results to a draft: what the optimiser gives, tells and takes into account."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from aqyl.plan.sums import budget_cells, by_cell
from aqyl.portal.diagnosis.kept import of_publication
from aqyl.portal.people.models import Person
from aqyl.portal.plans.models import Plan
from aqyl.portal.plans.pages.making import years_for
from aqyl.portal.procedure import perform
from aqyl.portal.results.models import Publication
from aqyl.standard import load_edition
from tests.portal.conftest import ALMATY
from tests.portal.plans.test_pages import LIGHT, address, seen
from tests.portal.results.conftest import play

pytestmark = pytest.mark.django_db
YEARS = years_for(load_edition("kz-2026"))
TENGE = 400_000  # thousands a year of the local budget


def made(client: Client, officer: Person, **given: str) -> Plan:
    """A draft of Almaty under so much local money a year."""
    client.force_login(officer)
    money = {f"money-{year}-local": str(TENGE) for year in YEARS}
    answer = client.post(address("make-plan", ALMATY), {**money, **given})
    assert answer.status_code == 303, answer.content.decode()
    return Plan.objects.get()


@pytest.fixture
def draft(client: Client, published: Publication, officer: Person) -> Plan:
    return made(client, officer)


def again(client: Client, plan: Plan, **given: Any) -> Plan:
    """The plan, solved again."""
    there = address("plan-roadmap", plan.pk)
    mark = client.get(there).context["mark"]
    answer = client.post(address("plan-solve", plan.pk), {"was": mark, **given})
    assert answer.status_code == 303, answer.content.decode()
    plan.refresh_from_db()
    return plan


class TestDraft:
    def test_it_fits_the_money_serves_goals_and_says_how_good_it_is(self, draft: Plan) -> None:
        text = draft.text
        roadmap, budgets = text.roadmap, budget_cells(text.roadmap)
        assert (roadmap.start, roadmap.end) == (YEARS[0], YEARS[-1])
        assert budgets == {(year, "local"): TENGE for year in YEARS}
        assert all(amount <= budgets[cell] for cell, amount in by_cell(roadmap.actions).items())
        goals = {one.id for one in text.strategy.goals}
        assert roadmap.actions
        assert all(set(one.goals) <= goals and one.goals for one in roadmap.actions)
        assert draft.solved["gap"] < 0.005
        assert draft.solved["score_after"] > draft.solved["score_before"]

    def test_it_rests_on_the_diagnosis_that_residents_read_computed_once(
        self,
        client: Client,
        published: Publication,
        officer: Person,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        read = of_publication(published)
        monkeypatch.delattr("aqyl.diagnose.diagnose")
        assert made(client, officer).text.baseline.fingerprint == read.fingerprint

    def test_everything_else_says_why_it_was_left_out(self, client: Client, draft: Plan) -> None:
        chosen = {one.initiative for one in draft.text.roadmap.actions}
        left = draft.solved["left"]
        assert left
        assert not chosen & set(left)
        html = seen(client, address("plan-roadmap", draft.pk))
        assert next(iter(left.values()))["kk"] in html
        assert len(html.encode()) < LIGHT

    def test_it_is_sound_enough_to_go_to_residents(self, client: Client, draft: Plan) -> None:
        page = client.get(address("plan", draft.pk)).context
        assert [one.key for one in page["remarks"] if one.severity == "error"] == []

    def test_every_page_of_a_real_draft_is_light(self, client: Client, draft: Plan) -> None:
        action = draft.text.roadmap.actions[0].id
        for there in (
            address("plan-strategy", draft.pk),
            address("plan-action", draft.pk, action),
            address("plan-budget", draft.pk),
        ):
            assert len(seen(client, there).encode()) < LIGHT, there

    def test_with_money_for_everything_the_pages_stay_light(
        self, client: Client, published: Publication, officer: Person, approver: Person
    ) -> None:
        plenty = {f"money-{year}-local": "90 000 000" for year in YEARS}
        plan = made(client, officer, **plenty)
        assert len(plan.text.roadmap.actions) > 40
        perform("open-consultation", plan, approver)
        for there in (
            address("plan-roadmap", plan.pk),
            address("plan-strategy", plan.pk),
            address("public-plan", ALMATY, 1),
        ):
            assert len(seen(client, there).encode()) < LIGHT, there

    def test_no_money_is_an_empty_plan_that_says_so(
        self, client: Client, published: Publication, officer: Person
    ) -> None:
        nothing = {f"money-{year}-local": "0" for year in YEARS}
        plan = made(client, officer, **nothing)
        assert plan.text.roadmap.actions == ()
        assert plan.solved["left"]
        assert "әзірге іс-шара жоқ" in seen(client, address("plan-roadmap", plan.pk))

    @pytest.mark.parametrize("given", ["-5", "көп", "1,5"])
    def test_money_that_is_none(
        self, client: Client, published: Publication, officer: Person, given: str
    ) -> None:
        client.force_login(officer)
        name = f"money-{YEARS[0]}-local"
        answer = client.post(address("make-plan", ALMATY), {name: given})
        assert answer.status_code == 422
        assert f'value="{given}"' in answer.content.decode()
        assert not Plan.objects.exists()


class TestAgain:
    def test_what_is_forbidden_goes_and_what_is_fixed_comes(
        self, client: Client, draft: Plan
    ) -> None:
        first = draft.text.roadmap.actions[0]
        plan = again(client, draft, forbid=[first.initiative])
        assert first.initiative not in {one.initiative for one in plan.text.roadmap.actions}
        plan = again(client, plan, fix=[f"{first.initiative}@{YEARS[1]}"])
        back = {one.initiative: one for one in plan.text.roadmap.actions}
        assert back[first.initiative].start.year == YEARS[1]

    def test_what_a_person_wrote_stays(self, client: Client, draft: Plan) -> None:
        name = draft.text.roadmap.actions[0].id
        word = {"part": f"roadmap/actions/{name}/responsible", "was": "", "words": "Цифрландыру"}
        client.post(address("plan-strategy", draft.pk), word)
        plan = again(client, draft, fix=[name])
        action = next(one for one in plan.text.roadmap.actions if one.id == name)
        assert action.responsible.say("kk") == "Цифрландыру"

    def test_the_same_question_gives_the_same_roadmap(self, client: Client, draft: Plan) -> None:
        before = draft.text.roadmap
        assert again(client, draft).text.roadmap == before

    def test_what_cannot_be_had_is_said_with_what_is_missing(
        self, client: Client, published: Publication, officer: Person
    ) -> None:
        little = {f"money-{year}-local": "1" for year in YEARS}
        plan = made(client, officer, **little)
        wanted = next(iter(plan.solved["left"]))
        mark = client.get(address("plan-roadmap", plan.pk)).context["mark"]
        given = {"was": mark, "fix": [wanted]}
        answer = client.post(address("plan-solve", plan.pk), given)
        assert answer.status_code == 422
        assert "бюджет" in answer.content.decode()
        plan.refresh_from_db()
        assert plan.text.roadmap.actions == ()

    def test_a_colleague_changed_the_roadmap_meanwhile(self, client: Client, draft: Plan) -> None:
        answer = client.post(address("plan-solve", draft.pk), {"was": "old"})
        assert answer.status_code == 422


class TestRedrafting:
    def test_newer_results_renew_what_was_made_and_leave_what_was_written(
        self, client: Client, draft: Plan, published: Publication
    ) -> None:
        there = address("plan-strategy", draft.pk)
        assert client.get(there).context["newer"] is None
        assert client.post(address("plan-redraft", draft.pk)).status_code == 404
        goal = draft.text.strategy.goals[0]
        word = {"part": f"strategy/goals/{goal.id}/title", "was": "", "words": "Өз сөзіміз"}
        client.post(there, word)
        publisher = Person.objects.get(email="ministry@example.kz")
        newer = play(publisher, "2027", seed=7)
        page = client.get(there).context
        assert page["newer"] == newer
        done = client.post(address("plan-redraft", draft.pk), {"was": page["mark"]}, follow=True)
        draft.refresh_from_db()
        assert draft.publication == newer
        assert draft.text.baseline.period == "2027"
        kept = {one.id: one.title.say("kk") for one in draft.text.strategy.goals}
        assert kept[goal.id] == "Өз сөзіміз"
        assert "Стратегия жаңартылды" in done.content.decode()
