"""Correlation matrices; COINr and scipy are the judges."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import stats

from aqyl.index import (
    CorrelationKind,
    Correlations,
    Floats,
    Hierarchy,
    ancestor_correlations,
    correlations,
    rank,
)
from aqyl.problems import InputError

from .conftest import Reader
from .reference import rows

NAN = float("nan")
KINDS: list[CorrelationKind] = ["pearson", "spearman", "kendall"]
SCIPY = {"pearson": stats.pearsonr, "spearman": stats.spearmanr, "kendall": stats.kendalltau}

tables = arrays(
    np.float64,
    st.tuples(st.integers(0, 9), st.integers(1, 4)),
    elements=st.sampled_from([1.0, 2.0, 3.5, 7.0, -2.0, NAN]),
)


def agrees(found: Correlations, names: list[str], lines: list[dict[str, str]]) -> None:
    """Each row of a COINr table is there; an empty cell is missing."""
    for row in lines:
        ours = found.values[names.index(row["Var1"]), names.index(row["Var2"])]
        theirs = float(row["Correlation"] or NAN)
        np.testing.assert_allclose(ours, theirs, atol=1e-10)


@pytest.mark.parametrize("kind", KINDS)
def test_coinr_on_raw_indicators_with_gaps(coinr: Reader, kind: CorrelationKind) -> None:
    lines = rows(f"09_corr_physical_raw_{kind}")
    names = sorted({row["Var1"] for row in lines})
    x = coinr("01_raw").pick(names)
    assert np.isnan(x).any()
    agrees(correlations(x, kind=kind), names, lines)


def test_coinrs_p_values(coinr: Reader) -> None:
    table = coinr("09_pvals_physical_raw")
    found = correlations(coinr("01_raw").pick(table.columns))
    np.testing.assert_allclose(found.p_values, table.values, rtol=1e-10)


@pytest.mark.parametrize("kind", ["pearson", "spearman"])
def test_coinr_between_pillars_and_the_index(
    coinr: Reader, tree: Hierarchy, kind: CorrelationKind
) -> None:
    table = coinr("06_agg_amean")
    pillars = [node for node in tree.nodes if tree.levels[tree.position(node)] == 2]
    found = correlations(table.pick(pillars), table.pick(["Index"]), kind)
    for row in rows(f"09_corr_agg_L2_L4_{kind}"):
        ours = found.values[pillars.index(row["Var2"]), 0]
        assert ours == pytest.approx(float(row["Correlation"]), abs=1e-10)


def test_coinr_between_indicators_and_all_above_them(coinr: Reader, tree: Hierarchy) -> None:
    found = ancestor_correlations(tree, coinr("06_agg_amean").pick(tree.nodes))
    names = list(tree.nodes)
    agrees(
        Correlations(found.values.T, found.p_values.T, found.pairs.T, of_itself=False),
        names,
        rows("09_corr_ind_parent"),
    )
    lines = rows("09_corr_family")
    levels = {"Pillar": 2, "Sub-index": 3, "Index": 4}
    leaves = range(len(tree.leaves))
    for row in lines:
        above = [n for n in tree.inner if tree.levels[n] == levels[row["Var1"]]]
        ours = found.values[names.index(row["Var2"]), above]
        assert ours[~np.isnan(ours)] == pytest.approx(float(row["Correlation"]), abs=1e-10)
    assert len(lines) == 3 * len(leaves) == int((found.pairs[leaves] > 0).sum())


def test_coinr_within_pillars_where_significant(coinr: Reader, tree: Hierarchy) -> None:
    names = list(tree.leaves)
    found = correlations(coinr("06_agg_amean").pick(names))
    shown = Correlations(found.significant(0.05), found.p_values, found.pairs, of_itself=True)
    agrees(shown, names, rows("09_corr_L1_groups_p05"))


@pytest.mark.parametrize(
    ("name", "threshold", "side"),
    [("09_corr_flags_high", 0.75, "above"), ("09_corr_flags_low", -0.2, "below")],
)
def test_coinr_flags_the_same(
    coinr: Reader, tree: Hierarchy, name: str, threshold: float, side: str
) -> None:
    names = list(tree.leaves)
    parent = {tree.nodes[c]: tree.nodes[p] for p in tree.inner for c in tree.children[p]}
    found = correlations(coinr("06_agg_amean").pick(names))
    flags = found.flagged(threshold, side, [parent[leaf] for leaf in names])  # type: ignore[arg-type]
    ours = {
        (parent[names[f.row]], *sorted([names[f.row], names[f.column]])): f.value for f in flags
    }
    theirs = {
        (row["Group"], *sorted([row["Ind1"], row["Ind2"]])): float(row["Corr"])
        for row in rows(name)
    }
    assert ours == pytest.approx(theirs, abs=1e-10)


def test_coinr_finds_the_same_ties_to_denominators(coinr: Reader, tree: Hierarchy) -> None:
    """Indicators that grow with the size of a country: such as imports with its GDP."""
    raw, names = coinr("01_raw"), ["Area", "Energy", "GDP", "Population"]
    units = {
        row["uCode"]: [float(row[n] or NAN) for n in names] for row in rows("00_coin_meta_unit")
    }
    sizes = np.array([units[unit] for unit in raw.rows])
    flags = correlations(raw.values, sizes).flagged(0.5, "beyond")
    ours = {(raw.columns[f.row], names[f.column]): f.value for f in flags}
    theirs = {(r["Ind"], r["Denom"]): float(r["Corr"]) for r in rows("09_denom_corr")}
    assert ours == pytest.approx(theirs, abs=1e-10)


@pytest.mark.parametrize("kind", KINDS)
def test_coinr_on_how_far_two_versions_of_an_index_agree(
    coinr: Reader, tree: Hierarchy, kind: CorrelationKind
) -> None:
    """By ranks with ties = min, as COINr compares; between arithmetic and geometric means."""
    one = rank(coinr("06_agg_amean_1_100").pick(tree.nodes))
    other = rank(coinr("06_agg_gmean_1_100").pick(tree.nodes))
    found = correlations(one, other, kind).values
    for row in rows("11_compare_corr"):
        node = tree.position(row["iCode"])
        if kind == "pearson":
            assert found[node, node] == pytest.approx(float(row["Correlation"]), abs=1e-10)
        else:
            assert 0 < found[node, node] <= 1


@pytest.mark.parametrize("kind", KINDS)
@given(x=tables)
def test_scipy_gets_the_same_for_each_pair(kind: CorrelationKind, x: Floats) -> None:
    found = correlations(x, kind=kind)
    for i, j in np.ndindex(found.values.shape):
        both = x[~np.isnan(x[:, [i, j]]).any(axis=1)][:, [i, j]]
        assert found.pairs[i, j] == len(both)
        if len(both) < 2 or np.ptp(both[:, 0]) == 0 or np.ptp(both[:, 1]) == 0:
            assert np.isnan(found.values[i, j])
        elif len(both) > 2 and i != j:
            extra = {"method": "asymptotic"} if kind == "kendall" else {}
            value, p_value = SCIPY[kind](both[:, 0], both[:, 1], **extra)
            assert found.values[i, j] == pytest.approx(value, abs=1e-12)
            assert found.p_values[i, j] == pytest.approx(p_value, rel=1e-6, abs=1e-12)


@pytest.mark.parametrize("kind", KINDS)
@given(x=tables)
def test_a_matrix_of_itself_is_even_and_within_one(kind: CorrelationKind, x: Floats) -> None:
    found = correlations(x, kind=kind)
    np.testing.assert_array_equal(found.values, found.values.T)
    known = ~np.isnan(found.values)
    assert (np.abs(found.values[known]) <= 1).all()
    own = np.diag(found.values)
    assert set(own[~np.isnan(own)]) <= {1.0}
    np.testing.assert_array_equal(np.diag(found.p_values)[~np.isnan(own)], 0)


@pytest.mark.parametrize("kind", KINDS)
@given(x=tables, random=st.randoms(use_true_random=False))
def test_the_order_of_units_changes_nothing(
    kind: CorrelationKind, x: Floats, random: Random
) -> None:
    order = list(range(len(x)))
    random.shuffle(order)
    one, other = correlations(x, kind=kind).values, correlations(x[order], kind=kind).values
    np.testing.assert_allclose(one, other, atol=1e-12)


def test_far_from_zero_and_very_large() -> None:
    x = np.array([[1e9 + 1, 1e200], [1e9 + 2, 2e200], [1e9 + 4, 4e200]])
    assert correlations(x).values[0, 1] == 1


def test_what_cannot_be_significant_or_flagged() -> None:
    found = correlations([[1, 1, 5], [2, 3, 5], [3, 2, 5]])
    assert np.isnan(found.significant(0.0)[0, 1])
    assert found.significant(1.0)[0, 1] == 0.5
    assert [(f.row, f.column) for f in found.flagged(0.4)] == [(0, 1)]
    assert found.flagged(0.4, groups=["x", "y", "y"]) == ()
    assert found.flagged(0.9, "beyond") == ()


def test_groups_are_for_a_table_with_itself() -> None:
    found = correlations([[1, 1], [2, 3], [3, 2]], [[1, 1], [2, 3], [3, 2]])
    with pytest.raises(InputError, match="groups"):
        found.flagged(0.5, groups=["x", "x"])
    assert len(found.flagged(0.4)) == 4
