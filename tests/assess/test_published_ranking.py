"""The published ranking of Kazakhstan's regions: both scores come out, and what is put right moves.

Source of the published scores: open-data-kazakhstan/city-ranking-main @4a0a90b (PDDL 1.0).
"""

from __future__ import annotations

from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from aqyl.assess import Assessment, assess, ranks_table
from aqyl.assess.compare import compare_order, places_of
from aqyl.standard import Edition, load_edition
from aqyl.tables import read_data, read_table

DATA = Path(str(files("aqyl"))) / "data" / "kz-open-2023"
TABLES = read_data(DATA)
SHYMKENT, ALMATY, ASTANA = "790000000", "750000000", "710000000"


def run(name: str | Edition) -> Assessment:
    edition = load_edition(name) if isinstance(name, str) else name
    return assess(edition, TABLES)


@pytest.mark.parametrize(
    ("edition", "file"),
    [("kz-open-2023", "published-equal.csv"), ("kz-open-2023/ahp", "published-ahp.csv")],
)
def test_both_published_scores_come_out_for_19_units(edition: str, file: str) -> None:
    published = {r["settlement"]: r["score"] for r in read_table(DATA / file, "published")}
    result = run(edition)
    assert len(result.units) == len(published) == 19
    found = {
        unit.id: score
        for unit, score in zip(result.units, result.column(result.score, "total"), strict=True)
    }
    assert found == pytest.approx(published, abs=1e-9)


def test_the_ahp_weights_are_the_published_ones() -> None:
    weight = run("kz-open-2023/ahp").weight[0]
    tree = run("kz-open-2023/ahp").tree
    found = [
        weight[tree.hierarchy.position(node)]
        for node in ("economic", "social", "environmental", "infrastructure")
    ]
    np.testing.assert_allclose(found, [0.2928, 0.1137, 0.5219, 0.0715], atol=5e-5)


def test_as_published_the_worst_crime_earns_the_best_score() -> None:
    result = run("kz-open-2023")
    units = [unit.id for unit in result.units]
    crime = dict(zip(units, result.column(result.score, "crime"), strict=True))
    assert crime[ALMATY] == pytest.approx(1.0)
    fact = next(f for f in result.facts if (f.settlement, f.node) == (ALMATY, "crime"))
    assert fact.value == pytest.approx(1847, abs=0.5)


def crime_alone_put_right() -> Edition:
    """The published edition with crime inverted once; nothing else is touched."""
    edition = load_edition("kz-open-2023")
    corrected = {i.id: i for i in load_edition("kz-open-2023-corrected").indicators}
    indicators = tuple(
        i.model_copy(update={"steps": corrected["crime"].steps}) if i.id == "crime" else i
        for i in edition.indicators
    )
    return edition.model_copy(update={"indicators": indicators})


def test_putting_crime_alone_right_moves_14_of_the_19() -> None:
    before, after = places_of(run("kz-open-2023")), places_of(run(crime_alone_put_right()))
    assert sum(before[unit] != after[unit] for unit in before) == 14


def test_the_corrected_edition_ranks_all_20_with_bounds_where_blanks_were_filled() -> None:
    result = run("kz-open-2023-corrected")
    rows = ranks_table(result)
    assert len(rows) == 20
    assert SHYMKENT in {row["settlement"] for row in rows}
    width = result.column(result.high - result.low, "total")
    wide = {unit.id for unit, w in zip(result.units, width, strict=True) if w > 1e-9}
    assert wide == {"100000000", "330000000", "610000000", "620000000", SHYMKENT}
    assert result.column(result.weight, "population").max() == 0.0


def test_ratios_are_recomputed_so_the_cars_of_two_regions_are_no_longer_too_few() -> None:
    stated, corrected = run("kz-open-2023"), run("kz-open-2023-corrected")

    def cars(result: Assessment, unit: str) -> float:
        fact = next(f for f in result.facts if (f.settlement, f.node) == (unit, "cars"))
        assert fact.value is not None
        return fact.value

    assert cars(corrected, "270000000") == pytest.approx(100 * cars(stated, "270000000"))
    assert cars(corrected, "590000000") == pytest.approx(10 * cars(stated, "590000000"))
    assert cars(corrected, ASTANA) == pytest.approx(cars(stated, ASTANA))


def test_an_order_beside_itself_correlates_fully_and_lies_inside() -> None:
    result = run("kz-open-2023")
    places = places_of(result)
    same = compare_order(result, places)
    assert same.correlation.value == pytest.approx(1.0)
    assert same.inside == len(places)
    assert not same.tells_nothing
    turned = compare_order(result, {unit: 20 - place for unit, place in places.items()})
    assert turned.correlation.value == pytest.approx(-1.0)


def test_intervals_that_span_all_places_say_that_they_tell_nothing() -> None:
    result = run("kz-open-2023")
    wide = replace(result, low=np.zeros_like(result.low), high=np.ones_like(result.high))
    turned = {unit: 20 - place for unit, place in places_of(result).items()}
    assert compare_order(wide, turned).inside == 19
    assert compare_order(wide, turned).tells_nothing
