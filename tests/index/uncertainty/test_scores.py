"""Scores by matrix products: what `aggregate` gives, for every draw and every kind of study."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aqyl.index import (
    Between,
    Claims,
    Floats,
    Hierarchy,
    Power,
    Setting,
    Study,
    aggregate,
    listed_weights,
    noisy_weights,
)
from aqyl.index.rules import Methods, Thresholds
from aqyl.index.uncertainty.blocks import Blocks
from aqyl.index.uncertainty.prepared import Prepared
from aqyl.index.uncertainty.runs import random_runs

from .studies import LEAVES, NAN, TREE, data, gaps, noisy, some_weights

SEED, DRAWS = 5, 70
MIXED: Methods = {
    "p0": "geometric",
    "p1": "arithmetic",
    "p2": "harmonic",
    "p3": "geometric",
    "s0": "geometric",
    "s1": "arithmetic",
    "top": "arithmetic",
}
METHODS: list[Methods] = ["arithmetic", "geometric", "harmonic", MIXED]
THRESHOLDS: list[Thresholds] = [0.0, 0.5, 0.8, [0.3, 1.0, 0.5]]


def scores_of(study: Study, draws: int = DRAWS) -> tuple[Floats, Floats]:
    """Scores (draws, units) in the study's order, and the weights of each draw."""
    prepared = Prepared(study, SEED)
    runs = random_runs(study, draws, SEED)
    found = Blocks(prepared, runs).scores(slice(0, draws))
    assert not found.failed
    scores = found.scores[np.argsort(found.order)]
    return scores[:, np.argsort(prepared.order)], study.drawn_weights.sets(SEED, runs.weights)


def agree(study: Study, setting: Setting) -> None:
    scores, sets = scores_of(study)
    for draw, weights in enumerate(sets):
        expected = aggregate(
            TREE,
            setting.leaves,
            # For each unit: a node whose leaves all have no weight may then be meant.
            np.tile(weights, (len(scores[draw]), 1)),
            method=setting.method,
            missing=setting.missing,
            threshold=setting.threshold,
            after=setting.after,
        )[:, -1]
        np.testing.assert_allclose(scores[draw], expected, rtol=1e-12, atol=1e-14)


@pytest.mark.parametrize("method", METHODS)
def test_complete_data(method: Methods) -> None:
    setting = Setting(data(), method)
    agree(noisy(setting), setting)


@pytest.mark.parametrize("threshold", THRESHOLDS)
@pytest.mark.parametrize("missing", ["propagate", "renormalise"])
@pytest.mark.parametrize("method", METHODS)
def test_missing_data(method: Methods, missing: str, threshold: Thresholds) -> None:
    setting = Setting(gaps(share=0.05), method, missing, threshold)  # type: ignore[arg-type]
    agree(noisy(setting), setting)


@pytest.mark.parametrize("method", METHODS)
def test_zeros_make_geometric_and_harmonic_means_zero(method: Methods) -> None:
    x = data()
    x[2, 3] = x[5, :] = x[6, 12] = 0
    setting = Setting(x, method)
    agree(noisy(setting), setting)


@pytest.mark.parametrize("missing", ["propagate", "renormalise"])
@pytest.mark.parametrize("method", METHODS)
def test_weights_of_zero_do_not_apply(method: Methods, missing: str) -> None:
    """A leaf, all leaves of a node, a node; with zeros and gaps below them."""
    sets = np.tile(some_weights(), (3, 1))
    sets[0, TREE.position("i0")] = 0
    sets[1, [TREE.position(child) for child in ("i1", "i5", "i9")]] = 0
    sets[2, TREE.position("s1")] = 0
    x = data()
    x[:, TREE.position("i0")], x[:, TREE.position("i5")] = NAN, 0
    setting = Setting(x, method, missing)  # type: ignore[arg-type]
    agree(Study(TREE, setting, listed_weights(TREE, some_weights(), sets)), setting)


def test_what_is_done_after_a_node() -> None:
    after = {"p1": lambda x: 1 - x / 2, "s1": lambda x: 3 * x, "top": np.sqrt}
    setting = Setting(gaps(share=0.05), MIXED, "renormalise", after=after)
    agree(noisy(setting), setting)


def test_any_other_method_is_scored_draw_by_draw() -> None:
    setting = Setting(gaps(), [Power(2), "arithmetic", Power(-0.5)], "renormalise", 0.5)
    agree(noisy(setting), setting)


def test_a_function_of_ones_own() -> None:
    def best_leaf(leaves: Floats, weights: Floats) -> Floats:
        return np.asarray((leaves * weights[:LEAVES]).max(axis=1))

    scores, sets = scores_of(noisy(Setting(data(), score=best_leaf)))
    np.testing.assert_array_equal(scores, [best_leaf(data(), weights) for weights in sets])


def test_weights_by_unit() -> None:
    """Noise of a node is the same share of each unit's own weight; a zero stays zero."""
    own = np.random.default_rng(8).integers(0, 3, (40, len(TREE.nodes))).astype(np.float64)
    own[:, [TREE.position(node) for node in ("i1", "p1", "s1", "direct")]] = 1
    own[20:] = own[:20]
    setting = Setting(data(), "arithmetic", "renormalise")
    study = Study(TREE, setting, noisy_weights(TREE, some_weights(), 0.25), by_unit=own)
    scores, sets = scores_of(study)
    factor = sets / some_weights()
    factor[:, -1] = 1
    for draw in range(DRAWS):
        expected = aggregate(TREE, data(), own * factor[draw], missing="renormalise")[:, -1]
        np.testing.assert_allclose(scores[draw], expected, rtol=1e-12)


@pytest.mark.parametrize("method", METHODS)
def test_drawn_cells_stand_where_they_should(method: Methods) -> None:
    """A function is shown the filled leaves; the matrix products must see the same."""
    x = gaps(share=0.1)
    low, high = np.full(x.shape, NAN), np.full(x.shape, NAN)
    low[:, 3], high[:, 3] = 0.2, 0.9
    low[6], high[6] = 0.0, 1.0
    refuted = np.full(x.shape, NAN)
    refuted[8:30, 7:9] = 0.0
    cells = {"between": Between(low, high), "claims": Claims(refuted, 1.0, 0.3)}
    seen: list[Floats] = []

    def spy(leaves: Floats, weights: Floats) -> Floats:
        seen.append(leaves)
        return aggregate(TREE, leaves, weights, method=method, missing="renormalise")[:, -1]

    drawn = scores_of(noisy(Setting(x, score=spy, **cells)))[0]  # type: ignore[arg-type]
    setting = Setting(x, method, "renormalise", **cells)  # type: ignore[arg-type]
    np.testing.assert_allclose(scores_of(noisy(setting))[0], drawn, rtol=1e-12)
    filled = np.stack(seen)
    others = np.delete(filled[:, :, 3], 6, axis=1)
    assert 0.2 <= others.min() < others.max() <= 0.9
    claimed = filled[:, 8:30, 7:9][:, ~np.isnan(x[8:30, 7:9])]
    assert set(np.unique(claimed)) == {0.0, 1.0}
    assert abs(claimed.mean() - 0.3) < 0.05
    untouched = np.isnan(low) & np.isnan(refuted)
    np.testing.assert_array_equal(filled[9][untouched], x[untouched])


def test_bounds_that_meet_are_a_certain_value() -> None:
    x = data()
    blank = np.full(x.shape, NAN)
    blank[4, 2] = x[4, 2]
    holed = x.copy()
    holed[4, 2] = NAN
    certain = scores_of(noisy(Setting(x)))[0]
    drawn = scores_of(noisy(Setting(holed, between=Between(blank, blank))))[0]
    np.testing.assert_allclose(drawn, certain, rtol=1e-14)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("units", [1, 7, 511, 512, 513, 1500])
def test_equal_units_score_equal_to_the_last_bit(units: int, method: Methods) -> None:
    """Whatever tile they fall on: else ties would break by chance."""
    one = data(1)
    x = np.concatenate([one, data(units), one])
    scores = scores_of(noisy(Setting(x, method)))[0]
    np.testing.assert_array_equal(scores[:, 0], scores[:, -1])


@given(order=st.permutations(range(40)), method=st.sampled_from(METHODS))
def test_no_unit_changes_anothers_score(order: list[int], method: Methods) -> None:
    """Not by its place and not by its gaps."""
    x = gaps()
    straight = scores_of(noisy(Setting(x, method, "renormalise")), 3)[0]
    mixed = scores_of(noisy(Setting(x[order], method, "renormalise")), 3)[0]
    np.testing.assert_array_equal(mixed, straight[:, order])


@pytest.mark.parametrize("method", [["arithmetic", "geometric"], ["harmonic", "arithmetic"]])
def test_a_unit_or_a_draw_by_itself_scores_as_among_many(method: Methods) -> None:
    """With so many branches that a sum in another order would show."""
    branches, leaves = 20, np.random.default_rng(8).random((9, 40)) + 0.05
    parents: dict[str, str | None] = {f"i{n}": f"p{n % branches}" for n in range(40)}
    tree = Hierarchy.from_parents(
        parents | {f"p{n}": "top" for n in range(branches)} | {"top": None}
    )
    noise = noisy_weights(tree, np.ones(len(tree.nodes)), 0.25)
    many, _ = scores_of(Study(tree, Setting(leaves, method), noise))
    alone, _ = scores_of(Study(tree, Setting(leaves[:1], method), noise))
    once, _ = scores_of(Study(tree, Setting(leaves[:1], method), noise), draws=1)
    np.testing.assert_array_equal(alone, many[:, :1])
    np.testing.assert_array_equal(once, many[:1, :1])


@given(st.integers(0, 2**32), st.floats(0, 1), st.floats(0, 1))
def test_together_one_number_places_all_cells_of_a_unit(
    seed: int, floor: float, width: float
) -> None:
    """A mean of cells that move together is as spread as one of them; each unit has its own."""
    low = np.full((3, LEAVES), floor)
    study = Study(TREE, Setting(low, between=Between(low, low + width, together=True)))
    drawn = scores_of(study, 256)[0]
    assert np.all((drawn >= floor - 1e-12) & (drawn <= floor + width + 1e-12))
    assert drawn.std(axis=0) == pytest.approx(width / np.sqrt(12), rel=0.15, abs=1e-12)
    assert width < 1e-6 or abs(np.corrcoef(drawn[:, 0], drawn[:, 1])[0, 1]) < 0.4
