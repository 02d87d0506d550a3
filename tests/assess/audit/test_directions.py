"""Declared direction against effective direction."""

from __future__ import annotations

from aqyl.standard.steps import Bands, Invert, MinMax, Piecewise, ShareOfTarget, Sqrt
from tests.assess.audit.build import (
    LOW_IS_BEST,
    PLAIN,
    edition,
    indicator,
    only,
    run,
    table,
    values,
)

TWICE = (Sqrt(step="sqrt"), *LOW_IS_BEST, Invert(step="invert"))
DATA = values({"crime": PLAIN})


def test_double_inversion_fires() -> None:
    standard = edition(indicator("crime", direction="down", steps=TWICE))
    found = only(run("double_inversion", standard, DATA))
    assert (found.severity, found.certainty) == ("error", "certain")
    assert (found.settlement, found.node, found.place.line) == ("u12", "crime", 13)
    assert "u12 (52 per-1000), gets 1.00 out of 1.00" in found.part("found", "en")
    assert "invert it 2 times" in found.part("found", "en")


def test_double_inversion_stays_quiet_when_inverted_once() -> None:
    standard = edition(indicator("crime", direction="down", steps=LOW_IS_BEST))
    assert not run("double_inversion", standard, DATA)


def test_double_inversion_stays_quiet_of_an_indicator_declared_up() -> None:
    standard = edition(indicator("crime", steps=TWICE))
    assert not run("double_inversion", standard, DATA)


def test_direction_reversed_fires_without_any_inversion() -> None:
    standard = edition(indicator("crime", direction="down", steps=(MinMax(step="minmax"),)))
    found = only(run("direction_reversed", standard, DATA))
    assert found.settlement == "u12"
    assert "the worst value, u12 (52 per-1000), gets 1.00" in found.part("found", "en")


def test_direction_reversed_fires_for_merit_inverted_once() -> None:
    found = only(run("direction_reversed", edition(indicator("crime", steps=LOW_IS_BEST)), DATA))
    assert found.settlement == "u01"


def test_direction_reversed_stays_quiet_where_double_inversion_speaks() -> None:
    standard = edition(indicator("crime", direction="down", steps=TWICE))
    assert not run("direction_reversed", standard, DATA)


def test_direction_mixed_fires_where_a_middle_value_is_best() -> None:
    hill = (Piecewise(step="piecewise", x=(0.0, 30.0, 60.0), y=(0.0, 1.0, 0.0)),)
    found = only(run("direction_mixed", edition(indicator("crime", steps=hill)), DATA))
    assert found.severity == "note"
    assert "over 12–52" in found.part("found", "en")


def test_direction_mixed_stays_quiet_of_bands_that_only_rise() -> None:
    bands = (Bands(step="bands", edges=(0.0, 20.0, 40.0), points=(0.2, 0.6, 1.0)),)
    assert not run("direction_mixed", edition(indicator("crime", steps=bands)), DATA)


def test_direction_mixed_stays_quiet_when_the_target_comes_from_a_table() -> None:
    standard = edition(indicator("crime", steps=(ShareOfTarget(step="share_of_target"),)))
    targets = table("targets", [{"indicator": "crime", "target": 60.0}])
    assert not run("direction_mixed", standard, DATA, targets)
