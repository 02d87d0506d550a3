"""Zeros, full shares and answers of "none" with nothing behind them."""

from __future__ import annotations

from tests.assess.audit.build import (
    YEAR,
    Cells,
    edition,
    indicator,
    initiative,
    only,
    run,
    table,
    values,
)

SHARE = edition(indicator("sewers", "percent"))
BARE = {"source": None, "verified": None}


def _sewers(value: float, **cells: object) -> Cells:
    return {"value": value, **cells}


def test_zero_without_source_fires() -> None:
    data = values({"sewers": [_sewers(0.0, **BARE), _sewers(0.0), _sewers(7.0, **BARE)]})
    found = only(run("zero_without_source", SHARE, data))
    assert (found.settlement, found.severity, found.certainty) == ("u01", "warning", "likely")


def test_zero_without_source_stays_quiet_when_sourced_or_verified() -> None:
    data = values({"sewers": [_sewers(0.0), _sewers(0.0, source=None, verified="verified")]})
    assert not run("zero_without_source", SHARE, data)


def test_full_without_source_fires() -> None:
    data = values({"sewers": [_sewers(100.0, **BARE), _sewers(99.0, **BARE)]})
    found = only(run("full_without_source", SHARE, data))
    assert found.settlement == "u01"
    assert "exactly 100 percent" in found.part("found", "en")


def test_full_without_source_stays_quiet_when_sourced_and_of_rates() -> None:
    assert not run("full_without_source", SHARE, values({"sewers": [_sewers(100.0)]}))
    rate = edition(indicator("sewers"))
    assert not run("full_without_source", rate, values({"sewers": [_sewers(100.0, **BARE)]}))


def _answers(*cells: Cells) -> object:
    common = {"initiative": "cameras", "period": YEAR, "status": "none", "verified": "claimed"}
    rows = [{"settlement": f"u{n:02}", **common, **row} for n, row in enumerate(cells, start=1)]
    return table("answers", rows)


CAMERAS = edition(initiative("cameras"))


def test_none_without_evidence_fires() -> None:
    answers = _answers({}, {"evidence": "letter.pdf"}, {"status": "pilot"})
    found = only(run("none_without_evidence", CAMERAS, answers))  # type: ignore[arg-type]
    assert (found.settlement, found.place.line, found.severity) == ("u01", 2, "warning")


def test_none_without_evidence_stays_quiet_when_shown_verified_or_lost() -> None:
    answers = _answers({"evidence": "letter.pdf"}, {"verified": "verified"}, {"status": "lost"})
    assert not run("none_without_evidence", CAMERAS, answers)  # type: ignore[arg-type]
