"""What counts as real, what as method, what as data: one kind of change at a time."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from aqyl.assess import Assessment, assess
from aqyl.assess.bridge import PARTS, Bridge, bridge
from aqyl.assess.replay import cells_of, score_leaves, score_nodes
from aqyl.standard import Edition, load_edition
from aqyl.standard.models import Imputation, ValueRules
from aqyl.standard.steps import Invert
from tests.assess.audit.build import SOURCE, domain, initiative
from tests.assess.small import MEASURED, UNITS, YEAR, goalposts, measured, run, said, small, table
from tests.assess.spec_cases import make_table

ANSWERS = [said(unit, "a.cameras") for unit in UNITS] + [said("u1", "b.lights", "implemented")]
VALUES = [measured(unit, "a.crime", 10.0 * n) for n, unit in enumerate(UNITS, start=1)]


def kinds(found: Bridge) -> set[tuple[str, str]]:
    return {(player.part, player.kind) for player in found.players}


def only(found: Bridge, part: str) -> bool:
    """Whether something changed and it all is of one part."""
    moved = np.nanmax(np.abs(found.score.change))
    others = [np.nanmax(np.abs(found.part(found.score, p))) for p in PARTS if p != part]
    return bool(moved > 0.01 and max(others) < 1e-9)


def instead(rows: list[dict[str, Any]], **changed: Any) -> list[dict[str, Any]]:
    return [{**rows[0], **changed}, *rows[1:]]


def start() -> Assessment:
    return run(small(), ANSWERS, VALUES)


def test_another_status_of_the_same_standing_is_real() -> None:
    found = bridge(start(), run(small(), instead(ANSWERS, status="implemented"), VALUES))
    assert kinds(found) == {("real", "content")}
    assert only(found, "real")
    (one,) = found.contributors("u1", "real")
    assert one.node == "a.cameras"
    assert one.points == pytest.approx(found.step("u1").change)


def test_another_value_is_real_and_moves_others_through_the_common_scale() -> None:
    found = bridge(start(), run(small(), ANSWERS, instead(VALUES, value=70.0)))
    assert only(found, "real")
    assert found.step("u4", "a.crime").change < 0
    assert [c.node for c in found.contributors("u4", "real")] == ["a.crime"]


def test_another_standing_is_data() -> None:
    found = bridge(start(), run(small(), instead(ANSWERS, verified="refused"), VALUES))
    assert kinds(found) == {("data", "standing")}
    assert only(found, "data")


def test_status_and_standing_together_are_shared_out() -> None:
    after = run(small(), instead(ANSWERS, verified="refused", status="implemented"), VALUES)
    found = bridge(start(), after)
    step = found.step("u1", "a.cameras")
    assert (step.before, step.after) == (pytest.approx(40.0), 0.0)
    assert step.parts == {"real": pytest.approx(30.0), "method": 0.0, "data": pytest.approx(-70.0)}


def test_known_before_and_unknown_after_is_data_and_so_is_the_reverse() -> None:
    found = bridge(start(), run(small(), [*ANSWERS[1:], said("u2", "b.app")], VALUES))
    assert kinds(found) == {("data", "known_now"), ("data", "no_longer_known")}
    assert only(found, "data")
    assert found.step("u1").shares[0].player.kind == "no_longer_known"
    assert found.step("u2").shares[0].player.kind == "known_now"


def test_a_unit_that_comes_in_moves_the_others_as_data() -> None:
    found = bridge(start(), run(small(), ANSWERS, [*VALUES, measured("u0", "a.crime", 90.0)]))
    assert kinds(found) == {("data", "units_in")}
    assert found.units_after == ("u0",)
    assert "u0" not in found.units
    assert only(found, "data")
    assert found.step("u4").shares[0].player.ids == (("u0",),)


def test_a_unit_that_goes_out_gives_its_rank_away() -> None:
    answers, values = ([r for r in rows if r["settlement"] != "u4"] for rows in (ANSWERS, VALUES))
    found = bridge(start(), run(small(), answers, values))
    assert kinds(found) == {("data", "units_out")}
    assert found.units_before == ("u4",)
    step = found.step("u3", measure="rank")
    assert (step.before, step.after) == (2.0, 1.0)
    assert step.parts["data"] == pytest.approx(-1.0)


@pytest.mark.parametrize(
    ("kind", "changed"),
    [
        ("weights", {"shares": {"initiatives": 0.9, "indicators": 0.1}}),
        ("weights", {"domains": (domain("a"), domain("b", weight=5.0))}),
        ("missing", {"missing": "left_out"}),
        ("aggregation", {"aggregation": "harmonic"}),
        ("aggregation", {"pooling": "leaves"}),
    ],
)
def test_a_rule_of_scoring_is_method(kind: str, changed: dict[str, Any]) -> None:
    found = bridge(start(), run(small(**changed), ANSWERS, VALUES))
    assert kinds(found) == {("method", kind)}
    assert only(found, "method")
    assert found.players[0].changes
    assert all(change.sentence.kk for change in found.players[0].changes)


def with_indicator(name: str, **changed: Any) -> Edition:
    made = small()
    indicators = tuple(
        one.model_copy(update=changed) if one.id == name else one for one in made.indicators
    )
    return made.model_copy(update={"indicators": indicators})


def test_goalposts_points_and_steps_are_method() -> None:
    answers, values = ANSWERS, [*VALUES, measured("u1", "b.cashless", 45.0)]
    before = run(small(), answers, values)
    after = with_indicator("b.cashless", goalposts=goalposts(0.0, 60.0))
    found = bridge(before, run(after, answers, values))
    assert kinds(found) == {("method", "goalposts")}
    assert found.step("u1", "b.cashless").change == pytest.approx(25.0)
    steps = with_indicator("a.crime", steps=(*MEASURED["a.crime"].steps, Invert(step="invert")))
    assert kinds(bridge(before, run(steps, answers, values))) == {("method", "steps")}
    made = small()
    statuses = tuple(
        s.model_copy(update={"points": 0.7}) if s.id == "pilot" else s for s in made.statuses
    )
    points = bridge(before, run(made.model_copy(update={"statuses": statuses}), answers, values))
    assert kinds(points) == {("method", "points")}
    assert points.step("u1", "a.cameras").change == pytest.approx(30.0)


def test_a_leaf_less_is_the_tree_and_names_the_leaf() -> None:
    leaves = tuple(
        initiative(name, domain=name[0]) for name in ("a.cameras", "a.analytics", "b.lights")
    )
    less = small(leaves=(*leaves, *MEASURED.values()))
    answers = [*ANSWERS, said("u1", "b.app", "implemented")]
    found = bridge(run(small(), answers, VALUES), run(less, ANSWERS, VALUES))
    assert kinds(found) == {("method", "tree")}
    assert found.only_before == ("b.app",)
    assert "b.app" not in found.nodes
    assert {c.id for c in found.players[0].changes} == {"b.app"}
    assert "b.app" in [c.node for c in found.contributors("u1", "method")]


def test_a_domain_that_only_one_edition_has_is_named_itself() -> None:
    moved = [initiative(n, domain=n[0]) for n in ("a.cameras", "a.analytics", "b.lights")]
    moved += [initiative("b.app", domain="c", weight=2.0, prerequisites=("b.lights", "a.cameras"))]
    domains = (domain("a", weight=2.0), domain("b"), domain("c"))
    answers = [*ANSWERS, said("u1", "b.app", "implemented")]
    after = run(small(leaves=(*moved, *MEASURED.values()), domains=domains), answers, VALUES)
    found = bridge(run(small(), answers, VALUES), after)
    assert ("method", "tree") in kinds(found)
    assert found.only_after == ("c",)
    assert "c" in [c.node for c in found.contributors("u1", "method")]


def test_a_filled_blank_is_a_player_of_its_own() -> None:
    rule = Imputation(method="nearest_neighbours", neighbours=1, marked=False, source=SOURCE)
    marked = rule.model_copy(update={"marked": True})
    values = [*VALUES[:-1], *(measured(u, "a.response", 5.0 * n) for n, u in enumerate(UNITS, 1))]
    before, after = (run(small(imputation=one), ANSWERS, values) for one in (rule, marked))
    found = bridge(before, after)
    (player,) = [p for p in found.players if p.ids == (("u4", "a.crime"),)]
    assert (player.part, player.kind) == ("data", "imputation")
    assert found.step("u4").change == 0.0
    assert found.step("u4", measure="low").parts["data"] < 0
    assert found.step("u4", measure="low").shares[0].player == player
    filled = bridge(run(small(), ANSWERS, values), after)
    assert only(filled, "data")


def recomputed() -> Edition:
    return small(values=ValueRules(max_age_years=2, ratio="recomputed", source=SOURCE))


def test_the_same_row_read_by_another_rule_is_method_and_another_row_is_real() -> None:
    row = measured("u1", "b.cashless", 10.0, numerator=60.0, denominator=1.0)
    before, after = (run(made, ANSWERS, [*VALUES, row]) for made in (small(), recomputed()))
    found = bridge(before, after)
    assert kinds(found) == {("method", "reading")}
    assert found.players[0].ids == (("b.cashless",),)
    assert [change.field for change in found.players[0].changes] == ["scoring.values.ratio"]
    other = run(recomputed(), ANSWERS, [*VALUES, {**row, "numerator": 61.0}])
    assert kinds(bridge(before, other)) == {("real", "content")}


def test_a_value_too_old_for_the_new_rule_is_method_in_the_same_file_and_year() -> None:
    rows = [*VALUES, {**measured("u1", "b.cashless"), "period": "2023"}]
    strict = small(values=ValueRules(max_age_years=0, ratio="stated", source=SOURCE))
    found = bridge(run(small(), ANSWERS, rows), run(strict, ANSWERS, rows))
    assert kinds(found) == {("method", "reading")}


def test_another_group_with_the_same_facts_is_method() -> None:
    posts = (*goalposts(0.0, 90.0), goalposts(0.0, 30.0)[0].model_copy(update={"group": "town"}))
    made = with_indicator("b.cashless", goalposts=posts)
    values = [*VALUES, measured("u1", "b.cashless", 30.0)]
    before = run(made, ANSWERS, values)
    units = tuple(replace(u, group="town") if u.id == "u1" else u for u in before.units)
    groups = [unit.group for unit in units]
    leaves = score_leaves(made, before.tree.leaves, cells_of(before), groups)
    nodes = score_nodes(made, before.tree, leaves, groups)
    facts = replace(before.facts, score=leaves.score, low=leaves.low, high=leaves.high)
    moved = replace(
        before, units=units, facts=facts, score=nodes.shown, low=nodes.low, high=nodes.high
    )
    found = bridge(before, moved)
    assert kinds(found) == {("method", "groups")}
    assert found.step("u1", "b.cashless").parts["method"] == pytest.approx(100 * (1 - 1 / 3))


def u4ssc(first: float, target: float, year: str = YEAR) -> Assessment:
    made = load_edition("u4ssc-2022")
    name = "ec-ict-ict-1c"
    values = table("values", [measured("x", name, first), measured("x", "ec-ict-ict-2c", 90.0)])
    targets = [{"indicator": n, "target": t} for n, t in ((name, target), ("ec-ict-ict-2c", 100.0))]
    return assess(made, {"values": values, "targets": make_table("targets", targets)}, None, year)


def test_scores_against_targets_change_with_their_values_or_with_the_targets() -> None:
    before = u4ssc(50.0, 100.0)
    real = bridge(before, u4ssc(99.0, 100.0))
    assert kinds(real) == {("real", "content")}
    assert real.step("x", "ec-ict-ict-1c").change == pytest.approx(50.0)
    method = bridge(before, u4ssc(50.0, 50.0))
    assert kinds(method) == {("method", "targets")}
    assert only(method, "method")


def test_a_node_without_a_score_on_one_side_has_no_change() -> None:
    left_out = small(missing="left_out")
    before = run(left_out, ANSWERS, VALUES)
    after = run(left_out, [*ANSWERS, said("u1", "b.app")], VALUES)
    found = bridge(before, after)
    step = found.step("u1", "b.app")
    assert np.isnan([step.before, step.change, *step.parts.values()]).all()
    assert step.after == pytest.approx(40.0)
    rows = [r for r in found.rows() if (r["settlement"], r["node"]) == ("u1", "b.app")]
    assert {r["change"] for r in rows if r["measure"] == "score"} == {None}


def test_scores_on_different_scales_are_told_on_the_later_one() -> None:
    found = bridge(start(), run(small(scale=1.0), ANSWERS, VALUES))
    assert np.nanmax(np.abs(found.score.change)) < 1e-12
    assert found.step("u1").before == pytest.approx(start().score[0, -1] / 100)
