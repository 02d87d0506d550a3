"""Tables at the edge: each method says what is wrong, or gives what its text promises."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

import numpy as np
import pytest

from aqyl import index as ix
from aqyl.problems import InputError

NAN = float("nan")

TABLES: dict[str, object] = {
    "one unit": [[1, 2, 3]],
    "one column": [[1], [2], [4]],
    "one cell": [[2]],
    "no column": np.empty((3, 0)),
    "no unit": np.empty((0, 3)),
    "a column of gaps": [[1, NAN, 3], [2, NAN, 1], [5, NAN, 2]],
    "a unit of gaps": [[1, 2, 3], [NAN, NAN, NAN], [2, 1, 5]],
    "nothing but gaps": [[NAN, NAN], [NAN, NAN]],
    "a constant": [[1, 7, 3], [2, 7, 1], [5, 7, 2]],
    "nothing but one value": [[3, 3], [3, 3], [3, 3]],
    "zeros": [[0, 0], [0, 0]],
    "very large and very small": [[1e100, 1e-100], [3e100, 2e-100], [2e100, 4e-100]],
}

METHODS: dict[str, Callable[[ix.Floats], object]] = {
    "median": lambda x: ix.median(x, missing="renormalise"),
    "power": lambda x: ix.power_mean(x, 3, missing="renormalise"),
    "Mazziotta-Pareto": lambda x: ix.mazziotta_pareto(x, missing="renormalise"),
    "mpi_scale": ix.mpi_scale,
    "ampi_scale": lambda x: ix.ampi_scale(x, 1),
    "Copeland": lambda x: ix.copeland(x, missing="renormalise"),
    "outranking": ix.outranking,
    "dominance": lambda x: np.array(ix.dominance(x)),
    "entropy": ix.entropy_weights,
    "CRITIC": ix.critic_weights,
    "PCA": lambda x: ix.pca_weights(x, "explained"),
    "benefit of the doubt": lambda x: ix.benefit_of_the_doubt(x).scores,
    "alpha": ix.cronbach_alpha,
    "pearson": lambda x: ix.correlations(x).values,
    "spearman": lambda x: ix.correlations(x, kind="spearman").values,
    "kendall": lambda x: ix.correlations(x, kind="kendall").p_values,
}


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("method", METHODS)
def test_a_table_at_the_edge_is_refused_or_answered(method: str, table: str) -> None:
    """No warning, no infinity, no crash; what cannot be told is NaN."""
    x = np.array(TABLES[table], dtype=np.float64)
    with suppress(InputError):
        result = np.asarray(METHODS[method](x), dtype=np.float64)
        assert not np.isinf(result).any()


@pytest.mark.parametrize("method", METHODS)
def test_infinities_are_refused(method: str) -> None:
    with pytest.raises(InputError, match="infinite numbers"):
        METHODS[method](np.array([[1, np.inf], [2, 1], [3, 2]]))


@pytest.mark.parametrize("method", ["power", "Mazziotta-Pareto", "entropy", "benefit of the doubt"])
def test_negative_values_are_refused_where_they_have_no_meaning(method: str) -> None:
    with pytest.raises(InputError, match="negative values"):
        METHODS[method](np.array([[1.0, -1], [2, 1], [3, 2]]))


WEIGHED: list[Callable[[list[float]], object]] = [
    lambda w: ix.median([[1, 2]], w),
    lambda w: ix.power_mean([[1, 2]], 2, w),
    lambda w: ix.mazziotta_pareto([[1, 2]], w),
    lambda w: ix.copeland([[1, 2]], w),
    lambda w: ix.outranking([[1, 2]], w),
]


@pytest.mark.parametrize("method", WEIGHED)
@pytest.mark.parametrize(
    ("weights", "key"),
    [([0.0, 0.0], "zero"), ([1.0, -1.0], "negative"), ([1.0, NAN], "missing")],
)
def test_weights_that_cannot_weigh(
    method: Callable[[list[float]], object], weights: list[float], key: str
) -> None:
    with pytest.raises(InputError) as caught:
        method(weights)
    assert [problem.key for problem in caught.value.problems] == [f"index.weights_{key}"]
