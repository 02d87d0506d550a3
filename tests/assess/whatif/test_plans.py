"""What would it take: the plan reaches its goal, and no smaller one does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.resources import files
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aqyl.assess import Assessment, assess, ranks_table
from aqyl.assess.replay import replay
from aqyl.assess.results import level_of
from aqyl.assess.whatif import Plan, Terms, what_would_it_take
from aqyl.assess.whatif.levers import Lever, levers
from aqyl.problems import InputError, NotFoundError
from aqyl.register import load_register
from aqyl.standard import load_edition
from aqyl.standard.steps import Bands
from aqyl.tables import read_data
from tests.assess.audit.build import domain
from tests.assess.small import INITIATIVES, answers, measured, run, said, small, table

DATA = Path(str(files("aqyl"))) / "data"
KOSTANAY = "391010000"
EFFORTS = st.dictionaries(st.sampled_from(INITIATIVES), st.integers(1, 5), max_size=4)
LEAST = st.sampled_from(["changes", "effort"])

Sizes = tuple[int, int]


def levers_of(found: Assessment, effort: Mapping[str, int]) -> tuple[Lever, ...]:
    return levers(found, 0, replay(found), effort, False)


def every_plan(found: Assessment, effort: Mapping[str, int]) -> Iterator[tuple[Sizes, float]]:
    """(changes, effort) and the total of everything that u1 could do, by brute force."""
    own = levers_of(found, effort)
    heights = [(lever.height, *(rung.height for rung in lever.rungs)) for lever in own]
    weight = found.weight[0, : len(found.tree.leaves)]
    base = float(np.nan_to_num(found.score[0, -1]))
    for chosen in product(*heights):
        at = {lever.leaf: height for lever, height in zip(own, chosen, strict=True)}
        raised = [lever for lever in own if at[lever.leaf] > lever.height]
        if any(at[need] < at[lever.leaf] for lever in raised for need in lever.needs):
            continue
        points = {r.height: r.points for lever in raised for r in lever.rungs}
        gain = sum(100 * weight[v.column] * (points[at[v.leaf]] - v.points) for v in raised)
        cost = sum((at[lever.leaf] - lever.height) * lever.effort for lever in raised)
        yield (len(raised), cost), base + gain


def sizes(plan: Plan) -> Sizes:
    return plan.changes, plan.effort


@settings(max_examples=60, deadline=None)
@given(answers, EFFORTS, LEAST, st.floats(1.0, 60.0))
def test_no_smaller_plan_reaches_the_goal(
    rows: list[dict[str, Any]], effort: dict[str, int], least: Any, goal: float
) -> None:
    found = run(
        small(), [said("u1", "a.cameras", "none"), *_others(rows)], [measured("u1", "a.response")]
    )
    plan = what_would_it_take(found, "u1", goal, Terms(least=least, effort=effort))
    enough = [size for size, total in every_plan(found, effort) if total >= goal - 1e-9]
    assert plan.method == "exact"
    assert plan.reached == bool(enough)
    if enough:
        order = (lambda s: s) if least == "changes" else (lambda s: s[::-1])
        assert sizes(plan) == min(enough, key=order)
        assert plan.after.score >= goal - 1e-9


def _others(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [row for row in rows if (row["settlement"], row["initiative"]) != ("u1", "a.cameras")]


@settings(max_examples=30, deadline=None)
@given(answers, LEAST, st.floats(1.0, 70.0), st.sampled_from(["geometric", "left_out", "after"]))
def test_where_gains_do_not_add_up_the_plan_is_searched_and_reaches_its_goal(
    rows: list[dict[str, Any]], least: Any, goal: float, rule: str
) -> None:
    bands = Bands(step="bands", edges=(0.0, 0.3, 0.7), points=(0.1, 0.5, 1.0))
    made = {
        "geometric": small(aggregation="geometric"),
        "left_out": small(missing="left_out"),
        "after": small(domains=(domain("a", weight=2.0, after=(bands,)), domain("b"))),
    }[rule]
    found = run(
        made, [said("u1", "a.cameras", "none"), *_others(rows)], [measured("u1", "a.response", 6.0)]
    )
    plan = what_would_it_take(found, "u1", goal, Terms(least=least))
    if rule != "left_out":
        assert plan.method == "searched"
    if plan.reached:
        assert plan.after.score >= goal - 1e-9
        assert _prerequisites_first(plan)
    else:
        assert plan.most < goal


def _prerequisites_first(plan: Plan) -> bool:
    seen: set[str] = set()
    for move in plan.moves:
        if {need for need in move.needs if need in {m.leaf for m in plan.moves}} - seen:
            return False
        seen.add(move.leaf)
    return True


def cities() -> Assessment:
    made = load_edition("kz-2026")
    return assess(made, read_data(DATA / "kz-public"), load_register(), "2026")


CITIES = cities()


def milp(found: Assessment, row: int, own: tuple[Lever, ...], goal: float, least: str) -> Sizes:
    """The least (changes, effort) by scipy.optimize.milp, one 0-1 variable a rung."""
    from scipy.optimize import Bounds, LinearConstraint
    from scipy.optimize import milp as solve

    rungs = [(lever, rung) for lever in own for rung in lever.rungs]
    weight = found.weight[row, : len(found.tree.leaves)]
    gain = [100 * weight[v.column] * (r.points - v.points) for v, r in rungs]
    effort = np.array([(r.height - v.height) * v.effort for v, r in rungs], dtype=float)
    rows, low, high = [gain], [goal - float(found.score[row, -1])], [np.inf]
    for lever in own:
        rows.append([float(v is lever) for v, _ in rungs])
        low.append(0.0)
        high.append(1.0)
    by_leaf = {lever.leaf: lever for lever in own}
    for lever, rung in rungs:
        for need in lever.needs:
            if by_leaf[need].height < rung.height:
                enough = [float(v.leaf == need and r.height >= rung.height) for v, r in rungs]
                rows.append(
                    [
                        e - float(r is rung and v is lever)
                        for e, (v, r) in zip(enough, rungs, strict=True)
                    ]
                )
                low.append(0.0)
                high.append(np.inf)
    costs = {"changes": 1000.0 + effort, "effort": 1000.0 * effort + 1.0}[least]
    limits = LinearConstraint(np.array(rows), np.array(low) - 1e-9, np.array(high))
    done = solve(costs, constraints=limits, integrality=np.ones(len(rungs)), bounds=Bounds(0, 1))
    chosen = np.round(done.x).astype(bool)
    return int(chosen.sum()), int(effort[chosen].sum())


@pytest.mark.parametrize("settlement", [KOSTANAY, "750000000", "151010000"])
@pytest.mark.parametrize(
    ("goal", "least"), [("emerging", "changes"), ("developing", "effort"), (63.0, "effort")]
)
def test_scipy_finds_no_smaller_plan_for_a_city(settlement: str, goal: Any, least: Any) -> None:
    effort = {one.id: 1 + n % 3 for n, one in enumerate(CITIES.edition.initiatives)}
    row = [unit.id for unit in CITIES.units].index(settlement)
    plan = what_would_it_take(CITIES, settlement, goal, Terms(least=least, effort=effort))
    own = levers(CITIES, row, replay(CITIES), effort, False)
    assert plan.method == "exact"
    assert sizes(plan) == milp(CITIES, row, own, plan.goal.score, least)


def carried_out(plan: Plan) -> Assessment:
    """The whole assessment anew, with the plan's statuses reported as verified answers."""
    rows = [said(plan.settlement, move.leaf, str(move.after)) for move in plan.moves]
    tables = {**read_data(DATA / "kz-public"), "answers": table("answers", rows, "2026")}
    return assess(CITIES.edition, tables, load_register(), "2026")


def test_a_plan_carried_out_gives_the_score_level_and_ranks_it_promised() -> None:
    plan = what_would_it_take(CITIES, KOSTANAY, "developing")
    done = carried_out(plan)
    rows = {(r["group"], r["settlement"]): r for r in ranks_table(done)}
    assert rows["all", KOSTANAY]["score"] == pytest.approx(plan.after.score)
    assert rows["all", KOSTANAY]["rank"] == plan.after.rank
    assert rows["oblast", KOSTANAY]["rank"] == plan.after.rank_in_group
    assert plan.after.level == rows["all", KOSTANAY]["level"] == "developing"
    before = {(r["group"], r["settlement"]): r for r in ranks_table(CITIES)}
    assert before["all", KOSTANAY]["rank"] == plan.before.rank


def test_a_rank_is_reached_and_the_one_better_is_not() -> None:
    plan = what_would_it_take(CITIES, "151010000", 3, Terms(within="group"))
    assert plan.goal.kind == "rank"
    assert plan.after.rank_in_group <= 3 < plan.before.rank_in_group
    assert what_would_it_take(CITIES, "151010000", 1).after.rank == 1
    known = int(np.sum(~np.isnan(CITIES.column(CITIES.score, "total"))))
    last = what_would_it_take(CITIES, "151010000", known)
    assert (last.changes, last.reached) == (0, True)


def test_statuses_only_rise_and_only_where_they_apply() -> None:
    plan = what_would_it_take(CITIES, KOSTANAY, 69.0)
    ladder = {s.id: s.ladder or 0 for s in CITIES.edition.statuses}
    initiatives = {i.id: i for i in CITIES.edition.initiatives}
    assert plan.changes > 40
    for move in plan.moves:
        assert ladder[str(move.after)] > ladder.get(str(move.before), 0)
        assert initiatives[move.leaf].groups["oblast"] == move.obligation != "not_applied"
        assert move.steps == ladder[str(move.after)] - ladder.get(str(move.before), 0)
    heights = {move.leaf: ladder[str(move.after)] for move in plan.moves}
    now = {f.node: ladder[f.given] for f in CITIES.facts if f.settlement == KOSTANAY}
    for move in plan.moves:
        for need in move.needs:
            assert heights.get(need, now.get(need, 0)) >= heights[move.leaf]


def test_each_move_says_why_and_is_needed() -> None:
    found = run(small(), [said("u1", "b.app", "none")], [measured("u1", "b.cashless")])
    plan = what_would_it_take(found, "u1", 40.0)
    assert _prerequisites_first(plan)
    why = {move.leaf: (move.why, move.needed_by) for move in plan.moves}
    assert why == {
        "a.cameras": ("both", ("a.analytics",)),
        "a.analytics": ("gain", ()),
    }
    spare = plan.after.score - 40.0
    for move in plan.moves:
        assert move.gain == pytest.approx(100 * move.weight * (move.points[1] - move.points[0]))
        assert move.gain > spare


def test_a_prerequisite_that_weighs_nothing_is_raised_for_what_rests_on_it() -> None:
    leaves = tuple(
        one.model_copy(update={"weight": 0.0}) if one.id == "a.cameras" else one
        for one in (*small().initiatives, *small().indicators)
    )
    found = run(small(leaves=leaves), [said("u1", "b.app", "none")], [measured("u1", "a.crime")])
    plan = what_would_it_take(found, "u1", 30.0, Terms(least="effort"))
    assert [(move.leaf, move.why) for move in plan.moves] == [
        ("a.cameras", "prerequisite"),
        ("a.analytics", "gain"),
    ]
    assert plan.moves[0].gain == 0.0


@pytest.mark.parametrize("missing", ["worst", "left_out"])
def test_a_settlement_of_which_nothing_is_known_first_has_to_say_something(missing: str) -> None:
    found = run(small(missing=missing), [said("u2", "a.cameras")], [measured("u1", "a.crime")])
    assert np.isnan(found.score[0, -1])
    plan = what_would_it_take(found, "u1", "low")
    assert (plan.before.score, plan.before.level, plan.before.rank) == (None, None, None)
    assert plan.changes == 1
    assert plan.after.rank is not None
    assert plan.after.level is not None


def test_a_number_a_year_spreads_the_moves_prerequisites_in_no_later_year() -> None:
    plan = what_would_it_take(CITIES, KOSTANAY, "emerging", Terms(per_year=3))
    years = {move.leaf: move.year or 0 for move in plan.moves}
    assert plan.years == -(-plan.changes // 3)
    assert max(list(years.values()).count(year) for year in years.values()) <= 3
    assert all(years[n] <= years[m.leaf] for m in plan.moves for n in m.needs if n in years)
    assert what_would_it_take(CITIES, KOSTANAY, "emerging").years is None


def test_what_is_reached_already_takes_nothing_and_what_is_out_of_reach_says_how_far() -> None:
    already = what_would_it_take(CITIES, KOSTANAY, "initial")
    assert (already.changes, already.reached, already.before.score) == (
        0,
        True,
        already.after.score,
    )
    never = what_would_it_take(CITIES, KOSTANAY, "leading")
    assert (never.changes, never.reached, never.before.rank) == (0, False, never.after.rank)
    assert never.most == pytest.approx(70.0)
    values_too = what_would_it_take(CITIES, KOSTANAY, "leading", Terms(indicators=True))
    assert values_too.reached
    assert {"initiative", "indicator"} == {move.kind for move in values_too.moves}
    aims = [move.aim for move in values_too.moves if move.kind == "indicator"]
    assert None not in aims


def test_an_edition_of_values_alone_climbs_in_bands_or_quarters() -> None:
    made = load_edition("kz-2019")
    city = "750000000"
    rows = [measured(city, one.id, 30.0) for one in made.indicators]
    found = assess(made, {"values": table("values", rows, "2026")}, load_register(), "2026")
    plan = what_would_it_take(found, city, 0.6)
    assert (plan.method, plan.reached) == ("searched", True)
    assert plan.before.score == pytest.approx(0.4)
    assert plan.after.score >= 0.6
    assert {move.aim for move in plan.moves} <= {50.0, 75.0, 100.0}


def test_a_value_in_bands_says_what_it_has_to_reach() -> None:
    found = run(
        small(shares={"initiatives": 0.0, "indicators": 1.0}),
        [],
        [measured("u1", "b.on-time", 40.0)],
    )
    plan = what_would_it_take(found, "u1", 30.0)
    aims = {move.leaf: (move.value, move.aim) for move in plan.moves}
    assert "a.crime" not in aims
    highest = what_would_it_take(found, "u1", 66.0)
    assert {m.leaf: m.aim for m in highest.moves}["b.on-time"] == pytest.approx(66.0)


def test_lost_returned_refused_and_unknown_start_at_the_foot() -> None:
    rows = [
        said("u1", "a.cameras", "lost"),
        said("u1", "a.analytics", "implemented", "refused"),
        said("u1", "b.lights", "implemented", "returned"),
    ]
    found = run(small(), rows, [measured("u1", "b.cashless")])
    for lever in levers_of(found, {}):
        assert lever.height == 0
        assert lever.points == 0.0
        assert [rung.status for rung in lever.rungs] == ["pilot", "implemented"]


@pytest.mark.parametrize("goal", ["low", "middle"])
def test_a_level_is_a_score(goal: str) -> None:
    found = run(small(), [said("u1", "a.cameras", "none")], [measured("u1", "b.cashless")])
    plan = what_would_it_take(found, "u1", goal)
    assert plan.goal.kind == "level"
    assert level_of(found, plan.after.score) == goal


@pytest.mark.parametrize(
    ("goal", "terms", "said_"),
    [
        ("best", Terms(), "low, middle, high"),
        (0, Terms(), "from 1 to 1"),
        (101.0, Terms(), "from 0 to 100"),
        (50.0, Terms(effort={"a.cameras": 0}), "from 1 to 20"),
        (50.0, Terms(effort={"a.cameras": 2.0}), "a whole number"),  # type: ignore[dict-item]
        (50.0, Terms(effort={"x": 2}), "an initiative or indicator"),
        (50.0, Terms(per_year=0), "1 or more"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_what_can(goal: Any, terms: Terms, said_: str) -> None:
    found = run(small(), [said("u1", "a.cameras", "none")], [measured("u1", "b.cashless")])
    with pytest.raises((InputError, NotFoundError)) as caught:
        what_would_it_take(found, "u1", goal, terms)
    assert said_ in caught.value.text("en")
    assert all(caught.value.text(lang) for lang in ("kk", "ru"))


def test_an_unknown_settlement_names_near_ones() -> None:
    with pytest.raises(NotFoundError, match=KOSTANAY):
        what_would_it_take(CITIES, "391010001", "emerging")
