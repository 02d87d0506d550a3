"""Units and rows that get lost on the way."""

from __future__ import annotations

from aqyl.register import load_register
from aqyl.standard.models import Place, Units
from aqyl.tables import Table
from tests.assess.audit.build import (
    PLAIN,
    SOURCE,
    UNITS,
    YEAR,
    edition,
    indicator,
    initiative,
    only,
    run,
    table,
    text,
    values,
)

DATA = values({"clinics": PLAIN})


def _listed(left_out: dict[str, str]) -> Units:
    places = (
        Place(
            id=unit,
            title=text(f"City {unit}"),
            source=SOURCE,
            left_out=text(left_out[unit]) if unit in left_out else None,
        )
        for unit in UNITS
    )
    return Units(kind="listed", listed=tuple(places))


def _published(*units: str) -> Table:
    rows = [{"settlement": unit, "node": "total", "score": 0.5} for unit in units]
    return table("published", rows)


def test_unit_left_out_fires_and_quotes_the_reason() -> None:
    standard = edition(indicator("clinics"), units=_listed({"u07": "Dropped without a word."}))
    found = only(run("unit_left_out", standard, DATA))
    assert (found.severity, found.settlement, found.place.line) == ("warning", "u07", 8)
    assert "City u07" in found.part("title", "kk")
    assert "rows in the data: 1" in found.part("found", "en")
    assert "Dropped without a word." in found.part("found", "en")


def test_unit_left_out_stays_quiet_when_all_are_assessed() -> None:
    assert not run("unit_left_out", edition(indicator("clinics"), units=_listed({})), DATA)


def _about(*settlements: str) -> Table:
    rows = [
        {"settlement": s, "indicator": "clinics", "period": YEAR, "value": 3.0} for s in settlements
    ]
    return table("values", rows)


def test_unit_not_assessed_fires_for_settlements_outside_the_groups() -> None:
    register = load_register()
    standard = edition(indicator("clinics"), units=Units(kind="register"))
    outside = next(one for one in register.settlements if one.group is None)
    data = _about("710000000", outside.kato)
    found = only(run("unit_not_assessed", standard, data, register=register))
    assert (found.settlement, found.place.line) == (outside.kato, 3)
    assert outside.name_kk in found.part("found", "kk")


def test_unit_not_assessed_stays_quiet_when_all_are_in_groups() -> None:
    standard = edition(indicator("clinics"), units=Units(kind="register"))
    data = _about("710000000", "750000000")
    assert not run("unit_not_assessed", standard, data, register=load_register())


def test_unit_not_assessed_stays_quiet_where_a_reason_is_given() -> None:
    standard = edition(indicator("clinics"), units=_listed({"u07": "A reason."}))
    assert not run("unit_not_assessed", standard, DATA)


def test_unit_not_published_fires() -> None:
    standard = edition(indicator("clinics"))
    found = only(run("unit_not_published", standard, DATA, published=_published(*UNITS[1:])))
    assert (found.settlement, found.place.file) == ("u01", "published.csv")


def test_unit_not_published_stays_quiet_when_all_are_there_or_nothing_is_published() -> None:
    standard = edition(indicator("clinics"))
    assert not run("unit_not_published", standard, DATA, published=_published(*UNITS))
    assert not run("unit_not_published", standard, DATA)


def test_unit_without_data_fires() -> None:
    two = values({"clinics": PLAIN[:2]})
    found = only(run("unit_without_data", edition(indicator("clinics"), units=_listed({})), two))
    assert found.part("title", "en") == "Nothing known: 10 of 12"
    assert "City u03" in found.part("found", "en")


def test_unit_without_data_stays_quiet_when_something_is_known_of_each() -> None:
    assert not run("unit_without_data", edition(indicator("clinics")), DATA)


def test_values_passed_over_fires_for_rows_too_old_or_too_late() -> None:
    rows = [
        {"settlement": "u01", "indicator": "clinics", "period": year, "value": 5.0}
        for year in ("2019", YEAR, "2031")
    ]
    found = only(run("values_passed_over", edition(indicator("clinics")), table("values", rows)))
    assert [cell.place.line for cell in found.cells] == [2, 4]


def test_values_passed_over_stays_quiet_of_the_period_itself() -> None:
    assert not run("values_passed_over", edition(indicator("clinics")), DATA)


def test_values_without_number_fires_for_blanks_and_for_division_by_zero() -> None:
    none, halved = {"value": None}, {"numerator": 3.0, "denominator": 0.0}
    data = values({"clinics": (none, halved, {"numerator": 3.0, "denominator": 2.0}, 5.0)})
    found = only(run("values_without_number", edition(indicator("clinics")), data))
    assert [cell.settlement for cell in found.cells] == ["u01", "u02"]


def test_values_without_number_stays_quiet_when_each_row_has_one() -> None:
    assert not run("values_without_number", edition(indicator("clinics")), DATA)


def _answers(*years: str) -> Table:
    said = {"settlement": "u01", "initiative": "lights", "status": "pilot", "verified": "verified"}
    return table("answers", [{**said, "period": year} for year in years])


def test_answers_passed_over_fires_for_other_years() -> None:
    found = only(run("answers_passed_over", edition(initiative("lights")), _answers(YEAR, "2023")))
    assert (found.severity, found.place.line) == ("warning", 3)
    assert "2024" in found.part("found", "en")


def test_answers_passed_over_stays_quiet_of_the_year_itself() -> None:
    assert not run("answers_passed_over", edition(initiative("lights")), _answers(YEAR))


def test_known_without_weight_fires_for_what_weighs_nothing() -> None:
    standard = edition(initiative("lights", weight=0.0), initiative("gates"))
    found = only(run("known_without_weight", standard, _answers(YEAR)))
    assert (found.settlement, found.place.line) == ("u01", 2)
    assert "lights" in found.part("found", "ru")


def test_known_without_weight_stays_quiet_when_all_counts() -> None:
    assert not run("known_without_weight", edition(initiative("lights")), _answers(YEAR))
