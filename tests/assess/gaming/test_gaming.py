"""How each standard can be gamed, and by how much: known holes found, sound rules held."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings

from aqyl.assess import Assessment, assess
from aqyl.assess.gaming import TESTS, Finding, gaming
from aqyl.assess.gaming.splitting import split, split_indicators
from aqyl.language import LANGUAGES
from aqyl.register import load_register
from aqyl.standard import Edition, load_edition
from aqyl.standard.models import Goalpost, Group, StandingRule
from aqyl.tables import read_data
from tests.assess.audit.build import SOURCE, text
from tests.assess.small import assessed, measured, run, said, small, table
from tests.assess.spec_cases import make_table

DATA = Path(str(files("aqyl"))) / "data"
EDUCATION = ("sc-eh-ed-1c", "sc-eh-ed-2c", "sc-eh-ed-3c", "sc-eh-ed-4c")


def found(assessment: Assessment) -> dict[str, Finding]:
    return {finding.test: finding for finding in gaming(assessment)}


@cache
def u4ssc(*shares: float) -> dict[str, Finding]:
    """The worked example of the U4SSC reports: four indicators by their share of target."""
    values = [measured("city", n, share) for n, share in zip(EDUCATION, shares, strict=True)]
    targets = [{"indicator": name, "target": 100.0} for name in EDUCATION]
    tables = {"values": table("values", values), "targets": make_table("targets", targets)}
    return found(assess(load_edition("u4ssc-2022"), tables, None, "2024"))


@cache
def kz_2026() -> dict[str, Finding]:
    made, register = load_edition("kz-2026"), load_register()
    return found(assess(made, read_data(DATA / "kz-public"), register, "2026"))


@cache
def ranking(name: str) -> dict[str, Finding]:
    return found(assess(load_edition(name), read_data(DATA / "kz-open-2023")))


def test_u4ssc_hiding_the_weak_raises_the_score() -> None:
    hiding = u4ssc(20.0, 70.0, 97.5, 10.0)["hiding"]
    assert not hiding.holds
    assert hiding.worst == pytest.approx(100 * (3 + 4 + 1) / 12 - 56.25)
    assert hiding.unit == "city"


def test_u4ssc_zero_performance_earns_a_quarter() -> None:
    floor = u4ssc(20.0, 70.0, 97.5, 10.0)["floor"]
    assert not floor.holds
    assert (floor.worst, floor.median) == (pytest.approx(25.0), pytest.approx(25.0))
    assert "25%" in floor.part("found", "en")


def test_u4ssc_an_indicator_of_six_parts_weighs_six_times() -> None:
    splitting = u4ssc(20.0, 70.0, 97.5, 10.0)["splitting"]
    assert splitting.numbers["parts"] == 6
    assert splitting.numbers["times"] == pytest.approx(6.0)
    assert "EN: EN: WA: 1C" in splitting.part("found", "ru")
    assert splitting.worst == pytest.approx(100 * (6 * 4 + 3 + 1 + 1) / 36 - 56.25)


def test_u4ssc_has_no_rule_for_claims_so_a_claim_passes_for_proof() -> None:
    claiming = u4ssc(20.0, 70.0, 97.5, 10.0)["claiming"]
    assert claiming.worst > 40
    assert float(claiming.numbers["low_worst"] or 0) > 40


def test_kz_2026_hiding_gains_nothing_in_the_score_and_shows_in_the_high_bound() -> None:
    hiding = kz_2026()["hiding"]
    assert hiding.holds
    assert hiding.worst == pytest.approx(0.0, abs=1e-9)
    assert float(hiding.numbers["tenth_worst"] or 0) <= 1e-9
    assert float(hiding.numbers["high_worst"] or 0) > 0.5
    assert hiding.part("found", "en").startswith("Hiding raises the score of none")


def test_kz_2026_a_claim_counts_in_the_score_but_never_in_the_low_bound() -> None:
    claiming = kz_2026()["claiming"]
    assert claiming.worst == pytest.approx(100.0)
    assert claiming.numbers["low_worst"] == pytest.approx(0.0)
    assert 1.0 < float(claiming.numbers["one_worst"] or 0) < 5.0


def test_kz_2026_nothing_is_earned_for_nothing_and_another_group_pays() -> None:
    assert kz_2026()["floor"].holds
    borders = kz_2026()["borders"]
    assert borders.worst > 1.0
    assert borders.numbers["to"] != borders.numbers["from"]
    assert float(borders.numbers["loss_worst"] or 0) > 0


def test_kz_2019_the_lowest_score_is_a_fifth() -> None:
    made, city = load_edition("kz-2019"), "750000000"
    rows = [measured(city, one.id, 50.0) for one in made.indicators]
    tables = {"values": table("values", rows, "2026")}
    findings = found(assess(made, tables, load_register(), "2026"))
    assert findings["floor"].worst == pytest.approx(0.2)
    assert findings["hiding"].holds
    assert "borders" not in findings


@pytest.mark.parametrize("name", ["kz-open-2023", "kz-open-2023-corrected"])
def test_a_blank_filled_from_neighbours_invites_hiding(name: str) -> None:
    hiding = ranking(name)["hiding"]
    assert not hiding.holds
    assert float(hiding.numbers["tenth_worst"] or 0) >= hiding.worst > 0.05
    marked = name.endswith("corrected")
    assert (float(hiding.numbers["high_worst"] or 0) > hiding.worst + 0.1) == marked


def one_unit(*values: float, **scoring: Any) -> Assessment:
    names = ("b.cashless", "a.response")
    rows = [measured("u1", n, v) for n, v in zip(names, values, strict=False)]
    return run(small(**scoring), [said("u1", "a.cameras", "pilot")], rows)


def test_left_out_pays_by_what_it_leaves_and_worst_does_not() -> None:
    left_out = found(one_unit(90.0, 20.0, missing="left_out"))["hiding"]
    # Domain a: 0.4 of its initiatives and 0 of its values make 0.2; b is full; weights 2 to 1.
    # Without the value 0: 0.4 and 1.
    assert left_out.worst == pytest.approx(100 * ((2 * 0.4 + 1) - (2 * 0.2 + 1)) / 3)
    assert found(one_unit(90.0, 20.0))["hiding"].holds


def test_a_rule_that_leaves_claims_out_holds() -> None:
    rules = {"claimed": StandingRule(score="worst", low="worst", high="stated")}
    claiming = found(one_unit(90.0, standings=rules))["claiming"]
    assert claiming.holds
    assert "none of the 1 units" in claiming.part("found", "en")


def test_the_ceiling_counts_what_stands_at_its_best_by_weight() -> None:
    findings = found(one_unit(90.0, 5.0))
    ceiling = findings["ceiling"]
    shares = {"a.response": 1 / 6, "b.cashless": 1 / 12, "a.cameras": 1 / 6}
    expected = (shares["a.response"] + shares["b.cashless"]) / sum(shares.values())
    assert ceiling.worst == pytest.approx(100 * expected)
    assert found(one_unit(60.0, 10.0))["ceiling"].holds


def in_groups(**posts: tuple[float, float]) -> Assessment:
    """u1 a city and u2 a town, both with 45 % cashless, by goalposts of their group."""
    made = small(shares={"initiatives": 0.0, "indicators": 1.0})
    goalposts = tuple(
        Goalpost(group=name, low=low, high=high, source=SOURCE)
        for name, (low, high) in posts.items()
    )
    groups = tuple(
        Group(id=name, title=text(name), source=SOURCE, rule=text(name)) for name in posts
    )
    indicators = tuple(
        one.model_copy(update={"goalposts": goalposts}) if one.id == "b.cashless" else one
        for one in made.indicators
    )
    edition = made.model_copy(update={"indicators": indicators, "groups": groups})
    rows = [measured(unit, "b.cashless", 45.0) for unit in ("u1", "u2")]
    base = run(made, [], rows)
    units = [replace(u, group=g) for u, g in zip(base.units, ("city", "town"), strict=True)]
    return replace(base, edition=edition, units=tuple(units))


def test_a_jump_at_the_border_is_what_the_same_facts_earn_in_the_other_group() -> None:
    borders = found(in_groups(city=(0.0, 90.0), town=(0.0, 60.0)))["borders"]
    assert (borders.unit, borders.numbers["from"], borders.numbers["to"]) == ("u1", "city", "town")
    assert borders.worst == pytest.approx(100 / 3 / 2 * (0.75 - 0.5))
    assert borders.numbers["loss_worst"] == pytest.approx(100 / 3 / 2 * (0.75 - 0.5))
    assert found(in_groups(city=(0.0, 90.0), town=(0.0, 90.0)))["borders"].holds


def test_parts_in_one_domain_under_one_code_are_one_indicator_split() -> None:
    made = load_edition("u4ssc-2022")
    sizes = sorted(len(own) for own in split_indicators(made) if len(own) > 1)
    assert sizes == [2, 2, 3, 5, 5, 5, 6]
    assert len(split_indicators(made)) == 91


def test_splitting_under_children_shares_only_the_weight_of_the_node() -> None:
    base = one_unit(90.0, 20.0)
    twice = split(base.edition, "b.cashless", 2)
    assert weight_of(base.edition, "b.cashless") == pytest.approx(1 / 3 * 0.5 * 0.5)
    assert weight_of(twice, "b.cashless") == pytest.approx(1 / 3 * 0.5 * 2 / 3)


def weight_of(edition: Edition, leaf: str) -> float:
    made = run(edition, [said("u1", "a.cameras")], [])
    return float(made.column(made.weight, leaf)[0])


@settings(max_examples=15, deadline=None)
@given(assessed())
def test_on_any_assessment_findings_are_numbers_with_words(one: Assessment) -> None:
    findings = gaming(one)
    assert {"claiming", "floor"} <= {finding.test for finding in findings} <= set(TESTS)
    for finding in findings:
        assert finding.median <= finding.worst + 1e-12
        assert finding.holds == (finding.worst <= 1e-9)
        assert np.isfinite([finding.worst, finding.median]).all()
        plain = json.loads(json.dumps(finding.as_dict()))
        for name in ("title", "found", "repair"):
            assert set(plain[name]) == set(LANGUAGES)
            assert all("{" not in wording for wording in plain[name].values())


def test_hiding_never_helps_where_the_unknown_is_the_worst() -> None:
    rows = [
        said(u, leaf, s) for u, leaf, s in (("u1", "a.cameras", "none"), ("u1", "b.app", "lost"))
    ]
    hiding = found(run(small(), rows, [measured("u1", "b.cashless", 0.0)]))["hiding"]
    assert (hiding.worst, hiding.holds) == (0.0, True)
