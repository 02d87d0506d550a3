"""Ceilings, floors, constants, outliers."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import kurtosis, skew

from aqyl.assess.audit.distributions import _shape
from aqyl.standard.steps import Log, MinMax, Piecewise
from tests.assess.audit.build import PLAIN, edition, indicator, only, run, values

CUT = (Piecewise(step="piecewise", x=(20.0, 35.0), y=(0.0, 1.0)),)
WIDE = (Piecewise(step="piecewise", x=(0.0, 60.0), y=(0.0, 1.0)),)


def test_ceiling_fires() -> None:
    found = only(run("ceiling", edition(indicator("water", steps=CUT)), values({"water": PLAIN})))
    assert (found.severity, found.node) == ("note", "water")
    assert [cell.settlement for cell in found.cells] == ["u09", "u10", "u11", "u12"]
    assert found.part("found", "en").startswith("33% of the units with a value (4 of 12)")


def test_ceiling_stays_quiet_of_a_plain_spread_and_of_few_units() -> None:
    assert not run("ceiling", edition(indicator("water", steps=WIDE)), values({"water": PLAIN}))
    few = values({"water": PLAIN[8:]})
    assert not run("ceiling", edition(indicator("water", steps=CUT)), few)


def test_floor_fires() -> None:
    found = only(run("floor", edition(indicator("water", steps=CUT)), values({"water": PLAIN})))
    assert [cell.settlement for cell in found.cells] == ["u01", "u02", "u03"]


def test_floor_stays_quiet_of_a_plain_spread_and_of_one_value() -> None:
    assert not run("floor", edition(indicator("water", steps=WIDE)), values({"water": PLAIN}))
    same = values({"water": [7.0] * 12})
    assert not run("floor", edition(indicator("water", steps=CUT)), same), "that is `constant`"


def test_constant_fires() -> None:
    found = only(
        run("constant", edition(indicator("water", steps=WIDE)), values({"water": [7.0] * 12}))
    )
    assert (found.severity, len(found.cells)) == ("warning", 12)


def test_constant_stays_quiet_of_any_spread() -> None:
    data = values({"water": [7.0] * 11 + [8.0]})
    assert not run("constant", edition(indicator("water")), data)


SKEWED = (*PLAIN[:11], 900.0)


def test_outliers_fires_and_names_the_unit() -> None:
    found = only(run("outliers", edition(indicator("emissions")), values({"emissions": SKEWED})))
    assert (found.settlement, found.severity, found.certainty) == ("u12", "note", "likely")
    assert "u12 (900)" in found.part("found", "en")


def test_outliers_stays_quiet_of_a_plain_spread_and_of_one_that_the_edition_tames() -> None:
    assert not run("outliers", edition(indicator("emissions")), values({"emissions": PLAIN}))
    powers = values({"emissions": [2.0**n for n in range(12)]})
    tamed = indicator("emissions", steps=(Log(step="log"), MinMax(step="minmax")))
    assert run("outliers", edition(indicator("emissions")), powers)
    assert not run("outliers", edition(tamed), powers)


@pytest.mark.parametrize("values", [SKEWED, PLAIN, [2.0**n for n in range(12)]])
def test_skewness_and_kurtosis_are_those_of_scipy(values: list[float]) -> None:
    expected = skew(values, bias=False), kurtosis(values, bias=False)
    assert _shape(np.array(values)) == pytest.approx(expected, rel=1e-12)
