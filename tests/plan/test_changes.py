"""The difference between two versions of a plan, readable in three languages."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from aqyl.language import LANGUAGES
from aqyl.plan import Action, Changes, Plan, compare_plans
from aqyl.plan.models import Expense, Passage, Target
from aqyl.standard import load_edition
from tests.plan.example import almaty


def compare(before: Plan, after: Plan) -> Changes:
    return compare_plans(before, after, load_edition("kz-2026"))


def with_first(**changes: Any) -> Plan:
    """The example plan with its first action changed."""
    plan = almaty()
    first, *others = plan.roadmap.actions
    return with_actions((first.model_copy(update=changes), *others))


def with_actions(actions: tuple[Action, ...]) -> Plan:
    plan = almaty()
    roadmap = plan.roadmap.model_copy(update={"actions": actions})
    return plan.model_copy(update={"version": 2, "roadmap": roadmap})


def with_strategy(**changes: Any) -> Plan:
    plan = almaty()
    return plan.model_copy(update={"strategy": plan.strategy.model_copy(update=changes)})


def keys(after: Plan) -> list[str]:
    return [one.key for one in compare(almaty(), after).changes]


def test_the_same_plan_has_no_changes() -> None:
    found = compare(almaty(), almaty())
    assert found.changes == ()
    assert all(one.difference == 0 for one in found.sums)


def test_an_action_added_and_one_removed_come_with_term_and_cost() -> None:
    fewer = with_actions(almaty().roadmap.actions[1:])
    [removed] = [one for one in compare(almaty(), fewer).changes if one.key == "action_removed"]
    [added] = [one for one in compare(fewer, almaty()).changes if one.key == "action_added"]
    assert "Jan 1, 2027 – Dec 31, 2028, 12,780,000 thousand tenge" in removed.say("en")
    assert "12 780 000 мың теңге" in added.say("kk").replace("\u00a0", " ")


def test_a_moved_action_says_by_how_many_days() -> None:
    end = almaty().roadmap.actions[0].end
    [change] = compare(almaty(), with_first(end=end + dt.timedelta(days=30))).changes
    assert change.key == "moved"
    assert "by 30 days" in change.say("en")


def test_another_cost_says_before_after_and_difference_and_moves_the_sums() -> None:
    first = almaty().roadmap.actions[0].expenses[0]
    more = (first.model_copy(update={"amount": first.amount + 500}),)
    rest = almaty().roadmap.actions[0].expenses[1:]
    found = compare(almaty(), with_first(expenses=more + rest))
    [change] = found.changes
    assert "difference 500 thousand tenge" in change.say("en")
    assert {one.year: one.difference for one in found.sums if one.difference} == {2027: 500}


def test_money_that_only_moved_to_another_source_keeps_the_cost() -> None:
    rest = almaty().roadmap.actions[0].expenses[1:]
    first = almaty().roadmap.actions[0].expenses[0].model_copy(update={"funding": "private"})
    assert keys(with_first(expenses=(first, *rest))) == ["spread"]


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"title": Passage(written={"en": "Fibre"})}, "wording"),
        ({"responsible": Passage(written={"en": "Akim"})}, "wording"),
        ({"risk": Passage(written={"en": "Delay"})}, "wording"),
        ({"status": "pilot"}, "aim"),
        ({"staff": 99.0}, "field"),
        ({"joint": ("710000000",)}, "field"),
        ({"mandatory": False}, "field"),
        ({"goals": ()}, "field"),
    ],
)
def test_each_field_of_an_action_is_told(changes: dict[str, Any], key: str) -> None:
    assert keys(with_first(**changes)) == [key]


def test_a_wording_in_another_language_is_told_as_such() -> None:
    title = almaty().roadmap.actions[0].title.model_copy(update={"written": {"en": "Fibre"}})
    (change,) = compare(almaty(), with_first(title=title)).changes
    assert "“Fibre”" in change.say("en")
    assert change.say("ru").endswith("изменён текст на другом языке.")


def test_targets_are_told_as_the_language_writes_numbers() -> None:
    first, *rest = almaty().strategy.goals
    targets = (Target(year=2027, value=47.25), Target(year=2028, value=60.0))
    after = with_strategy(goals=(first.model_copy(update={"targets": targets}), *rest))
    (change,) = compare(almaty(), after).changes
    assert "2027: 47,25; 2028: 60,0" in change.say("kk")
    assert "2027: 47.25; 2028: 60.0" in change.say("en")


def test_changes_of_the_strategy_are_told() -> None:
    plan = almaty()
    strategy = plan.strategy
    goal = strategy.goals[0]
    targets = (Target(year=2027, value=50.0),)
    retargeted = (goal.model_copy(update={"targets": targets}), *strategy.goals[1:])
    assert keys(with_strategy(goals=retargeted)) == ["targets"]
    assert keys(with_strategy(goals=strategy.goals[1:])) == ["goal_removed"]
    assert keys(with_strategy(priorities=strategy.priorities[:-1])) == ["priority"]
    assert keys(with_strategy(risks=strategy.risks[1:])) == ["risk_removed"]
    assert keys(with_strategy(standing=strategy.standing[1:])) == ["standing"]
    later = strategy.stages[0].model_copy(update={"end": 2029})
    assert keys(with_strategy(stages=(later, *strategy.stages[1:]))) == ["stage"]


def test_milestones_budgets_years_and_the_assessment_beneath_are_told() -> None:
    plan = almaty()
    roadmap = plan.roadmap
    due = roadmap.milestones[0].due + dt.timedelta(days=1)
    later = roadmap.milestones[0].model_copy(update={"due": due})
    budget = roadmap.budgets[0].model_copy(update={"amount": 1})
    changed = roadmap.model_copy(
        update={
            "end": 2032,
            "milestones": (later, *roadmap.milestones[2:]),
            "budgets": (budget, *roadmap.budgets[1:]),
        }
    )
    baseline = plan.baseline.model_copy(update={"period": "2027", "score": 30.0})
    after = plan.model_copy(update={"roadmap": changed, "baseline": baseline})
    told = keys(after)
    assert told == ["baseline", "years", "milestone_moved", "milestone_removed", "budget"]


def test_every_change_is_worded_in_three_languages() -> None:
    plan = almaty()
    empty = plan.model_copy(
        update={
            "strategy": type(plan.strategy)(),
            "roadmap": type(plan.roadmap)(start=2027, end=2030),
        }
    )
    for before, after in ((plan, empty), (empty, plan)):
        for change in compare(before, after).changes:
            said = [change.say(lang) for lang in LANGUAGES]
            assert len(set(said)) == 3
            assert all("{" not in text for text in said)


def test_an_expense_of_another_basis_is_a_change() -> None:
    expenses = tuple(
        Expense(year=e.year, funding=e.funding, amount=e.amount, basis="own")
        for e in almaty().roadmap.actions[0].expenses
    )
    assert keys(with_first(expenses=expenses)) == ["spread"]
