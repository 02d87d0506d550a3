"""A plan for people: where the settlement stands, what it takes, where it stands then."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING

from aqyl.cli.screen import Screen
from aqyl.cli.work import Assessed

if TYPE_CHECKING:
    from aqyl.assess.whatif import Move, Place, Plan

_COLUMNS = (
    "row",
    "what",
    "status_before",
    "status_after",
    "gain",
    "effort",
    "why",
    "stage",
    "year",
)
# Rows named of those that rest on a change.
_NAMED = 4


def as_dict(plan: Plan) -> dict[str, object]:
    """For JSON: the plan with its moves, and the sums over them."""
    sums = {"changes": plan.changes, "efforts": plan.effort, "years": plan.years}
    return {**asdict(plan), **sums}


def show(screen: Screen, assessed: Assessed, plan: Plan) -> None:
    """The plan as a table, and in a sentence what it rests on."""
    name = assessed.name(plan.settlement, screen.lang)
    screen.line(screen.say("cli.whatif.head", name=name, goal=_goal(screen, assessed, plan)))
    screen.line(screen.say("cli.whatif.now", place=_place(screen, assessed, plan.before)))
    if not plan.reached:
        most = screen.number(plan.most, _digits(assessed))
        screen.line(screen.say("cli.whatif.out_of_reach", most=most))
        _left_as_they_are(screen, assessed, plan)
        return
    if not plan.moves:
        screen.line(screen.say("cli.whatif.there"))
        return
    screen.line()
    _moves(screen, assessed, plan)
    screen.line()
    screen.line(screen.say("cli.whatif.then", place=_place(screen, assessed, plan.after)))
    sums = {"changes": plan.changes, "effort": plan.effort}
    screen.line(screen.say(f"whatif.method.{plan.method}", **sums))
    _left_as_they_are(screen, assessed, plan)


def _left_as_they_are(screen: Screen, assessed: Assessed, plan: Plan) -> None:
    """Which indicators the plan could not move, and what lets it move them."""
    from aqyl.assess.replay import is_relative
    from aqyl.assess.steps import steps_of

    edition, shares = assessed.edition, assessed.edition.scoring.shares
    if not edition.indicators or not shares.get("indicators", 0.0):
        return
    if not plan.terms.indicators and shares.get("initiatives", 0.0):
        screen.line(screen.say("cli.whatif.try_indicators"))
        return
    bound = sum(is_relative(steps_of(edition, one)) for one in edition.indicators)
    if bound:
        count = len(edition.indicators)
        screen.line(screen.say("cli.whatif.relative", bound=bound, count=count))


def _goal(screen: Screen, assessed: Assessed, plan: Plan) -> str:
    goal = plan.goal
    score = screen.number(goal.score, _digits(assessed))
    if goal.kind == "level":
        titles = {level.id: screen.title(level.title) for level in assessed.edition.levels}
        return screen.say("cli.whatif.level", level=titles[str(goal.asked)], score=score)
    if goal.kind == "rank":
        key = f"whatif.rank.{plan.terms.within}"
        return screen.say(key, rank=goal.asked, score=score)
    return screen.say("cli.whatif.score", score=score)


def _place(screen: Screen, assessed: Assessed, place: Place) -> str:
    if place.score is None:
        return screen.say("cli.whatif.nowhere")
    titles = {level.id: screen.title(level.title) for level in assessed.edition.levels}
    score = screen.number(place.score, _digits(assessed))
    ranks = {"rank": place.rank, "rank_in_group": place.rank_in_group}
    told = screen.say("cli.whatif.place", score=score, **ranks)
    if place.level is None:
        return told
    return f"{told}; {screen.say('cli.whatif.at_level', level=titles[place.level])}"


def _digits(assessed: Assessed) -> int:
    from aqyl.assess.parts import digits_for

    return digits_for(assessed.edition.scoring.scale)


def _moves(screen: Screen, assessed: Assessed, plan: Plan) -> None:
    columns = [name for name in _COLUMNS if name != "year" or plan.dated]
    numbers = {move.leaf: n for n, move in enumerate(plan.moves, start=1)}
    rows = [_row(screen, assessed, move, numbers)[: len(columns)] for move in plan.moves]
    screen.table([screen.say(f"cli.column.{name}") for name in columns], rows, (0, 4, 5, 7, 8))


def _row(screen: Screen, assessed: Assessed, move: Move, numbers: Mapping[str, int]) -> list[str]:
    """Other changes of the plan are named by their rows."""
    edition = assessed.edition
    titles = {
        entry.id: screen.title(entry.title)
        for entry in (*edition.initiatives, *edition.indicators, *edition.statuses)
    }
    rows = [screen.number(numbers[leaf], 0) for leaf in move.needed_by]
    needs = ", ".join(rows[:_NAMED]) + (", …" if len(rows) > _NAMED else "")
    return [
        screen.number(numbers[move.leaf], 0),
        titles.get(move.leaf, move.leaf),
        _state(screen, titles, move.before, move.value, move.points[0]),
        _aim(screen, assessed, titles, move),
        f"+{screen.number(move.gain, _digits(assessed))}",
        screen.number(move.effort, 0),
        screen.say(f"whatif.why.{move.why}", rows=needs),
        screen.number(move.stage, 0),
        screen.number(move.year, 0),
    ]


def _aim(screen: Screen, assessed: Assessed, titles: dict[str, str], move: Move) -> str:
    """The status to reach, or the value with its unit and, if not all, what it earns."""
    told = _state(screen, titles, move.after, move.aim, move.points[1])
    if move.after is not None or move.aim is None:
        return told
    units = {one.id: screen.title(one.title) for one in assessed.edition.measurement_units}
    unit = {one.id: units.get(one.unit, "") for one in assessed.edition.indicators}[move.leaf]
    if move.points[1] >= 1:
        return f"{told} {unit}"
    share = screen.say("cli.whatif.points", share=screen.number(move.points[1] * 100, 0))
    return f"{told} {unit} ({share})"


def _state(
    screen: Screen,
    titles: dict[str, str],
    status: str | None,
    value: float | None,
    points: float,
) -> str:
    """A status or a value; where steps cannot be turned back to a value, the points it earns."""
    if status is not None:
        return titles.get(status, status)
    if value is not None:
        return screen.number(value, 0 if value.is_integer() else 2)
    if not points:
        return screen.say("cli.whatif.unknown")
    return screen.say("cli.whatif.points", share=screen.number(points * 100, 0))
