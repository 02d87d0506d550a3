"""The value that a plan names earns the score that the plan counts on."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aqyl.assess.steps import apply_steps, steps_of
from aqyl.assess.whatif.values import value_for
from aqyl.standard import load_edition
from aqyl.standard import steps as words
from aqyl.standard.models import Indicator
from aqyl.standard.steps import Step

EMISSIONS = next(i for i in load_edition("kz-open-2023").indicators if i.id == "air-pollution")
GOALPOSTS = next(i for i in load_edition("kz-2026").indicators if i.goalposts)
INVERT = words.Invert(step="invert")
CHAINS: dict[str, list[Step]] = {
    "straight": [words.MinMax(step="minmax", low=-5.0, high=20.0)],
    "root": [words.Sqrt(step="sqrt"), words.MinMax(step="minmax", low=0.0, high=9.0)],
    "logarithm": [words.Log(step="log"), words.MinMax(step="minmax", low=1.0, high=8.0), INVERT],
    "burden": [words.Saturating(step="saturating", knee=50.0), INVERT],
    "lines": [words.Piecewise(step="piecewise", x=(0.0, 4.0, 10.0), y=(1.0, 0.7, 0.0))],
    "factor": [words.Scale(step="scale", factor=0.01)],
    "goalposts": [words.Goalposts(step="goalposts")],
}


def score_of(value: float, steps: list[Step], indicator: Indicator, group: str) -> float:
    return float(apply_steps(np.array([value]), steps, indicator, [group])[0])


@pytest.mark.parametrize("chain", CHAINS)
@given(score=st.floats(0.01, 0.99))
def test_there_and_back(chain: str, score: float) -> None:
    steps = CHAINS[chain]
    indicator = GOALPOSTS if chain == "goalposts" else EMISSIONS
    group = GOALPOSTS.goalposts[0].group if chain == "goalposts" else "all"
    value = value_for(indicator, steps, group, score)
    assert value is not None
    assert score_of(value, steps, indicator, group) == pytest.approx(score, abs=1e-9)


def test_a_band_is_reached_at_its_edge() -> None:
    bands = words.Bands(step="bands", edges=(0.0, 0.3, 0.7), points=(0.1, 0.5, 1.0))
    steps: list[Step] = [words.MinMax(step="minmax", low=0.0, high=10.0), bands]
    assert value_for(EMISSIONS, steps, "all", 0.5) == pytest.approx(3.0)
    assert value_for(EMISSIONS, steps, "all", 0.6) is None


def test_the_published_burden_of_emissions() -> None:
    steps = list(steps_of(load_edition("kz-open-2023"), EMISSIONS))
    assert value_for(EMISSIONS, steps, "all", 0.75) == pytest.approx(25.0)
    assert value_for(EMISSIONS, steps, "all", 1.0) == pytest.approx(0.0)
    assert value_for(EMISSIONS, steps, "all", 0.0) is None  # Only approached.


@pytest.mark.parametrize(
    "steps",
    [
        [words.MinMax(step="minmax")],
        [words.PercentileRank(step="percentile_rank")],
        [words.ShareOfTarget(step="share_of_target")],
        [words.Piecewise(step="piecewise", x=(0.0, 1.0, 2.0), y=(0.0, 1.0, 0.0))],
    ],
    ids=["observed ends", "rank", "a target", "up and down"],
)
def test_where_no_single_value_earns_a_score(steps: list[Step]) -> None:
    assert value_for(EMISSIONS, steps, "all", 0.5) is None
