"""tests/spec/form/remarks.yaml: what is filled in, and the remarks that must come of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from aqyl.assess.form import KINDS, Entries, Remark, check
from aqyl.language import LANGUAGES, catalogue
from aqyl.problems import PARTS
from aqyl.standard import load_edition
from aqyl.standard.yaml_source import read_yaml
from tests.assess.form.town import answer, entries, form_of, value

SPEC = Path(__file__).parents[2] / "spec" / "form" / "remarks.yaml"
KNOWN = {"name", "edition", "settlement", "answers", "values", "last", "cards", "remarks"}


def cases() -> list[dict[str, Any]]:
    content: Any
    content, problems = read_yaml(SPEC, SPEC.name)
    assert problems == []
    return list(content["cases"])


CASES = cases()


def found(case: dict[str, Any]) -> list[Remark]:
    """The remarks on the cards that a case speaks of."""
    form = form_of(case.get("edition", "kz-2026"), case.get("settlement", "391010000"))
    now = entries(case)
    named = [row["initiative"] for row in now.answers] + [row["indicator"] for row in now.values]
    cards = case.get("cards", named)
    last_year = entries(case.get("last", {}))
    return [r for r in check(form, now.answers, now.values, last_year) if r.card in cards]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"]["en"])
def test_case(case: dict[str, Any]) -> None:
    assert case.keys() <= KNOWN
    assert set(case["name"]) == set(LANGUAGES)
    told = [
        {"remark": r.key, "severity": r.severity, "card": r.card, "field": r.field}
        | ({"explained": True} if r.explained else {})
        for r in found(case)
    ]
    assert told == [dict(remark) for remark in case["remarks"]]


def test_every_kind_of_remark_has_a_case() -> None:
    assert {remark["remark"] for case in CASES for remark in case["remarks"]} == set(KINDS)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"]["en"])
def test_a_remark_says_what_is_given_allowed_and_how_to_repair_it(case: dict[str, Any]) -> None:
    for remark in found(case):
        assert remark.as_dict("en")["repair"]
        for part in PARTS:
            words = {remark.part(part, lang) for lang in LANGUAGES}
            assert all(words)
            assert "{" not in "".join(words)
        assert len({remark.part("repair", lang) for lang in LANGUAGES}) == len(LANGUAGES)


def test_no_words_are_left_over() -> None:
    worded = {key.split(".")[2] for key in catalogue() if key.startswith("form.remark.")}
    assert worded == set(KINDS)


def test_names_and_numbers_follow_the_language() -> None:
    form = form_of("kz-2026")
    now = (value("safety.crimes", 1234.5, source="police"),)
    [jump] = [
        remark
        for remark in check(form, (), now, Entries(values=(value("safety.crimes", 10.0),)))
        if remark.key == "jump"
    ]
    assert jump.part("given", "en") == "last year 10, this year 1,234.5"
    assert jump.part("given", "ru").replace("\u00a0", " ").endswith("этом 1 234,5")
    assert "30" in jump.part("allowed", "kk")


def test_an_edition_without_rules_of_the_form_holds_only_what_its_indicators_say() -> None:
    form = form_of("u4ssc-2022", "any-city")
    one = next(card for card in form.cards() if card.id == "ec-ict-ict-1c")
    keys = [
        (remark.key, remark.severity)
        for remark in check(
            form, (), (value(one.id, 140.0),), Entries(values=(value(one.id, 1.0),))
        )
        if remark.card == one.id
    ]
    assert keys == [("above_maximum", "error")]


def test_remarks_stand_in_the_order_of_the_form() -> None:
    form = form_of("kz-2026")
    order = [card.id for card in form.cards()]
    told = [remark.card for remark in check(form, (), ())]
    assert told == order


def test_what_is_an_error_and_what_may_be_explained_stands_in_the_edition() -> None:
    rules = load_edition("kz-2026").form
    assert rules is not None
    assert rules.source.kind == "assumption"
    severity = {r.key: r.severity for case in CASES for r in found(case) if "edition" not in case}
    assert {key for key, one in severity.items() if one == "warning"} == set(rules.warnings) - {
        "sum_differs"
    }


def test_an_answer_of_last_year_that_cannot_be_chosen_any_more_is_no_fall() -> None:
    form = form_of("kz-2026")
    last_year = Entries((answer("safety.service-112", "finished"),))
    now = (answer("safety.service-112", "pilot", evidence="act 7"),)
    told = {r.key for r in check(form, now, (), last_year) if r.card == "safety.service-112"}
    assert told == set()
