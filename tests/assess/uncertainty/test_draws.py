"""Where scores fall: between their bounds, by the probabilities the edition states."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings

from aqyl import index
from aqyl.assess import Assessment
from aqyl.assess.uncertainty import (
    AHEAD,
    DRAWS,
    LEVELS,
    SOURCES,
    Draft,
    ahead_table,
    apart_and_together,
    draws_table,
    groups_of,
    levels_table,
    uncertainty,
)
from tests.assess.small import assessed, measured, run, said, small
from tests.assess.uncertainty.drawing import draft, shipped

ALL_INITIATIVES = {"initiatives": 1.0, "indicators": 0.0}


def one_unit(*rows: dict[str, object], **fields: object) -> Assessment:
    """A unit asked for initiatives alone: a.cameras, a.analytics, b.lights, b.app (twice)."""
    return run(small(shares=ALL_INITIATIVES, **fields), list(rows), [])


def scores(assessment: Assessment, *sources: str, **fields: object) -> index.Uncertainty:
    return uncertainty(draft(assessment, **fields), sources, groups=["all"]).groups["all"].figures


@settings(max_examples=40, deadline=None)
@given(assessed())
def test_scores_stay_between_low_and_high(assessment: Assessment) -> None:
    """Weights apart: the bounds are those of the published weights."""
    study = draft(assessment, weights=0.0).study(SOURCES, range(len(assessment.units)))
    found = index.uncertainty_analysis(study, 64, 1, percentiles=[0, 100]).score.percentiles
    low, high = (
        end[:, -1] / assessment.edition.scoring.scale for end in (assessment.low, assessment.high)
    )
    assert np.all(found[:, 0] >= low - 1e-9)
    assert np.all(found[:, 1] <= high + 1e-9)


def test_all_that_is_unknown_of_a_unit_is_equally_good() -> None:
    """Two of four initiatives are unknown: one number places both, evenly."""
    made = one_unit(said("u1", "a.cameras", "implemented"), said("u1", "b.lights", "implemented"))
    found = scores(made, "unknown", draws=4000)
    low, high = made.low[0, -1] / 100, made.high[0, -1] / 100
    expected = low + (high - low) * np.array([0.05, 0.25, 0.5, 0.75, 0.95])
    assert found.score.percentiles[0] == pytest.approx(expected, abs=0.02)


def test_apart_evens_out() -> None:
    made = one_unit(said("u1", "a.cameras", "implemented"))
    spread = {
        how: scores(made, "unknown", draws=4000, unknown=how).score.sd[0]
        for how in ("together", "apart")
    }
    assert spread["apart"] < 0.7 * spread["together"]


def test_a_claim_holds_in_the_stated_share_of_the_draws() -> None:
    every = [said("u1", leaf, "implemented") for leaf in ("a.cameras", "b.lights", "b.app")]
    claim = said("u1", "a.analytics", "implemented", "claimed")
    made = one_unit(*every, claim)
    found = scores(made, "claims", claims=0.3, draws=4000)
    low, high = made.low[0, -1] / 100, made.high[0, -1] / 100
    assert found.score.percentiles[0, [0, 4]] == pytest.approx([low, high])
    assert found.score.mean[0] == pytest.approx(low + 0.3 * (high - low), abs=0.01)


def test_weights_move_a_score_by_no_more_than_their_share_can() -> None:
    made = one_unit(
        said("u1", "a.cameras", "implemented"), said("u1", "a.analytics", "implemented"),
        said("u1", "b.lights", "none"), said("u1", "b.app", "none"),
    )  # fmt: skip
    found = scores(made, "weights", weights=0.1, draws=2000)
    # Domain a weighs 2 of 3 and scores what is implemented, b nothing.
    points = made.score[0, -1] / 100 / (2 / 3)
    ends = [points * 2 * (1 + s) / (2 * (1 + s) + 1 - s) for s in (-0.1, 0.1)]
    study = draft(made, weights=0.1).study(["weights"], [0])
    drawn = index.uncertainty_analysis(study, 2000, 1, percentiles=[0, 100]).score.percentiles[0]
    assert ends[0] <= drawn[0] < found.score.mean[0] < drawn[1] <= ends[1]
    assert drawn == pytest.approx(ends, abs=0.002)


def test_a_disputed_answer_lies_between_its_ends() -> None:
    """Kostanay's video analytics: lost, says the court; a pilot, says the contractor."""
    made = shipped("kz-2026")
    row = next(n for n, unit in enumerate(made.units) if unit.id == "391010000")
    study = Draft.of(made).study(["unknown"], [row])
    leaf = made.tree.leaves.index("safety.video-analytics")
    between = study.settings[0].between
    assert between is not None
    assert (np.asarray(between.low)[0, leaf], np.asarray(between.high)[0, leaf]) == (0.0, 0.4)


def test_the_same_seed_gives_the_same_tables_whatever_the_threads() -> None:
    made = Draft.of(shipped("kz-open-2023-corrected"), draws=600)
    one, other = (
        draws_table([uncertainty(made, work=index.Work(threads=n, chunk=256 * n))]) for n in (1, 2)
    )
    assert one == other


def test_apart_and_together_names_each_source_then_all() -> None:
    made = Draft.of(shipped("kz-2026"), draws=64)
    found = apart_and_together(made)
    assert [one.sources for one in found] == [
        ("unknown",), ("claims",), ("weights",), ("unknown", "claims", "weights"),
    ]  # fmt: skip
    assert list(found[0].groups) == ["all", "republican", "oblast", "district"]
    assert [len(drawn.units) for drawn in found[0].groups.values()] == [100, 3, 39, 58]


def test_tables_hold_what_was_drawn() -> None:
    made = Draft.of(shipped("kz-2026"), draws=128)
    found = [uncertainty(made, groups=["republican"], pairs=[("750000000", "710000000")])]
    draws, levels, ahead = draws_table(found), levels_table(found), ahead_table(found)
    assert {tuple(row) for row in draws} == {DRAWS}
    assert {tuple(row) for row in levels} == {LEVELS}
    assert {tuple(row) for row in ahead} == {AHEAD}
    assert [(row["settlement"], row["measure"]) for row in draws][:2] == [
        ("710000000", "score"), ("710000000", "rank"),
    ]  # fmt: skip
    score = next(row for row in draws if row["settlement"] == "750000000")
    assert score["nominal"] == pytest.approx(made.assessment.score[-2, -1])
    by_unit = np.array([float(str(row["probability"])) for row in levels]).reshape(3, 5)
    assert by_unit.sum(axis=1) == pytest.approx(1.0)
    shares = [[float(str(row[name])) for name in ("ahead", "level", "behind")] for row in ahead]
    assert np.array(shares).sum(axis=1) == pytest.approx(1.0)
    assert (ahead[-1]["first"], ahead[-1]["second"]) == ("750000000", "710000000")


def test_groups_hold_every_unit_once() -> None:
    groups = groups_of(shipped("kz-2026"))
    every = sorted(row for name, rows in groups.items() if name != "all" for row in rows)
    assert tuple(every) == groups["all"]


def test_values_of_the_ranking_are_drawn_too() -> None:
    values = [measured("u1", "b.cashless", 45.0, "claimed"), measured("u2", "b.cashless", 90.0)]
    made = run(small(shares={"initiatives": 0.0, "indicators": 1.0}), [], values)
    claims = draft(made).study(["claims"], [0, 1]).settings[0].claims
    assert claims is not None
    leaf = made.tree.leaves.index("b.cashless")
    assert np.asarray(claims.confirmed)[:, leaf] == pytest.approx([0.5, np.nan], nan_ok=True)
    assert np.asarray(claims.refuted)[:, leaf] == pytest.approx([0.0, np.nan], nan_ok=True)


def interrupted(done: int, count: int) -> None:
    raise KeyboardInterrupt


def test_an_interrupt_ends_the_draws_and_leaves_out_groups_not_begun() -> None:
    made = Draft.of(shipped("kz-2026"), draws=5000)
    found = uncertainty(made, ["weights"], work=index.Work(threads=1, progress=interrupted))
    assert list(found.groups) == ["all"]
    figures = found.groups["all"].figures
    assert 0 < figures.done < figures.asked == 5000
    assert {row["draws"] for row in draws_table([found])} <= {0, figures.done}


def test_an_interrupt_of_a_whole_set_is_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    from aqyl.assess.uncertainty import analysis

    plain = index.uncertainty_analysis
    work = index.Work(threads=1, progress=interrupted)
    monkeypatch.setattr(
        analysis.index,
        "uncertainty_analysis",
        lambda *given, **named: plain(*given, **{**named, "work": work}),
    )
    with pytest.raises(KeyboardInterrupt):
        apart_and_together(Draft.of(shipped("kz-2026"), draws=5000))
