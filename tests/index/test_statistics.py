"""Rank correlations and their intervals."""

from __future__ import annotations

import csv
import math
from pathlib import Path

import numpy as np
import pytest

from aqyl.index import kendall, spearman

from .conftest import REFERENCE, Reader

NAN = float("nan")


def _correlations(path: Path) -> list[tuple[str, str, float]]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        return [(row["Var1"], row["Var2"], float(row["Correlation"])) for row in rows]


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ("06_agg_amean", "09_corr_agg_L2_L4_spearman"),
        ("01_raw", "09_corr_physical_raw_spearman"),
        ("01_raw", "09_corr_physical_raw_kendall"),
    ],
)
def test_coinr_gets_the_same(coinr: Reader, values: str, name: str) -> None:
    table = coinr(values)
    correlate = kendall if name.endswith("kendall") else spearman
    pairs = _correlations(REFERENCE / "coinr" / f"{name}.csv")
    assert len(pairs) >= 8
    for one, other, expected in pairs:
        assert correlate(table[one], table[other]).value == pytest.approx(expected, abs=1e-12)


def test_the_interval_of_bonett_and_wright() -> None:
    """Example of `ci.spear` in D. G. Bonett's R package statpsych."""
    y = [21, 4, 9, 12, 35, 18, 10, 22, 24, 1, 6, 8, 13, 16, 19]
    x = [67, 28, 30, 28, 52, 40, 25, 37, 44, 10, 14, 20, 28, 40, 51]
    found = spearman(x, y)
    assert found.value == pytest.approx(0.8699639, abs=5e-8)
    assert (found.low, found.high) == pytest.approx((0.5840951, 0.9638297), abs=5e-8)
    assert found.pairs == 15


def test_kendalls_interval_by_hand() -> None:
    """29 pairs, the first 14 turned round; reach in z: 1.959964 sqrt(0.437 / 25) = 0.259131."""
    x = np.arange(29)
    y = x.copy()
    y[:14] = y[:14][::-1]
    found = kendall(x, y)
    tau = 1 - 4 * (14 * 13 / 2) / (29 * 28)
    assert found.value == pytest.approx(tau)
    assert found.low == pytest.approx(math.tanh(math.atanh(tau) - 0.259131), abs=1e-6)
    assert found.high == pytest.approx(math.tanh(math.atanh(tau) + 0.259131), abs=1e-6)


def test_the_interval_covers_what_it_says() -> None:
    """Normal pairs of correlation 0.5 have Spearman 6/pi asin(0.25); 95 % of intervals hold it."""
    random = np.random.default_rng(2025)
    truth = 6 / math.pi * math.asin(0.25)
    held = 0
    for _ in range(1000):
        x, noise = random.normal(size=(2, 50))
        found = spearman(x, 0.5 * x + math.sqrt(0.75) * noise)
        held += found.low <= truth <= found.high
    assert 930 <= held <= 970


def test_missing_pairs_are_left_out() -> None:
    x = [1, 2, NAN, 4, 5, 3]
    y = [1, NAN, 3, 4, 5, 2]
    assert spearman(x, y).pairs == kendall(x, y).pairs == 4
    assert spearman(x, y).value == 1


def test_too_little_to_tell() -> None:
    assert math.isnan(spearman([1], [2]).value)
    assert math.isnan(kendall([1, 1, 1], [1, 2, 3]).value)
    three = spearman([1, 2, 3], [1, 3, 2])
    assert three.value == 0.5
    assert math.isnan(three.low)
    assert math.isnan(kendall([1, 2, 3, 4], [1, 3, 2, 4]).high)


def test_full_agreement_is_exactly_one() -> None:
    ranks = np.arange(20) / 7
    up, down = spearman(ranks, ranks**3), kendall(ranks, -ranks)
    assert (up.value, up.low, up.high) == (1, 1, 1)
    assert (down.value, down.low, down.high) == (-1, -1, -1)


def test_more_confidence_is_wider() -> None:
    x, y = np.random.default_rng(1).normal(size=(2, 30))
    sure, surer = spearman(x, y, confidence=0.8), spearman(x, y, confidence=0.99)
    assert surer.low < sure.low < sure.value < sure.high < surer.high
