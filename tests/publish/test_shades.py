"""Classes of scores and round ticks."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aqyl.publish.charts.scale import tick_texts, ticks
from aqyl.publish.shades import COUNT, Shades, shades_for

SCORES = st.lists(st.floats(0, 100).map(lambda x: round(x, 6)), min_size=1)


@given(SCORES)
def test_classes_hold_every_score_and_rise_with_it(scores: list[float]) -> None:
    shades = shades_for(scores)
    assert shades.edges[0] <= min(scores) + 1e-9
    assert shades.edges[-1] >= max(scores) - 1e-6
    found = [shades.shade(score) for score in sorted(scores)]
    assert found == sorted(found)
    assert all(1 <= shade <= COUNT for shade in found)


def test_an_edge_belongs_to_the_class_above_it() -> None:
    shades = Shades(0.0, 5.0)
    assert [shades.shade(x) for x in (0, 4.9, 5, 39.9, 40, 99, -3)] == [1, 1, 2, 8, 8, 8, 1]


def test_classes_do_not_run_far_beyond_the_scores() -> None:
    assert shades_for([0.0, 0.869]).edges[-1] <= 1.0
    assert shades_for([float("nan"), 3.0, 24.0]) == Shades(3.0, 3.0)


def test_without_scores_there_still_is_a_scale() -> None:
    assert shades_for([]) == Shades(0.0, 1.0)


@pytest.mark.parametrize(("step", "digits"), [(5.0, 0), (0.125, 3), (2.5, 1), (0.04, 2)])
def test_edges_are_written_with_the_decimals_they_need(step: float, digits: int) -> None:
    assert Shades(0.0, step).digits == digits


@given(st.floats(-10, 10), st.floats(0.01, 1000))
def test_ticks_are_inside_even_and_not_many(low: float, width: float) -> None:
    found = ticks(low, low + width)
    assert 1 <= len(found) <= 7
    assert all(low - 1e-6 <= tick <= low + width + 1e-6 for tick in found)
    steps = {round(b - a, 8) for a, b in pairwise(found)}
    assert not steps or max(steps) - min(steps) < 1e-7 * max(1, math.fabs(low) + width)


def test_tick_texts_share_their_decimals() -> None:
    texts = tick_texts([0.0, 0.25, 0.5])
    assert [texts[f"tick{i}"].say("ru") for i in range(3)] == ["0,00", "0,25", "0,50"]


@pytest.mark.parametrize("scores", [[0.2], [0.5, 0.5], [0.5, 0.5 + 1e-9], [100.0]])
def test_scores_that_are_all_the_same_still_get_classes(scores: list[float]) -> None:
    found = shades_for(scores)
    assert found.digits <= 6
    assert found.edges[0] <= min(scores) <= max(scores) <= found.edges[-1]
