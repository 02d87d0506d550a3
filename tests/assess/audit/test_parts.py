"""Parts and wholes that contradict each other."""

from __future__ import annotations

import pytest

from aqyl.standard.models import Checks
from tests.assess.audit.build import (
    PLAIN,
    Cells,
    edition,
    indicator,
    only,
    run,
    text,
    values,
)


def _share(top: float, bottom: float) -> Cells:
    return {"value": top / bottom * 100, "numerator": top, "denominator": bottom}


CLEARANCE = indicator(
    "clearance",
    "percent",
    numerator=text("crimes cleared"),
    denominator=text("crimes"),
    multiplier=100.0,
)


def test_part_above_whole_fires() -> None:
    data = values({"clearance": [_share(500, 2500), _share(2416, 2306)]})
    found = only(run("part_above_whole", edition(CLEARANCE), data))
    assert (found.severity, found.certainty, found.settlement) == ("error", "certain", "u02")
    assert (found.place.line, found.place.column) == (3, "numerator")
    assert "u02, 2,416 / 2,306 = 104.8" in found.part("found", "en")


def test_part_above_whole_stays_quiet_where_more_than_the_whole_is_allowed() -> None:
    data = values({"clearance": [_share(500, 2500), _share(2416, 2306)]})
    open_ended = CLEARANCE.model_copy(update={"checks": Checks(maximum=150.0)})
    assert not run("part_above_whole", edition(open_ended), data)
    right = values({"clearance": [_share(500, 2500), _share(2306, 2306)]})
    assert not run("part_above_whole", edition(CLEARANCE), right)


SUM = edition(
    indicator("waste", checks=Checks(sum_of=("recycled", "buried"))),
    indicator("recycled"),
    indicator("buried"),
)


def _waste(total: float) -> object:
    return values({"waste": [total, 30.0], "recycled": [30.0, 10.0], "buried": [60.0, 20.0]})


def test_parts_not_summing_fires() -> None:
    found = only(run("parts_not_summing", SUM, _waste(100.0)))  # type: ignore[arg-type]
    assert (found.settlement, found.node) == ("u01", "waste")
    assert "the sum of recycled; buried; but u01: 100 against 90" in found.part("found", "en")


@pytest.mark.parametrize("rounded", [90.0, 90.4, 89.7])
def test_parts_not_summing_stays_quiet_of_rounding(rounded: float) -> None:
    assert not run("parts_not_summing", SUM, _waste(rounded))  # type: ignore[arg-type]


AT_MOST = edition(indicator("pipe", checks=Checks(at_most="water")), indicator("water"))


def test_above_total_fires() -> None:
    found = only(run("above_total", AT_MOST, values({"pipe": [70.0, 91.0], "water": [80.0, 90.0]})))
    assert (found.severity, found.settlement, found.place.line) == ("error", "u02", 3)
    assert "cannot exceed “water”, but u02: 91 against 90" in found.part("found", "en")


def test_above_total_stays_quiet_up_to_the_total() -> None:
    assert not run("above_total", AT_MOST, values({"pipe": PLAIN, "water": PLAIN}))
