"""Another version of an index beside the first; COINr's comparisons are the judge."""

from __future__ import annotations

import numpy as np
import pytest

from aqyl.index import Floats, Hierarchy, aggregate, min_max, percentile_rank, rank

from .conftest import Reader
from .reference import rows

DROPPED = ("LPI", "Flights")


@pytest.fixture(scope="module")
def treated(directed: Reader, tree: Hierarchy) -> Floats:
    return directed("04_treat_default_win5").pick(tree.leaves)


@pytest.fixture(scope="module")
def without_two(tree: Hierarchy) -> Hierarchy:
    return Hierarchy(tuple(pair for pair in tree.parents if pair[0] not in DROPPED))


@pytest.fixture(scope="module")
def versions(treated: Floats, tree: Hierarchy, without_two: Hierarchy) -> dict[str, Floats]:
    """The index as it was, without two indicators, by percentile ranks, by geometric means."""
    kept = [leaf for leaf in range(49) if tree.nodes[leaf] not in DROPPED]
    to_100 = min_max(treated, to=(0, 100))
    geometric = aggregate(tree, min_max(treated, to=(1, 100)), method="geometric")
    return {
        "Base": aggregate(tree, to_100)[:, -1],
        "Drop": aggregate(without_two, to_100[:, kept])[:, -1],
        "Prank": aggregate(tree, percentile_rank(treated))[:, -1],
        "Gmean": geometric[:, -1],
    }


def test_two_indicators_taken_out(
    coinr: Reader, treated: Floats, tree: Hierarchy, without_two: Hierarchy
) -> None:
    table = coinr("11_drop_LPI_Flights_agg")
    kept = [leaf for leaf in range(49) if tree.nodes[leaf] not in DROPPED]
    scores = aggregate(without_two, min_max(treated[:, kept], to=(0, 100)))
    np.testing.assert_allclose(scores, table.pick(without_two.nodes), rtol=1e-12)


def test_normalised_by_percentile_rank(coinr: Reader, treated: Floats, tree: Hierarchy) -> None:
    scores = aggregate(tree, percentile_rank(treated))
    expected = coinr("11_regen_prank_agg").pick(tree.nodes)
    np.testing.assert_allclose(scores, expected, rtol=1e-12)


def test_how_far_each_country_moves(coinr: Reader, versions: dict[str, Floats]) -> None:
    units = coinr("01_raw").rows
    base, drop = versions["Base"], versions["Drop"]
    for name, ours in (
        ("ranks", (rank(base), rank(drop))),
        ("scores", (base, drop)),
    ):
        for row in rows(f"11_compare_drop_{name}"):
            unit = units.index(row["uCode"])
            before, after = ours[0][unit], ours[1][unit]
            assert before == pytest.approx(float(row["coin.1"]), rel=1e-12)
            assert after == pytest.approx(float(row["coin.2"]), rel=1e-12)
            assert before - after == pytest.approx(float(row["Diff"]), abs=1e-9)


def test_four_versions_side_by_side(coinr: Reader, versions: dict[str, Floats]) -> None:
    table, units = coinr("11_compare_multi_ranks"), coinr("01_raw").rows
    order = [units.index(unit) for unit in table.rows]
    ranks = rank(np.column_stack([versions[name] for name in table.columns]))
    np.testing.assert_array_equal(ranks[order], table.values)
