"""Sobol indices: a function whose indices are known, COINr's and SALib's figures, promises."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aqyl.index import Bootstrap, Estimate, Floats, sobol, sobol_indices, sobol_points
from aqyl.index.sensitivity.design import halton
from aqyl.index.sensitivity.sobol import BASE, FACTORS, SECOND, SEED
from aqyl.problems import InputError

from ..conftest import Reader
from ..reference import column

# T. Ishigami & T. Homma, "An importance quantification technique in uncertainty analysis for
# computer models", ISUMA '90: with a = 7 and b = 0.1.
FIRST = np.array([0.31390519, 0.44241114, 0.0])
TOTAL = np.array([0.55758886, 0.44241114, 0.24368366])
SECOND_ORDER = np.array([0.0, 0.24368366, 0.0])


def ishigami(u: Floats) -> Floats:
    x = 2 * np.pi * u - np.pi
    one, two, three = x.T
    y: Floats = np.sin(one) + 7 * np.sin(two) ** 2 + 0.1 * three**4 * np.sin(one)
    return y


def holds(estimate: Estimate, truth: Floats) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    return (estimate.low <= truth) & (truth <= estimate.high)


@pytest.mark.parametrize("seed", range(10))
def test_ishigami_lies_within_the_confidence_intervals(seed: int) -> None:
    found = sobol(ishigami, 3, 1024, seed, second=True)
    assert holds(found.first, FIRST).all()
    assert holds(found.total, TOTAL).all()
    assert holds(found.second, SECOND_ORDER).all()
    assert found.pairs == ((0, 1), (0, 2), (1, 2))
    np.testing.assert_allclose(found.first.value, FIRST, atol=0.05)
    np.testing.assert_allclose(found.total.value, TOTAL, atol=0.04)
    np.testing.assert_allclose(found.second.value, SECOND_ORDER, atol=0.08)
    assert found.variance == pytest.approx(13.8446, rel=0.025)


def test_the_intervals_hold_the_truth_as_often_as_they_say() -> None:
    """90 % intervals at independent points, over 120 seeds: within three standard errors."""
    hits = []
    for seed in range(120):
        a, b = np.random.default_rng(seed).random((2, 512, 3))
        mixed = [np.where(np.arange(3) == column, b, a) for column in range(3)]
        how = Bootstrap(confidence=0.9, resamples=300, seed=seed)
        found = sobol_indices(ishigami(np.concatenate([a, b, *mixed])), 3, bootstrap=how)
        hits.append(np.stack([holds(found.first, FIRST), holds(found.total, TOTAL)]))
    share = np.mean(hits, axis=0)
    assert (np.abs(share - 0.9) < 3 * np.sqrt(0.09 / 120)).all()


def test_even_points_come_nearer_than_independent_ones() -> None:
    even = [sobol(ishigami, 3, 512, seed).total.value - TOTAL for seed in range(30)]
    assert np.sqrt(np.mean(np.square(even))) < 0.03


def test_more_points_narrow_the_intervals() -> None:
    few, many = (sobol(ishigami, 3, base, seed=2).total for base in (256, 4096))
    ratio = (few.high - few.low) / (many.high - many.low)
    assert (ratio > 2.5).all()
    assert (ratio < 6).all()


def test_centring_is_what_keeps_the_first_order_steady() -> None:
    """Far from zero the plain estimator is lost; the centred one does not notice."""
    y = ishigami(sobol_points(3, 2048, 4))
    near, far = (sobol_indices(y + shift, 3).first.value for shift in (0.0, 1e4))
    np.testing.assert_allclose(near, far, rtol=1e-8)
    plain = sobol_indices(y + 1e4, 3, centred=False).first.value
    assert np.abs(plain - FIRST).max() > 1


def test_coinr_estimates_the_same(coinr: Reader) -> None:
    """From its results at its own points; its first order is not centred."""
    points = np.stack([column("10_ishigami_X", name) for name in ("V1", "V2", "V3")], axis=1)
    results = column("10_ishigami_y", "y")
    np.testing.assert_allclose(ishigami(points), results, rtol=1e-11)
    for name, y, factors in (
        ("10_ishigami_indices", results, 3),
        ("10_SA50_indices", coinr("10_SA50_y")["y"], 4),
    ):
        found, expected = sobol_indices(y, factors, centred=False), coinr(name)
        np.testing.assert_allclose(found.first.value, expected["Si"], rtol=1e-12)
        np.testing.assert_allclose(found.total.value, expected["STi"], rtol=1e-12)


def test_salib_estimates_the_same() -> None:
    """SALib divides by n where we divide by n - 1, and lays its runs out point by point."""
    pytest.importorskip("SALib")
    from SALib.analyze import sobol as salib

    factors, base = 3, 256
    y = ishigami(sobol_points(factors, base, 6, second=True))
    # It centres at the mean of all runs, not of A and B: here that is done before.
    y -= y.mean()
    # Ours: A, B, AB1..3, BA1..3, each with all points; SALib's: A, AB1..3, BA1..3, B by point.
    matrices = y.reshape(2 * factors + 2, base)
    by_point = matrices[[0, *range(2, 2 * factors + 2), 1]].T.ravel()
    problem = {"num_vars": factors, "names": ["a", "b", "c"], "bounds": [[0, 1]] * factors}
    theirs = salib.analyze(problem, by_point, calc_second_order=True, seed=1)
    ours = sobol_indices(y, factors, second=True, centred=False)
    scale = (2 * base) / (2 * base - 1)
    np.testing.assert_allclose(ours.first.value * scale, theirs["S1"], rtol=1e-10)
    np.testing.assert_allclose(ours.total.value * scale, theirs["ST"], rtol=1e-10)
    pairs = [theirs["S2"][i, j] for i, j in ours.pairs]
    np.testing.assert_allclose(ours.second.value * scale, pairs, rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(ours.total.high - ours.total.value, theirs["ST_conf"], rtol=0.3)


@given(weights=st.lists(st.floats(0.1, 10), min_size=2, max_size=5), seed=st.integers(0, 99))
@settings(max_examples=20, deadline=None)
def test_a_sum_has_no_interactions(weights: list[float], seed: int) -> None:
    """For a sum of w_i u_i both orders are w_i^2 / sum(w^2)."""
    squares = np.square(weights)
    found = sobol(lambda u: u @ np.array(weights), len(weights), 4096, seed)
    truth = squares / squares.sum()
    np.testing.assert_allclose(found.first.value, truth, atol=0.1)
    np.testing.assert_allclose(found.total.value, truth, atol=0.1)


def test_several_results_are_each_judged_by_themselves() -> None:
    def both(u: Floats) -> Floats:
        return np.stack([ishigami(u), u[:, 0], np.full(len(u), 3.0)], axis=1)

    together, alone = sobol(both, 3, 256, seed=3), sobol(ishigami, 3, 256, seed=3)
    np.testing.assert_allclose(together.first.value[:, 0], alone.first.value, rtol=1e-12)
    np.testing.assert_allclose(together.total.high[:, 0], alone.total.high, rtol=1e-12)
    np.testing.assert_allclose(together.total.value[:, 1], [1, 0, 0], atol=0.1)
    assert np.isnan(together.total.value[:, 2]).all()
    assert np.isnan(together.total.low[:, 2]).all()
    assert together.variance[2] == 0


def test_many_results_are_cut_where_it_does_not_show() -> None:
    wide = sobol(lambda u: np.stack([u[:, 0] + n * u[:, 1] for n in range(70)], 1), 2, 64)
    narrow = sobol(lambda u: u[:, 0] + 50 * u[:, 1], 2, 64)
    assert wide.first.value.shape == (2, 70)
    np.testing.assert_allclose(wide.first.low[:, 50], narrow.first.low, rtol=1e-12)


def test_the_same_seed_gives_the_same_indices() -> None:
    one, same, other = (sobol(ishigami, 3, 128, seed) for seed in (5, 5, 6))
    assert one.total.high.tobytes() == same.total.high.tobytes()
    assert (one.total.value != other.total.value).all()


def test_a_point_with_a_failed_run_is_left_out_and_counted() -> None:
    y = ishigami(sobol_points(3, 256, 7))
    y[[3, 256 + 9, 512 + 3, 1100]] = np.nan
    found = sobol_indices(y, 3)
    assert (found.base, found.failed) == (253, 3)
    kept = np.delete(y.reshape(5, 256), [3, 9, 1100 % 256], axis=1)
    np.testing.assert_array_equal(found.total.value, sobol_indices(kept.ravel(), 3).total.value)


def test_every_point_is_uniform_and_together_they_are_even() -> None:
    one = np.array([halton(3, 4, seed)[2] for seed in range(600)])
    np.testing.assert_allclose(one.mean(axis=0), 0.5, atol=0.04)
    np.testing.assert_allclose(one.var(axis=0), 1 / 12, atol=0.01)
    many = halton(2 * 3 * 5 * 7, 4, 1)
    for line, prime in zip(many.T, (2, 3, 5, 7), strict=True):
        counts = np.bincount((line * prime).astype(int))
        assert counts.tolist() == [210 // prime] * prime
    assert 0 <= many.min() < many.max() < 1


def test_the_first_points_stay_when_more_are_taken() -> None:
    np.testing.assert_array_equal(halton(50, 6, 3), halton(200, 6, 3)[:50])
    np.testing.assert_array_equal(halton(50, 3, 3), halton(50, 6, 3)[:, :3])
    assert (halton(50, 3, 3) != halton(50, 3, 4)).any()


def test_the_design_mixes_one_column_at_a_time() -> None:
    points = sobol_points(3, 50, 1, second=True).reshape(8, 50, 3)
    a, b = points[:2]
    for factor in range(3):
        others = [column for column in range(3) if column != factor]
        for mixed, own, source in ((points[2 + factor], a, b), (points[5 + factor], b, a)):
            np.testing.assert_array_equal(mixed[:, factor], source[:, factor])
            np.testing.assert_array_equal(mixed[:, others], own[:, others])


@pytest.mark.parametrize(
    ("name", "wrong"), [(p.name, v) for p in (FACTORS, BASE, SEED, SECOND) for v in p.wrong()]
)
def test_wrong_parameters_are_refused(name: str, wrong: object) -> None:
    given: dict[str, object] = {"factors": 3, "base": 8, "seed": 0, "second": False}
    with pytest.raises(InputError):
        sobol(ishigami, **(given | {name: wrong}))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "wrong", [{"confidence": 95}, {"confidence": 0}, {"resamples": 0}, {"seed": -1}]
)
def test_a_wrong_bootstrap_is_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(InputError):
        Bootstrap(**wrong)  # type: ignore[arg-type]
