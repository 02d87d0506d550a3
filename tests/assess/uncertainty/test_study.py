"""A study stands on the assessment: with nothing drawn it scores what the assessment scored."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings

from aqyl import index
from aqyl.assess import Assessment, assess
from aqyl.assess.uncertainty import Draft
from aqyl.register import load_register
from aqyl.standard import load_edition
from aqyl.tables import read_data
from tests.assess.small import assessed, measured, run, said, small, table
from tests.assess.spec_cases import make_table
from tests.assess.uncertainty.drawing import DATA, SHIPPED, draft, shipped, with_scoring


def nominal(made: Draft, *sources: str) -> index.Floats:
    """The nominal totals of all units on the edition's scale."""
    units = range(len(made.assessment.units))
    study = made.study(sources, units)  # type: ignore[arg-type]
    found = index.uncertainty_analysis(study, 4)
    return found.nominal_score * made.assessment.edition.scoring.scale


@pytest.mark.parametrize("name", SHIPPED)
@pytest.mark.parametrize("sources", [("weights",), ("unknown", "claims", "weights")])
def test_shipped_editions(name: str, sources: tuple[str, ...]) -> None:
    made = Draft.of(shipped(name))
    total = made.assessment.column(made.assessment.score, "total")
    np.testing.assert_allclose(nominal(made, *sources), total, rtol=1e-12, atol=1e-12)


def test_what_is_drawn_over_pooled_leaves() -> None:
    values = [measured("city", "ec-ict-ict-1c", 97.0), measured("city", "ec-ict-ict-2c", 40.0)]
    aims = [{"indicator": row["indicator"], "target": 100.0} for row in values]
    tables = {"values": table("values", values), "targets": make_table("targets", aims)}
    made = Draft.of(assess(load_edition("u4ssc-2022"), tables, None, "2024"))
    assert nominal(made, "weights") == pytest.approx([75.0])


def test_steps_after_a_mean_are_taken() -> None:
    edition = load_edition("kz-2019")
    leaves = [indicator.id for indicator in edition.indicators]
    values = [measured("750000000", leaf, 45.0 + n) for n, leaf in enumerate(leaves)]
    tables = {"values": table("values", values)}
    made = Draft.of(assess(edition, tables, load_register(), "2024"))
    assert nominal(made, "weights") == pytest.approx(
        made.assessment.score[:, -1], abs=1e-12, nan_ok=True
    )


@settings(max_examples=60, deadline=None)
@given(assessed())
def test_any_edition_and_data(assessment: Assessment) -> None:
    total = assessment.column(assessment.score, "total")
    np.testing.assert_allclose(
        nominal(draft(assessment), "unknown", "claims", "weights"), total, rtol=1e-9, atol=1e-9
    )


def test_a_unit_nothing_is_known_of_has_a_score_only_where_the_unknown_is_drawn() -> None:
    made = shipped("kz-2026")
    silent = int(np.flatnonzero(np.isnan(made.score[:, -1]))[0])
    for sources, there in ((("weights",), False), (("unknown",), True)):
        study = Draft.of(made).study(sources, [silent])  # type: ignore[arg-type]
        if there:
            assert index.uncertainty_analysis(study, 8).scored.tolist() == [8]
        else:
            assert np.isnan(study.settings[0].leaves).all()


def test_blanks_filled_from_other_neighbours_are_as_if_the_edition_said_so() -> None:
    edition, tables = load_edition("kz-open-2023"), read_data(DATA / "kz-open-2023")
    made = draft(assess(edition, tables), neighbours=(3,))
    study = made.study(["neighbours"], range(len(made.assessment.units)))
    own, other = study.settings
    imputation = edition.scoring.imputation
    assert imputation is not None
    three = imputation.model_copy(update={"neighbours": 3})
    expected = assess(with_scoring(edition, imputation=three), tables).facts.score
    np.testing.assert_allclose(other.leaves, expected, rtol=1e-12)
    assert (np.asarray(own.leaves) != np.asarray(other.leaves)).sum() == 4


def test_another_mean_is_as_if_the_edition_said_so() -> None:
    rows = [said("u1", "a.cameras"), said("u1", "b.lights", "implemented")]
    edition, values = small(), [measured("u1", "b.cashless", 45.0)]
    made = draft(run(edition, rows, values), aggregations=("geometric",))
    study = made.study(["aggregation"], [0])
    found = index.replay(
        study, {"aggregation": ["geometric"]}, [np.ones(len(study.hierarchy.nodes))]
    )
    other = run(with_scoring(edition, aggregation="geometric"), rows, values)
    assert found.scores[0] * 100 == pytest.approx(other.score[:, -1])


def test_another_scale_ranks_indicators_over_the_units_and_leaves_initiatives() -> None:
    values = [measured(unit, "b.cashless", x) for unit, x in (("u1", 9.0), ("u2", 81.0))]
    made = draft(
        run(small(), [said("u1", "a.cameras")], values), normalisations=("percentile_rank",)
    )
    own, other = made.study(["normalisation"], [0, 1]).settings
    leaf = made.assessment.tree.leaves.index
    assert np.asarray(own.leaves)[:, leaf("b.cashless")] == pytest.approx([0.1, 0.9])
    assert np.asarray(other.leaves)[:, leaf("b.cashless")].tolist() == [0.0, 1.0]
    assert np.asarray(other.leaves)[0, leaf("a.cameras")] == pytest.approx(0.4)
