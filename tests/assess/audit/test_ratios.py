"""Values against their own ratio, and against the order of magnitude of the others."""

from __future__ import annotations

import pytest

from aqyl.standard.models import ValueRules
from tests.assess.audit.build import (
    PLAIN,
    SOURCE,
    Cells,
    edition,
    indicator,
    only,
    run,
    scoring,
    text,
    values,
)

CARS = indicator("cars", numerator=text("cars"), denominator=text("inhabitants"), multiplier=1000.0)


def _cars(value: float, cars: float = 160.0) -> Cells:
    return {"value": value, "numerator": cars, "denominator": 1000.0}


def test_value_not_ratio_fires_and_names_the_factor() -> None:
    data = values({"cars": [_cars(160.0), _cars(1.6), _cars(1600.0), _cars(150.0)]})
    found = only(run("value_not_ratio", edition(CARS), data))
    assert found.severity == "error"
    assert [cell.settlement for cell in found.cells] == ["u02", "u03", "u04"]
    said = found.part("found", "en")
    assert "u02, 1.6 instead of 160 (100 times too small)" in said
    assert "u03, 1,600 instead of 160 (10 times too large)" in said
    assert "u04, 150 instead of 160." in said
    assert said.endswith("The score takes the value as stated.")


def test_value_not_ratio_is_only_a_note_where_ratios_are_recomputed() -> None:
    rules = ValueRules(max_age_years=0, ratio="recomputed", source=SOURCE)
    standard = edition(CARS, scoring=scoring(values=rules))
    found = only(run("value_not_ratio", standard, values({"cars": [_cars(160.0), _cars(1.6)]})))
    assert found.severity == "note"
    assert found.part("found", "en").endswith("the error does not enter the score.")


@pytest.mark.parametrize("published", [160.4, 160.0, 160.37])
def test_value_not_ratio_stays_quiet_of_rounding(published: float) -> None:
    data = values({"cars": [_cars(published, 160.37), _cars(0.2, 0.236)]})
    assert not run("value_not_ratio", edition(CARS), data)


def test_power_of_ten_fires_for_a_few_units_far_below() -> None:
    data = values({"buses": (0.3, 0.35, *PLAIN[2:])})
    found = only(run("power_of_ten", edition(indicator("buses")), data))
    assert (found.severity, found.certainty) == ("warning", "possible")
    assert [cell.settlement for cell in found.cells] == ["u01", "u02"]
    assert "About 100 times below" in found.part("found", "en")


def test_power_of_ten_fires_for_one_far_above() -> None:
    data = values({"buses": (*PLAIN[:11], 320.0)})
    found = only(run("power_of_ten", edition(indicator("buses")), data))
    assert found.settlement == "u12"
    assert "About 10 times above" in found.part("found", "en")


def test_power_of_ten_stays_quiet_of_sizes_of_few_units_and_of_a_plain_spread() -> None:
    buses = edition(indicator("buses"))
    assert not run("power_of_ten", buses, values({"buses": PLAIN}))
    assert not run("power_of_ten", buses, values({"buses": (0.05, 12.0, 15.0)}))
    size = edition(indicator("people", "persons"))
    assert not run("power_of_ten", size, values({"people": (0.05, *PLAIN[1:])}))
