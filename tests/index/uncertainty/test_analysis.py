"""The analysis: against plain counting, and what it promises whatever the machine does."""

from __future__ import annotations

import itertools
from dataclasses import fields, is_dataclass

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aqyl.index import (
    Between,
    Claims,
    Floats,
    Setting,
    Spread,
    Study,
    Uncertainty,
    Work,
    aggregate,
    listed_weights,
    noisy_weights,
    rank,
    replay,
    uncertainty_analysis,
)
from aqyl.index.uncertainty.analysis import PARAMETERS
from aqyl.index.uncertainty.machine import PARAMETERS as WORK
from aqyl.problems import InputError

from .studies import NAN, TREE, data, everything, gaps, noisy, some_weights

MARKS = (5, 25, 50, 75, 95)


def leaves_of(value: object) -> list[object]:
    if is_dataclass(value):
        return [leaf for f in fields(value) for leaf in leaves_of(getattr(value, f.name))]
    return [value]


def bytes_of(result: Uncertainty) -> list[object]:
    """Everything in a result, arrays as their bytes."""
    return [x.tobytes() if isinstance(x, np.ndarray) else x for x in leaves_of(result)]


def counted(scores: Floats) -> dict[str, Floats]:
    """Scores (draws, units) summed up the plain way."""
    ranks = rank(scores.T).T
    return {
        "mean": scores.mean(axis=0),
        "sd": scores.std(axis=0, ddof=1),
        "percentiles": np.percentile(scores, MARKS, axis=0).T,
        "rank mean": ranks.mean(axis=0),
        "rank sd": ranks.std(axis=0, ddof=1),
        "rank percentiles": np.percentile(ranks, MARKS, axis=0).T,
    }


def test_every_figure_is_the_counted_one() -> None:
    study, draws = noisy(), 600
    found = uncertainty_analysis(study, draws, 9, levels=[0, 0.5, 0.55], pairs=[[3, 8], [8, 3]])
    sets = study.drawn_weights.sets(9, np.arange(draws))
    scores = np.stack([aggregate(TREE, data(), weights)[:, -1] for weights in sets])
    plain = counted(scores)
    for name, spread in (("", found.score), ("rank ", found.rank)):
        for part in ("mean", "sd", "percentiles"):
            np.testing.assert_allclose(getattr(spread, part), plain[name + part], rtol=1e-11)
    level = np.digitize(scores, [0.5, 0.55])
    shares = np.stack([(level == k).mean(axis=0) for k in range(3)], axis=1)
    np.testing.assert_allclose(found.levels, shares, rtol=1e-14)
    ahead = (scores[:, 3] > scores[:, 8]).mean()
    np.testing.assert_allclose(found.chosen.ahead, [ahead, 1 - ahead], rtol=1e-14)
    assert found.complete
    assert found.failed == ()
    assert (found.scored == draws).all()


def test_neighbours_stand_in_the_nominal_order() -> None:
    found = uncertainty_analysis(noisy(Setting(gaps(), missing="renormalise")), 300)
    first, second = found.neighbours.pairs.T
    known = np.count_nonzero(~np.isnan(found.nominal_score))
    assert len(first) == known - 1
    np.testing.assert_array_equal(first[1:], second[:-1])
    assert (np.diff(found.nominal_score[first]) <= 0).all()
    assert (found.neighbours.ahead > found.neighbours.behind).mean() > 0.8


def test_the_nominal_scores_are_those_of_aggregate() -> None:
    found = uncertainty_analysis(noisy(), 10)
    expected = aggregate(TREE, data(), some_weights())[:, -1]
    np.testing.assert_allclose(found.nominal_score, expected, rtol=1e-13)
    np.testing.assert_array_equal(found.nominal_rank, rank(expected))


@pytest.fixture(scope="module")
def reference() -> list[object]:
    result = uncertainty_analysis(everything(), 2500, 3, levels=[0.0, 0.4], work=Work(threads=1))
    return bytes_of(result)


@pytest.mark.parametrize(
    ("chunk", "threads", "memory"),
    [*itertools.product([1, 7, 1000], [1, 2], [2.0**29]), (256, 3, 2.0**29), (7, 2, 250_000)],
)
def test_the_same_seed_gives_the_same_bytes(
    reference: list[object], chunk: int, threads: int, memory: float
) -> None:
    """250,000 bytes hold the ranks only: the scores are computed twice."""
    work = Work(threads=threads, memory=memory, chunk=chunk)
    again = uncertainty_analysis(everything(), 2500, 3, levels=[0.0, 0.4], work=work)
    assert bytes_of(again) == reference


def test_another_seed_gives_other_draws(reference: list[object]) -> None:
    other = uncertainty_analysis(everything(), 2500, 4, levels=[0.0, 0.4])
    assert bytes_of(other) != reference


@given(
    units=st.integers(1, 12),
    draws=st.integers(1, 40),
    seed=st.integers(0, 99),
    holes=st.sampled_from([0.0, 0.3]),
)
@settings(max_examples=40)
def test_what_every_result_keeps(units: int, draws: int, seed: int, holes: float) -> None:
    x = np.round(data(units, seed), 1)
    x[np.random.default_rng(seed).random(x.shape) < holes] = NAN
    study = noisy(Setting(x, missing="renormalise"))
    found = uncertainty_analysis(study, draws, seed, levels=[0.2, 0.5, 0.6])
    np.testing.assert_allclose(found.levels.sum(axis=1), 1)
    pairs = found.neighbours
    np.testing.assert_allclose(pairs.ahead + pairs.level + pairs.behind, 1)
    for spread in (found.score, found.rank):
        assert (np.diff(spread.percentiles, axis=1) >= 0).all()
        assert (spread.sd >= 0).all() or draws == 1
    assert found.rank.percentiles.min() >= 1
    assert found.rank.percentiles.max() <= units
    lowest, highest = np.nanmin(x, axis=1), np.nanmax(x, axis=1)
    assert (found.score.percentiles[:, 0] >= lowest - 1e-12).all()
    assert (found.score.percentiles[:, -1] <= highest + 1e-12).all()


@given(order=st.permutations(range(40)))
@settings(max_examples=20)
def test_permuting_units_permutes_the_result(order: list[int]) -> None:
    x = gaps()
    one = uncertainty_analysis(noisy(Setting(x, missing="renormalise")), 50)
    other = uncertainty_analysis(noisy(Setting(x[order], missing="renormalise")), 50)
    for spread in ("score", "rank"):
        ours: Spread = getattr(one, spread)
        theirs: Spread = getattr(other, spread)
        np.testing.assert_array_equal(theirs.percentiles, ours.percentiles[order])
        np.testing.assert_array_equal(theirs.sd, ours.sd[order])


def test_nothing_uncertain_gives_no_width() -> None:
    found = uncertainty_analysis(Study(TREE, Setting(data()), some_weights()), 30)
    assert (found.score.sd < 1e-15).all()
    assert (found.rank.sd == 0).all()
    assert np.isin(found.neighbours.ahead, [0, 1]).all()


def test_a_unit_without_data_has_no_figures_and_takes_no_place() -> None:
    found = uncertainty_analysis(noisy(Setting(gaps(), missing="renormalise")), 100)
    assert found.scored[0] == 0
    assert np.isnan(found.score.percentiles[0]).all()
    assert np.isnan(found.rank.mean[0])
    assert found.rank.percentiles[1:].max() <= 39


def test_equal_units_share_their_rank_in_every_draw() -> None:
    x = np.concatenate([data(20)] * 2)
    found = uncertainty_analysis(noisy(Setting(x)), 100, pairs=[[3, 23]])
    np.testing.assert_array_equal(found.rank.mean[:20], found.rank.mean[20:])
    assert found.chosen.level.tolist() == [1.0]


def test_a_level_counts_as_reached_when_only_rounding_is_missing() -> None:
    x = np.full((2, data().shape[1]), 0.3)
    found = uncertainty_analysis(noisy(Setting(x)), 300, levels=[0, 0.3])
    assert found.levels.tolist() == [[0, 1], [0, 1]]


def test_missing_values_alone_and_claims_alone() -> None:
    """A unit's score between its bounds is even; a claim true in 30 % moves it in 30 %."""
    x = data(5)
    blank = np.full(x.shape, NAN)
    blank[2, -1] = 0
    weights = np.zeros(len(TREE.nodes))
    weights[[TREE.position("direct")]] = 1
    drawn = Setting(x, missing="renormalise", between=Between(blank, blank + 1))
    found = uncertainty_analysis(Study(TREE, drawn, weights), 20_000)
    np.testing.assert_allclose(found.score.percentiles[2], np.divide(MARKS, 100), atol=0.01)
    assert (found.score.sd[[0, 1, 3, 4]] < 1e-12).all()
    claimed = Setting(x, missing="renormalise", claims=Claims(blank, 1, 0.3))
    found = uncertainty_analysis(Study(TREE, claimed, weights), 20_000)
    assert abs(found.score.mean[2] - 0.3) < 0.01
    assert found.score.percentiles[2].tolist() == [0, 0, 0, 1, 1]


def test_a_failed_draw_is_counted_and_told() -> None:
    """A third of the draws have no weights at all."""
    sets = np.tile(some_weights(), (3, 1))
    sets[1] = 0
    study = Study(TREE, Setting(data()), listed_weights(TREE, some_weights(), sets))
    found = uncertainty_analysis(study, 900, 2)
    (failure,) = found.failed
    assert failure.problem.key == "index.draw_weights"
    assert failure.count == 900 - found.scored[0]
    assert 250 < failure.count < 350
    assert f"in {failure.count} of 900 draws" in failure.problem.part("given", "en")
    assert found.done == 900
    assert (found.score.sd < 1e-12).all()


def test_failures_are_the_same_when_scores_are_computed_twice() -> None:
    x = data()
    x[5, 2] = -0.1
    sets = np.tile(some_weights(), (2, 1))
    sets[0, 2] = 0
    weights = listed_weights(TREE, sets[0], sets)
    study = Study(TREE, Setting(x, "geometric"), weights)
    once, twice = (
        uncertainty_analysis(study, 700, work=Work(memory=memory)) for memory in (2**29, 60_000)
    )
    assert once.failed[0].problem.key == "index.draw_negative"
    assert bytes_of(once)[3:] == bytes_of(twice)[3:]
    assert np.isfinite(once.score.mean).all()


def test_a_function_that_fails_now_and_then() -> None:
    calls = iter(range(10_000))

    def moody(leaves: Floats, weights: Floats) -> Floats:
        call = next(calls)
        if call % 5 == 4:
            raise ZeroDivisionError("no luck")
        if call % 5 == 3:
            return np.full(len(leaves), np.inf)
        return aggregate(TREE, leaves, weights)[:, -1]

    found = uncertainty_analysis(noisy(Setting(data(), score=moody)), 50, work=Work(threads=1))
    told = {failure.problem.key: (failure.count, failure.first) for failure in found.failed}
    assert told == {"index.draw_infinite": (10, 2), "index.draw_error": (10, 3)}
    assert (found.scored == 30).all()


@pytest.mark.parametrize("threads", [1, 2])
def test_an_interrupt_leaves_the_result_of_the_draws_done(threads: int) -> None:
    def stop(done: int, _: int) -> None:
        if done >= 512:
            raise KeyboardInterrupt

    work = Work(threads=threads, progress=stop)
    part = uncertainty_analysis(everything(), 5000, 1, work=work)
    assert (part.asked, part.done, part.complete) == (5000, 512, False)
    whole = uncertainty_analysis(everything(), 512, 1)
    assert bytes_of(part)[1:] == bytes_of(whole)[1:]


def test_an_interrupt_before_the_first_draw_is_raised() -> None:
    def never(leaves: Floats, weights: Floats) -> Floats:
        if (weights == some_weights()).all():
            return leaves[:, 0]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        uncertainty_analysis(noisy(Setting(data(), score=never)), 10, work=Work(threads=1))


def test_progress_is_told_in_order() -> None:
    told: list[tuple[int, int]] = []
    work = Work(threads=2, chunk=300, progress=lambda done, asked: told.append((done, asked)))
    uncertainty_analysis(noisy(), 1200, work=work)
    assert told == [(512, 1200), (1024, 1200), (1200, 1200)]


def test_too_many_draws_say_how_many_fit() -> None:
    with pytest.raises(InputError) as caught:
        uncertainty_analysis(noisy(), 10**9)
    told = caught.value.problems[0]
    assert told.key == "index.draws_memory"
    most = told.values["most"]
    assert isinstance(most, int)
    assert most * 40 * 2 <= 2**29 < (most + 1) * 40 * 2


def test_a_function_needs_room_for_its_scores_too() -> None:
    study = noisy(Setting(data(), score=lambda x, _: x[:, 0]))
    room = Work(memory=40 * 10 * 100)
    assert uncertainty_analysis(study, 100, work=room).complete
    with pytest.raises(InputError):
        uncertainty_analysis(study, 101, work=room)


@pytest.mark.parametrize(
    ("name", "wrong"), [(p.name, value) for p in PARAMETERS for value in p.wrong()]
)
def test_wrong_parameters_are_refused(name: str, wrong: object) -> None:
    given = {"draws": 10, "seed": 0, "percentiles": [50]} | {name: wrong}
    with pytest.raises(InputError):
        uncertainty_analysis(noisy(), **given)  # type: ignore[arg-type]


@pytest.mark.parametrize(("name", "wrong"), [(p.name, value) for p in WORK for value in p.wrong()])
def test_wrong_work_is_refused(name: str, wrong: object) -> None:
    with pytest.raises(InputError):
        Work(**{name: wrong})  # type: ignore[arg-type]


def test_one_unit_and_one_leaf() -> None:
    from aqyl.index import Hierarchy

    tree = Hierarchy.from_parents({"a": "top", "top": None})
    found = uncertainty_analysis(Study(tree, Setting([[0.4]]), noisy_weights(tree, [1, 1], 0.5)), 9)
    assert found.score.mean.tolist() == pytest.approx([0.4])
    assert found.rank.percentiles.tolist() == [[1] * 5]
    assert found.neighbours.pairs.shape == (0, 2)


def test_a_replay_gives_each_run_its_weights_and_options() -> None:
    study = everything()
    weights = np.stack([some_weights(1), some_weights(2)])
    options = {"scale": ["percentile", "min_max"], "mean": ["arithmetic", "geometric"]}
    done = replay(study, options, weights)
    certain = [study.settings[2].certain(), study.settings[1].certain()]
    for run, setting in enumerate(certain):
        expected = aggregate(TREE, setting.leaves, weights[run], method=setting.method)[:, -1]
        sure = [unit for unit in range(40) if unit not in {3, 4, 7, 9}]
        np.testing.assert_allclose(done.scores[sure, run], expected[sure], rtol=1e-12)
    np.testing.assert_array_equal(done.ranks, rank(done.scores))
