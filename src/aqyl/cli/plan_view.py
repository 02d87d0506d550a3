"""A plan for people: what is done, what it brings, what was left out and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aqyl.cli.screen import Screen
from aqyl.plan.words import Wording

if TYPE_CHECKING:
    from aqyl.cli.plan_work import Made

# Candidates left out that are named on the screen.
_SHOWN = 10


def show(screen: Screen, made: Made) -> None:
    """The plan of one settlement in full, of several in a line each."""
    wording = Wording(made.assessed.edition, made.solution.problem, screen.lang)
    if len(made.solution.problem.settlements) == 1:
        _one(screen, made, wording)
    else:
        _several(screen, made, wording)
    _proof(screen, made)
    _assumed(screen, made)
    if made.front:
        _front(screen, made, wording)


def _one(screen: Screen, made: Made, wording: Wording) -> None:
    solution = made.solution
    [name] = solution.problem.settlements
    if not made.reached:
        key = "cli.plan.beyond_all" if made.beyond is None else "cli.plan.beyond"
        screen.line(screen.say(key, money=wording.millions(made.beyond or 0)))
    for clash in made.clashes:
        for line in wording.clash(clash):
            screen.line(line)
    if not solution.answer.found:
        gone = "cli.plan.none" if solution.answer.proven or made.clashes else "cli.plan.unfinished"
        screen.line(screen.say(gone))
        return
    values = {**_sums(made, wording), "name": made.assessed.name(name, screen.lang)}
    screen.line(screen.say("cli.plan.head", **values))
    _score(screen, made, name)
    if not solution.choices:
        screen.line(screen.say("cli.plan.empty"))
    else:
        screen.line()
        _actions(screen, made, wording)
    _left_out(screen, made, wording)
    screen.line()


def _sums(made: Made, wording: Wording) -> dict[str, object]:
    problem, choices = made.solution.problem, made.solution.choices
    return {
        "first": str(problem.start),
        "last": str(problem.calendar[-1]),
        "count": len(choices),
        "money": wording.millions(sum(choice.total for choice in choices)),
    }


def _score(screen: Screen, made: Made, name: str) -> None:
    assessment = made.assessed.assessment
    row = [unit.id for unit in assessment.units].index(name)
    now, last = float(assessment.score[row, -1]), made.scores[name][-1]
    values = {
        "now": screen.number(now),
        "then": screen.number(last.score),
        "estimate": screen.number(last.estimate),
    }
    screen.line(screen.say("cli.plan.score", **values))


def _actions(screen: Screen, made: Made, wording: Wording) -> None:
    from aqyl.language import format_date
    from aqyl.plan.roadmap import first_day

    start = made.solution.problem.start
    why = {one.candidate.id: one for one in made.reasons}
    rows = [
        [
            format_date(first_day(start, choice.month), screen.lang),
            wording.title(choice.candidate.initiative),
            wording.millions(choice.total),
            wording.why(why[choice.candidate.id]),
        ]
        for choice in made.solution.choices
    ]
    names = ("begins", "what", "plan_cost", "why")
    screen.table([screen.say(f"cli.column.{name}") for name in names], rows, (2,))


def _left_out(screen: Screen, made: Made, wording: Wording) -> None:
    left = [why for why in made.reasons if not why.chosen]
    if not left:
        return
    order = sorted(
        left, key=lambda why: (-why.candidate.gain * why.candidate.need, why.candidate.id)
    )
    shown = order[:_SHOWN]
    screen.line()
    screen.line(screen.say("cli.plan.left_out", shown=len(shown), count=len(left)))
    rows = [[wording.title(why.candidate.initiative), wording.why(why)] for why in shown]
    screen.table([screen.say(f"cli.column.{name}") for name in ("what", "why")], rows)


def _several(screen: Screen, made: Made, wording: Wording) -> None:
    solution, assessment = made.solution, made.assessed.assessment
    settlements = solution.problem.settlements
    values = {**_sums(made, wording), "settlements": len(settlements)}
    screen.line(screen.say("cli.plan.country", **values))
    now = {unit.id: float(assessment.score[n, -1]) for n, unit in enumerate(assessment.units)}
    rows = [
        [
            made.assessed.name(name, screen.lang),
            screen.number(len(solution.of(name)), 0),
            wording.millions(sum(choice.total for choice in solution.of(name))),
            screen.number(now[name]),
            screen.number(made.scores[name][-1].score),
        ]
        for name in settlements
    ]
    names = ("settlement", "actions", "plan_cost", "score_now", "score_then")
    screen.table([screen.say(f"cli.column.{name}") for name in names], rows, (1, 2, 3, 4))
    if made.without:
        screen.line(screen.say("cli.plan.without_budget", count=made.without))
    if made.clashes:
        screen.line(screen.say("cli.plan.clashes", count=len(made.clashes)))


def _proof(screen: Screen, made: Made) -> None:
    answer = made.solution.answer
    if answer.stopped:
        screen.line(screen.say("cli.plan.stopped"))
    due = sum(task.due is not None for task in made.solution.built.core.tasks)
    if due and answer.found:
        screen.line(screen.say("cli.plan.base", met=answer.met, count=due))
    if answer.proven and answer.found:
        screen.line(screen.say("cli.plan.best"))
    elif answer.found:
        screen.line(screen.say("cli.plan.gap", gap=screen.number(100 * answer.gap, 3)))


def _assumed(screen: Screen, made: Made) -> None:
    """What of the costs is not the akimat's own, and what has no cost at all."""
    total = sum(choice.total for choice in made.solution.choices)
    assumed = sum(c.total for c in made.solution.choices if c.take.basis == "assumption")
    if assumed:
        screen.line(screen.say("cli.plan.assumed", share=screen.number(100 * assumed / total, 0)))
    unknown = sum(why.kind == "no_cost" for why in made.reasons)
    if unknown:
        screen.line(screen.say("cli.plan.no_cost", count=unknown))


def _front(screen: Screen, made: Made, wording: Wording) -> None:
    rows = [
        [
            wording.millions(point.cost),
            f"+{screen.number(point.gain)}",
            f"+{screen.number(point.gain_bound)}",
        ]
        for point in made.front
    ]
    screen.line()
    names = ("money_of", "gain", "at_most")
    screen.table([screen.say(f"cli.column.{name}") for name in names], rows, (0, 1, 2))
