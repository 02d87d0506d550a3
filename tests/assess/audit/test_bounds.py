"""Values beyond the possible, and codes that stand for none."""

from __future__ import annotations

import pytest

from aqyl.standard.models import Checks
from tests.assess.audit.build import PLAIN, edition, indicator, only, run, text, values

BOUNDED = indicator("water", checks=Checks(minimum=10.0, maximum=50.0))


def test_above_maximum_fires_by_the_editions_bound() -> None:
    found = only(run("above_maximum", edition(BOUNDED), values({"water": PLAIN})))
    assert (found.severity, found.certainty, found.settlement) == ("error", "certain", "u12")
    assert "is 50 per-1000; above it: u12 (52)" in found.part("found", "en")


def test_above_maximum_fires_for_a_share_above_the_whole() -> None:
    found = only(
        run(
            "above_maximum",
            edition(indicator("water", "percent")),
            values({"water": [40.0, 104.0]}),
        )
    )
    assert found.certainty == "likely"


def test_above_maximum_stays_quiet_inside_the_bounds_and_of_a_part_above_its_whole() -> None:
    assert not run("above_maximum", edition(BOUNDED), values({"water": PLAIN[:-1]}))
    ratio = indicator("water", "percent", denominator=text("homes"), multiplier=100.0)
    cell = {"value": 104.0, "numerator": 104.0, "denominator": 100.0}
    assert not run("above_maximum", edition(ratio), values({"water": [40.0, cell]}))


def test_below_minimum_fires() -> None:
    data = values({"water": (-3.0, 9.0, *PLAIN[2:])})
    found = only(run("below_minimum", edition(BOUNDED), data))
    assert [cell.settlement for cell in found.cells] == ["u01", "u02"]
    bare = only(run("below_minimum", edition(indicator("water")), data))
    assert (bare.settlement, bare.certainty) == ("u01", "likely")


def test_below_minimum_stays_quiet_of_money_that_may_be_owed() -> None:
    data = values({"budget": (-3.0, *PLAIN[1:])})
    assert not run("below_minimum", edition(indicator("budget", "tenge")), data)


@pytest.mark.parametrize("code", [-1.0, -9.0, 999.0, 9999.0])
def test_sentinel_number_fires(code: float) -> None:
    data = values({"water": (code, *PLAIN[1:])})
    standard = edition(indicator("water", checks=Checks(maximum=100.0)))
    found = only(run("sentinel_number", standard, data))
    assert (found.settlement, found.severity, found.certainty) == ("u01", "error", "likely")
    for other in ("above_maximum", "below_minimum"):
        assert not run(other, standard, data), "one cell, one finding"


def test_sentinel_number_stays_quiet_among_values_as_large_and_where_below_zero_is_possible() -> (
    None
):
    large = values({"water": (999.0, 870.0, 1210.0)})
    assert not run("sentinel_number", edition(indicator("water")), large)
    debt = values({"budget": (-1.0, 4.0, 7.0)})
    assert not run("sentinel_number", edition(indicator("budget", "tenge")), debt)
