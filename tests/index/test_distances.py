"""Normalisation by distance to the best, a reference, a target, or by given ends."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from aqyl.index import (
    Floats,
    borda,
    distance_to_max,
    distance_to_reference,
    distance_to_target,
    fraction_of_max,
    goalposts,
    min_max,
    scaled,
    z_score,
)

from . import reference
from .conftest import Reader
from .reference import NAN

METHODS: dict[str, Callable[[Floats], Floats]] = {
    "borda": borda,
    "dist2max": distance_to_max,
    "dist2ref_10": partial(distance_to_reference, reference=9),
    "scaled_m50_200": partial(scaled, low=-50, high=200, factor=100),
    "scaled_sf1": partial(scaled, low=-50, high=200),
}
CASES = [("04_treat_default_win5", name, "") for name in METHODS]
CASES += [("01_raw", name, "_rawNA") for name in ("borda", "dist2max", "dist2ref_10")]

whole = st.integers(-1000, 1000).map(float)
columns = arrays(np.float64, st.tuples(st.integers(2, 12), st.integers(1, 3)), elements=whole)


@pytest.mark.parametrize(("source", "name", "suffix"), CASES)
def test_coinr_gets_the_same(directed: Reader, source: str, name: str, suffix: str) -> None:
    """Where the reference unit is the worst, COINr divides by zero; ours has no scores there."""
    ours = METHODS[name](directed(source).values)
    expected = reference.cells(f"05_norm_{name}{suffix}")
    lengthless = np.isinf(expected).any(axis=0)
    assert lengthless.any() == (name == "dist2ref_10")
    assert np.isnan(ours[:, lengthless]).all()
    kept = ~lengthless
    np.testing.assert_allclose(ours[:, kept], expected[:, kept], rtol=1e-12, atol=1e-13)


@pytest.mark.parametrize(
    ("source", "suffix"), [("04_treat_default_win5", ""), ("01_raw", "_rawNA")]
)
def test_the_fraction_of_the_maximum_turned_round(
    directed: Reader, source: str, suffix: str
) -> None:
    """A defect of COINr: for direction -1 the worst value gets the highest score.

    There ours is its score turned over: least value / value, where COINr has value / least value.
    """
    x = directed(source).values
    ours, theirs = fraction_of_max(x), reference.cells(f"05_norm_fracmax{suffix}")
    burdens = np.nanmax(x, axis=0) <= 0
    assert 10 < burdens.sum() < 30
    np.testing.assert_allclose(ours[:, ~burdens], theirs[:, ~burdens], rtol=1e-12)
    with np.errstate(divide="ignore"):
        turned = 1.0 / theirs[:, burdens]
    told = np.isfinite(turned) & np.isfinite(theirs[:, burdens])
    np.testing.assert_allclose(ours[:, burdens][told], turned[told], rtol=1e-12)
    best = np.nanmax(ours[:, burdens], axis=0)
    assert (best == 1).all()
    assert np.nanmax(theirs[:, burdens]) > 1


def targets() -> dict[str, dict[str, str]]:
    return {row["iCode"]: row for row in reference.rows("05_norm_iMeta_params")}


@pytest.mark.parametrize(("name", "cap"), [("dist2targ", True), ("dist2targ_nocap", False)])
def test_coinr_gets_the_same_by_each_target(directed: Reader, name: str, cap: bool) -> None:
    raw, facts = directed("01_raw"), targets()
    rows = [facts[column] for column in raw.columns]
    target = [float(row["Target"]) * float(row["Direction"]) for row in rows]
    ours = distance_to_target(raw.values, target, cap)
    expected = reference.cells(f"05_norm_iMeta_{name}")
    np.testing.assert_allclose(ours, expected, rtol=1e-12, atol=1e-13)


def test_coinr_gets_the_same_by_parameters_of_each_indicator(directed: Reader) -> None:
    raw, facts = directed("01_raw"), targets()
    rows = [facts[column] for column in raw.columns]
    signs = np.array([float(row["Direction"]) for row in rows])

    def each(key: str) -> Floats:
        return np.array([float(row[key]) for row in rows])

    ends = np.sort(np.stack([each("scaled_lower") * signs, each("scaled_upper") * signs]), axis=0)
    ours = {
        "scaled": scaled(raw.values, *ends, factor=each("scale_factor")),
        "minmax": min_max(raw.values, to=(each("minmax_lower"), each("minmax_upper"))),
        "zscore": z_score(raw.values, each("zscore_mean"), each("zscore_sd")),
    }
    for name, scores in ours.items():
        expected = reference.cells(f"05_norm_iMeta_{name}")
        np.testing.assert_allclose(scores, expected, rtol=1e-12, atol=1e-13, err_msg=name)


def test_coinr_gets_the_same_for_one_vector_with_ties_and_a_gap() -> None:
    x = reference.column("05_vector_normalisations", "x")
    ours = {
        "scaled": scaled(x, 0, 10, 100),
        "dist2max": distance_to_max(x),
        "dist2ref3": distance_to_reference(x, reference=2),
        "dist2ref3cap": distance_to_reference(x, reference=2, cap=True),
        "dist2targ7": distance_to_target(x, 7),
        "dist2targ7cap": distance_to_target(x, 7, cap=True),
        "dist2targ2neg": distance_to_target(-x, -2),
        "dist2targ2negcap": distance_to_target(-x, -2, cap=True),
        "fracmax": fraction_of_max(x),
        "borda": borda(x),
        "goalposts": goalposts(x, 2, 8),
        "goalposts_neg": goalposts(x, 8, 2),
        "goalposts_notrunc": scaled(x, 2, 8, 100),
    }
    for name, scores in ours.items():
        expected = reference.column("05_vector_normalisations", name)
        np.testing.assert_allclose(scores, expected, rtol=1e-12, atol=1e-13, err_msg=name)


def test_scales_without_length() -> None:
    """Equal values, a target or a reference no better than the worst, a missing target."""
    assert np.isnan(distance_to_max([3, 3])).all()
    assert np.isnan(distance_to_target([3, 5], 3)).all()
    assert distance_to_target([3, 5], 2, cap=True).tolist() == [1, 1]
    np.testing.assert_array_equal(distance_to_target([3, NAN], 3, cap=True), [1, NAN])
    assert np.isnan(distance_to_target([[3.0], [5.0]], [NAN], cap=True)).all()
    assert np.isnan(distance_to_reference([3, 5], reference=0)).all()
    assert np.isnan(distance_to_reference([NAN, 5, 6], reference=0)).all()


def test_fractions_at_zero() -> None:
    assert fraction_of_max([0, 0]).tolist() == [1, 1]
    assert fraction_of_max([-4, 0]).tolist() == [0, 1]
    assert fraction_of_max([-2, 4]).tolist() == [-0.5, 1]
    assert np.isnan(fraction_of_max([NAN, NAN])).all()


RISING = {
    **METHODS,
    "dist2ref_10": partial(distance_to_reference, reference=0),
    "fracmax": fraction_of_max,
    "target": partial(distance_to_target, target=300, cap=True),
}


@pytest.mark.parametrize("name", RISING)
@given(data=st.data())
def test_a_higher_value_never_scores_less(name: str, data: st.DataObject) -> None:
    x = data.draw(columns)[:, 0]
    scores = RISING[name](x)
    higher = x[:, np.newaxis] > x
    assert not (higher & (scores[:, np.newaxis] < scores)).any()


@pytest.mark.parametrize("name", [name for name in RISING if name != "dist2ref_10"])
@given(data=st.data())
def test_the_order_of_units_changes_nothing_else(name: str, data: st.DataObject) -> None:
    x = data.draw(columns)
    order = data.draw(st.permutations(range(len(x))))
    np.testing.assert_allclose(RISING[name](x[order]), RISING[name](x)[order], atol=1e-12)


@given(columns)
def test_the_best_unit_is_at_one(x: Floats) -> None:
    told_apart = x[:, x.min(axis=0) < x.max(axis=0)]
    assert (distance_to_max(told_apart).max(axis=0) == 1).all()
    assert (fraction_of_max(x).max(axis=0) == 1).all()
    assert (borda(told_apart).max(axis=0) > 0).all()


def test_draws_may_stand_before_units() -> None:
    draws = np.random.default_rng(7).normal(size=(4, 6, 3))
    for normalise in (RISING["dist2ref_10"], fraction_of_max, distance_to_max, borda):
        one_by_one = np.stack([normalise(draw) for draw in draws])
        np.testing.assert_allclose(normalise(draws), one_by_one, rtol=1e-14)
