"""Every way a plan can be wrong, by the cases an official can read: tests/spec/plan/checks.yaml."""

from __future__ import annotations

import copy
import datetime as dt
import json
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from aqyl.language import LANGUAGES
from aqyl.plan import Action, Plan, check_plan
from aqyl.plan.models import Passage
from aqyl.plan.remarks import Remark
from aqyl.problems import PARTS
from aqyl.standard import Edition, load_edition
from tests.plan.example import almaty, public_assessment

SPEC = yaml.safe_load((Path(__file__).parents[1] / "spec/plan/checks.yaml").read_text("utf-8"))


def edition() -> Edition:
    return load_edition("kz-2026")


def changed(changes: dict[str, Any]) -> Plan:
    """The plan of the spec with fields set by their path."""
    plan = copy.deepcopy(SPEC["plan"])
    for path, value in changes.items():
        *way, last = path.split(".")
        place: Any = plan
        for step in way:
            place = place[int(step)] if step.isdecimal() else place[step]
        place[int(last) if last.isdecimal() else last] = value
    return Plan.model_validate_json(json.dumps(plan))


def remarks_on(changes: dict[str, Any], missing: tuple[str, ...] = ()) -> tuple[Remark, ...]:
    base = {one.id for one in edition().initiatives if one.groups.get("oblast") == "base"}
    return check_plan(changed(changes), edition(), "oblast", base - set(missing))


@pytest.mark.parametrize("case", SPEC["cases"], ids=lambda case: str(case["name"]))
def test_a_plan_is_told_what_is_wrong(case: dict[str, Any]) -> None:
    remarks = remarks_on(case["set"], tuple(case.get("missing", ())))
    told = [f"{one.severity} {one.key} {one.about}" for one in remarks]
    assert sorted(told) == sorted(case["remarks"])


@pytest.mark.parametrize("case", SPEC["cases"], ids=lambda case: str(case["name"]))
def test_every_remark_is_worded_in_three_languages(case: dict[str, Any]) -> None:
    for remark in remarks_on(case["set"], tuple(case.get("missing", ()))):
        for lang in LANGUAGES:
            assert all(remark.part(part, lang).strip() for part in PARTS)
            assert "{" not in "".join(remark.part(part, lang) for part in PARTS)


def test_a_circle_is_named_from_end_to_end() -> None:
    first = remarks_on({"roadmap.actions.0.prerequisites": ["b"]})[0]
    assert "a → b → a" in first.part("given", "kk")


@given(
    st.dictionaries(
        st.sampled_from("abcdef"), st.lists(st.sampled_from("abcdef"), max_size=3), min_size=1
    )
)
def test_a_circle_is_found_just_where_the_standard_library_finds_one(
    arrows: dict[str, list[str]],
) -> None:
    day = dt.date(2027, 1, 1)
    actions = tuple(
        Action(
            id=one,
            initiative="transport.e-ticketing",
            title=Passage(),
            status="integrated",
            start=day,
            end=day,
            prerequisites=tuple(needed for needed in needs if needed in arrows),
        )
        for one, needs in arrows.items()
    )
    plan = changed({})
    roadmap = plan.roadmap.model_copy(update={"actions": actions, "milestones": ()})
    plan = plan.model_copy(update={"roadmap": roadmap})
    keys = {one.key for one in check_plan(plan, edition(), "oblast")}
    try:
        TopologicalSorter({one.id: one.prerequisites for one in actions}).prepare()
    except CycleError:
        assert "circle" in keys
    else:
        assert "circle" not in keys


def test_an_exceeded_budget_says_year_source_and_amounts() -> None:
    [remark] = remarks_on({"roadmap.budgets.0.amount": 250})
    assert remark.part("given", "en") == "2027, local budget: 300 thousand tenge are asked for"
    assert remark.part("allowed", "en") == "250 thousand tenge"
    assert remark.part("repair", "en").startswith("50 thousand tenge too many")


def test_an_unknown_id_comes_with_near_ones() -> None:
    [remark] = remarks_on({"roadmap.actions.0.initiative": "transport.e-ticketting"})
    assert "transport.e-ticketing" in remark.part("allowed", "ru")


def test_errors_come_before_warnings() -> None:
    remarks = remarks_on({"roadmap.actions.0.responsible": {}, "roadmap.budgets.0.amount": 0})
    assert [one.severity for one in remarks] == ["error", "warning"]


def test_an_initiative_that_does_not_apply_to_the_group_is_remarked() -> None:
    known = edition()
    chosen = known.initiatives[0].model_copy(update={"groups": {"oblast": "not_applied"}})
    narrowed = known.model_copy(update={"initiatives": (chosen, *known.initiatives[1:])})
    plan = changed({"roadmap.actions.0.initiative": chosen.id})
    base = {one.id for one in known.initiatives}
    told = [one.key for one in check_plan(plan, narrowed, "oblast", base)]
    assert told == ["not_applied"]


def test_an_effect_on_an_indicator_without_a_goalpost_is_remarked() -> None:
    bare = tuple(one.model_copy(update={"goalposts": ()}) for one in edition().indicators)
    unmarked = edition().model_copy(update={"indicators": bare})
    base = {one.id for one in unmarked.initiatives}
    told = [(one.key, one.about) for one in check_plan(changed({}), unmarked, "oblast", base)]
    assert told == [("effect_unmarked", "a")]


def test_an_official_rule_makes_a_missing_base_initiative_an_error() -> None:
    rules = edition().planning
    assert rules is not None
    source = rules.source.model_copy(update={"kind": "official", "act": "469/НҚ"})
    official = edition().model_copy(
        update={"planning": rules.model_copy(update={"source": source})}
    )
    remarks = check_plan(changed({}), official, "oblast", ())
    assert {one.severity for one in remarks if one.key == "mandatory_left_out"} == {"error"}


def test_the_example_plan_has_no_errors() -> None:
    remarks = check_plan(almaty(), public_assessment().edition, "republican")
    assert [one for one in remarks if one.severity == "error"] == []


def test_a_remark_as_data_holds_its_codes_and_sentences() -> None:
    [remark] = remarks_on({"roadmap.budgets": []})
    assert remark.as_dict("en") == {
        "remark": "budget_missing",
        "severity": "warning",
        "about": "",
        "given": "no budget is given",
        "allowed": "what each source gives in each year",
        "repair": "enter the budget: without it nobody can tell whether the money is enough",
    }
