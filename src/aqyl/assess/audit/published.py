"""A published table beside the assessment: reproduced, or where it parts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from aqyl import index
from aqyl.assess.assessment import SAME
from aqyl.assess.audit.context import Context
from aqyl.assess.audit.finding import Cell, Finding, finding
from aqyl.assess.audit.wording import Said, each, fixed, listed, phrase
from aqyl.assess.tree import TOTAL
from aqyl.problems import Place

# A published score within this distance of ours is the same score.
REPRODUCED = 1e-9


@dataclass(frozen=True, slots=True)
class _Pair:
    settlement: str
    node: str
    published: float
    ours: float
    at: Place

    @property
    def apart(self) -> float:
        return abs(self.published - self.ours)


def published_reproduced(context: Context) -> Iterator[Finding]:
    """All published scores that can be compared come out."""
    pairs = _pairs(context)
    if pairs and max(pair.apart for pair in pairs) <= REPRODUCED:
        values = {
            "count": len(pairs),
            "file": pairs[0].at.file,
            "limit": f"{REPRODUCED:.0e}".replace("e-0", "e-"),
        }
        yield finding("published_reproduced", "note", "certain", values)


def published_differs(context: Context) -> Iterator[Finding]:
    """Published scores that do not come out, the largest differences first."""
    pairs = _pairs(context)
    apart = sorted(
        (pair for pair in pairs if pair.apart > REPRODUCED),
        key=lambda pair: (-pair.apart, pair.settlement, pair.node),
    )
    if apart:
        values = {
            "count": len(apart),
            "total": len(pairs),
            "file": apart[0].at.file,
            "units": listed(_score_pair(context, pair) for pair in apart),
        }
        where = tuple(Cell(pair.settlement, pair.at) for pair in apart)
        yield finding("published_differs", "warning", "certain", values, cells=where)


def _score_pair(context: Context, pair: _Pair) -> Said:
    unit, title = context.name(pair.settlement), context.title(pair.node)
    name = each(lambda lang: unit[lang] if pair.node == TOTAL else f"{unit[lang]}, {title[lang]}")
    both = {"published": fixed(pair.published, 4), "ours": fixed(pair.ours, 4)}
    return phrase("published_differs.item", unit=name, **both)


def published_ranks(context: Context) -> Iterator[Finding]:
    """Units that stand at another place by their published total than by ours."""
    pairs = [pair for pair in _pairs(context) if pair.node == TOTAL]
    places, ours = (
        index.rank(np.round([getattr(pair, name) for pair in pairs], SAME))
        for name in ("published", "ours")
    )
    moved = [
        (int(before), int(now), pair)
        for pair, before, now in zip(pairs, places, ours, strict=True)
        if before != now
    ]
    if moved:
        moved.sort(key=lambda move: (-abs(move[0] - move[1]), move[2].settlement))
        values = {
            "count": len(moved),
            "total": len(pairs),
            "units": listed(_move(context, *move) for move in moved),
        }
        where = tuple(Cell(pair.settlement, pair.at) for _, _, pair in moved)
        yield finding("published_ranks", "warning", "certain", values, cells=where)


def _move(context: Context, before: int, now: int, pair: _Pair) -> Said:
    name = context.name(pair.settlement)
    return each(lambda lang: f"{name[lang]} {before} → {now}")


def published_only(context: Context) -> Iterator[Finding]:
    """Rows of the published table that no score of the assessment answers to."""
    table = context.published
    if table is None:
        return
    compared = {(pair.settlement, pair.node) for pair in _pairs(context)}
    only = [
        Cell(str(row["settlement"]), table.place(number))
        for number, row in enumerate(table.rows)
        if (str(row["settlement"]), str(row["node"] or TOTAL)) not in compared
    ]
    if only:
        names = context.names(dict.fromkeys(cell.settlement for cell in only))
        values = {"count": len(only), "file": table.file, "units": names}
        yield finding("published_only", "warning", "certain", values, cells=tuple(only))


def _pairs(context: Context) -> list[_Pair]:
    """The published scores of which we have one too."""
    table = context.published
    if table is None:
        return []
    found = []
    for number, row in enumerate(table.rows):
        settlement, node = str(row["settlement"]), str(row["node"] or TOTAL)
        ours, score = context.score_of(settlement, node), row["score"]
        if isinstance(score, float) and not np.isnan(ours):
            place = table.place(number, "score")
            found.append(_Pair(settlement, node, score, ours, place))
    return found
