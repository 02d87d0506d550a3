"""What a score rests on: claims, contradictions, reports not used, gaps."""

from __future__ import annotations

from aqyl.tables import Table
from tests.assess.audit.build import (
    PLAIN,
    Cells,
    edition,
    indicator,
    initiative,
    only,
    run,
    table,
    values,
)

CAMERAS = edition(initiative("cameras", themes=("safety.cameras",)))
STATED, INFERRED = {"confidence": "stated"}, {"confidence": "inferred"}


def _evidence(*rows: Cells) -> Table:
    common = {"theme": "safety.cameras", "status": "implemented", **STATED, "source": "paper"}
    filled = [
        {"settlement": f"u{n:02}", **common, "on": "2024-03", **row}
        for n, row in enumerate(rows, start=1)
    ]
    return table("evidence", filled)


def test_claims_weight_fires() -> None:
    found = only(run("claims_weight", CAMERAS, _evidence({}, INFERRED)))
    assert (found.settlement, found.severity) == ("u02", "note")
    assert "50.0%" in found.part("title", "en")


def test_claims_weight_stays_quiet_without_claims() -> None:
    assert not run("claims_weight", CAMERAS, _evidence({}, {}))


def test_weight_unknown_fires() -> None:
    standard = edition(indicator("clinics"), indicator("schools"), indicator("parks"))
    data = values({"clinics": PLAIN, "schools": PLAIN[:4], "parks": PLAIN[:4]})
    found = only(run("weight_unknown", standard, data))
    assert (found.severity, len(found.cells)) == ("warning", 8)
    assert found.part("title", "en") == "Less than half of the weight known: 8 of 12"


def test_weight_unknown_stays_quiet_from_one_half() -> None:
    standard = edition(indicator("clinics"), indicator("schools"))
    assert not run("weight_unknown", standard, values({"clinics": PLAIN, "schools": PLAIN[:4]}))


LOST = {"settlement": "u01", "status": "lost", "on": "2024-11-23", "source": "inform"}
WORKS = {"settlement": "u01", "on": "2024-10", "source": "ng", "contradicts": "yes"}


def test_reports_contradict_fires_with_both_sides() -> None:
    found = only(run("reports_contradict", CAMERAS, _evidence(WORKS, LOST)))
    assert (found.settlement, found.node, found.severity) == ("u01", "cameras", "note")
    assert [cell.place.line for cell in found.cells] == [3, 2]
    said = found.part("found", "en")
    assert "The answer is “lost”, resting on: “lost”, 2024-11-23 (inform)." in said
    assert "Against it: “implemented”, 2024-10 (ng). Bounds of the score: 0.00–1.00." in said


def test_reports_contradict_stays_quiet_of_reports_that_agree() -> None:
    assert not run("reports_contradict", CAMERAS, _evidence(WORKS, {**WORKS, "source": "inform"}))


def test_reports_unmatched_fires_with_reasons() -> None:
    evidence = _evidence({}, {"theme": "safety.drones"}, {"on": "2031"})
    found = only(run("reports_unmatched", CAMERAS, evidence))
    assert [cell.place.line for cell in found.cells] == [3, 4]
    said = found.part("found", "en")
    assert "later than the assessed period (1)" in said
    assert "the edition does not know the theme (1)" in said


def test_reports_unmatched_stays_quiet_when_all_are_used() -> None:
    assert not run("reports_unmatched", CAMERAS, _evidence({}, {}))


def test_reports_undated_fires() -> None:
    found = only(run("reports_undated", CAMERAS, _evidence({}, {"on": None})))
    assert (found.settlement, found.place.column) == ("u02", "on")


def test_reports_undated_stays_quiet_when_all_are_dated() -> None:
    assert not run("reports_undated", CAMERAS, _evidence({}, {}))
