"""The files of `aqyl plan`: plan.json, actions.csv, budget.csv, why.csv, front.csv, and for one
settlement strategy.json.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from aqyl.language import LANGUAGES

if TYPE_CHECKING:
    from aqyl.cli.plan_work import Made
    from aqyl.plan.optimise import Clash

PLAN, ACTIONS, BUDGET, WHY, FRONT, STRATEGY = (
    "plan.json",
    "actions.csv",
    "budget.csv",
    "why.csv",
    "front.csv",
    "strategy.json",
)
PLAN_FILES = frozenset({PLAN, ACTIONS, BUDGET, WHY, FRONT, STRATEGY})
_ACTIONS = (
    *("settlement", "initiative", "status_before", "status_after", "start", "end", "cost"),
    *("basis", "staff", "gain", "need", "due", "prerequisites", "joint"),
)
_BUDGET = ("settlement", "year", "funding", "amount", "spent", "left")
_WHY = (
    *("settlement", "initiative", "chosen", "kind", "others", "year", "money", "posts", "sure"),
    *LANGUAGES,
)
_FRONT = ("budget", "cost", "gain", "gain_bound", "proven")

Row = Mapping[str, object]


def write(out: Path, made: Made) -> Path:
    """Write `OUT/<edition>-plan/` as a whole; the folder."""
    from aqyl.publish.folders import replaced_folder
    from aqyl.publish.outputs import folder_name
    from aqyl.tables import write_csv, write_json

    target = out / f"{folder_name(made.assessed.edition.id)}-plan"
    with replaced_folder(target, PLAN_FILES) as folder:
        write_json(folder / PLAN, plan_as_dict(made))
        write_csv(folder / ACTIONS, _ACTIONS, _actions(made))
        write_csv(folder / BUDGET, _BUDGET, _budget(made))
        write_csv(folder / WHY, _WHY, _why(made))
        if made.front:
            write_csv(folder / FRONT, _FRONT, [_yes_no(asdict(point)) for point in made.front])
        if len(made.solution.problem.settlements) == 1:
            _write_strategy(folder / STRATEGY, made)
    return target


def _write_strategy(path: Path, made: Made) -> None:
    """The whole plan of the one settlement: the roadmap and a strategy drafted beside it."""
    from aqyl.diagnose import diagnose
    from aqyl.plan import draft_plan, write_plan
    from aqyl.plan.roadmap import roadmap

    assessed, (name,) = made.assessed, made.solution.problem.settlements
    evidence = assessed.tables.get("evidence")
    diagnosis = diagnose(assessed.assessment, assessed.register, evidence)
    found = roadmap(made.solution, assessed.assessment, name)
    write_plan(path, draft_plan(assessed.assessment, diagnosis, name, found))


def _yes_no(row: Row) -> Row:
    return {k: ("yes" if v else "no") if isinstance(v, bool) else v for k, v in row.items()}


def plan_as_dict(made: Made) -> dict[str, object]:
    """The plan: what it rests on, how good it is, and for each settlement its roadmap."""
    from aqyl.plan.candidates import planning_of
    from aqyl.standard import fingerprint

    edition, problem, answer = made.assessed.edition, made.solution.problem, made.solution.answer
    return {
        "edition": {"id": edition.id, "fingerprint": fingerprint(edition)},
        "period": made.assessed.assessment.period,
        "currency": planning_of(edition).currency,
        "start": problem.start,
        "end": problem.calendar[-1],
        "found": answer.found,
        "stopped": answer.stopped,
        "reached": made.reached,
        "worth": answer.worth,
        "bound": answer.bound,
        "gap": answer.gap,
        "base_in_time": answer.met,
        "base_in_time_bound": answer.met_bound,
        "plans": [_plan(made, name) for name in problem.settlements],
        "front": [asdict(point) for point in made.front],
    }


def _plan(made: Made, name: str) -> dict[str, object]:
    from aqyl.plan.roadmap import roadmap

    answer = made.solution.answers.get(name)
    clash = next((clash for clash in made.clashes if clash.settlement == name), None)
    return {
        "settlement": name,
        "found": answer is not None and answer.found,
        "gap": None if answer is None else answer.gap,
        "scores": [asdict(score) for score in made.scores[name]],
        "clash": None if clash is None else _clash(made, clash),
        "roadmap": roadmap(made.solution, made.assessed.assessment, name).model_dump(mode="json"),
    }


def _clash(made: Made, clash: Clash) -> dict[str, object]:
    from aqyl.plan.words import Wording

    edition, problem = made.assessed.edition, made.solution.problem
    words = {lang: Wording(edition, problem, lang).clash(clash) for lang in LANGUAGES}
    return {
        **asdict(clash),
        "money": {str(year): lack for year, lack in clash.money.items()},
        "posts": {str(year): lack for year, lack in clash.posts.items()},
        "words": words,
    }


def _actions(made: Made) -> Iterator[Row]:
    from aqyl.plan.roadmap import roadmap

    for name in made.solution.problem.settlements:
        plan = roadmap(made.solution, made.assessed.assessment, name)
        for choice, action in zip(made.solution.of(name), plan.actions, strict=True):
            yield {
                "settlement": name,
                "initiative": action.initiative,
                "status_before": choice.candidate.status,
                "status_after": action.status,
                "start": action.start,
                "end": action.end,
                "cost": choice.total,
                "basis": choice.take.basis,
                "staff": action.staff,
                "gain": round(choice.candidate.gain, 10),
                "need": round(choice.candidate.need, 10),
                "due": choice.candidate.due,
                "prerequisites": ";".join(action.prerequisites),
                "joint": ";".join(action.joint),
            }


def _budget(made: Made) -> Iterator[Row]:
    solution = made.solution
    spent: dict[tuple[str, int, str], int] = {}
    for choice in solution.choices:
        for year, parts in zip(solution.problem.calendar, choice.paid, strict=True):
            for funding, amount in parts.items():
                key = choice.candidate.settlement, year, funding
                spent[key] = spent.get(key, 0) + amount
    for (name, year), money in sorted(solution.problem.budgets.items()):
        for funding, amount in sorted(money.items()):
            used = spent.get((name, year, funding), 0)
            row = (name, year, funding, amount, used, amount - used)
            yield dict(zip(_BUDGET, row, strict=True))


def _why(made: Made) -> Iterator[Row]:
    from aqyl.plan.words import Wording

    edition, problem = made.assessed.edition, made.solution.problem
    wordings = {lang: Wording(edition, problem, lang) for lang in LANGUAGES}
    for why in made.reasons:
        yield {
            "settlement": why.candidate.settlement,
            "initiative": why.candidate.initiative,
            "chosen": "yes" if why.chosen else "no",
            "kind": why.kind,
            "others": ";".join(why.others),
            "year": why.year,
            "money": ";".join(f"{year}:{lack}" for year, lack in sorted(why.money.items())),
            "posts": ";".join(f"{year}:{lack:g}" for year, lack in sorted(why.posts.items())),
            "sure": ("yes" if why.sure else "no") if why.kind == "short" else None,
            **{lang: wording.why(why) for lang, wording in wordings.items()},
        }
