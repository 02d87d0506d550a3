"""Trails: what is shown as a part adds up to what is shown as the score, exactly, everywhere."""

from __future__ import annotations

import json
import math
from collections import defaultdict
from decimal import Decimal
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aqyl.assess import assess, facts_table, scores_table
from aqyl.assess.parts import digits_for, shown, shown_parts
from aqyl.assess.trail import TrailNode, as_dict, build_trail, find
from aqyl.problems import NotFoundError
from aqyl.register import load_register
from aqyl.standard import Edition, load_edition
from aqyl.tables import Row, Table, read_data
from tests.assess.spec_cases import make_table

DATA = Path(str(files("aqyl"))) / "data"
KZ = {
    "kz-2026": "kz-public",
    "kz-open-2023": "kz-open-2023",
    "kz-open-2023/ahp": "kz-open-2023",
    "kz-open-2023-corrected": "kz-open-2023",
}
KOSTANAY, ALMATY, ABAI = "391010000", "750000000", "100000000"


@cache
def tables_of(name: str) -> tuple[Edition, dict[str, list[Row]], dict[str, list[Row]]]:
    """An edition with its scores and facts by settlement."""
    edition = load_edition(name)
    period = "2026" if name == "kz-2026" else None
    result = assess(edition, read_data(DATA / KZ[name]), load_register(), period)
    return edition, _by_settlement(scores_table(result)), _by_settlement(facts_table(result))


def _by_settlement(rows: list[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[str(row["settlement"])].append(row)
    return found


def trail_of(name: str, settlement: str) -> TrailNode:
    edition, scores, facts = tables_of(name)
    return build_trail(edition, scores[settlement], facts[settlement], settlement)


def trail_from(edition: Edition, tables: dict[str, Table], settlement: str) -> TrailNode:
    result = assess(edition, tables, load_register(), "2026")
    return build_trail(edition, scores_table(result), facts_table(result), settlement)


@pytest.mark.parametrize(("name", "settlements"), list(zip(KZ, (100, 19, 19, 20), strict=True)))
def test_parts_sum_exactly_at_every_node_of_every_settlement(name: str, settlements: int) -> None:
    _, scores, _ = tables_of(name)
    assert len(scores) == settlements
    nodes = 0
    for settlement in scores:
        for node in trail_of(name, settlement).walk():
            if not node.children or node.score is None:
                continue
            nodes += 1
            brought = [child.brings for child in node.children if child.brings is not None]
            parts = [child.part for child in node.children if child.part is not None]
            assert len(brought) == len(parts) == len(node.children)
            assert math.fsum(brought) == pytest.approx(node.score, abs=1e-9)
            assert sum(parts, Decimal(0)) == node.shown
    known = sum(
        row["score"] is not None and row["kind"] in ("domain", "total")
        for rows in scores.values()
        for row in rows
    )
    assert nodes == known > settlements / 2


@pytest.mark.parametrize("name", KZ)
def test_shares_among_siblings_and_weights_in_the_total_sum_to_one(name: str) -> None:
    _, scores, _ = tables_of(name)
    for settlement in scores:
        trail = trail_of(name, settlement)
        leaves = [node for node in trail.walk() if not node.children]
        assert math.fsum(leaf.weight for leaf in leaves) == pytest.approx(1.0)
        for node in trail.walk():
            if node.children:
                assert math.fsum(child.among for child in node.children) == pytest.approx(1.0)


def test_unknown_leaves_bring_nothing_and_say_what_they_could_still_bring() -> None:
    trail = trail_of("kz-2026", KOSTANAY)
    for domain in trail.children:
        unknown = [leaf for leaf in domain.children if leaf.score is None]
        assert unknown
        assert {leaf.brings for leaf in unknown} == {0.0}
        assert all(leaf.known is None for leaf in unknown)
        assert domain.score is not None
        unclear = sum(
            leaf.among * (leaf.high - leaf.score)
            for leaf in domain.children
            if leaf.score is not None
        )
        still = math.fsum(leaf.more for leaf in unknown if leaf.more is not None)
        assert domain.score + still + unclear == pytest.approx(domain.high)


def test_a_leaf_names_its_grounds_and_who_says_otherwise() -> None:
    sergek = find(trail_of("kz-2026", KOSTANAY), "safety.video-analytics", KOSTANAY)
    assert sergek.known is not None
    assert sergek.known.disputed
    assert sergek.known.given == "lost"
    assert [ground.role for ground in sergek.known.grounds][:2] == ["decides", "disputes"]
    assert (sergek.low, sergek.score) == (0.0, 0.0)
    assert sergek.high > 0
    for ground in sergek.known.grounds:
        assert ground.file == "evidence.csv"
        assert ground.line is not None
        assert ground.line > 1
        assert len(ground.sha256) == 64
        assert ground.source.startswith("http")


def test_a_measured_leaf_says_its_value_and_the_steps_it_went_through() -> None:
    crime = find(trail_of("kz-open-2023", ALMATY), "crime", ALMATY)
    assert crime.known is not None
    assert crime.known.value == pytest.approx(1847.07, abs=0.01)
    assert crime.rule.after == ("sqrt", "minmax", "invert", "invert")
    assert crime.score == pytest.approx(1.0)


def test_a_filled_blank_has_a_value_but_no_ground() -> None:
    product = find(trail_of("kz-open-2023", ABAI), "gross-product", ABAI)
    assert product.known is not None
    assert product.known.basis == "imputed"
    assert product.known.grounds == ()


def test_where_a_step_follows_the_mean_the_formula_is_told_instead_of_parts() -> None:
    names = ("housing-utilities", "safety", "education", "health", "transport")
    rows = [
        {"settlement": ALMATY, "indicator": f"priority.{name}", "value": 50.0 + 10 * place}
        for place, name in enumerate(names)
    ]
    edition = load_edition("kz-2019")
    trail = trail_from(edition, {"values": make_table("values", rows)}, ALMATY)
    priority = find(trail, "priority", ALMATY)
    assert not priority.rule.sums
    assert priority.rule.after == ("bands",)
    assert {child.brings for child in priority.children} == {None}
    assert trail.rule.sums
    assert sum((child.part or Decimal(0) for child in trail.children), Decimal(0)) == trail.shown


def test_where_unknown_leaves_are_left_out_only_the_known_ones_share_the_weight() -> None:
    edition = load_edition("u4ssc-2022")
    first, second, third = edition.indicators[0], edition.indicators[1], edition.indicators[40]
    rows = [
        {"settlement": "x", "indicator": one.id, "value": value}
        for one, value in ((first, 100.0), (second, 50.0), (third, 10.0))
    ]
    targets = [{"indicator": one.id, "target": 100.0} for one in (first, second, third)]
    tables = {"values": make_table("values", rows), "targets": make_table("targets", targets)}
    trail = trail_from(edition, tables, "x")
    known = [leaf for leaf in trail.walk() if not leaf.children and leaf.score is not None]
    unknown = [leaf for leaf in trail.walk() if not leaf.children and leaf.score is None]
    assert (len(known), len(unknown)) == (3, len(edition.indicators) - 3)
    assert {leaf.among for leaf in unknown} == {0.0}
    assert {leaf.more for leaf in unknown} == {None}
    for node in trail.walk():
        if node.children and node.score is not None:
            parts = (child.part or Decimal(0) for child in node.children)
            assert sum(parts, Decimal(0)) == node.shown


def test_rows_read_from_text_give_the_same_trail() -> None:
    edition, scores, facts = tables_of("kz-2026")

    def as_text(rows: list[Row]) -> list[dict[str, object]]:
        return [{k: "" if v is None else str(v) for k, v in row.items()} for row in rows]

    read = build_trail(edition, as_text(scores[ALMATY]), as_text(facts[ALMATY]), ALMATY)
    assert as_dict(read) == as_dict(trail_of("kz-2026", ALMATY))


def test_a_trail_is_plain_data_for_json() -> None:
    trail = as_dict(trail_of("kz-open-2023", ALMATY))
    assert json.loads(json.dumps(trail))["shown"] == "0.5427"
    assert set(trail) >= {"node", "title", "score", "low", "high", "weight", "children", "known"}


def test_an_unknown_settlement_or_node_names_near_ones() -> None:
    edition, scores, _ = tables_of("kz-open-2023")
    rows = [row for one in scores.values() for row in one]
    with pytest.raises(NotFoundError, match="750000000"):
        build_trail(edition, rows, [], "750000001")
    with pytest.raises(NotFoundError, match="crime"):
        find(trail_of("kz-open-2023", ALMATY), "crimes", ALMATY)


parts = st.lists(st.floats(-100, 100, allow_nan=False), min_size=1, max_size=40)


@given(parts, st.integers(0, 6))
def test_shown_parts_add_up_and_none_is_off_by_a_unit(parts: list[float], digits: int) -> None:
    total = math.fsum(parts)
    rounded = shown_parts(parts, total, digits)
    assert sum(rounded, Decimal(0)) == shown(total, digits)
    unit = Decimal(1).scaleb(-digits)
    assert all(abs(Decimal(part) - one) < unit for part, one in zip(parts, rounded, strict=True))


@pytest.mark.parametrize(("scale", "digits"), [(1.0, 4), (100.0, 2), (1000.0, 1), (1e6, 0)])
def test_a_ten_thousandth_of_the_scale_is_shown(scale: float, digits: int) -> None:
    assert digits_for(scale) == digits
