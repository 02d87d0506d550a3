"""Screening of units by what they have."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aqyl.index import availability, screen

from . import reference
from .conftest import Reader
from .reference import NAN

CASES: dict[str, dict[str, Any]] = {
    "byNA": {"rule": "missing", "data": 0.9, "nonzero": 0.95},
    "byzeros": {"rule": "zeros", "data": 0.9, "nonzero": 0.95},
    "byNAandzeros": {"rule": "both", "data": 0.9, "nonzero": 0.95},
}


@pytest.mark.parametrize("name", CASES)
def test_coinr_keeps_the_same_units(coinr: Reader, name: str) -> None:
    found = screen(coinr("01_raw").values, **CASES[name])
    table = f"01_screen_{name}"
    assert found.kept.tolist() == reference.flags(table, "Included")
    assert found.low_data.tolist() == reference.flags(table, "LowData")
    assert found.low_nonzero.tolist() == reference.flags(table, "LowNonZero")
    either = (found.low_data | found.low_nonzero).tolist()
    assert either == reference.flags(table, "LowDatOrZeroFlag")
    shares = reference.column(table, "Dat_Avail")
    np.testing.assert_allclose(found.availability.share, shares, rtol=1e-12)


def test_coinr_forces_the_same_units(coinr: Reader) -> None:
    raw = coinr("01_raw")
    forced = {"exclude": [raw.rows.index("AUS")], "include": [raw.rows.index("BRN")]}
    found = screen(raw.values, data=0.9, **forced)
    assert found.kept.tolist() == reference.flags("01_screen_byNA_force", "Included")
    assert found.low_nonzero.tolist() == reference.flags("01_screen_byNA_force", "LowNonZero")


def test_a_unit_exactly_at_the_share_stays() -> None:
    x = [[1, NAN], [0, 1]]
    assert screen(x, data=0.5).kept.all()
    assert screen(x, "zeros", nonzero=0.5).kept.all()


def test_a_unit_without_any_value_is_short_of_data_but_not_of_values_above_zero() -> None:
    x = [[NAN, NAN], [1, 2]]
    assert screen(x).kept.tolist() == [False, True]
    assert screen(x, "zeros", nonzero=1).kept.tolist() == [True, True]
    assert screen(x, data=0).kept.all()


@given(st.integers(0, 10_000), st.floats(0, 1), st.floats(0, 1))
def test_a_higher_bar_keeps_no_more_units(seed: int, one: float, other: float) -> None:
    x = np.random.default_rng(seed).choice([NAN, 0.0, 1.0], size=(12, 5))
    low, high = sorted([one, other])
    for rule, name in (("missing", "data"), ("zeros", "nonzero")):
        lenient, strict = (screen(x, rule, **{name: bar}).kept for bar in (low, high))  # type: ignore[arg-type]
        assert not (strict & ~lenient).any()
    both = screen(x, "both", data=low, nonzero=low).kept
    apart = screen(x, "missing", data=low).kept & screen(x, "zeros", nonzero=low).kept
    assert both.tolist() == apart.tolist()


def test_the_counts_come_along() -> None:
    x = [[1, 0, NAN]]
    assert screen(x).availability.share == availability(x).share
