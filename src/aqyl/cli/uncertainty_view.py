"""Uncertainty for people: who may stand where, and who is surely ahead of whom."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from aqyl.cli.screen import Screen
from aqyl.cli.work import Assessed

if TYPE_CHECKING:
    from aqyl.assess.uncertainty import Drawn, Uncertain
    from aqyl.index import Spread

# Neighbours of whom one is ahead in at least this share of the draws are told apart.
SURE = 0.95
_COLUMNS = ("rank", "settlement", "score", "score_drawn", "rank_drawn", "level", "level_share")
_LOW, _HIGH = 0, -1


def as_dict(found: Uncertain) -> dict[str, object]:
    """For JSON: the three tables."""
    from aqyl.assess.uncertainty import ahead_table, draws_table, levels_table

    return {
        "edition": found.assessment.edition.id,
        "period": found.assessment.period,
        "sources": list(found.sources),
        "draws": {group: drawn.figures.done for group, drawn in found.groups.items()},
        "undrawn": list(found.undrawn),
        "uncertainty": draws_table([found]),
        "levels": levels_table([found]),
        "ahead": ahead_table([found]),
    }


def show(screen: Screen, assessed: Assessed, found: Uncertain) -> None:
    """What was drawn, and a table and a sentence on neighbours for each group."""
    sources = ", ".join(screen.say(f"uncertainty.source.{name}") for name in found.sources)
    screen.line(screen.say("cli.uncertainty.drawn", sources=sources, draws=found.rules.draws))
    several = len(found.groups) > 1 and not found.undrawn
    for group, drawn in found.groups.items():
        if several and group == "all" and len(assessed.edition.groups) > 1:
            continue  # Every unit stands in its group's table.
        title = group_title(screen, assessed, group)
        screen.line(screen.say("cli.run.group", group=title, count=len(drawn.units)))
        _table(screen, assessed, drawn)
        for line in _sentences(screen, assessed, drawn):
            screen.line(line)
        screen.line()
    if found.undrawn:
        named = ", ".join(group_title(screen, assessed, group) for group in found.undrawn)
        screen.line(screen.say("cli.uncertainty.undrawn", groups=named))


def group_title(screen: Screen, assessed: Assessed, group: str) -> str:
    """A group's title; `all` has one too."""
    names = {one.id: screen.title(one.title) for one in assessed.edition.groups}
    return names.get(group, screen.say("cli.group.all"))


def _table(screen: Screen, assessed: Assessed, drawn: Drawn) -> None:
    own = drawn.figures
    order = np.lexsort((np.nan_to_num(own.rank.mean, nan=np.inf), own.nominal_rank))
    columns = _COLUMNS if assessed.edition.levels else _COLUMNS[:5]
    rows = [_cells(screen, assessed, drawn, row)[: len(columns)] for row in order.tolist()]
    names = [screen.say(f"cli.column.{name}") for name in columns]
    screen.table(names, rows, (0, 2, 3, 4, 6))


def _cells(screen: Screen, assessed: Assessed, drawn: Drawn, row: int) -> list[str]:
    from aqyl.assess.parts import digits_for

    own, scale = drawn.figures, assessed.edition.scoring.scale
    digits = digits_for(scale)
    return [
        screen.number(_or_none(own.nominal_rank[row]), 0),
        assessed.name(drawn.units[row], screen.lang),
        screen.number(_or_none(own.nominal_score[row] * scale), digits),
        _span(screen, own.score, row, scale, digits),
        _span(screen, own.rank, row, 1.0, 0),
        *_level(screen, assessed, drawn, row),
    ]


def _level(screen: Screen, assessed: Assessed, drawn: Drawn, row: int) -> tuple[str, str]:
    """The level a unit is put in, and the share of draws that agree."""
    from aqyl.assess.assessment import SAME
    from aqyl.assess.results import level_of

    score = drawn.figures.nominal_score[row] * assessed.edition.scoring.scale
    found = level_of(assessed.assessment, float(np.round(score, SAME)))
    for place, level in enumerate(assessed.edition.levels):
        if level.id == found:
            share = drawn.figures.levels[row, place] * 100
            return screen.title(level.title), f"{screen.number(share, 0)} %"
    return "–", "–"


def _span(screen: Screen, spread: Spread, row: int, scale: float, digits: int) -> str:
    ends = (_or_none(spread.percentiles[row, at] * scale) for at in (_LOW, _HIGH))
    return " – ".join(screen.number(end, digits) for end in ends)


def _or_none(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def _sentences(screen: Screen, assessed: Assessed, drawn: Drawn) -> Iterator[str]:
    own = drawn.figures
    pairs = own.neighbours
    if len(pairs.ahead):
        sure = int(np.count_nonzero(pairs.ahead >= SURE))
        values = {"sure": sure, "count": len(pairs.ahead), "share": round(SURE * 100)}
        yield screen.say("cli.uncertainty.neighbours", **values)
    for (first, second), ahead in zip(own.chosen.pairs.tolist(), own.chosen.ahead, strict=True):
        one, other = (assessed.name(drawn.units[n], screen.lang) for n in (first, second))
        chance = screen.number(_or_none(ahead * 100), 1)
        yield screen.say("cli.uncertainty.pair", first=one, second=other, chance=chance)
    if not own.complete:
        yield screen.say("cli.uncertainty.part", done=own.done, asked=own.asked)
    for failure in own.failed:
        why = failure.problem.part("given", screen.lang)
        yield screen.say("cli.uncertainty.failed", count=failure.count, done=own.done, why=why)
