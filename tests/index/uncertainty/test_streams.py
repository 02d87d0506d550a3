"""Random numbers by seed and place: the same for ever, whatever else is drawn."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from aqyl.index.uncertainty.streams import Purpose, generator, pick, uniforms, wholes


def test_the_numbers_of_a_seed_are_written_down() -> None:
    """A new numpy or another machine must give these."""
    drawn = uniforms(generator(469, Purpose.WEIGHTS, 2), 3)
    assert drawn.tolist() == [0.04897663737100255, 0.013154972843313018, 0.5603060214923736]
    assert wholes(generator(469, Purpose.BOOTSTRAP), 5, 100).tolist() == [45, 52, 12, 84, 72]


def test_every_purpose_place_and_seed_has_numbers_of_its_own() -> None:
    places = [
        (seed, purpose, place, inner)
        for seed in (0, 1, 2**80)
        for purpose in Purpose
        for place in (0, 1)
        for inner in (0, 1)
    ]
    firsts = {uniforms(generator(s, p, a, b), 1)[0] for s, p, a, b in places}
    assert len(firsts) == len(places)


def test_uniforms_fill_the_unit_interval_evenly() -> None:
    drawn = uniforms(generator(1, Purpose.CELLS), 100_000)
    assert 0 <= drawn.min() < drawn.max() < 1
    assert abs(drawn.mean() - 0.5) < 0.005
    assert abs(drawn.var() - 1 / 12) < 0.002


@given(below=st.integers(1, 2**31))
def test_whole_numbers_stay_below_their_end(below: int) -> None:
    drawn = wholes(generator(1, Purpose.BOOTSTRAP), 1001, below)
    assert drawn.size == 1001
    assert drawn.min() >= 0
    assert drawn.max() < below


def test_whole_numbers_are_equally_likely() -> None:
    counts = np.bincount(wholes(generator(2, Purpose.BOOTSTRAP), 70_000, 7), minlength=7)
    assert np.abs(counts / 10_000 - 1).max() < 0.05


def test_options_are_picked_by_their_probabilities() -> None:
    u = uniforms(generator(3, Purpose.ALTERNATIVES), 50_000)
    shares = np.bincount(pick(u, [1, 0, 3]), minlength=3) / u.size
    np.testing.assert_allclose(shares, [0.25, 0, 0.75], atol=0.01)
