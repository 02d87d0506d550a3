"""Pairs, verdicts and reasons, on cases an official can read and on made-up registers."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from aqyl.diagnose.duplicates import Found, Projects, find_duplicates, pairs_table, read_projects
from aqyl.diagnose.duplicates.find import Pair
from aqyl.language import LANGUAGES
from aqyl.register import load_register
from aqyl.standard import load_edition
from aqyl.tables import Table
from benchmarks.synthetic import synthetic

SPEC = yaml.safe_load(
    (Path(__file__).parents[2] / "spec" / "duplicates" / "pairs.yaml").read_text(encoding="utf-8")
)
COUNT = 1_500


def projects_of(*rows: dict[str, Any]) -> Projects:
    table = Table("projects", tuple(rows), file="projects.csv")
    found = read_projects(table, load_edition("kz-2026"), load_register())
    assert found.errors == ()
    return found.projects


def found_in(projects: Projects) -> Found:
    return find_duplicates(projects, load_edition("kz-2026"), load_register())


@cache
def made_up() -> tuple[Any, Found]:
    made = synthetic(COUNT, seed=7)
    return made, found_in(made.projects)


@pytest.mark.parametrize("case", SPEC["cases"], ids=lambda case: case["name"])
def test_the_verdict_is_the_one_an_official_expects(case: dict[str, Any]) -> None:
    sides = [
        {"id": name, **SPEC["base"], **case[name], "amount": float(
            case[name].get("amount", SPEC["base"]["amount"])
        )}
        for name in ("first", "second")
    ]  # fmt: skip
    pairs = found_in(projects_of(*sides)).pairs
    assert [pair.verdict for pair in pairs] == (
        [] if case["verdict"] == "different" else [case["verdict"]]
    )


def test_money_is_what_the_register_says_and_nothing_more() -> None:
    one = {"id": "A", "settlement": "391010000", "title_ru": "Единый контакт-центр 109"}
    pair = found_in(
        projects_of(
            one | {"amount": 5.0, "start": "2025-01", "end": "2025-02"},
            one | {"id": "B", "amount": 7.0, "currency": "USD", "start": "2025-02", "end": "2025"},
        )
    ).pairs[0]
    assert (pair.money.first, pair.money.second, pair.money.overlap_days) == (5.0, None, 28)


def test_reasons_are_worded_in_three_languages_with_their_values() -> None:
    _, found = made_up()
    codes = set()
    for pair in found.pairs[:300]:
        assert pair.reasons
        for reason in pair.reasons:
            codes.add(reason.code)
            told = {reason.say(lang) for lang in LANGUAGES}
            assert len(told) == 3
            assert not any("{" in one for one in told)
    assert {"initiative_same", "term_same", "supplier_same_bin", "time_overlap"} <= codes


def test_reasons_run_from_the_weightiest_to_what_sets_apart() -> None:
    _, found = made_up()
    for pair in found.pairs:
        weights = [reason.weight for reason in pair.reasons if not reason.code.endswith("_differs")]
        assert weights == sorted(weights, reverse=True)


def test_most_made_up_duplicates_and_stages_are_found_with_their_verdict() -> None:
    made, found = made_up()
    place = {name: at for at, name in enumerate(made.projects.id)}
    suggested = {(place[pair.first], place[pair.second]): pair.verdict for pair in found.pairs}
    for verdict, least in (("same", 0.85), ("part", 0.8)):
        pairs = [pair for pair, told in made.truth.items() if told == verdict]
        right = [suggested.get(pair) == verdict for pair in pairs]
        assert sum(right) / len(right) >= least, verdict


def test_few_pairs_are_of_two_initiatives() -> None:
    made, found = made_up()
    place = {name: at for at, name in enumerate(made.projects.id)}
    wrong = [
        made.initiative[place[pair.first]] != made.initiative[place[pair.second]]
        for pair in found.pairs
    ]
    assert sum(wrong) / len(wrong) < 0.1


def test_pairs_stand_once_in_the_order_of_the_register_the_most_probable_first() -> None:
    made, found = made_up()
    place = {name: at for at, name in enumerate(made.projects.id)}
    keys = [(place[pair.first], place[pair.second]) for pair in found.pairs]
    assert len(set(keys)) == len(keys)
    assert all(i < j for i, j in keys)
    probabilities = [pair.probability for pair in found.pairs]
    assert probabilities == sorted(probabilities, reverse=True)
    assert min(probabilities) >= found.weights.threshold


def test_the_same_register_gives_the_same_rows() -> None:
    projects = synthetic(120, seed=3).projects
    first, second = (list(pairs_table(found_in(projects).pairs)) for _ in range(2))
    assert first == second


@pytest.mark.parametrize("count", [0, 1])
def test_nothing_is_compared_where_there_is_nothing_to_compare(count: int) -> None:
    rows = [{"id": "A", "settlement": "391010000", "title_kk": "Жоба"}] * count
    found = found_in(projects_of(*rows))
    assert (found.pairs, found.compared) == ((), 0)


def test_a_pair_is_frozen() -> None:
    _, found = made_up()
    pair: Pair = found.pairs[0]
    with pytest.raises(AttributeError):
        pair.verdict = "different"  # type: ignore[misc]
