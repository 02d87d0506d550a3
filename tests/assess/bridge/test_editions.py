"""Bridges between real editions: the open ranking put right, 2019 and 2026, two years of one."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from aqyl.assess import Assessment, assess, ranks_table
from aqyl.assess.bridge import PARTS, Bridge, bridge
from aqyl.register import load_register
from aqyl.standard import Edition, load_edition
from aqyl.tables import read_data
from tests.assess.small import measured, table

DATA = Path(str(files("aqyl"))) / "data"
OPEN = read_data(DATA / "kz-open-2023")
SHYMKENT, ALMATY, ABAI = "790000000", "750000000", "100000000"
BLANKS = (ABAI, "330000000", "610000000", "620000000", SHYMKENT)
CRIME = ("indicators", "crime", "steps")
POPULATION = ("indicators", "population", "weight")


def ranking(edition: Edition) -> Assessment:
    return assess(edition, OPEN)


def total(found: Assessment, units: tuple[str, ...]) -> np.ndarray:
    scores = found.column(found.score, "total")
    own = {unit.id: score for unit, score in zip(found.units, scores, strict=True)}
    return np.array([own[unit] for unit in units])


@cache
def put_right() -> Bridge:
    names = ("kz-open-2023", "kz-open-2023-corrected")
    return bridge(*(ranking(load_edition(name)) for name in names))


def test_each_correction_of_the_open_ranking_is_a_player_of_its_own() -> None:
    found = {(p.part, p.kind, p.ids[0]) for p in put_right().players}
    assert found == {
        ("method", "steps", CRIME),
        ("method", "weights", POPULATION),
        ("method", "reading", ("cars",)),
        ("data", "units_in", (SHYMKENT,)),
        *(("data", "imputation", (unit, "gross-product")) for unit in BLANKS),
    }
    assert put_right().units_after == (SHYMKENT,)


def test_the_ranks_are_the_published_and_the_corrected_ones() -> None:
    found = put_right()
    for side, one in (("before", found.before), ("after", found.after)):
        ranks = {row["settlement"]: row["rank"] for row in ranks_table(one)}
        own = dict(zip(found.units, getattr(found.rank, side)[:, 0], strict=True))
        assert own == {unit: ranks[unit] for unit in found.units}


def test_method_and_data_are_the_mean_over_both_orders_of_whole_assessments() -> None:
    found = put_right()
    published, corrected = load_edition("kz-open-2023"), load_edition("kz-open-2023-corrected")
    with_shymkent = published.model_copy(update={"units": corrected.units})
    without = corrected.model_copy(update={"units": published.units})
    old, new, data, method = (
        total(ranking(e), found.units) for e in (published, corrected, with_shymkent, without)
    )
    np.testing.assert_allclose(
        found.part(found.score, "method")[:, -1], (method - old + new - data) / 2, atol=1e-9
    )
    np.testing.assert_allclose(
        found.part(found.score, "data")[:, -1], (data - old + new - method) / 2, atol=1e-9
    )
    assert np.nanmax(np.abs(found.part(found.score, "real"))) == 0.0


def test_crime_turned_round_costs_almaty_most_and_is_named() -> None:
    step = put_right().step(ALMATY)
    assert step.shares[0].player.ids == (CRIME,)
    assert step.shares[0].points == pytest.approx(-0.0387, abs=5e-5)
    assert step.shares[0].player.changes[0].sentence.en.startswith("Indicator “recorded crime”")
    leading = put_right().contributors(ALMATY, "method", most=2)
    assert [one.node for one in leading] == ["crime", "population"]
    rank = put_right().step(ALMATY, measure="rank")
    assert (rank.before, rank.after) == (2.0, 5.0)
    assert rank.shares[0].player.ids == (CRIME,)


def test_a_blank_keeps_its_estimate_so_its_share_is_in_the_bounds() -> None:
    found = put_right()
    for unit in BLANKS[:-1]:
        own = next(p for p in found.players if p.ids == ((unit, "gross-product"),))
        share = {
            m: next(s.points for s in found.step(unit, measure=m).shares if s.player == own)
            for m in ("score", "low", "high")
        }
        assert share["score"] == 0.0
        assert share["low"] < -0.01
        assert share["high"] > 0.01
    others = [unit for unit in found.units if unit not in BLANKS]
    assert all(found.step(unit, measure="low").parts == found.step(unit).parts for unit in others)


def test_shymkent_moves_the_others_through_the_scale_it_stretches() -> None:
    found = put_right()
    moved = [c.node for unit in found.units for c in found.contributors(unit, "data", most=1)]
    assert max(set(moved), key=moved.count) == "clinics"
    player = next(p for p in found.players if p.kind == "units_in")
    shares = [s.points for s in found.step(ABAI).shares if s.player == player]
    assert shares == [pytest.approx(-0.0157, abs=5e-5)]


def smart_cities(period: str, edition: Edition | None = None) -> Assessment:
    made = edition or load_edition("kz-2026")
    return assess(made, read_data(DATA / "kz-public"), load_register(), period)


def holds(found: Bridge) -> None:
    for split in (found.score, found.low, found.high, found.rank):
        parts = sum(found.part(split, part) for part in PARTS)
        np.testing.assert_allclose(parts, split.change, atol=1e-7)


def test_two_years_of_one_edition_split_into_real_and_data() -> None:
    found = bridge(smart_cities("2024"), smart_cities("2026"))
    holds(found)
    assert {p.part for p in found.players} == {"real", "data"}
    assert len(found.nodes) == len(found.before.tree.nodes)
    step = found.step(max(found.units, key=lambda unit: found.step(unit).change))
    named = sum(c.points for c in found.contributors(step.unit, "data", most=500))
    assert named == pytest.approx(step.parts["data"], abs=1e-7)


def test_a_changed_copy_and_another_year_at_once() -> None:
    made = load_edition("kz-2026")
    heavier = tuple(
        one.model_copy(update={"weight": 2.0}) if one.domain == "safety" and n % 2 else one
        for n, one in enumerate(made.initiatives)
    )
    changed = made.model_copy(update={"initiatives": heavier})
    found = bridge(smart_cities("2024"), smart_cities("2026", changed), detail="kinds")
    holds(found)
    assert {(p.part, p.kind) for p in found.players} >= {("real", "content"), ("method", "weights")}
    (weights,) = (p for p in found.players if p.kind == "weights")
    assert len(weights.ids) > 3
    assert {change.kind for change in weights.changes} == {"reweighted"}


def test_two_standards_with_nothing_in_common_are_all_method() -> None:
    old = load_edition("kz-2019")
    cities = [one.kato for one in load_register().in_groups()]
    rows = [
        measured(city, one.id, float((7 * n + 13 * m) % 100))
        for n, city in enumerate(cities)
        for m, one in enumerate(old.indicators)
    ]
    before = assess(old, {"values": table("values", rows, "2026")}, load_register(), "2026")
    found = bridge(before, smart_cities("2026"))
    holds(found)
    assert found.nodes == ("total",)
    assert set(found.only_before) == {*before.tree.nodes} - {"total"}
    assert "safety" in found.only_after
    assert {p.part for p in found.players} == {"method"}
    assert {p.kind for p in found.players} >= {"tree", "groups"}
    almaty = found.step("750000000")
    assert almaty.before == pytest.approx(100 * total(before, ("750000000",))[0])
    named = [one.node for one in found.contributors("750000000", "method", most=3)]
    assert set(named) <= {"priority", "ict", "additional"} | set(found.only_after)


def test_every_change_of_edition_on_its_own_with_drawn_orders_states_its_error() -> None:
    names = ("kz-open-2023", "kz-open-2023-corrected")
    pair = [ranking(load_edition(name)) for name in names]
    drawn = bridge(*pair, detail="changes", exact=2, draws=8, seed=3)
    again = bridge(*pair, detail="changes", exact=2, draws=8, seed=3)
    np.testing.assert_array_equal(drawn.score.players, again.score.players)
    exact = put_right()
    assert drawn.players == exact.players
    off = np.abs(drawn.score.players - exact.score.players)
    assert np.nanmax(off) < 1e-9  # interplay of two alone: an order and its reverse are exact
    assert np.nanmax(np.abs(drawn.rank.players - exact.rank.players)) < 1.0
    assert np.nanmax(drawn.rank.error) > 0
    for part in PARTS:
        one, other = (b.part(b.score, part) for b in (drawn, exact))
        np.testing.assert_allclose(one, other, atol=1e-9)
