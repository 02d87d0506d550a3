"""Slippage and spending against plan, by hand-made plans whose answers are easy to see."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aqyl.plan import ActionProgress, Plan, ProgressReport, Roadmap, Strategy, Tracked, track
from aqyl.plan.models import Action, Baseline, Expense, Passage, Progress
from aqyl.plan.progress import last_day
from aqyl.problems import InputError

BASELINE = Baseline(edition="e", fingerprint="0", period="2026", score=None, low=0.0, high=1.0)


def plan(start: dt.date = dt.date(2027, 1, 1), end: dt.date = dt.date(2027, 12, 31)) -> Plan:
    """One action that takes 400 from the local budget in 2027."""
    expenses = (Expense(year=2027, funding="local", amount=400, basis="own"),)
    action = Action(
        id="a", initiative="i", title=Passage(), status="s", start=start, end=end, expenses=expenses
    )
    roadmap = Roadmap(start=2027, end=2028, actions=(action,))
    return Plan(settlement="x", baseline=BASELINE, strategy=Strategy(), roadmap=roadmap)


def report(quarter: int, *progress: Progress, year: int = 2027) -> ProgressReport:
    return ProgressReport(
        settlement="x", plan_version=1, year=year, quarter=quarter, progress=progress
    )


def tell(share: float, spent: int = 0, end: dt.date | None = None) -> Progress:
    return Progress(action="a", share=share, spent={"local": spent}, expected_end=end)


def one(found: Tracked) -> ActionProgress:
    [action] = found.actions
    return action


def test_an_action_at_half_of_its_term_is_expected_to_be_half_done() -> None:
    found = one(track(plan(), [report(2, tell(0.5))], slack=0.1))
    assert found.expected == pytest.approx(181 / 365)
    assert found.state == "on_time"
    assert found.slip == pytest.approx(0, abs=3)


@pytest.mark.parametrize(
    ("share", "state"), [(1.0, "done"), (0.45, "on_time"), (0.39, "behind"), (0.0, "behind")]
)
def test_the_slack_decides_what_is_behind(share: float, state: str) -> None:
    assert one(track(plan(), [report(2, tell(share))], slack=0.1)).state == state


def test_past_its_end_an_action_is_late_and_before_its_start_not_begun() -> None:
    assert one(track(plan(), [report(4, tell(0.9))], slack=0.5)).state == "late"
    later = plan(dt.date(2028, 1, 1), dt.date(2028, 6, 30))
    assert one(track(later, [report(1)], slack=0.0)).state == "not_begun"
    assert one(track(plan(), [report(1)], slack=0.0)).state == "unreported"


def test_without_a_stated_end_the_pace_so_far_is_carried_on() -> None:
    found = one(track(plan(), [report(2, tell(0.25))], slack=0.1))
    assert found.end == dt.date(2027, 1, 1) + dt.timedelta(days=181 * 4 - 1)
    assert found.slip == (found.end - dt.date(2027, 12, 31)).days
    assert not found.stated


def test_an_end_that_the_akimat_states_is_taken() -> None:
    found = one(track(plan(), [report(2, tell(0.25, end=dt.date(2028, 1, 30)))], slack=0.1))
    assert (found.end, found.slip, found.stated) == (dt.date(2028, 1, 30), 30, True)


def test_the_forecast_is_what_is_spent_and_the_rest_at_the_planned_price() -> None:
    found = track(plan(), [report(2, tell(0.5, spent=300))], slack=0.1)
    assert (found.spent, found.planned_so_far, found.planned) == (300, 200, 400)
    assert found.forecast == 300 + 200


def test_spending_of_each_year_is_the_difference_of_the_reports() -> None:
    reports = [report(1, tell(0.9, 350), year=2028), report(4, tell(0.5, 250))]
    found = track(plan(), reports, slack=0.1)
    spent = {(s.year, s.funding): s.spent for s in found.spending}
    assert spent == {(2027, "local"): 250, (2028, "local"): 100}
    assert (found.year, found.quarter) == (2028, 1)


def test_wrong_reports_are_told_together() -> None:
    other = Progress(action="z", share=0.1)
    wrong = report(1, other).model_copy(update={"settlement": "y"})
    with pytest.raises(InputError) as error:
        track(plan(), [wrong, report(1)], slack=0.1)
    keys = {problem.key for problem in error.value.problems}
    assert keys == {"plan.report_settlement", "plan.report_action", "plan.report_twice"}
    with pytest.raises(InputError, match="no progress report"):
        track(plan(), [], slack=0.1)


def test_the_last_days_of_quarters() -> None:
    days = [last_day(2027, quarter) for quarter in (1, 2, 3, 4)]
    assert [(day.month, day.day) for day in days] == [(3, 31), (6, 30), (9, 30), (12, 31)]


@given(
    share=st.floats(0.0, 1.0),
    length=st.integers(0, 2000),
    quarter=st.integers(1, 4),
    spent=st.integers(0, 10**9),
)
def test_an_action_never_ends_in_the_past_unless_it_is_done(
    share: float, length: int, quarter: int, spent: int
) -> None:
    start = dt.date(2027, 1, 1)
    given_plan = plan(start, start + dt.timedelta(days=length))
    found = track(given_plan, [report(quarter, tell(share, spent))], slack=0.1)
    action = one(found)
    assert share == 1.0 or action.end >= min(found.day, action.action.end)
    assert 0.0 <= action.expected <= 1.0
    assert found.forecast >= spent
