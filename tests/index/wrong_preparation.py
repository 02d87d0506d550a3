"""Wrong parameters of the preparation of data; `test_problems` runs them with all others."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np

from aqyl import index as ix

NAN = float("nan")
INF = float("inf")
TWO = [[1.0, 2.0], [3.0, 4.0]]
PANEL = [TWO, TWO]
FAILING = [[1.0], [2], [3], [4], [5], [90]]


def cut(columns: ix.Floats) -> ix.Floats:
    return columns[:1]


def infinite(columns: ix.Floats) -> ix.Floats:
    return np.full_like(columns, INF)


def emptied(columns: ix.Floats) -> ix.Floats:
    return np.full_like(columns, NAN)


WRONG: list[tuple[str, Callable[[], object]]] = [
    *(
        ("infinite", partial(method, [[1.0, INF], [2, 3]]))
        for method in (
            ix.availability,
            ix.asinh,
            ix.borda,
            ix.box_cox,
            ix.compound_growth,
            ix.describe,
            ix.distance_to_max,
            ix.fraction_of_max,
            ix.impute_mean,
            ix.impute_median,
            ix.impute_panel,
            ix.kurtosis,
            ix.log_ct,
            ix.log_ct_orig,
            ix.log_ct_plus,
            ix.log_gii,
            ix.normalise_table,
            ix.outlying,
            ix.percent_change,
            ix.pool,
            ix.screen,
            ix.skewness,
            ix.treat,
            ix.winsorise,
            partial(ix.denominate, denominators=TWO, by=[0, 0]),
            partial(ix.distance_to_reference, reference=0),
            partial(ix.distance_to_target, target=1),
            partial(ix.impute_multiple, seed=1),
            partial(ix.impute_rows, blocks="aa"),
            partial(ix.scaled, low=0, high=1),
        )
    ),
    ("infinite", lambda: ix.denominate(TWO, [[INF], [1]], [0, 0])),
    ("infinite", lambda: ix.distance_to_target(TWO, INF)),
    ("infinite", lambda: ix.over_years(ix.min_max, [[[INF]]])),
    ("shape", lambda: ix.availability(5)),
    ("shape", lambda: ix.availability(np.empty((3, 0)))),
    ("shape", lambda: ix.node_availability(ix.Hierarchy.from_parents({"a": None}), TWO)),
    ("shape", lambda: ix.screen([1, 2])),
    ("shape", lambda: ix.denominate([1, 2], TWO, [0, 0])),
    ("shape", lambda: ix.denominate(TWO, [[1], [2], [3]], [0, 0])),
    ("shape", lambda: ix.denominate(TWO, TWO, [0, 0], factor=[1, 2, 3])),
    ("shape", lambda: ix.describe([1, 2])),
    ("shape", lambda: ix.describe(np.empty((0, 3)))),
    ("shape", lambda: ix.impute_mean(PANEL)),
    ("shape", lambda: ix.impute_rows([1, 2], "aa")),
    ("shape", lambda: ix.impute_panel(5)),
    ("shape", lambda: ix.impute_multiple([1, 2], seed=1)),
    ("shape", lambda: ix.compound_growth(5)),
    ("shape", lambda: ix.treat(PANEL)),
    ("shape", lambda: ix.winsorise(PANEL)),
    ("shape", lambda: ix.normalise_table([1, 2])),
    ("shape", lambda: ix.over_years(ix.min_max, TWO)),
    ("shape", lambda: ix.distance_to_target(TWO, [1, 2, 3])),
    ("shape", lambda: ix.pool([[1, 2], [3, 4]], [[1, 2, 3]] * 2)),
    ("lengths", lambda: ix.denominate(TWO, TWO, [0])),
    ("lengths", lambda: ix.impute_median(TWO, groups=["a"])),
    ("lengths", lambda: ix.impute_rows(TWO, "a")),
    ("lengths", lambda: ix.impute_rows(TWO, "aa", ["up"])),
    ("lengths", lambda: ix.impute_panel(TWO, years=[1, 2, 3])),
    ("lengths", lambda: ix.normalise_table(TWO, directions=["up"])),
    ("not_rising", lambda: ix.impute_panel(TWO, years=[2020, 2019])),
    ("not_rising", lambda: ix.percent_change(TWO, years=[2020, 2020])),
    ("choice", lambda: ix.impute_rows(TWO, "aa", ["up", "left"])),  # type: ignore[list-item]
    ("choice", lambda: ix.normalise_table(TWO, directions=["up", "left"])),  # type: ignore[list-item]
    ("choice", lambda: ix.Treatment(("log_log",))),  # type: ignore[arg-type]
    ("parameter_number", lambda: ix.winsorise([1, 2], skew=-1)),
    ("parameter_whole", lambda: ix.winsorise([1, 2], points=-1)),
    ("parameter_whole", lambda: ix.pool([[1, 2]])),
    ("parameter_switch", lambda: ix.Winsorising(force="yes")),  # type: ignore[arg-type]
    ("place", lambda: ix.screen(TWO, include=[2])),
    ("place", lambda: ix.screen(TWO, exclude=[-1])),
    ("place", lambda: ix.denominate(TWO, [[1], [2]], [0, 1])),
    ("place", lambda: ix.treat(TWO, own={2: None})),
    ("place", lambda: ix.normalise_table(TWO, own={2: ix.z_score})),
    ("place", lambda: ix.distance_to_reference([1, 2], reference=2)),
    ("place_twice", lambda: ix.screen(TWO, include=[0], exclude=[0, 1])),
    ("denominator", lambda: ix.denominate(TWO, [[1], [0]], [0, None])),
    ("goalposts_equal", lambda: ix.scaled([1], 2, 2)),
    ("log_domain", lambda: ix.box_cox([0, 1], shift=False)),
    ("log_domain", lambda: ix.log_gii([-2, -1])),
    ("log_domain", lambda: ix.treat(np.array(FAILING) - 3, ix.Treatment(("log",)))),
    ("sqrt_domain", lambda: ix.treat(np.array(FAILING) - 3, ix.Treatment(("sqrt",)))),
    ("custom", lambda: ix.normalise_table(TWO, cut)),
    ("custom", lambda: ix.normalise_table(TWO, infinite)),
    ("custom", lambda: ix.over_years(cut, PANEL)),
    ("custom", lambda: ix.treat(FAILING, ix.Treatment((emptied,)))),
]
