"""Which uncertain choice moves a study's ranking."""

from __future__ import annotations

import numpy as np
import pytest

from aqyl.index import (
    Aim,
    Alternatives,
    Between,
    Hierarchy,
    Setting,
    Study,
    Work,
    listed_weights,
    noisy_weights,
    rank,
    sensitivity_analysis,
)
from aqyl.problems import InputError

from ..uncertainty.studies import NAN, TREE, data, everything, noisy, some_weights

PAIR = Hierarchy.from_parents({"a": "top", "b": "top", "top": None})


def test_the_only_uncertain_choice_explains_everything() -> None:
    found = sensitivity_analysis(noisy(), 256)
    assert found.factors == ("weights",)
    np.testing.assert_allclose(found.indices.first.value, 1, atol=0.15)
    np.testing.assert_allclose(found.indices.total.value, 1, atol=0.15)


def test_a_score_that_adds_two_choices_up() -> None:
    """Unit 0: a is 0 or 4, b is even over 0 to 2; variances 4 and 1/3 under equal weights."""
    blank = np.array([[NAN, 0.0], [NAN, NAN]])

    def prepare(choice: object) -> Setting:
        assert isinstance(choice, dict)
        return Setting([[choice["a"], 1.0], [2.0, 1.0]], between=Between(blank, blank + 2))

    study = Study(PAIR, Alternatives({"a": (0.0, 4.0)}, prepare))
    found = sensitivity_analysis(study, 4096, aim=Aim("score"))
    assert found.factors == ("a", "between")
    assert found.units == (0, 1)
    truth = np.array([12, 1]) / 13
    np.testing.assert_allclose(found.indices.first.value[:, 0], truth, atol=0.05)
    np.testing.assert_allclose(found.indices.total.value[:, 0], truth, atol=0.05)
    assert found.indices.variance[0] == pytest.approx((4 + 1 / 3) / 4, rel=0.05)
    assert np.isnan(found.indices.first.value[:, 1]).all()


def test_every_kind_of_choice_is_a_factor() -> None:
    found = sensitivity_analysis(everything(), 64, second=True)
    assert found.factors == ("scale", "mean", "weights", "between", "claims")
    assert len(found.indices.pairs) == 10
    assert found.y.shape == (64 * 12,)
    assert found.indices.total.value.min() >= 0


def test_the_shift_is_the_mean_change_of_rank() -> None:
    every = sensitivity_analysis(everything(), 16, 3, Aim("rank"))
    shift = sensitivity_analysis(everything(), 16, 3)
    nominal = rank(_nominal(everything()))
    np.testing.assert_allclose(shift.y, np.abs(every.y - nominal).mean(axis=1), rtol=1e-12)


def _nominal(study: Study) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    from aqyl.index.uncertainty.prepared import Prepared

    return Prepared(study, 0).nominal


def test_chosen_units_have_the_indices_they_have_among_all() -> None:
    every = sensitivity_analysis(everything(), 32, 1, Aim("score"))
    some = sensitivity_analysis(everything(), 32, 1, Aim("score", [7, 2]))
    assert some.units == (7, 2)
    np.testing.assert_array_equal(some.y, every.y[:, [7, 2]])
    np.testing.assert_allclose(
        some.indices.first.value, every.indices.first.value[:, [7, 2]], rtol=1e-12
    )


@pytest.mark.parametrize("threads", [1, 2])
@pytest.mark.parametrize("chunk", [1, 1000])
def test_the_same_seed_gives_the_same_bytes(threads: int, chunk: int) -> None:
    one = sensitivity_analysis(everything(), 128, 1, work=Work(threads=1))
    again = sensitivity_analysis(everything(), 128, 1, work=Work(threads=threads, chunk=chunk))
    assert one.y.tobytes() == again.y.tobytes()
    assert one.indices.total.high.tobytes() == again.indices.total.high.tobytes()


def test_failed_runs_are_told_and_their_points_left_out() -> None:
    sets = np.tile(some_weights(), (20, 1))
    sets[4] = 0
    sets[:, 0] = np.arange(20)
    study = Study(TREE, Setting(data()), listed_weights(TREE, some_weights(), sets))
    found = sensitivity_analysis(study, 200)
    (failure,) = found.failed
    assert failure.count == np.isnan(found.y).sum() > 0
    assert found.indices.base + found.indices.failed == 200
    assert found.indices.failed > 0


def test_an_interrupt_is_raised() -> None:
    def stop(done: int, asked: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        sensitivity_analysis(noisy(), 512, work=Work(progress=stop))


def test_all_runs_must_fit_into_memory_and_are_refused_before_any_is_made() -> None:
    # Three runs a base point: its point twice, one result, 40 ranks; a count a resample.
    each = 3 * (8 * 2 + 8 + 40 * 2) + 1000
    work = Work(memory=each * 200)
    assert sensitivity_analysis(noisy(), 200, work=work).y.size == 600
    with pytest.raises(InputError):
        sensitivity_analysis(noisy(), 200, aim=Aim("score"), work=work)
    with pytest.raises(InputError, match="up to 200 base points"):
        sensitivity_analysis(noisy(), 10**12, work=work)


def test_a_study_without_uncertain_choices_is_refused() -> None:
    still = Study(TREE, Setting(data()), noisy_weights(TREE, some_weights(), 0))
    with pytest.raises(InputError):
        sensitivity_analysis(still, 16)
