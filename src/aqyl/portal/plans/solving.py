"""From published results to a draft: diagnosis, strategy, and a roadmap that fits the money."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from aqyl.language import LANGUAGES
from aqyl.plan.models import Action, Goal, Roadmap
from aqyl.plan.models import Plan as PlanText
from aqyl.plan.sums import Cell, budget_cells
from aqyl.portal.diagnosis.kept import of_publication
from aqyl.portal.plans.models import Plan
from aqyl.portal.results.models import Publication
from aqyl.portal.results.shown import assessment_of
from aqyl.problems import InputError, Problem

if TYPE_CHECKING:
    from aqyl.assess import Assessment
    from aqyl.plan.draft import Redrafted
    from aqyl.plan.models import Baseline
    from aqyl.plan.optimise import Problem as Asked
    from aqyl.plan.optimise import Solution
    from aqyl.standard import Edition

# What the optimiser may take of a request, in its own seconds: far more than a settlement needs.
EFFORT = 8.0
Solved = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Wishes:
    """What an akimat asks of a roadmap.

    money: by year and source; staff: posts a year, None without a limit. fix, forbid: `ID` or
    `ID@YEAR` of initiatives. mandate: whether base initiatives are wanted by their stage.
    """

    money: Mapping[Cell, int]
    staff: float | None = None
    fix: tuple[str, ...] = ()
    forbid: tuple[str, ...] = ()
    mandate: bool = True


def draft(
    publication: Publication, settlement: str, years: range, wishes: Wishes
) -> tuple[PlanText, Solved]:
    """A plan drafted from published results, and what the optimiser said of its roadmap.

    Raises InputError where what is asked cannot be had, with what clashes.
    """
    from aqyl.plan.draft import draft_baseline, draft_strategy

    assessment = assessment_of(publication.digest, publication.campaign.period)
    roadmap, solved = _solved(assessment, settlement, years, wishes)
    diagnosis = of_publication(publication, settlement)
    strategy = draft_strategy(assessment, diagnosis, settlement, years.start, roadmap)
    text = PlanText(
        settlement=settlement,
        baseline=draft_baseline(assessment, diagnosis, settlement),
        strategy=strategy,
        roadmap=_aimed(roadmap, strategy.goals, assessment.edition),
    )
    return text, solved


def draft_again(text: PlanText, publication: Publication) -> tuple[Redrafted, Baseline]:
    """The strategy drafted from other results, with what a person wrote, and what it rests on."""
    from aqyl.plan.draft import draft_baseline, draft_strategy, redraft

    start, place = text.roadmap.start, text.settlement
    assessment = assessment_of(publication.digest, publication.campaign.period)
    diagnosis = of_publication(publication, place)
    fresh = draft_strategy(assessment, diagnosis, place, start, text.roadmap)
    return redraft(text.strategy, fresh), draft_baseline(assessment, diagnosis, place)


def solve_again(
    plan: Plan, text: PlanText, fix: Iterable[str], forbid: Iterable[str]
) -> tuple[Roadmap, Solved]:
    """Another roadmap under the same budgets; what a person wrote of its actions stays.

    Raises InputError as `draft` does.
    """
    publication, before = plan.publication, text.roadmap
    assessment = assessment_of(publication.digest, publication.campaign.period)
    years = range(before.start, before.end + 1)
    staff = (plan.solved or {}).get("staff")
    wishes = Wishes(budget_cells(before), staff, tuple(fix), tuple(forbid))
    roadmap, solved = _solved(assessment, text.settlement, years, wishes)
    roadmap = _aimed(roadmap, text.strategy.goals, assessment.edition)
    return _reworded(roadmap, before), solved


def problem_of(assessment: Assessment, settlement: str, years: range, wishes: Wishes) -> Asked:
    """What the optimiser is asked. Raises InputError for what cannot be asked."""
    from aqyl.plan.ask import Ask, Wish
    from aqyl.plan.candidates import make_problem
    from aqyl.plan.money import Money

    budgets = {
        (settlement, year): {
            funding: amount for (y, funding), amount in wishes.money.items() if y == year
        }
        for year in years
    }
    posts = {(settlement, year): wishes.staff for year in years if wishes.staff is not None}
    ask = Ask(
        tuple(map(Wish.read, wishes.fix)), tuple(map(Wish.read, wishes.forbid)), years=len(years)
    )
    problem = make_problem(assessment, Money(years.start, budgets, posts), ask)
    if wishes.mandate:
        return problem
    return problem.with_candidates(replace(one, due=None) for one in problem.candidates)


def _solved(
    assessment: Assessment, settlement: str, years: range, wishes: Wishes
) -> tuple[Roadmap, Solved]:
    from aqyl.plan.optimise import Limits, optimise
    from aqyl.plan.roadmap import roadmap

    problem = problem_of(assessment, settlement, years, wishes)
    solution = optimise(problem, Limits(effort=EFFORT))
    if not solution.answer.found:
        found = _clashes(assessment.edition, solution)
        raise InputError([Problem("portal.plan_clash", values={"clash": one}) for one in found])
    said = _told(assessment, solution, settlement) | {"staff": wishes.staff}
    return roadmap(solution, assessment, settlement), said


def _told(assessment: Assessment, solution: Solution, settlement: str) -> Solved:
    """What a page tells of a solution: how good it is proven to be, and why others are left out."""
    from aqyl.plan.optimise import explain
    from aqyl.plan.roadmap import scores_after
    from aqyl.plan.words import Wording

    answer, scores = solution.answer, scores_after(assessment, solution)[settlement]
    row = [unit.id for unit in assessment.units].index(settlement)
    before = float(assessment.column(assessment.score, "total")[row])
    wordings = {lang: Wording(assessment.edition, solution.problem, lang) for lang in LANGUAGES}
    left = {
        why.candidate.initiative: {lang: words.why(why) for lang, words in wordings.items()}
        for why in explain(solution)
        if not why.chosen
    }
    return {
        "proven": answer.proven,
        "gap": answer.gap,
        "score_before": None if math.isnan(before) else before,
        "score_after": scores[-1].score,
        "left": left,
        "clashes": [said.by_language for said in _clashes(assessment.edition, solution)],
    }


@dataclass(frozen=True, slots=True)
class Said:
    """Sentences in each language."""

    by_language: dict[str, str]

    def say(self, lang: str) -> str:
        """The sentences in one."""
        return self.by_language[lang]


def _clashes(edition: Edition, solution: Solution) -> Iterable[Said]:
    """What was asked for, or is due by its stage, and cannot all be had; what is missing for it."""
    from aqyl.plan.optimise import clashes
    from aqyl.plan.words import Wording

    wordings = {lang: Wording(edition, solution.problem, lang) for lang in LANGUAGES}
    for clash in clashes(solution):
        yield Said({lang: " ".join(words.clash(clash)) for lang, words in wordings.items()})


def _aimed(roadmap: Roadmap, goals: Sequence[Goal], edition: Edition) -> Roadmap:
    """The actions with the goals they serve: of the initiative, its domain or what it moves, else
    of the total.
    """
    initiatives = {one.id: one for one in edition.initiatives}

    def served(action: Action) -> tuple[str, ...]:
        initiative = initiatives[action.initiative]
        nodes = {initiative.id, initiative.domain, *initiative.moves}
        close = tuple(goal.id for goal in goals if goal.node in nodes)
        return close or tuple(goal.id for goal in goals if goal.node == "total")

    actions = tuple(one.model_copy(update={"goals": served(one)}) for one in roadmap.actions)
    return roadmap.model_copy(update={"actions": actions})


def _reworded(roadmap: Roadmap, before: Roadmap) -> Roadmap:
    """The roadmap with what a person wrote of the same actions, own milestones too."""
    old = {one.id: one for one in before.actions}

    def kept(action: Action) -> Action:
        was = old.get(action.id)
        if was is None:
            return action
        worded = {
            name: getattr(action, name).model_copy(update={"written": getattr(was, name).written})
            for name in ("title", "responsible", "risk")
        }
        return action.model_copy(update=worded)

    there = {one.id for one in roadmap.actions}
    own = (
        one
        for one in before.milestones
        if one.action in there and (one.title.generated is None or one.title.written)
    )
    milestones = {one.id: one for one in roadmap.milestones}
    for one in own:
        fresh = milestones.get(one.id)
        milestones[one.id] = one.model_copy(update={"due": fresh.due}) if fresh else one
    updated = {"actions": tuple(map(kept, roadmap.actions)), "milestones": (*milestones.values(),)}
    return roadmap.model_copy(update=updated)
