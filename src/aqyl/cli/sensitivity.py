"""`aqyl sensitivity`: which uncertain choice moves the ranking, and what each domain does to it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from aqyl.cli.arguments import Data, EditionId, Period, whole, year
from aqyl.cli.screen import Screen
from aqyl.cli.uncertainty import (
    Claims,
    GroupOption,
    Seed,
    Source,
    Weights,
    changed_rules,
    draft_of,
)
from aqyl.cli.verb import verb

_Settlement = Annotated[
    str, typer.Option("--settlement", help="cli.option.of_settlement", metavar="SETTLEMENT")
]
_Base = Annotated[str, typer.Option("--base", help="cli.option.base", metavar="N")]
_Second = Annotated[bool, typer.Option("--second", help="cli.option.second")]

BASE = "1024"


@verb
def sensitivity(  # noqa: PLR0913, PLR0917 - a parameter an option
    screen: Screen,
    edition: EditionId,
    data: Data,
    source: Source = [],  # noqa: B006 - Typer copies it
    group: GroupOption = "all",
    settlement: _Settlement = "",
    base: _Base = BASE,
    second: _Second = False,
    weights: Weights = "",
    claims: Claims = "",
    seed: Seed = "",
    period: Period = "",
) -> None:
    """An interrupt ends it without a result: part of a design has no indices."""
    from aqyl import index
    from aqyl.assess.uncertainty import sensitivity as influences
    from aqyl.cli.sensitivity_view import as_dict, show
    from aqyl.cli.work import assess_only, note_carried

    changes = changed_rules(weights, claims, seed)
    points, chosen = whole("--base", base, low=2), year(period)
    with screen.progress(3) as begin:
        assessed = assess_only(edition, Path(data), begin, period=chosen)
        draft, _ = draft_of(assessed, group, changes)
        unit = assessed.unit(settlement) if settlement else ""
        begin("influence", edition=assessed.edition.id)
        found = influences(
            draft,
            source,
            base=points or int(BASE),
            group=group or "all",
            settlement=unit or None,
            second=second,
            work=index.Work(progress=begin.part),
        )
    note_carried(screen, assessed)
    if screen.is_json:
        screen.result(as_dict(found))
    else:
        show(screen, assessed, found, unit)
