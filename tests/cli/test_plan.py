"""`aqyl plan`: what is done with a budget, why, and what is wrong with the tables."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from pathlib import Path

import pytest

from aqyl.cli.plan_files import PLAN_FILES
from aqyl.language import LANGUAGES
from aqyl.plan import read_plan
from aqyl.plan.models import Roadmap
from aqyl.tables import SCHEMAS
from tests.cli.running import Cli

KOSTANAY, PETROPAVL, ATBASAR = "391010000", "591010000", "113820100"
YEARS = range(2027, 2030)
THREE = ("--years", "3")


def budget(folder: Path, *towns: str, local: int = 500_000, lines: Iterable[str] = ()) -> Path:
    rows = [f"{town},{year},local,{local}," for town in towns for year in YEARS]
    path = folder / "budgets.csv"
    path.write_text("\n".join(["settlement,year,funding,amount,currency", *rows, *lines, ""]))
    return path


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_plan_with_its_files(aqyl: Cli, public_data: Path, tmp_path: Path) -> None:
    money = budget(tmp_path, KOSTANAY)
    words = ("plan", "kz-2026", public_data, KOSTANAY, "--budget", money, *THREE)
    result = aqyl(*words, "-o", tmp_path / "out")
    assert (result.code, result.err) == (0, "")
    assert "Kostanay, 2027–2029" in result.out
    folder = tmp_path / "out" / "kz-2026-plan"
    plan = json.loads((folder / "plan.json").read_text(encoding="utf-8"))
    [one] = plan["plans"]
    road = Roadmap.model_validate_json(json.dumps(one["roadmap"]))
    assert road.actions
    assert plan["gap"] <= 0.005
    assert one["scores"][-1]["score"] == pytest.approx(one["scores"][-1]["estimate"])
    for row in rows_of(folder / "budget.csv"):
        assert int(row["amount"]) == int(row["spent"]) + int(row["left"])
        assert int(row["left"]) >= 0
    why = rows_of(folder / "why.csv")
    chosen = {row["initiative"] for row in why if row["chosen"] == "yes"}
    assert chosen == {action.initiative for action in road.actions}
    assert [row["initiative"] for row in rows_of(folder / "actions.csv")] == [
        action.initiative for action in road.actions
    ]
    assert all(row[lang] for row in why for lang in LANGUAGES)
    whole = read_plan(folder / "strategy.json")
    assert [one.id for one in whole.roadmap.actions] == [one.id for one in road.actions]
    assert all(one.goals for one in whole.roadmap.actions)
    assert whole.strategy.goals
    again = aqyl(*words, "-o", tmp_path / "again")
    assert again.code == 0
    for path in folder.iterdir():
        other = tmp_path / "again" / "kz-2026-plan" / path.name
        assert path.read_bytes() == other.read_bytes()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_empty_purse(aqyl: Cli, public_data: Path, tmp_path: Path, lang: str) -> None:
    money = budget(tmp_path, ATBASAR, local=0)
    words = ("plan", "kz-2026", public_data, ATBASAR, "--budget", money, "-o", tmp_path / "out")
    result = aqyl(*words, *THREE, "--lang", lang)
    assert (result.code, result.err) == (0, "")
    empty = {"kk": "шара жоқ", "ru": "Мер в плане нет", "en": "no action in the plan"}
    clash = {"kk": "Бірге орындалмайды", "ru": "Вместе не выполнить", "en": "cannot all be kept"}
    assert empty[lang] in result.out
    assert clash[lang] in result.out


def test_several_settlements_fix_and_forbid(aqyl: Cli, public_data: Path, tmp_path: Path) -> None:
    money = budget(tmp_path, KOSTANAY, ATBASAR, local=300_000)
    asked = ("--fix", f"{KOSTANAY}:safety.drones@2028", "--forbid", "social.e-diary")
    words = ("plan", "kz-2026", public_data, "all", "--budget", money, "-o", tmp_path / "out")
    result = aqyl(*words, *THREE, *asked, "--json")
    assert (result.code, result.err) == (0, "")
    plans = {one["settlement"]: one["roadmap"]["actions"] for one in result.json["plans"]}
    assert set(plans) == {KOSTANAY, ATBASAR}
    drones = [a for a in plans[KOSTANAY] if a["initiative"] == "safety.drones"]
    assert [action["start"] for action in drones] == ["2028-01-01"]
    names = {action["initiative"] for actions in plans.values() for action in actions}
    assert "social.e-diary" not in names
    assert any(action["joint"] for action in plans[KOSTANAY])
    assert "2 settlements" in aqyl(*words, *THREE).out


def test_the_cheapest_way_and_the_front(aqyl: Cli, public_data: Path, tmp_path: Path) -> None:
    money = budget(tmp_path, KOSTANAY)
    words = ("plan", "kz-2026", public_data, KOSTANAY, "--budget", money, "-o", tmp_path / "out")
    way = aqyl(*words, *THREE, "--score", "15", "--front", "--json").json
    assert way["reached"]
    assert way["plans"][0]["scores"][-1]["score"] >= 15
    gains = [point["gain"] for point in way["front"]]
    assert gains == sorted(gains)
    beyond = aqyl(*words, *THREE, "--score", "90")
    assert beyond.code == 0
    assert "out of reach" in beyond.out or "No money" in beyond.out


def test_own_costs_replace_assumed_ones(aqyl: Cli, public_data: Path, tmp_path: Path) -> None:
    own = tmp_path / "costs.csv"
    own.write_text(
        "settlement,initiative,once,yearly,months,currency,funding,prerequisites\n"
        f"{KOSTANAY},safety.drones,1000,0,3,KZT,local,safety.mass-alert\n"
    )
    staff = tmp_path / "staff.csv"
    lines = [f"{KOSTANAY},{year},40" for year in YEARS]
    staff.write_text("\n".join(["settlement,year,posts", *lines, ""]))
    words = ("plan", "kz-2026", public_data, KOSTANAY, "--budget", budget(tmp_path, KOSTANAY))
    out = ("-o", tmp_path / "out", "--costs", own, "--staff", staff, "--fix", "safety.drones")
    result = aqyl(*words, *out, *THREE, "--json").json
    actions = {a["initiative"]: a for a in result["plans"][0]["roadmap"]["actions"]}
    drones = actions["safety.drones"]
    assert {expense["basis"] for expense in drones["expenses"]} == {"own"}
    assert sum(expense["amount"] for expense in drones["expenses"]) == 1000
    assert "safety.mass-alert" in drones["prerequisites"]
    assert sum(action["staff"] for action in actions.values()) <= 40


@pytest.mark.parametrize(
    ("lines", "problem"),
    [
        ((f"{KOSTANAY},2035,local,1,",), "plan.year_outside"),
        ((f"{KOSTANAY},2027,private,-5,",), "plan.negative"),
        ((f"{KOSTANAY},2027,private,0.5,",), "plan.not_whole"),
        ((f"{KOSTANAY},2027,private,5,USD",), "plan.currency"),
        ((f"{KOSTANAY},2027,oil,5,",), "plan.unknown"),
        (("999,2027,local,5,",), "plan.unknown"),
        ((f"{PETROPAVL},2027,local,5,",), "plan.year_missing"),
    ],
)
def test_wrong_budgets(
    aqyl: Cli, public_data: Path, tmp_path: Path, lines: tuple[str, ...], problem: str
) -> None:
    money = budget(tmp_path, KOSTANAY, lines=lines)
    words = ("plan", "kz-2026", public_data, KOSTANAY, "--budget", money, "-o", tmp_path / "out")
    result = aqyl(*words, *THREE, "--json")
    assert (result.code, result.out) == (2, "")
    assert [one["problem"] for one in result.problems] == [problem]
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (("--fix", "nothing"), "plan.unknown"),
        (("--fix", "a b@c@d"), "plan.wish"),
        (("--fix", "safety.drones@2050"), "plan.year_outside"),
        (("--fix", "safety.drones", "--forbid", "safety.drones"), "plan.fixed_and_forbidden"),
        (("--fix", "city-management.contact-centre-109"), "plan.nothing_to_fix"),
        (
            ("--fix", "safety.drones", "--forbid", f"{KOSTANAY}:safety.drones"),
            "plan.fixed_and_forbidden",
        ),
        (
            ("--fix", f"{KOSTANAY}:safety.drones", "--forbid", "safety.drones"),
            "plan.fixed_and_forbidden",
        ),
        (("--starts", "5"), "plan.starts"),
        (("--years", "21"), "cli.whole"),
        (("--level", "emerging", "--score", "20"), "plan.two_goals"),
        (("--level", "best"), "whatif.level"),
    ],
)
def test_wrong_words(
    aqyl: Cli, public_data: Path, tmp_path: Path, words: tuple[str, ...], problem: str
) -> None:
    money = budget(tmp_path, KOSTANAY)
    given = ("plan", "kz-2026", public_data, KOSTANAY, "--budget", money, "-o", tmp_path / "out")
    result = aqyl(*given, *THREE, *words, "--json")
    assert (result.code, result.out) == (2, "")
    assert [one["problem"] for one in result.problems] == [problem]


def test_prerequisites_in_a_circle(aqyl: Cli, public_data: Path, tmp_path: Path) -> None:
    own = tmp_path / "costs.csv"
    own.write_text(
        "settlement,initiative,prerequisites\n"
        f"{KOSTANAY},safety.drones,safety.mass-alert\n"
        f"{KOSTANAY},safety.mass-alert,safety.drones\n"
    )
    words = ("plan", "kz-2026", public_data, KOSTANAY, "--budget", budget(tmp_path, KOSTANAY))
    result = aqyl(*words, "--costs", own, "-o", tmp_path / "out", *THREE, "--json")
    assert [one["problem"] for one in result.problems] == ["plan.circle"]


def test_an_edition_without_rules_and_a_settlement_without_money(
    aqyl: Cli, public_data: Path, open_data: Path, tmp_path: Path
) -> None:
    money = budget(tmp_path, KOSTANAY)
    out = ("--budget", money, "-o", tmp_path / "out", "--json", *THREE)
    none = aqyl("plan", "kz-open-2023", open_data, "Astana city", *out)
    assert [one["problem"] for one in none.problems] == ["plan.no_rules"]
    poor = aqyl("plan", "kz-2026", public_data, PETROPAVL, *out)
    assert [one["problem"] for one in poor.problems] == ["plan.no_budget"]
    every = aqyl("plan", "kz-2026", public_data, "all", "--front", *out)
    assert [one["problem"] for one in every.problems] == ["plan.one_only"]


def test_every_file_and_column_is_documented() -> None:
    page = (Path(__file__).parents[2] / "docs" / "planning.md").read_text(encoding="utf-8")
    assert all(f"`{name}`" in page for name in PLAN_FILES)
    for table in ("budgets", "costs", "staff"):
        assert all(f"`{column}`" in page for column in SCHEMAS[table].names)


def test_a_wrong_first_year_is_told_under_its_own_name(
    aqyl: Cli, public_data: Path, tmp_path: Path
) -> None:
    words = ("plan", "kz-2026", public_data, KOSTANAY, "--budget", "none.csv", "-o", tmp_path)
    [problem] = aqyl(*words, "--start", "20x", "--json").problems
    assert problem["given"] == "--start 20x"
