"""Wrong parameters of uncertainty and sensitivity; `test_problems` runs them with all others."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from aqyl import index as ix

NAN = float("nan")
PAIR = ix.Hierarchy.from_parents({"a": "top", "b": "top", "top": None})
LEAVES = [[1.0, 2.0], [4.0, 3.0]]
BLANK = np.full((2, 2), NAN)
ONE = np.array([[0.5, NAN], [NAN, NAN]])


def prepare(_: Mapping[str, object]) -> ix.Setting:
    return ix.Setting(LEAVES)


def study(setting: ix.Setting | None = None, weights: object = None) -> ix.Study:
    return ix.Study(PAIR, setting or ix.Setting(LEAVES), weights)  # type: ignore[arg-type]


def options(**choices: tuple[object, ...]) -> ix.Study:
    return ix.Study(PAIR, ix.Alternatives(choices, prepare))


def by_zero(leaves: ix.Floats, weights: ix.Floats) -> ix.Floats:
    raise ZeroDivisionError("by zero")


def drawn(setting: ix.Setting) -> ix.Uncertainty:
    return ix.uncertainty_analysis(study(setting), 3)


def noise() -> ix.Study:
    return study(weights=ix.noisy_weights(PAIR, [1, 1, 1], 0.2))


NOTHING = ix.listed_weights(PAIR, [1, 1, 1], [[0, 0, 1]])

TWICE = ix.Setting(LEAVES, between=ix.Between(ONE, ONE), claims=ix.Claims(ONE, 1, 0.5))

WRONG: list[tuple[str, Callable[[], object]]] = [
    ("level_unknown", lambda: ix.noisy_weights(PAIR, [1, 1, 1], {2: 0.1, 5: 0.2})),
    ("level_unknown", lambda: ix.remove_each(study(), 3)),
    ("parameter_number", lambda: ix.noisy_weights(PAIR, [1, 1, 1], 1.5)),
    ("parameter_number", lambda: ix.noisy_weights(PAIR, [1, 1, 1], {1: -0.5})),
    ("parameter_number", lambda: ix.dirichlet_weights(PAIR, [1, 1, 1], 0)),
    ("parameter_number", lambda: ix.uncertainty_analysis(noise(), 9, percentiles=[50, 101])),
    ("parameter_number", lambda: ix.Work(memory=0)),
    ("parameter_whole", lambda: ix.uncertainty_analysis(noise(), 0)),
    ("parameter_whole", lambda: ix.uncertainty_analysis(noise(), 9, seed=-1)),
    ("parameter_whole", lambda: ix.Work(threads=0)),
    ("parameter_whole", lambda: ix.sobol(lambda u: u[:, 0], 2, 1)),
    ("shape", lambda: ix.noisy_weights(PAIR, [1, 1], 0.1)),
    ("shape", lambda: ix.listed_weights(PAIR, [1, 1, 1], [1, 1, 1])),
    ("shape", lambda: ix.listed_weights(PAIR, [1, 1, 1], [[1, 1, 1]], [1, 1])),
    ("shape", lambda: study(ix.Setting([[1.0, 2.0, 3.0]]))),
    ("shape", lambda: study(ix.Setting([1.0, 2.0]))),
    ("shape", lambda: study(ix.Setting(np.empty((0, 2))))),
    ("shape", lambda: study(weights=[1, 1])),
    ("shape", lambda: ix.Study(PAIR, ix.Setting(LEAVES), by_unit=np.ones((3, 3)))),
    ("shape", lambda: ix.Study(PAIR, ix.Setting(LEAVES), published=ix.Setting([[1.0, 2.0]]))),
    ("shape", lambda: study(ix.Setting(LEAVES, between=ix.Between(np.ones(3), 2)))),
    ("shape", lambda: drawn(ix.Setting(LEAVES, score=lambda leaves, weights: leaves))),
    ("shape", lambda: ix.replay(study(), {}, [1, 1, 1])),
    ("shape", lambda: ix.sobol_indices(np.ones(7), 3)),
    ("infinite", lambda: study(ix.Setting(LEAVES, between=ix.Between(0, float("inf"))))),
    ("lengths", lambda: ix.Alternatives({"scale": (1, 2)}, prepare, {"scale": [1.0]})),
    ("lengths", lambda: ix.replay(options(scale=(1,)), {"scale": [1, 1]}, [[1, 1, 1]])),
    ("not_rising", lambda: ix.uncertainty_analysis(noise(), 9, percentiles=[50, 50])),
    ("not_rising", lambda: ix.uncertainty_analysis(noise(), 9, levels=[1, 0])),
    ("choice", lambda: study(ix.Setting(LEAVES, "mode"))),  # type: ignore[arg-type]
    ("choice", lambda: study(ix.Setting(LEAVES, missing="zero"))),  # type: ignore[arg-type]
    ("choice", lambda: ix.replay(options(scale=(1, 2)), {"scale": [3]}, [[1, 1, 1]])),
    ("choice", lambda: ix.sensitivity_analysis(noise(), 8, aim=ix.Aim("sum"))),  # type: ignore[arg-type]
    ("choice", lambda: ix.weight_elasticity(PAIR, LEAVES, method=ix.Median())),
    ("tree_unknown", lambda: study(ix.Setting(LEAVES, after={"a": np.sqrt}))),
    ("tree_unknown", lambda: ix.remove_each(study(), ["z"])),
    ("tree_root", lambda: ix.remove_each(study(), ["top"])),
    ("weights_negative", lambda: ix.noisy_weights(PAIR, [1, -1, 1], 0.1)),
    ("weights_missing", lambda: ix.listed_weights(PAIR, [1, 1, 1], [[1, NAN, 1]])),
    ("weights_negative", lambda: ix.Study(PAIR, ix.Setting(LEAVES), by_unit=[1, -1, 1])),
    ("chances_zero", lambda: ix.listed_weights(PAIR, [1, 1, 1], [[1, 1, 1]], [0])),
    ("chances_zero", lambda: ix.Alternatives({"scale": (1, 2)}, prepare, {"scale": [0, 0]})),
    ("no_options", lambda: ix.Alternatives({"scale": ()}, prepare)),
    ("choice_unknown", lambda: ix.Alternatives({"scale": (1,)}, prepare, {"mean": [1.0]})),
    ("choice_unknown", lambda: ix.replay(study(), {"scale": [1]}, [[1, 1, 1]])),
    ("choice_missing", lambda: ix.replay(options(scale=(1,)), {}, [[1, 1, 1]])),
    ("choice_reserved", lambda: options(weights=(1, 2))),
    ("bounds_turned", lambda: study(ix.Setting(LEAVES, between=ix.Between(2, 1)))),
    (
        "cells_twice",
        lambda: study(
            ix.Setting(
                LEAVES, "arithmetic", between=ix.Between(ONE, ONE), claims=ix.Claims(ONE, 1, 0.5)
            )
        ),
    ),
    ("parameter_number", lambda: study(ix.Setting(LEAVES, claims=ix.Claims(0, 1, 1.5)))),
    ("draw_weights", lambda: ix.uncertainty_analysis(study(weights=NOTHING), 3)),
    ("draw_weights", lambda: ix.uncertainty_analysis(study(weights=[0, 0, 1]), 3)),
    ("draw_negative", lambda: drawn(ix.Setting([[1.0, -2.0]], "geometric"))),
    ("draw_infinite", lambda: drawn(ix.Setting(LEAVES, score=lambda x, w: x[:, 0] * np.inf))),
    ("draw_error", lambda: drawn(ix.Setting(LEAVES, score=by_zero))),
    ("draws_memory", lambda: ix.uncertainty_analysis(noise(), 10**12)),
    ("base_memory", lambda: ix.sensitivity_analysis(noise(), 10**6, work=ix.Work(memory=10**6))),
    ("pairs", lambda: ix.uncertainty_analysis(noise(), 3, pairs=[[0, 2]])),
    ("pairs", lambda: ix.uncertainty_analysis(noise(), 3, pairs=[0, 1])),
    ("place", lambda: ix.sensitivity_analysis(noise(), 8, aim=ix.Aim("rank", [2]))),
    ("sobol_failed", lambda: ix.sobol(lambda u: u[:, 0] * NAN, 2, 8)),
    ("no_factors", lambda: ix.sensitivity_analysis(study(), 8)),
]
