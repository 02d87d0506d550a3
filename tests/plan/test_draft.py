"""A strategy drafted from the real assessment and diagnosis of Almaty and Kokshetau."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from aqyl.assess import assess
from aqyl.diagnose import diagnose
from aqyl.language import LANGUAGES
from aqyl.plan import Strategy, draft_baseline, draft_plan, draft_strategy
from aqyl.plan.models import Roadmap
from aqyl.problems import InputError, NotFoundError
from aqyl.register import load_register
from aqyl.standard import load_edition
from aqyl.tables import Table
from tests.assess.spec_cases import make_table
from tests.diagnose.made import made_up
from tests.plan.example import ALMATY, START, almaty, public_assessment, public_diagnosis

KOKSHETAU = "111010000"


def draft(settlement: str, roadmap: Roadmap | None = None) -> Strategy:
    return draft_strategy(public_assessment(), public_diagnosis(), settlement, START, roadmap)


@pytest.mark.parametrize("settlement", [ALMATY, KOKSHETAU])
def test_everything_drafted_is_generated_in_three_languages(settlement: str) -> None:
    strategy = draft(settlement)
    passages = [*strategy.standing, *(one.title for one in strategy.stages)]
    passages += [one.reason for one in strategy.priorities]
    passages += [p for goal in strategy.goals for p in (goal.title, goal.reason)]
    passages += [p for risk in strategy.risks for p in (risk.title, risk.answer)]
    assert len(passages) > 15
    for passage in passages:
        assert passage.generated
        assert not passage.written
        assert len({passage.say(lang) for lang in LANGUAGES}) == 3
        assert all("{" not in passage.say(lang) for lang in LANGUAGES)


def test_where_it_stands_is_told_with_the_interval_and_what_is_unknown() -> None:
    score, level, _, unknown, needs = draft(ALMATY).standing
    assert "15.8 out of 100" in score.say("en")
    assert "between 11.3 and 91.2" in score.say("en")
    assert "4.2 points away" in level.say("en")
    assert "75% of the weight" in unknown.say("en")
    assert "enough is known of too few settlements" in needs.say("en")


def test_the_total_rises_evenly_to_the_next_level() -> None:
    goal = draft(ALMATY).goals[0]
    values = [target.value for target in goal.targets]
    assert goal.node == "total"
    assert [target.year for target in goal.targets] == [2027, 2028, 2029, 2030, 2031]
    assert values[-1] == 20.0
    assert [round(b - a, 1) for a, b in pairwise(values)] == [0.8] * 4
    assert all(target.basis == "assumption" for target in goal.targets)


def test_goals_of_domains_together_bring_the_total_to_its_goal() -> None:
    goals = draft(ALMATY).goals
    domains = {one.id: one for one in load_edition("kz-2026").domains}
    profile = public_diagnosis().profile(ALMATY)
    rises = [
        profile.gap(goal.node).weight * (goal.targets[-1].value - (goal.now or 0.0))
        for goal in goals
        if goal.node in domains
    ]
    assert len(rises) == 3
    assert sum(rises) == pytest.approx(goals[0].targets[-1].value - (goals[0].now or 0.0), abs=0.01)


def test_an_indicator_that_is_better_low_falls_towards_its_goalpost() -> None:
    goal = next(one for one in draft(ALMATY).goals if one.node == "safety.crimes")
    values = [target.value for target in goal.targets]
    assert values == sorted(values, reverse=True)
    assert values[-1] > 300.0


def test_priorities_name_initiatives_and_technologies_each_from_the_first() -> None:
    priorities = draft(ALMATY).priorities
    initiatives = {one.id for one in load_edition("kz-2026").initiatives}
    for kind in (True, False):
        places = [one.place for one in priorities if (one.node in initiatives) is kind]
        assert places == [1, 2, 3, 4, 5]
    assert "Aktobe" in priorities[0].reason.say("en")


def test_stages_follow_one_another_through_the_years_of_the_plan() -> None:
    years = [(one.stage, one.start, one.end) for one in draft(ALMATY).stages]
    assert years == [(1, 2027, 2028), (2, 2029, 2030), (3, 2031, 2031)]


def test_risks_come_from_the_data() -> None:
    risks = {one.id: one for one in draft(ALMATY).risks}
    known = public_diagnosis().profile(ALMATY).gap("total").known
    assert set(risks) == {"risk.coverage", "risk.prerequisites"}
    assert risks["risk.coverage"].likelihood == pytest.approx(1.0 - known, abs=0.001)


def test_a_roadmap_that_one_source_pays_for_is_a_risk() -> None:
    roadmap = almaty().roadmap
    alone = roadmap.model_copy(
        update={
            "actions": tuple(
                one.model_copy(
                    update={
                        "expenses": tuple(
                            e.model_copy(update={"funding": "local"}) for e in one.expenses
                        )
                    }
                )
                for one in roadmap.actions
            )
        }
    )
    assert "risk.single_source" not in {one.id for one in draft(ALMATY, roadmap).risks}
    found = next(one for one in draft(ALMATY, alone).risks if one.id == "risk.single_source")
    assert "local budget" in found.title.say("en")


def test_a_settlement_in_a_class_is_told_which_and_whether_it_is_on_the_border() -> None:
    assessment, _ = made_up()
    diagnosis = diagnose(assessment, load_register())
    told = set()
    for unit in assessment.units[:30]:
        member = diagnosis.classes_of(unit.group).of(unit.id) or diagnosis.classes_of().of(unit.id)
        if member is None:
            continue
        passage = draft_strategy(assessment, diagnosis, unit.id, START).standing[4].say("en")
        assert ("stands on the border" in passage) == member.on_border
        assert draft_baseline(assessment, diagnosis, unit.id).needs_class == member.needs_class
        told.add(member.on_border)
    assert False in told


def test_nothing_known_makes_no_goals_and_says_so() -> None:
    rows = [{"settlement": ALMATY, "initiative": "transport.e-ticketing", "status": "pilot"}]
    tables: dict[str, Table] = {"answers": make_table("answers", rows, "2026")}
    assessment = assess(load_edition("kz-2026"), tables, load_register(), "2026")
    diagnosis = diagnose(assessment, load_register())
    strategy = draft_strategy(assessment, diagnosis, KOKSHETAU, START)
    assert strategy.goals == ()
    assert "knows nothing" in strategy.standing[0].say("en")
    assert draft_baseline(assessment, diagnosis, KOKSHETAU).score is None


def test_a_settlement_that_is_not_assessed_is_refused() -> None:
    with pytest.raises(NotFoundError, match="999999999"):
        draft("999999999")


def test_an_edition_without_rules_of_planning_is_refused() -> None:
    assessment = public_assessment()
    bare = assessment.edition.model_copy(update={"planning": None})
    with pytest.raises(InputError, match=r"planning\.yaml"):
        draft_strategy(replace(assessment, edition=bare), public_diagnosis(), ALMATY, START)


def test_the_same_data_give_the_same_draft() -> None:
    assert draft(ALMATY).model_dump_json() == draft(ALMATY).model_dump_json()


def test_actions_of_a_drafted_plan_serve_goals_of_their_domain_or_the_total() -> None:
    plan = almaty()
    goals = {goal.id: goal.node for goal in plan.strategy.goals}
    initiatives = {one.id: one for one in load_edition("kz-2026").initiatives}
    for action in plan.roadmap.actions:
        initiative = initiatives[action.initiative]
        nodes = {goals[goal] for goal in action.goals}
        assert nodes
        assert nodes == {"total"} or nodes <= {initiative.domain, *initiative.moves}


def test_goals_that_an_action_names_itself_are_kept() -> None:
    plan = almaty()
    first = plan.roadmap.actions[0].model_copy(update={"goals": ("goal.total",)})
    roadmap = plan.roadmap.model_copy(update={"actions": (first,)})
    drafted = draft_plan(public_assessment(), public_diagnosis(), ALMATY, roadmap)
    assert drafted.roadmap.actions[0].goals == ("goal.total",)
    assert drafted.version == 1
