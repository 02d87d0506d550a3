"""`aqyl whatif`: the smallest changes that bring a settlement to a level, a rank or a score."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from aqyl.cli.arguments import Data, EditionId, Period, choice, number, whole, year
from aqyl.cli.screen import Screen
from aqyl.cli.verb import verb
from aqyl.problems import InputError, Problem

if TYPE_CHECKING:
    from aqyl.assess.whatif import Terms

WITHIN = ("all", "group")
LEAST = ("changes", "effort")
# Of an effort, which is a number from 1 to 20.
_DIGITS = 15

_Settlement = Annotated[str, typer.Argument(help="cli.argument.settlement", metavar="SETTLEMENT")]
_Level = Annotated[str, typer.Option("--level", help="cli.option.level", metavar="LEVEL")]
_Rank = Annotated[str, typer.Option("--rank", help="cli.option.rank", metavar="N")]
_Score = Annotated[str, typer.Option("--score", help="cli.option.score", metavar="NUMBER")]
_Within = Annotated[str, typer.Option("--within", help="cli.option.within", metavar="all|group")]
_Least = Annotated[str, typer.Option("--least", help="cli.option.least", metavar="changes|effort")]
_Effort = Annotated[list[str], typer.Option("--effort", help="cli.option.effort", metavar="ID=N")]
_PerYear = Annotated[str, typer.Option("--per-year", help="cli.option.per_year", metavar="N")]
_Indicators = Annotated[bool, typer.Option("--indicators", help="cli.option.indicators")]


@verb
def whatif(  # noqa: PLR0913, PLR0917 - a parameter an option
    screen: Screen,
    edition: EditionId,
    data: Data,
    settlement: _Settlement,
    level: _Level = "",
    rank: _Rank = "",
    score: _Score = "",
    within: _Within = "all",
    least: _Least = "changes",
    effort: _Effort = [],  # noqa: B006 - Typer copies it
    per_year: _PerYear = "",
    indicators: _Indicators = False,
    period: Period = "",
) -> None:
    """A goal out of reach is told, with how far all that can be done would go."""
    from aqyl.assess.whatif import what_would_it_take
    from aqyl.cli.whatif_view import as_dict, show
    from aqyl.cli.work import assess_only, note_carried

    goal, chosen = goal_of(level, rank, score), year(period)
    terms = _terms(within, least, effort, per_year, indicators)
    with screen.progress(3) as begin:
        assessed = assess_only(edition, Path(data), begin, period=chosen)
        begin("plan")
        plan = what_would_it_take(assessed.assessment, assessed.unit(settlement), goal, terms)
    note_carried(screen, assessed)
    if screen.is_json:
        screen.result(as_dict(plan))
    else:
        show(screen, assessed, plan)


def goal_of(level: str, rank: str, score: str) -> str | int | float:
    """The one goal that is given. Raises InputError for none, several, or no number.

    >>> goal_of("", "3", "")
    3
    """
    words = {"--level": level, "--rank": rank, "--score": score}
    given = [name for name, word in words.items() if word]
    if len(given) != 1:
        named = ", ".join(given) or "–"
        raise InputError([Problem("cli.goal", values={"given": named})])
    if score:
        return number("--score", score)
    return whole("--rank", rank) or level


def _terms(within: str, least: str, effort: list[str], per_year: str, indicators: bool) -> Terms:
    from aqyl.assess.whatif import Terms

    return Terms(
        within=choice("--within", within, WITHIN),  # type: ignore[arg-type]
        least=choice("--least", least, LEAST),  # type: ignore[arg-type]
        effort=dict(map(_effort, effort)),
        per_year=whole("--per-year", per_year),
        indicators=True if indicators else None,
    )


def _effort(text: str) -> tuple[str, int]:
    leaf, _, rung = text.partition("=")
    if not leaf or not rung.isdecimal() or len(rung) > _DIGITS:
        raise InputError([Problem("cli.effort", values={"given": text})])
    return leaf, int(rung)
