"""Tables with next to nothing in them, and numbers at the ends of what a float holds.

Warnings count as errors here, so a division by zero or an overflow on the way would show.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np
import pytest

from aqyl import index as ix
from aqyl.index import Floats

from .reference import NAN

TABLES: dict[str, Floats] = {
    "one unit": np.array([[3.0, NAN, 5.0]]),
    "one indicator": np.array([[1.0], [NAN], [2.0], [7.0], [3.0]]),
    "one value": np.array([[4.0]]),
    "no unit": np.empty((0, 3)),
    "constants": np.full((6, 3), 0.1),
    "all missing": np.full((5, 3), NAN),
    "an empty column and an empty unit": np.array([[1, NAN], [2, NAN], [NAN, NAN], [7, NAN]]),
    "tiny": np.array([[1e-308, 2.0], [3e-308, 5], [9e-308, 3], [4e-308, NAN], [5e-308, 1]]),
    "huge": np.array([[1e300, 2.0], [3e300, 5], [-9e300, 3], [4e300, NAN], [5e300, 1]]),
    "two values": np.array([[0.0, 1]] * 30 + [[1.0, 0]]),
}

METHODS: dict[str, Callable[[Floats], Floats]] = {
    "asinh": ix.asinh,
    "borda": ix.borda,
    "box_cox": partial(ix.box_cox, power=0.5),
    "distance_to_max": ix.distance_to_max,
    "distance_to_target": partial(ix.distance_to_target, target=3, cap=True),
    "fraction_of_max": ix.fraction_of_max,
    "impute_mean": ix.impute_mean,
    "impute_median": ix.impute_median,
    "impute_panel": partial(ix.impute_panel, method="linear_constant"),
    "impute_rows": lambda x: ix.impute_rows(x, "a" * x.shape[1]),
    "log_ct": ix.log_ct,
    "log_ct_orig": ix.log_ct_orig,
    "log_ct_plus": ix.log_ct_plus,
    "min_max": ix.min_max,
    "normalise_table": ix.normalise_table,
    "scaled": partial(ix.scaled, low=0, high=2),
    "treat": lambda x: ix.treat(x).x,
    "winsorise": lambda x: ix.winsorise(x).x,
}
FILLING = {"impute_mean", "impute_median", "impute_panel", "impute_rows"}
SCALELESS = {"distance_to_max", "log_ct", "log_ct_plus", "min_max", "normalise_table"}


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("name", METHODS)
def test_a_method_gives_finite_numbers_or_none(name: str, table: str) -> None:
    x = TABLES[table]
    if (name, table) == ("impute_panel", "no unit"):
        x = x.T
    result = METHODS[name](x)
    assert result.shape == x.shape
    assert not np.isinf(result).any()
    if name not in FILLING:
        assert np.isnan(result[np.isnan(x)]).all()
    if name not in SCALELESS:
        assert not np.isnan(result[~np.isnan(x)]).any()


@pytest.mark.parametrize("table", [table for table in TABLES if table != "no unit"])
def test_what_describes_a_table_says_what_it_can(table: str) -> None:
    x = TABLES[table]
    described = ix.describe(x)
    assert described.present.sum() == (~np.isnan(x)).sum()
    assert (described.unique <= described.present).all()
    assert ix.availability(x).missing.sum() == np.isnan(x).sum()
    assert len(ix.screen(x).kept) == len(x)
    assert ix.treat(x).points().unit.size == 0


@pytest.mark.parametrize("method", ["matching", "regression"])
@pytest.mark.parametrize("table", TABLES)
def test_draws_fill_what_has_anything_to_go_by(table: str, method: ix.DrawMethod) -> None:
    x = TABLES[table]
    drawn = ix.impute_multiple(x, 2, method, seed=1)
    gone = np.isnan(x).all(axis=0) | np.isnan(x).all(axis=1, keepdims=True)
    for filled in drawn:
        np.testing.assert_array_equal(np.isnan(filled), np.isnan(x) & gone)
