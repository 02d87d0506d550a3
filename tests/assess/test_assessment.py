"""A whole assessment: bounds hold the score, ranks lie in their intervals, nothing is made up."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aqyl.assess import (
    Assessment,
    assess,
    facts_table,
    latest_period,
    ranks_table,
    scores_table,
)
from aqyl.problems import InputError
from aqyl.register import Register, load_register
from aqyl.standard import load_edition
from aqyl.tables import SCHEMAS, Table
from tests.assess.spec_cases import make_table

EDITION = load_edition("kz-2026")
REGISTER = load_register()
INITIATIVES = [initiative.id for initiative in EDITION.initiatives]
STATUSES = [status.id for status in EDITION.statuses]
STANDINGS = ["verified", "reported", "claimed", "returned", "refused"]


@cache
def cities() -> tuple[str, ...]:
    return tuple(settlement.kato for settlement in REGISTER.in_groups())


def run(*rows: dict[str, Any]) -> Assessment:
    table = make_table("answers", list(rows) or [said()])
    return assess(EDITION, {"answers": table}, REGISTER, "2026")


def said(
    status: str = "pilot",
    initiative: str = "safety.mass-alert",
    city: str = "391010000",
    verified: str = "verified",
) -> dict[str, Any]:
    return {"settlement": city, "initiative": initiative, "status": status, "verified": verified}


answers = st.lists(
    st.builds(
        said,
        st.sampled_from(STATUSES),
        st.sampled_from(INITIATIVES),
        st.sampled_from(cities()[:4]),
        st.sampled_from(STANDINGS),
    ),
    min_size=1,
    max_size=25,
    unique_by=lambda row: (row["settlement"], row["initiative"]),
)


@settings(max_examples=30, deadline=None)
@given(answers)
def test_bounds_hold_the_score_and_ranks_lie_in_their_intervals(rows: list[dict[str, Any]]) -> None:
    result = run(*rows)
    known = ~np.isnan(result.score)
    assert np.all(result.low[known] <= result.score[known] + 1e-9)
    assert np.all(result.score[known] <= result.high[known] + 1e-9)
    for row in ranks_table(result):
        best, worst = float(row["rank_low"] or 0), float(row["rank_high"] or 0)
        assert 1 <= best <= worst <= 100
        if row["rank"] is not None:
            assert best <= float(row["rank"]) <= worst


@settings(max_examples=20, deadline=None)
@given(answers, st.randoms())
def test_the_order_of_rows_changes_nothing(rows: list[dict[str, Any]], random: Any) -> None:
    shuffled = list(rows)
    random.shuffle(shuffled)
    np.testing.assert_array_equal(run(*rows).score, run(*shuffled).score)


@settings(max_examples=20, deadline=None)
@given(answers)
def test_verifying_an_answer_never_widens_the_bounds(rows: list[dict[str, Any]]) -> None:
    before = run(*rows)
    after = run(*(row | {"verified": "verified"} for row in rows if row["verified"] != "refused"))
    if any(row["verified"] == "refused" for row in rows):
        return
    assert np.nansum(after.high - after.low) <= np.nansum(before.high - before.low) + 1e-9


def test_weights_of_the_leaves_sum_to_one_in_every_group() -> None:
    result = run()
    leaves = result.weight[:, : len(result.tree.leaves)]
    np.testing.assert_allclose(leaves.sum(axis=1), 1.0, atol=1e-12)
    domains = [result.column(result.weight, domain.id) for domain in EDITION.domains]
    np.testing.assert_allclose(domains, 0.125, atol=1e-12)


def test_what_does_not_apply_to_a_group_has_no_row() -> None:
    left_out = [i.id for i in EDITION.initiatives if i.groups["district"] == "not_applied"]
    rows = [row for row in scores_table(run()) if row["group"] == "district"]
    assert left_out
    assert {row["node"] for row in rows} & set(left_out) == set()


def test_a_recommended_initiative_weighs_half_of_a_base_one() -> None:
    weights = {
        (row["group"], row["node"]): float(row["weight"] or 0) for row in scores_table(run())
    }
    safety = [i for i in EDITION.initiatives if i.domain == "safety"]
    base = next(i.id for i in safety if i.groups["oblast"] == "base")
    half = next(i.id for i in safety if i.groups["oblast"] == "recommended")
    assert weights["oblast", half] == pytest.approx(weights["oblast", base] / 2)


def test_everything_at_its_best_is_100_and_nothing_known_spans_all() -> None:
    best = [said("integrated", initiative) for initiative in INITIATIVES]
    result = run(*best)
    row = next(r for r in scores_table(result) if r["settlement"] == "391010000")
    assert row["node"] == "total"
    assert row["low"] == pytest.approx(70.0)
    assert row["high"] == pytest.approx(100.0)
    other = next(r for r in scores_table(result) if r["settlement"] == "351010000")
    assert (other["score"], other["low"], other["high"]) == (None, 0.0, pytest.approx(100.0))
    assert other["coverage"] == 0.0


def test_verified_reported_and_claimed_are_kept_apart() -> None:
    result = run(
        said("pilot", "safety.mass-alert"),
        said("pilot", "safety.drones", verified="reported"),
        said("pilot", "safety.service-112", verified="claimed"),
    )
    rows = {r["node"]: r for r in scores_table(result) if r["settlement"] == "391010000"}
    parts = [float(rows["safety"][b] or 0) for b in ("verified", "reported", "claimed")]
    assert all(part > 0 for part in parts)
    assert sum(parts) == pytest.approx(rows["safety"]["coverage"])


def test_the_tables_have_the_columns_of_their_schemas() -> None:
    result = run()
    assert tuple(scores_table(result)[0]) == SCHEMAS["scores"].names
    assert tuple(ranks_table(result)[0]) == SCHEMAS["ranks"].names
    assert facts_table(result)[0]["line"] == 2


def test_ranks_are_taken_over_all_and_within_each_group() -> None:
    rows = ranks_table(run(said("integrated", city="710000000"), said("pilot", city="391010000")))
    assert sum(row["rank"] is None for row in rows if row["group"] == "all") == 98
    count = Counter(str(row["group"]) for row in rows)
    assert count == {"all": 100, "republican": 3, "oblast": 39, "district": 58}
    place = {(r["group"], r["settlement"]): r["rank"] for r in rows}
    assert place["all", "710000000"] == 1
    assert place["all", "391010000"] == 2
    assert place["oblast", "391010000"] == 1


def test_unknown_ids_are_all_said_with_row_column_and_near_names() -> None:
    rows = [said(city="391010001"), said(initiative="safety.mass-alerts")]
    with pytest.raises(InputError) as caught:
        run(*rows)
    found = {(p.key, p.place.line, p.place.column) for p in caught.value.problems}
    assert found == {
        ("assess.unknown_settlement", 2, "settlement"),
        ("assess.unknown_initiative", 3, "initiative"),
    }
    assert "safety.mass-alert" in caught.value.text("en")
    assert "391010000" in caught.value.text("kk")


def test_a_status_that_the_edition_does_not_know_is_refused() -> None:
    with pytest.raises(InputError, match="implemented"):
        run(said("finished"))


def test_the_latest_period_is_the_latest_year_of_the_tables() -> None:
    values = make_table(
        "values", [{"settlement": "s", "indicator": "i", "value": 1.0}], period="2023"
    )
    evidence = make_table("evidence", [{"settlement": "s", "on": "2019/2025"}])
    assert latest_period({"values": values, "evidence": evidence}) == "2025"
    with pytest.raises(InputError, match="--period"):
        latest_period({"targets": Table("targets", ())})


def test_the_register_is_needed_for_an_edition_that_takes_its_units_from_it() -> None:
    with pytest.raises(ValueError, match="register"):
        assess(EDITION, {"answers": make_table("answers", [said()])}, None, "2026")
    assert isinstance(REGISTER, Register)
