"""The matching core: figures of a sample, linking, and the labelled sets as judges."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aqyl.diagnose.duplicates.matching import Pairs, Records, compare, f1_interval, link, wilson
from aqyl.diagnose.duplicates.matching.intervals import best_threshold, f1
from benchmarks.labelled import f1_on_test


@given(st.integers(0, 200), st.integers(1, 200))
def test_wilson_agrees_with_scipy(hits: int, count: int) -> None:
    from scipy.stats import binomtest

    hits = min(hits, count)
    ours = wilson(hits, count)
    theirs = binomtest(hits, count).proportion_ci(0.95, method="wilson")
    assert (ours.low, ours.high) == pytest.approx((theirs.low, theirs.high), abs=1e-12)


def test_nothing_seen_says_nothing() -> None:
    nothing = np.zeros(0, dtype=bool)
    assert math.isnan(wilson(0, 0).value)
    assert math.isnan(f1_interval(np.zeros(3, dtype=bool), np.zeros(3, dtype=bool)).value)
    assert math.isnan(f1(nothing, nothing))


@given(st.lists(st.tuples(st.booleans(), st.sampled_from([0.1, 0.3, 0.5, 0.7, 0.9])), min_size=1))
def test_no_threshold_is_better_than_the_best(pairs: list[tuple[bool, float]]) -> None:
    actual = np.array([one for one, _ in pairs])
    probability = np.array([p for _, p in pairs])
    if not actual.any():
        return
    best = f1(actual, probability >= best_threshold(actual, probability))
    assert all(f1(actual, probability >= t) <= best + 1e-12 for t in (0.0, 0.2, 0.4, 0.6, 0.8))


def test_the_bootstrap_holds_the_figure_and_repeats() -> None:
    actual = np.array([True] * 50 + [False] * 50)
    said = np.array([True] * 45 + [False] * 45 + [True] * 10)
    found = f1_interval(actual, said)
    assert found.low < found.value < found.high
    assert found == f1_interval(actual, said)


def test_features_are_named_after_fields_and_know_the_nearest() -> None:
    left = Records(
        {"name": ["sony dsc-w120 camera", "canon eos"]}, {"price": np.array([100.0, np.nan])}
    )
    right = Records({"name": ["Sony DSCW120", "nikon d40"]}, {"price": np.array([200.0, 5.0])})
    found = compare(left, right, Pairs(np.array([0, 1]), np.array([0, 1])))
    columns = dict(zip(found.names, found.x.T, strict=True))
    assert columns["name.codes.inside"][0] == len("dscw120")
    assert columns["price.ratio"][0] == pytest.approx(math.log(2))
    assert math.isnan(columns["price.ratio"][1])
    assert columns["record.gram.left.lead"][0] > 0
    assert columns["record.gram.left.ahead"][0] == 0
    alone = compare(left, right, Pairs(np.array([0]), np.array([0])), among_all=False)
    assert not any("lead" in name for name in alone.names)


def test_link_pairs_each_record_with_its_spoiled_copy() -> None:
    rng = np.random.default_rng(1)
    words = ["".join(rng.choice(list("абвгдежзиклмнопрст"), 12)) for _ in range(300)]
    spoiled = [word[:5] + word[6:] for word in words]
    order = rng.permutation(300)
    found = link(Records({"name": words}), Records({"name": [spoiled[at] for at in order]}))
    assert (order[found.right] == found.left).all()
    assert len(found) == 300


def test_blank_records_do_not_break_anything() -> None:
    blank = Records({"name": ["", ""]})
    found = compare(blank, blank, Pairs(np.array([0]), np.array([1])))
    assert np.isfinite(found.x).all()


def test_products_of_two_shops_are_matched() -> None:
    found = f1_on_test("abt-buy")
    assert found.value >= 0.93
    assert found.low > 0.8  # The aim; letter runs and a logistic model reach .665.
