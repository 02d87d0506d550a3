"""The published ranking of 2023 is the test the audit must pass: its known errors, by name."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest

from aqyl.assess import assess
from aqyl.assess.audit import Finding, audit, stops
from aqyl.language import LANGUAGES
from aqyl.standard import load_edition
from aqyl.tables import read_data, read_table

DATA = Path(str(files("aqyl").joinpath("data", "kz-open-2023")))
WEST, NORTH, SHYMKENT, ALMATY = "270000000", "590000000", "790000000", "750000000"
ABAI, JETISU, TURKISTAN, ULYTAU = "100000000", "330000000", "610000000", "620000000"
EAST, PAVLODAR = "630000000", "550000000"


@cache
def _audit(edition_id: str, published: str) -> tuple[Finding, ...]:
    edition, tables = load_edition(edition_id), read_data(DATA)
    table = read_table(DATA / published, "published")
    return audit(edition, tables, assess(edition, tables), table)


def _published() -> tuple[Finding, ...]:
    return _audit("kz-open-2023", "published-equal.csv")


def _corrected() -> tuple[Finding, ...]:
    return _audit("kz-open-2023-corrected", "published-equal.csv")


def _of(findings: tuple[Finding, ...], check: str) -> list[Finding]:
    return [one for one in findings if one.check == check]


def _units(finding: Finding) -> set[str]:
    return {cell.settlement for cell in finding.cells}


def test_crime_is_inverted_twice_and_almaty_the_worst_gets_the_best_score() -> None:
    (found,) = _of(_published(), "double_inversion")
    assert (found.node, found.settlement, found.severity) == ("crime", ALMATY, "error")
    worst = "Almaty city (1,847 per 100,000 inhabitants), gets 1.00 out of 1.00"
    assert worst in found.part("found", "en")
    assert "Алматы қаласы (1 847, 100 000 тұрғынға)" in found.part("found", "kk").replace(
        "\u00a0", " "
    )


def test_shymkent_is_left_out_and_not_published() -> None:
    (left_out,) = _of(_published(), "unit_left_out")
    assert left_out.settlement == SHYMKENT
    assert "The publisher dropped it from the later tables" in left_out.part("found", "en")
    (unpublished,) = _of(_published(), "unit_not_published")
    assert unpublished.settlement == SHYMKENT


def test_five_blanks_of_the_gross_product_are_filled_without_a_mark() -> None:
    found = _of(_published(), "blank_unmarked")
    assert [one.settlement for one in found] == [ABAI, JETISU, TURKISTAN, ULYTAU, SHYMKENT]
    assert {one.node for one in found} == {"gross-product"}
    assert "The estimate, 5,207 thousand tenge" in found[0].part("found", "en")
    assert "is not assessed" in found[-1].part("found", "en")


def test_population_counts_as_merit_and_tonnes_of_pollutants_as_fault() -> None:
    (merit,) = _of(_published(), "size_as_merit")
    assert (merit.node, merit.certainty, merit.settlement) == ("population", "certain", ALMATY)
    (fault,) = _of(_published(), "size_as_fault")
    assert (fault.node, fault.certainty, fault.settlement) == ("air-pollution", "likely", PAVLODAR)


def test_west_kazakhstan_clears_more_crimes_than_it_records() -> None:
    (found,) = _of(_published(), "part_above_whole")
    assert (found.node, found.settlement) == ("clearance", WEST)
    assert "West Kazakhstan Region, 2,416 / 2,306 = 1.048" in found.part("found", "en")
    assert not _of(_published(), "above_maximum"), "one error, one finding"


def test_cars_are_published_a_hundred_and_ten_times_too_few() -> None:
    (found,) = _of(_published(), "value_not_ratio")
    assert (found.node, _units(found)) == ("cars", {WEST, NORTH})
    said = found.part("found", "en")
    assert "West Kazakhstan Region, 1.618 instead of 161.8 (100 times too small)" in said
    assert "North Kazakhstan Region, 23.13 instead of 231.3 (10 times too small)" in said


def test_counts_of_another_order_of_magnitude() -> None:
    found = {one.node: one for one in _of(_published(), "power_of_ten")}
    assert set(found) == {"cars", "transport"}
    assert _units(found["cars"]) == {ABAI, JETISU, ULYTAU}
    assert _units(found["transport"]) == {ABAI, JETISU, EAST}
    assert {one.certainty for one in found.values()} == {"possible"}


def test_two_regions_recorded_exactly_2306_crimes() -> None:
    (found,) = _of(_published(), "copied_count")
    assert _units(found) == {WEST, JETISU}
    assert found.part("title", "en") == "The same exact count: 2,306"


@pytest.mark.parametrize(
    ("edition", "table"),
    [("kz-open-2023", "published-equal.csv"), ("kz-open-2023/ahp", "published-ahp.csv")],
)
def test_both_published_scores_are_reproduced(edition: str, table: str) -> None:
    findings = _audit(edition, table)
    (found,) = _of(findings, "published_reproduced")
    assert "All 19 comparable scores" in found.part("found", "en")
    for check in ("published_differs", "published_ranks", "published_only"):
        assert not _of(findings, check)


def test_the_comparisons_are_consistent() -> None:
    (found,) = _of(_audit("kz-open-2023/ahp", "published-ahp.csv"), "ahp_ratios")
    assert "total score (0.013)" in found.part("found", "en")
    assert not _of(_published(), "ahp_inconsistent")


@pytest.mark.parametrize(
    "check",
    [
        "double_inversion",
        "unit_left_out",
        "blank_unmarked",
        "size_as_merit",
        "published_reproduced",
    ],
)
def test_the_corrected_edition_is_free_of(check: str) -> None:
    assert not _of(_corrected(), check)


def test_the_corrected_edition_says_what_it_did() -> None:
    (blanks,) = _of(_corrected(), "blanks_marked")
    assert _units(blanks) == {ABAI, JETISU, TURKISTAN, ULYTAU, SHYMKENT}
    (cars,) = _of(_corrected(), "value_not_ratio")
    assert cars.severity == "note"
    (idle,) = _of(_corrected(), "weight_zero")
    assert idle.node == "population"
    (moved,) = _of(_corrected(), "published_ranks")
    assert moved.part("title", "en").endswith("of 19")


def test_the_data_keep_what_no_edition_can_put_right() -> None:
    assert _of(_corrected(), "part_above_whole")


def test_findings_stand_by_severity_and_are_the_same_every_time() -> None:
    severities = [one.severity for one in _published()]
    assert severities == sorted(severities, key=["error", "warning", "note"].index)
    again = _audit.__wrapped__("kz-open-2023", "published-equal.csv")
    assert [one.as_dict() for one in again] == [one.as_dict() for one in _published()]


def test_the_list_stays_readable_and_whole_in_three_languages() -> None:
    assert len(_published()) < 30
    for one in (*_published(), *_corrected()):
        for lang in LANGUAGES:
            said = [one.part(part, lang) for part in ("title", "found", "repair")]
            assert all(said)
            assert not any("{" in sentence for sentence in said)


def test_strict_stops_and_warn_does_not() -> None:
    assert stops(_published(), "strict")
    assert not stops(_published(), "warn")
