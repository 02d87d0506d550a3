"""Sorting and ranking by some bits first, either way: exactly what plain sorting gives."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from aqyl.index import Floats, ordering
from aqyl.index.ordering import batches, rank_lines, rank_type, sort_lines

NAN = float("nan")
LONG = 700
random = np.random.default_rng(11)
SHAPES: dict[str, Floats] = {
    "even": random.random((4, LONG)),
    "normal": random.normal(size=(4, LONG)),
    "ties": random.integers(0, 40, (4, LONG)).astype(np.float64),
    "equal": np.full((3, LONG), 0.1),
    "outlier": np.concatenate([random.random((4, LONG)), np.full((4, 1), 1e9)], axis=1),
    "heavy tail": np.exp(random.normal(size=(4, LONG)) * 9),
    "huge": random.choice([-1.0, 1.0], (4, LONG)) * 1.7e308,
    "tiny": random.integers(0, 9, (4, LONG)) * 5e-324,
    "gaps": np.where(random.random((4, LONG)) < 0.3, NAN, random.random((4, LONG))),
    "nothing": np.full((2, LONG), NAN),
    "zeros of both signs": random.choice([0.0, -0.0, 1.0], (4, LONG)),
    "closer than any bits": 1e-20 * random.random((4, LONG)) + np.arange(LONG) // 100,
    "short": random.random((4, 9)),
    "one": random.random((4, 1)),
}


@pytest.fixture(autouse=True, params=[True, False], ids=["by keys", "by radix"])
def either_way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the processor, both ways are tried."""
    monkeypatch.setattr(ordering, "vectorised", lambda: request.param)


@pytest.mark.parametrize("name", SHAPES)
def test_lines_are_sorted_as_numpy_does(name: str) -> None:
    np.testing.assert_array_equal(sort_lines(SHAPES[name]), np.sort(SHAPES[name], axis=1))


def ranked(lines: Floats) -> Floats:
    """What scipy says: 1 for the highest, ties share the lowest, no score 0."""
    from scipy.stats import rankdata

    present = ~np.isnan(lines)
    expected = np.zeros(lines.shape)
    for line, own, there in zip(expected, lines, present, strict=True):
        line[there] = rankdata(-own[there], method="min")
    return expected


@pytest.mark.parametrize("name", SHAPES)
def test_lines_are_ranked_as_scipy_does(name: str) -> None:
    np.testing.assert_array_equal(rank_lines(SHAPES[name]), ranked(SHAPES[name]))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(arrays(np.float64, (2, 600), elements=st.floats(-1e6, 1e6) | st.just(NAN)))
def test_any_line_is_ranked_and_sorted_right(lines: Floats) -> None:
    np.testing.assert_array_equal(rank_lines(lines), ranked(lines))
    np.testing.assert_array_equal(sort_lines(lines), np.sort(lines, axis=1))


def test_what_is_given_is_left_as_it_was() -> None:
    before = SHAPES["gaps"].copy()
    rank_lines(SHAPES["gaps"])
    sort_lines(SHAPES["gaps"])
    np.testing.assert_array_equal(SHAPES["gaps"], before)


def test_ranks_take_two_bytes_as_long_as_they_can() -> None:
    assert rank_type(65_535) is np.uint16
    assert rank_type(65_536) is np.uint32
    line = np.arange(65_536.0)[np.newaxis]
    assert rank_lines(line)[0, [0, -1]].tolist() == [65_536, 1]


def test_batches_hold_every_line_once() -> None:
    lines = np.empty((1000, 700))
    seen = [line for part in batches(lines) for line in range(*part.indices(1000))]
    assert seen == list(range(1000))
    assert len(list(batches(lines))) > 1
