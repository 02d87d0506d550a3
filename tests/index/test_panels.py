"""Panels on a common or a yearly scale, as COINr builds them year by year."""

from __future__ import annotations

from functools import partial

import numpy as np

from aqyl.index import Hierarchy, aggregate, min_max, over_years, screen, treat

from . import reference
from .reference import NAN

HUNDRED = partial(min_max, to=(0, 100))


def signs(columns: list[str]) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    sign = {row["iCode"]: row["Direction"] for row in reference.rows("00_coin_meta_ind")}
    return np.array([float(sign[column]) for column in columns])


def test_coinr_treats_each_year_on_its_own_in_the_same_way() -> None:
    """Units are screened in each year by 90 % of the data; five of the 51 fall out."""
    raw, expected = reference.panel("12_panel_raw"), reference.panel("12_panel_treated")
    assert raw.columns == expected.columns
    for year, units in enumerate(raw.values):
        kept = screen(units, data=0.9).kept
        names = [name for name, stays in zip(raw.units, kept, strict=True) if stays]
        assert names == expected.units
        np.testing.assert_allclose(treat(units[kept]).x, expected.values[year], rtol=1e-12)


def test_coinr_gets_the_same_scores_on_both_scales() -> None:
    treated = reference.panel("12_panel_treated")
    turned = treated.values * signs(treated.columns)
    for scale, name in (("common", "global"), ("yearly", "local")):
        expected = reference.panel(f"12_panel_norm_{name}")
        assert (expected.units, expected.columns) == (treated.units, treated.columns)
        ours = over_years(HUNDRED, turned, scale)  # type: ignore[arg-type]
        np.testing.assert_allclose(ours, expected.values, rtol=1e-12, atol=1e-12)


def test_coinr_gets_the_same_index_over_all_years(tree: Hierarchy) -> None:
    scores = reference.panel("12_panel_norm_global", list(tree.leaves))
    expected = reference.panel("12_panel_agg_global", list(tree.nodes))
    ours = aggregate(tree, scores.values, missing="renormalise")
    np.testing.assert_allclose(ours, expected.values, rtol=1e-12)


def test_a_common_scale_shows_growth_and_a_yearly_one_the_place() -> None:
    panel = [[[1.0], [3.0]], [[2.0], [6.0]]]
    assert over_years(min_max, panel)[..., 0].tolist() == [[0, 0.4], [0.2, 1]]
    assert over_years(min_max, panel, "yearly")[..., 0].tolist() == [[0, 1], [0, 1]]


def test_a_year_without_values_stays_empty() -> None:
    panel = np.array([[[1.0], [3.0]], [[NAN], [NAN]]])
    for scale in ("common", "yearly"):
        scores = over_years(min_max, panel, scale)  # type: ignore[arg-type]
        np.testing.assert_array_equal(scores[..., 0], [[0, 1], [NAN, NAN]])
