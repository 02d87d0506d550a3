"""Every wrong parameter gets one clear problem, in three languages."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from aqyl import index as ix
from aqyl.index.optional import need
from aqyl.language import LANGUAGES, catalogue
from aqyl.problems import InputError

from . import wrong_draws, wrong_preparation

NAN = float("nan")
PAIR = ix.Hierarchy.from_parents({"a": "top", "b": "top", "top": None})
FORKS = ix.Hierarchy.from_parents({"a": "x", "b": "x", "c": "top", "x": "top", "top": None})
DEEP = ix.Hierarchy.from_parents(
    {"a": "x", "b": "x", "c": "y", "d": "y", "x": "top", "y": "top", "top": None}
)
SPREAD = [[1, 2, 1.5], [2, 5, 3.5], [4, 3, 3.5]]
DEEP_SPREAD = np.random.default_rng(1).random((5, 7))
ASIDE = [1, 1, 1, 1, 1, 0, 1]


def tree(**parents: str | None) -> ix.Hierarchy:
    return ix.Hierarchy.from_parents(parents)


WRONG: list[tuple[str, Callable[[], object]]] = [
    ("infinite", lambda: ix.invert([1, float("inf")])),
    ("shape", lambda: ix.min_max([[1, 2], [3, 4]], low=[1, 2, 3])),
    ("shape", lambda: ix.goalposts([1, 2], [0, 0, 0], 1)),
    ("shape", lambda: ix.mean([1, 2], [1, 1, 1])),
    ("shape", lambda: ix.rank_interval([1, 2], [3])),
    ("shape", lambda: ix.nearest_neighbours([1, NAN])),
    ("shape", lambda: ix.aggregate(PAIR, [[1, 2, 3]])),
    ("shape", lambda: ix.aggregate(PAIR, [[1, 2]], [1, 1])),
    ("shape", lambda: ix.aggregate(PAIR, [[1, 2]] * 3, [[1, 1, 1]] * 2)),
    ("choice", lambda: ix.rank([1, 2], ties="first")),  # type: ignore[arg-type]
    ("choice", lambda: ix.share_of_target([1], 2, "left")),  # type: ignore[arg-type]
    ("choice", lambda: ix.mean([1], method="median")),  # type: ignore[arg-type]
    ("choice", lambda: ix.mean([1], missing="zero")),  # type: ignore[arg-type]
    ("choice", lambda: ix.ahp([1], method="guess")),  # type: ignore[arg-type]
    ("choice", lambda: ix.aggregate(PAIR, [1, 2], method={"top": "sum"})),  # type: ignore[dict-item]
    ("parameter_number", lambda: ix.saturating([1], knee=0)),
    ("parameter_number", lambda: ix.z_score([1, 2], sd=-1)),
    ("not_positive", lambda: ix.ahp([1, -3, 2])),
    ("not_whole", lambda: ix.equal_weights(0)),
    ("parameter_whole", lambda: ix.nearest_neighbours([[1, NAN]], k=0)),
    ("not_between", lambda: ix.spearman([1, 2], [1, 2], confidence=95)),
    ("not_rising", lambda: ix.piecewise([1], [0, 0], [1, 2])),
    ("not_rising", lambda: ix.bands([1], [], [])),
    ("lengths", lambda: ix.bands([1], [0, 1], [1])),
    ("lengths", lambda: ix.kendall([1, 2], [1, 2, 3])),
    ("range", lambda: ix.min_max([1, 2], to=(1, 0))),
    ("range", lambda: ix.min_max([1, 2], low=65)),
    ("interval", lambda: ix.rank_interval([0.5], [0.4])),
    ("log_domain", lambda: ix.log([1, 0, -2])),
    ("sqrt_domain", lambda: ix.sqrt([1, -2])),
    ("goalposts_equal", lambda: ix.goalposts([1], 3, 3)),
    ("target", lambda: ix.share_of_target([1], 0)),
    ("target", lambda: ix.share_of_target([1], -1, "down")),
    ("weights_missing", lambda: ix.mean([1, 2], [1, NAN])),
    ("weights_negative", lambda: ix.given_weights([2, -1])),
    ("weights_zero", lambda: ix.mean([1, 2], [0, 0])),
    ("weights_zero", lambda: ix.mean([[1, 2], [3, 4]], [[1, 1], [0, 0]])),
    ("weights_zero", lambda: ix.given_weights([0, 0])),
    ("node_weights_zero", lambda: ix.aggregate(FORKS, [1, 2, 3], [0, 0, 1, 1, 1])),
    ("node_weights_zero", lambda: ix.pool_leaves(PAIR, [1, 2], [0, 0])),
    ("node_weights_zero", lambda: ix.aggregate(PAIR, [[1, 2]], [[0, 0, 1]])),
    ("unit_weights_zero", lambda: ix.aggregate(PAIR, [[1, 2]] * 2, [[1, 1, 1], [0, 0, 1]])),
    ("unit_weights_zero", lambda: ix.pool_leaves(PAIR, [[1, 2]] * 2, [[1, 1], [0, 0]])),
    ("mean_negative", lambda: ix.geometric_mean([1, -1])),
    ("mean_negative", lambda: ix.harmonic_mean([1, -1])),
    ("ahp_size", lambda: ix.ahp([1, 2])),
    ("ahp_square", lambda: ix.ahp([[1, 2, 3]])),
    ("ahp_reciprocal", lambda: ix.ahp([[1, 2], [2, 1]])),
    ("tree_twice", lambda: ix.Hierarchy((("a", "top"), ("a", "top"), ("top", None)))),
    ("tree_orphan", lambda: tree(a="nowhere", b="top", top=None)),
    ("tree_circle", lambda: tree(a="b", b="a", c="top", top=None)),
    ("tree_roots", lambda: tree(a=None, b=None)),
    ("tree_roots", tree),
    ("tree_unknown", lambda: PAIR.arrange({"a": 1, "b": 1, "z": 1})),
    ("tree_unknown", lambda: ix.aggregate(PAIR, [1, 2], after={"a": ix.invert})),
    ("tree_left_out", lambda: PAIR.arrange({"a": 1})),
    ("tree_left_out", lambda: ix.aggregate(FORKS, [1, 2, 3], method={"x": "geometric"})),
    ("shape", lambda: ix.mean([1, 2], method=lambda x, weights: x)),
    ("shape", lambda: ix.correlations([1, 2])),
    ("shape", lambda: ix.correlations([[1], [2]], [[1]])),
    ("shape", lambda: ix.correlations([[1], [2]]).flagged(0.5, groups=["x", "y"])),
    ("shape", lambda: ix.ancestor_correlations(PAIR, [[1, 2]])),
    ("shape", lambda: ix.results(PAIR, [1, 2, 3])),
    ("shape", lambda: ix.group_rank([1, 2], ["x"])),
    ("shape", lambda: ix.outranking([1, 2])),
    ("shape", lambda: ix.outranking([[1, 2]], weights=[1])),
    ("shape", lambda: ix.benefit_of_the_doubt([1, 2])),
    ("shape", lambda: ix.entropy_weights([1, 2])),
    ("shape", lambda: ix.cronbach_alpha([1, 2])),
    ("shape", lambda: ix.correlation_weights(PAIR, SPREAD, 1, target=[1])),
    ("choice", lambda: ix.aggregate(FORKS, [1, 2, 3], method=["sum", "arithmetic"])),  # type: ignore[list-item]
    ("choice", lambda: ix.mean([1], method=3)),  # type: ignore[arg-type]
    ("mean_negative", lambda: ix.power_mean([1, -1], 2)),
    ("mean_negative", lambda: ix.mazziotta_pareto([1, -1])),
    ("mean_negative", lambda: ix.entropy_weights([[1, -1], [2, 3]])),
    ("mean_negative", lambda: ix.benefit_of_the_doubt([[1, -1]])),
    ("range", lambda: ix.ampi_scale([1, 2], reference=1, low=5, high=2)),
    ("place", lambda: ix.outranking([[1, 2]], units=[1])),
    ("place", lambda: ix.results(PAIR, [[1, 2, 3]]).summary(1)),
    ("weights_zero", lambda: ix.outranking([[1, 2]], weights=[0, 0])),
    ("weights_zero", lambda: ix.correlation_weights(PAIR, SPREAD, 1, target=[0, 0])),
    ("weights_negative", lambda: ix.correlation_weights(PAIR, SPREAD, 1, target=[-1, 2])),
    ("node_weights_zero", lambda: ix.correlation_weights(DEEP, DEEP_SPREAD, 1, weights=ASIDE)),
    ("level_count", lambda: ix.aggregate(FORKS, [1, 2, 3], method=["arithmetic"])),
    ("level_count", lambda: ix.aggregate(FORKS, [1, 2, 3], threshold=[1, 1, 1])),
    ("few_units", lambda: ix.principal_components([[1, 2]])),
    ("constant", lambda: ix.principal_components([[1, 2], [1, 3]])),
    ("constant", lambda: ix.correlation_weights(PAIR, [[1, 2, 3], [1, 4, 5]], 1)),
    ("few_components", lambda: ix.pca_weights([[1, 2], [2, 3], [3, 5]], "explained", 3)),
    ("mixed_signs", lambda: ix.pca_weights([[1, 9], [2, 4], [3, 1]])),
    ("no_information", lambda: ix.entropy_weights([[1, 2], [1, 2]])),
    ("no_information", lambda: ix.critic_weights([[1, 2]])),
    ("level_cut", lambda: ix.correlation_weights(PAIR, SPREAD, 2)),
    ("against", lambda: ix.correlation_weights(PAIR, [[1, 3, 2], [2, 2, 2], [3, 1, 2]], 1)),
    ("package", lambda: need("not_installed_here", "a method")),
    ("share_bounds", lambda: ix.benefit_of_the_doubt([[1, 2]], low=0.6)),
    ("share_bounds", lambda: ix.benefit_of_the_doubt([[1, 2]], high=0.4)),
    ("weights_by_unit", lambda: ix.copeland([[1, 2], [2, 1]], [[1, 1], [1, 2]])),
]


WRONG += wrong_preparation.WRONG + wrong_draws.WRONG


@pytest.mark.parametrize(("key", "call"), WRONG)
def test_a_wrong_parameter_is_named_and_repaired(key: str, call: Callable[[], object]) -> None:
    with pytest.raises(InputError) as caught:
        call()
    assert [problem.key for problem in caught.value.problems] == [f"index.{key}"]
    for lang in LANGUAGES:
        text = caught.value.text(lang)
        assert "{" not in text
        assert len(text.splitlines()) == 3


def test_every_problem_of_the_catalogue_can_happen() -> None:
    parts = {key.split(".")[2] for key in catalogue() if key.startswith("problem.index.")}
    assert parts == {key for key, _ in WRONG}


def test_all_problems_of_a_call_come_in_one_pass() -> None:
    with pytest.raises(InputError) as caught:
        tree(a="nowhere", b="c", c="b", d=None, e=None)
    keys = [problem.key for problem in caught.value.problems]
    assert keys == ["index.tree_orphan", "index.tree_circle", "index.tree_roots"]


def test_a_problem_says_which_numbers_were_wrong() -> None:
    with pytest.raises(InputError) as caught:
        ix.log([3.0, 0.0, -2.0])
    assert "2, the least is -2.0" in caught.value.problems[0].part("given", "en")
