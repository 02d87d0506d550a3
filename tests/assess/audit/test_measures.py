"""Units of measurement and codes in place of numbers."""

from __future__ import annotations

from dataclasses import replace

from aqyl.problems import Place
from aqyl.tables import Sentinel
from tests.assess.audit.build import PLAIN, edition, indicator, only, run, values

CLINICS = edition(indicator("clinics"))


def test_unit_differs_fires() -> None:
    data = values({"clinics": [{"value": v, "unit": "percent"} for v in PLAIN]})
    found = only(run("unit_differs", CLINICS, data))
    assert (found.severity, found.certainty, len(found.cells)) == ("error", "likely", 12)
    assert "has “per-1000”, the data have “percent”" in found.part("found", "en")


def test_unit_differs_stays_quiet_where_units_agree_or_are_not_given() -> None:
    cells = [{"value": 5.0, "unit": "per-1000"}, {"value": 6.0}]
    assert not run("unit_differs", CLINICS, values({"clinics": cells}))


MIXED = [
    {"value": 5.0, "unit": "per-1000"},
    {"value": 6.0, "unit": "percent"},
    {"value": 7.0, "unit": "dozen"},
]


def test_units_mixed_fires_and_names_the_foreign_ones() -> None:
    found = only(run("units_mixed", CLINICS, values({"clinics": MIXED})))
    assert [cell.settlement for cell in found.cells] == ["u03", "u02"]
    assert "dozen – u03; percent – u02" in found.part("found", "en")


def test_units_mixed_stays_quiet_of_one_unit() -> None:
    assert not run("units_mixed", CLINICS, values({"clinics": MIXED[:1] * 3}))


def test_sentinel_text_fires_by_code() -> None:
    data = values({"clinics": (5.0, None, None, 7.0)})
    codes = (
        Sentinel(Place("values.csv", 3, "value"), "-", 1),
        Sentinel(Place("values.csv", 4, "value"), "...", 2),
    )
    first, second = run("sentinel_text", CLINICS, replace(data, sentinels=codes))
    assert (first.values["code"], second.values["code"]) == ("-", "...")
    assert (first.settlement, first.place.line, first.severity) == ("u02", 3, "note")
    assert "u02, clinics" in first.part("found", "en")


def test_sentinel_text_stays_quiet_without_codes() -> None:
    assert not run("sentinel_text", CLINICS, values({"clinics": (5.0, None)}))
