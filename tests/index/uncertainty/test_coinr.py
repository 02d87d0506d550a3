"""COINr's own draws replayed: 100 of its uncertainty analysis, 300 of its sensitivity analysis."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pytest

from aqyl.index import (
    Alternatives,
    Floats,
    Hierarchy,
    Setting,
    Study,
    Treatment,
    Winsorising,
    min_max,
    replay,
    treat,
    z_score,
)
from aqyl.index.uncertainty.spread import spread

from ..conftest import Reader
from ..reference import column, rows

AGGREGATIONS = {"a_amean": "arithmetic", "a_gmean": "geometric"}


@pytest.fixture(scope="module")
def study(coinr: Reader, tree: Hierarchy) -> Study:
    """Five treatments x two normalisations x two aggregations, prepared from the imputed data."""
    imputed = coinr("03_impute_mean_EurAsia_group")
    direction = {row["iCode"]: float(row["Direction"] or 1) for row in _indicators()}
    signs = np.array([direction[leaf] for leaf in tree.leaves])
    treated = {
        points: treat(imputed.pick(tree.leaves), Treatment((Winsorising(points), "log_ct"))).x
        for points in (5, 1, 2, 3, 4)
    }

    def prepare(choice: Mapping[str, object]) -> Setting:
        x = treated[int(str(choice["winmax"]))] * signs
        scaled = min_max(x, to=(1, 100)) if choice["norm"] == "n_minmax" else z_score(x, 10, 2)
        return Setting(scaled, AGGREGATIONS[str(choice["agg"])], "renormalise")  # type: ignore[arg-type]

    options = {
        "winmax": tuple(treated),
        "norm": ("n_minmax", "n_zscore"),
        "agg": tuple(AGGREGATIONS),
    }
    return Study(tree, Alternatives(options, prepare))


def _indicators() -> list[dict[str, str]]:
    return [row for row in rows("00_coin_meta_ind") if row["Type"] == "Indicator"]


def _options(name: str) -> dict[str, list[object]]:
    lines = rows(f"10_{name}_params")
    return {
        "winmax": [int(line["winmax"]) for line in lines],
        "norm": [line["norm"] for line in lines],
        "agg": [line["agg"] for line in lines],
    }


def _weights(name: str, tree: Hierarchy) -> Floats:
    """The set of weights of each run, in the tree's order."""
    lines = rows(f"10_{name}_weights")
    chosen = [f"w_{int(number)}" for number in column(f"10_{name}_params", "weight_set")]
    by_node = {line["iCode"]: [float(line[one]) for one in chosen] for line in lines}
    return np.array([by_node.get(node, [1.0] * len(chosen)) for node in tree.nodes]).T


@pytest.mark.parametrize(("name", "counted"), [("UA100", 100), ("SA50", 100)])
def test_every_draw_and_its_statistics(
    coinr: Reader, study: Study, tree: Hierarchy, name: str, counted: int
) -> None:
    done = replay(study, _options(name), _weights(name, tree))
    scores, ranks = coinr(f"10_{name}_scores"), coinr(f"10_{name}_ranks")
    np.testing.assert_allclose(done.scores, scores.values[:, 1:], rtol=1e-12)
    np.testing.assert_array_equal(done.ranks, ranks.values[:, 1:])
    expected = coinr(f"10_{name}_rankstats")
    rising = np.sort(done.ranks[:, :counted], axis=1)
    found = spread(rising, np.full(51, counted), np.array([5.0, 50, 95]))
    np.testing.assert_allclose(found.mean, expected["Mean"], rtol=1e-12)
    quantiles = expected.pick(["Q5", "Median", "Q95"])
    np.testing.assert_allclose(found.percentiles, quantiles, rtol=1e-12)


def test_the_target_of_its_sensitivity_analysis(
    coinr: Reader, study: Study, tree: Hierarchy
) -> None:
    done = replay(study, _options("SA50"), _weights("SA50", tree))
    nominal = coinr("10_SA50_ranks")["Nominal"]
    shift = np.abs(done.ranks - nominal[:, np.newaxis]).mean(axis=0)
    np.testing.assert_allclose(shift, coinr("10_SA50_y")["y"], rtol=1e-12)
