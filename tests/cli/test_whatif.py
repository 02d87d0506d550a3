"""`aqyl whatif` and `aqyl gaming`: what it would take, honestly and otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest

from aqyl.assess.gaming import TESTS
from aqyl.language import LANGUAGES
from tests.cli.running import Cli

KOSTANAY = "391010000"


def test_the_smallest_plan_to_a_level(aqyl: Cli, public_data: Path) -> None:
    words = ("whatif", "kz-2026", public_data, KOSTANAY, "--level", "emerging", "--per-year", "3")
    result = aqyl(*words)
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith("Kostanay: reach the level “emerging” (from 20.00)")
    assert "No smaller plan does it." in result.out
    plan = aqyl(*words, "--json").json
    assert plan["reached"]
    assert plan["method"] == "exact"
    assert plan["after"]["level"] == "emerging"
    assert plan["after"]["score"] >= 20
    assert plan["changes"] == len(plan["moves"])
    assert plan["years"] == 3
    needs = {move["leaf"]: move["year"] for move in plan["moves"]}
    for move in plan["moves"]:
        assert all(needs[need] <= move["year"] for need in move["needs"] if need in needs)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_goal_already_reached_and_one_out_of_reach(
    aqyl: Cli, public_data: Path, lang: str
) -> None:
    words = ("whatif", "kz-2026", public_data, KOSTANAY, "--lang", lang)
    there = {"kk": "Мақсатқа жетіп тұр", "ru": "Цель уже достигнута", "en": "It is there already"}
    assert there[lang] in aqyl(*words, "--rank", "1", "--within", "group").out
    beyond = {"kk": "Мақсатқа жету мүмкін емес", "ru": "Цель недостижима", "en": "Out of reach"}
    result = aqyl(*words, "--score", "99")
    assert result.code == 0
    assert beyond[lang] in result.out


def test_a_dear_initiative_is_passed_by_where_effort_counts(aqyl: Cli, public_data: Path) -> None:
    words = ("whatif", "kz-2026", public_data, KOSTANAY, "--score", "12", "--least", "effort")
    leaf = aqyl(*words, "--json").json["moves"][0]["leaf"]
    dear = aqyl(*words, "--effort", f"{leaf}=20", "--json").json
    assert leaf not in {move["leaf"] for move in dear["moves"]}


def test_an_indicator_is_told_by_the_value_to_reach_in_its_unit(aqyl: Cli, open_data: Path) -> None:
    result = aqyl("whatif", "kz-open-2023", open_data, "Astana city", "--rank", "1")
    assert "57.70" in result.out
    assert "25 thousand tonnes (75% of the best)" in result.out
    assert "Of 16 indicators 15 were left as they are" in result.out
    assert "level" not in result.out


def test_the_reason_names_rows_and_indicators_are_hinted_at(aqyl: Cli, public_data: Path) -> None:
    words = ("whatif", "kz-2026", public_data, "Костанай", "--rank", "1")
    told = aqyl(*words).out
    assert max(map(len, told.splitlines())) < 120
    numbers = {line.split()[0]: line for line in told.splitlines() if "score; needed by" in line}
    assert numbers
    assert "add --indicators" in told
    assert "add --indicators" not in aqyl(*words, "--indicators").out


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        ((), "cli.goal"),
        (("--rank", "1", "--score", "3"), "cli.goal"),
        (("--rank", "first"), "cli.whole"),
        (("--rank", "101"), "whatif.rank"),
        (("--score", "much"), "cli.number"),
        (("--score", "101"), "whatif.score"),
        (("--score", "1e300"), "whatif.score"),
        (("--score", "-1"), "whatif.score"),
        (("--score", "nan"), "cli.number"),
        (("--level", "best"), "whatif.level"),
        (("--rank", "1", "--effort", "five"), "cli.effort"),
        (("--rank", "1", "--effort", "nothing=5"), "whatif.leaf"),
        (("--rank", "1", "--effort", "safety.video-analytics=50"), "whatif.effort"),
        (("--rank", "1", "--per-year", "0"), "cli.whole"),
        (("--rank", "1", "--within", "oblast"), "cli.choice"),
    ],
)
def test_wrong_words(aqyl: Cli, public_data: Path, words: tuple[str, ...], problem: str) -> None:
    result = aqyl("whatif", "kz-2026", public_data, KOSTANAY, *words, "--json")
    assert (result.code, result.out) == (2, "")
    assert [one["problem"] for one in result.problems] == [problem]


def test_an_unknown_settlement(aqyl: Cli, public_data: Path) -> None:
    result = aqyl("whatif", "kz-2026", public_data, "391", "--rank", "1", "--json")
    assert [one["problem"] for one in result.problems] == ["assess.unknown_settlement"]


def test_near_ones_are_named(aqyl: Cli, public_data: Path, open_data: Path) -> None:
    effort = ("--rank", "1", "--effort", "safety.video-analytic=3")
    assert (
        "safety.video-analytics, " in aqyl("whatif", "kz-2026", public_data, KOSTANAY, *effort).err
    )
    two = aqyl("whatif", "kz-open-2023", open_data, "Алматы", "--rank", "1")
    assert two.code == 2
    assert "190000000 Алматы облысы" in two.err
    assert "750000000 Алматы қаласы" in two.err


def test_a_level_where_the_edition_has_none(aqyl: Cli, open_data: Path) -> None:
    words = ("whatif", "kz-open-2023", open_data, "710000000", "--level", "emerging", "--json")
    [problem] = aqyl(*words).problems
    assert problem["problem"] == "whatif.no_levels"
    assert "--rank 1" in problem["allowed"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_how_the_published_ranking_can_be_gamed(aqyl: Cli, open_data: Path, lang: str) -> None:
    result = aqyl("gaming", "kz-open-2023", open_data, "--lang", lang)
    assert (result.code, result.err) == (0, "")
    words = {
        "kk": ("осал", "кейбіріне осал", "берік"),
        "ru": ("уязвимо", "уязвимо для некоторых", "держится"),
        "en": ("open", "open to some", "holds"),
    }[lang]
    verdicts = [line.rpartition(": ")[2] for line in result.out.splitlines()]
    assert [verdicts.count(word) for word in words] == [3, 1, 1]


def test_gaming_as_json(aqyl: Cli, open_data: Path) -> None:
    found = aqyl("gaming", "kz-open-2023", open_data, "--json").json
    assert {one["test"] for one in found} <= set(TESTS)
    hiding = next(one for one in found if one["test"] == "hiding")
    assert hiding["worst"] == pytest.approx(0.0972, abs=1e-3)
