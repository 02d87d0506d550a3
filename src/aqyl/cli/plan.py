"""`aqyl plan`: the actions that do most within the budget, and why these."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from aqyl.cli.arguments import Data, EditionId, Out, Period, folder, number, whole, year
from aqyl.cli.screen import Screen
from aqyl.cli.verb import verb
from aqyl.problems import InputError, Problem

if TYPE_CHECKING:
    from aqyl.cli.plan_work import Order

ALL = "all"
# A month of each action in each year is a variable of the search.
_MOST_YEARS = 20

_Settlement = Annotated[
    str, typer.Argument(help="cli.argument.settlement_or_all", metavar="SETTLEMENT")
]
_Budget = Annotated[str, typer.Option("--budget", help="cli.option.budget", metavar="FILE")]
_Costs = Annotated[str, typer.Option("--costs", help="cli.option.costs", metavar="FILE")]
_Staff = Annotated[str, typer.Option("--staff", help="cli.option.staff", metavar="FILE")]
_Fix = Annotated[list[str], typer.Option("--fix", help="cli.option.fix", metavar="ID")]
_Forbid = Annotated[list[str], typer.Option("--forbid", help="cli.option.forbid", metavar="ID")]
_Level = Annotated[str, typer.Option("--level", help="cli.option.plan_level", metavar="LEVEL")]
_Score = Annotated[str, typer.Option("--score", help="cli.option.plan_score", metavar="NUMBER")]
_Front = Annotated[bool, typer.Option("--front", help="cli.option.front")]
_Years = Annotated[str, typer.Option("--years", help="cli.option.years", metavar="N")]
_Start = Annotated[str, typer.Option("--start", help="cli.option.first_year", metavar="YEAR")]
_Starts = Annotated[str, typer.Option("--starts", help="cli.option.starts", metavar="N")]


@verb
def plan(  # noqa: PLR0913, PLR0917 - a parameter an option
    screen: Screen,
    edition: EditionId,
    data: Data,
    settlement: _Settlement,
    budget: _Budget,
    out: Out,
    costs: _Costs = "",
    staff: _Staff = "",
    fix: _Fix = [],  # noqa: B006 - Typer copies it
    forbid: _Forbid = [],  # noqa: B006
    level: _Level = "",
    score: _Score = "",
    front: _Front = False,
    years: _Years = "",
    start: _Start = "",
    starts: _Starts = "1",
    period: Period = "",
) -> None:
    """Ctrl-C ends the search with the best found; the files are written all the same."""
    from aqyl.cli.extras import need
    from aqyl.cli.plan_files import plan_as_dict, write
    from aqyl.cli.plan_view import show
    from aqyl.cli.plan_work import made
    from aqyl.cli.work import assess_only, note_carried

    chosen, target = year(period), folder(out)
    # The strategy of one settlement is drafted from its diagnosis.
    need("plan", *(() if settlement == ALL else ("diagnose",)))
    tables = {"budgets": budget, "costs": costs, "staff": staff}
    order = _order(settlement, fix, forbid, level, score, front, years, start, starts)
    with screen.progress(6 if front else 5) as begin:
        assessed = assess_only(edition, Path(data), begin, period=chosen)
        files = {name: Path(given) for name, given in tables.items() if given}
        found = made(assessed, files, order, begin)
        begin("write", edition=assessed.edition.id)
        written = write(target, found)
    note_carried(screen, assessed)
    if screen.is_json:
        screen.result({"folder": str(written), **plan_as_dict(found)})
    else:
        show(screen, found)
        screen.line(screen.say("cli.plan.files", path=written))


def _order(  # noqa: PLR0913, PLR0917 - a parameter an option
    settlement: str,
    fix: list[str],
    forbid: list[str],
    level: str,
    score: str,
    front: bool,
    years: str,
    start: str,
    starts: str,
) -> Order:
    from aqyl.cli.plan_work import Order
    from aqyl.plan.ask import Ask, Wish

    if level and score:
        raise InputError([Problem("plan.two_goals")])
    single = [
        word for word, on in (("--level", level), ("--score", score), ("--front", front)) if on
    ]
    if settlement == ALL and single:
        raise InputError([Problem("plan.one_only", values={"given": ", ".join(single)})])
    ask = Ask(
        tuple(map(Wish.read, fix)),
        tuple(map(Wish.read, forbid)),
        whole("--years", years, high=_MOST_YEARS),
        whole("--starts", starts) or 1,
    )
    goal = number("--score", score) if score else level or None
    first = year(start, "--start")
    return Order(
        None if settlement == ALL else settlement, ask, goal, front, int(first) if first else None
    )
