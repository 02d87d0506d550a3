"""Odd but legal input: the bounds hold the score, nothing that is known goes missing."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aqyl.assess import Assessment, assess, facts_table, latest_period, ranks_table, scores_table
from aqyl.assess.compare import compare_order
from aqyl.assess.results import reports_table
from aqyl.assess.steps import worst_and_best
from aqyl.assess.trail import build_trail
from aqyl.index import Floats
from aqyl.problems import InputError
from aqyl.standard.models import (
    Edition,
    Imputation,
    Indicator,
    Initiative,
    NodeWeights,
    StandingRule,
    Units,
)
from aqyl.standard.models import Place as Listed
from aqyl.standard.steps import (
    Bands,
    Invert,
    Log,
    MinMax,
    PercentileRank,
    Piecewise,
    Rank,
    Scale,
    ShareOfTarget,
    Step,
    ZScore,
)
from aqyl.tables import Table
from tests.assess.audit.build import (
    SOURCE,
    UNITS,
    YEAR,
    domain,
    edition,
    indicator,
    initiative,
    scoring,
    table,
    text,
    values,
)

MARKS = (MinMax(step="minmax", low=0.0, high=100.0),)
CHAINS: dict[str, tuple[Step, ...]] = {
    "beyond given marks": MARKS,
    "beyond given marks, inverted": (*MARKS, Invert(step="invert")),
    "z-scores": (ZScore(step="zscore"),),
    "ranks": (Rank(step="rank"),),
    "percentile ranks, inverted": (PercentileRank(step="percentile_rank"), Invert(step="invert")),
    "bands, scaled": (
        Bands(step="bands", edges=(0.0, 50.0), points=(1.0, 5.0)),
        Scale(step="scale", factor=0.2),
    ),
    "falling lines": (Piecewise(step="piecewise", x=(0.0, 100.0), y=(1.0, 0.25)),),
}
STANDINGS = {
    "claimed": StandingRule(score="stated", low="worst", high="stated"),
    "returned": StandingRule(score="unknown", low="worst", high="best"),
    "refused": StandingRule(score="worst", low="worst", high="worst"),
}
numbers = st.one_of(st.none(), st.integers(-50, 150).map(float))
cells = st.tuples(numbers, st.sampled_from(["verified", *STANDINGS]))
columns = st.lists(cells, min_size=4, max_size=4)


def said(name: str, status: str = "pilot", **more: str) -> dict[str, str]:
    row = {"settlement": "u01", "initiative": name, "period": YEAR, "status": status}
    return {**row, "verified": "verified", **more}


def score(result: Assessment, unit: str, node: str = "total") -> tuple[float, float, float]:
    row = [one.id for one in result.units].index(unit)
    low, known, high = (
        result.column(m, node)[row] for m in (result.low, result.score, result.high)
    )
    return float(low), float(known), float(high)


@pytest.mark.parametrize("missing", ["left_out", "worst"])
@pytest.mark.parametrize("name", CHAINS)
@given(columns, columns)
def test_the_bounds_hold_the_score_whatever_the_steps(
    name: str,
    missing: str,
    first: list[tuple[float | None, str]],
    second: list[tuple[float | None, str]],
) -> None:
    rules = scoring(missing=missing, standings=STANDINGS)
    standard = edition(
        indicator("first", steps=CHAINS[name]), indicator("second", steps=MARKS), scoring=rules
    )
    given_cells = {
        leaf: [{"value": value, "verified": standing} for value, standing in column]
        for leaf, column in (("first", first), ("second", second))
    }
    result = assess(standard, {"values": values(given_cells)}, None, YEAR)
    known = ~np.isnan(result.score)
    assert np.all(result.low[known] <= result.score[known] + 1e-12)
    assert np.all(result.score[known] <= result.high[known] + 1e-12)
    assert len(ranks_table(result)) == 4


def test_the_ends_follow_the_steps() -> None:
    nothing: Floats = np.full(4, np.nan)
    ends = {name: worst_and_best(chain, nothing) for name, chain in CHAINS.items()}
    assert ends["bands, scaled"] == pytest.approx((0.2, 1.0))
    assert ends["falling lines"] == (0.25, 1.0)
    assert ends["ranks"] == (1.0, 4.0)
    assert worst_and_best(CHAINS["z-scores"], np.array([-1.5, 1.5])) == (-1.5, 1.5)


@given(*[st.sampled_from(["none", "pilot", "implemented", "lost"])] * 3)
def test_the_ends_of_a_disputed_answer_hold_its_status(one: str, low: str, high: str) -> None:
    row = said("lights", one, status_low=low, status_high=high)
    answers = {"answers": table("answers", [row])}
    least, known, most = score(assess(edition(initiative("lights")), answers), "u01", "lights")
    assert least <= known <= most


def test_a_refused_value_stretches_no_scale() -> None:
    column = [{"value": v, "verified": "verified"} for v in (10.0, 20.0, 30.0)]
    wild = [*column, {"value": 9999.0, "verified": "refused"}]
    standard = edition(indicator("clinics"), scoring=scoring(standings=STANDINGS))
    with_it = assess(standard, {"values": values({"clinics": wild})}, None, YEAR)
    without = assess(standard, {"values": values({"clinics": column})}, None, YEAR)
    np.testing.assert_array_equal(with_it.score[:3], without.score)
    assert score(with_it, "u04") == (0.0, 0.0, 0.0)


def test_a_value_that_no_score_comes_of_is_still_listed() -> None:
    standard = edition(indicator("clinics", steps=(ShareOfTarget(step="share_of_target"),)))
    result = assess(standard, {"values": values({"clinics": [7.0]})}, None, YEAR)
    assert [(row["settlement"], row["value"]) for row in facts_table(result)] == [("u01", 7.0)]
    row = scores_table(result)[0]
    assert (row["score"], row["low"], row["high"]) == (None, 0.0, 1.0)


def test_a_target_without_a_number_is_no_target() -> None:
    standard = edition(
        indicator("clinics", steps=(ShareOfTarget(step="share_of_target"),), direction="down")
    )
    tables = {
        "values": values({"clinics": [7.0]}),
        "targets": table("targets", [{"indicator": "clinics", "target": None}]),
    }
    assert np.isnan(assess(standard, tables, None, YEAR).score).all()


def test_a_value_outside_a_step_names_the_file_and_the_indicator() -> None:
    standard = edition(
        indicator("clinics", steps=(Log(step="log"),)), indicator("roads", steps=(Log(step="log"),))
    )
    data = values({"clinics": [0.0, 1.0], "roads": [-1.0, 1.0]})
    with pytest.raises(InputError) as caught:
        assess(standard, {"values": data}, None, YEAR)
    places = [(p.place.file, p.place.column) for p in caught.value.problems]
    assert places == [("values.csv", "clinics"), ("values.csv", "roads")]


def test_problems_of_reports_answers_and_values_come_together() -> None:
    report = {"settlement": "u01", "theme": "lights", "status": "done", "confidence": "stated"}
    tables = {
        "evidence": table("evidence", [{**report, "source": "s", "on": "2024"}]),
        "answers": table("answers", [said("lights", "ready")]),
        "values": values({"clinics": [0.0]}),
    }
    standard = edition(indicator("clinics", steps=(Log(step="log"),)), initiative("lights"))
    with pytest.raises(InputError) as caught:
        assess(standard, tables, None, YEAR)
    files = {problem.place.file for problem in caught.value.problems}
    assert files == {"evidence.csv", "answers.csv", "values.csv"}


def test_blanks_of_a_unit_of_which_nothing_is_known_are_not_filled() -> None:
    rule = Imputation(method="nearest_neighbours", neighbours=2, marked=False, source=SOURCE)
    places = tuple(Listed(id=u, title=text(u), source=SOURCE) for u in UNITS[:4])
    standard = edition(
        indicator("clinics"),
        indicator("roads"),
        scoring=scoring(imputation=rule),
        units=Units(kind="listed", listed=places),
    )
    data = values({"clinics": [1.0, 2.0, 3.0], "roads": [5.0, None, 9.0]})
    result = assess(standard, {"values": data}, None, YEAR)
    assert not np.isnan(score(result, "u02", "roads")[1])
    assert np.isnan(score(result, "u04")[1])


def two_domains(*leaves: Indicator | Initiative, **more: object) -> Edition:
    rules = scoring(obligations={"base": 1.0, "recommended": 0.5, "not_applied": 0.0}, **more)
    return edition(*leaves, domains=(domain("main"), domain("other")), scoring=rules)


def test_a_domain_of_which_nothing_applies_leaves_its_weight_to_the_others() -> None:
    idle = initiative("gates", domain="other", groups={"all": "not_applied"})
    standard = two_domains(initiative("lights"), idle)
    result = assess(standard, {"answers": table("answers", [said("lights")])}, None, YEAR)
    rows = scores_table(result)
    assert {row["node"]: row["weight"] for row in rows} == {"total": 1, "main": 1, "lights": 1}
    trail = build_trail(standard, rows, facts_table(result), "u01")
    assert sum(part.brings or 0.0 for part in trail.children) == pytest.approx(trail.score)


def test_weights_given_for_a_node_do_not_make_apply_what_does_not() -> None:
    equal = NodeWeights(node="main", method="equal", order=("lights", "gates"), source=SOURCE)
    standard = two_domains(
        initiative("lights"),
        initiative("gates", groups={"all": "not_applied"}),
        initiative("doors", domain="other"),
        weights=(equal,),
    )
    result = assess(standard, {"answers": table("answers", [said("lights")])}, None, YEAR)
    assert "gates" not in {row["node"] for row in scores_table(result)}


def test_reports_that_an_answer_replaces_say_so() -> None:
    report = {"settlement": "u01", "status": "lost", "confidence": "stated", "source": "s"}
    reports = [{**report, "theme": name, "on": "2024"} for name in ("lights", "gates")]
    tables = {
        "evidence": table("evidence", reports),
        "answers": table("answers", [said("lights")]),
    }
    standard = edition(initiative("lights"), initiative("gates"))
    result = assess(standard, tables, None, YEAR)
    uses = [(row["line"], row["use"]) for row in reports_table(result, tables["evidence"])]
    assert uses == [(2, "replaced"), (3, "decides")]


def test_tables_that_were_never_files_have_no_lines() -> None:
    rows = table("answers", [said("lights")]).rows
    result = assess(edition(initiative("lights")), {"answers": Table("answers", rows)})
    assert facts_table(result)[0]["line"] is None
    assert latest_period({"answers": Table("answers", rows)}) == YEAR


def test_a_place_beside_ours_is_taken_among_the_units_both_have() -> None:
    data = {"values": values({"clinics": [30.0, 20.0, 10.0]})}
    result = assess(edition(indicator("clinics")), data, None, YEAR)
    found = compare_order(result, {"u01": 1, "absent": 2, "u02": 3, "u03": 4})
    assert [(row.place, row.among, row.rank) for row in found.rows] == [
        (1, 1, 1),
        (3, 2, 2),
        (4, 3, 3),
    ]
    assert found.inside == 3
    assert compare_order(result, {"absent": 1}).rows == ()


def test_a_single_unit_is_ranked_first_and_an_indicator_it_alone_has_is_unscored() -> None:
    result = assess(edition(indicator("clinics")), {"values": values({"clinics": [5.0]})})
    assert score(result, "u01")[0::2] == (0.0, 1.0)
    assert [row["rank_low"] for row in ranks_table(result)] == [1.0]
