"""Uncertainty and sensitivity as tidy tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from aqyl.assess.uncertainty.analysis import Drawn, Uncertain
from aqyl.index import Floats, Precedence, Spread
from aqyl.tables import Row

_PERCENTILES = ("p5", "p25", "p50", "p75", "p95")
_HEAD = ("edition", "period", "group", "sources")
DRAWS = (
    *_HEAD, "settlement", "measure", "nominal", "mean", "sd", *_PERCENTILES, "draws", "failed",
)  # fmt: skip
LEVELS = (*_HEAD, "settlement", "level", "probability")
AHEAD = (*_HEAD, "first", "second", "ahead", "level", "behind")


def draws_table(several: Iterable[Uncertain]) -> list[Row]:
    """A row a group, unit and measure (score, rank): where the draws fall.

    nominal: as assessed. draws: in which the unit has a score; failed: that gave none to any.
    A group that was not drawn has rows with 0 draws and without figures.
    """
    every = list(several)
    drawn = [row for found, drawn in _drawn(every) for row in _figures(found, drawn)]
    return [*drawn, *(row for found in every for row in _undrawn(found))]


def levels_table(several: Iterable[Uncertain]) -> list[Row]:
    """A row a group, unit and level: the share of draws that fall into it."""
    return [
        _head(found, drawn.group)
        | {"settlement": unit, "level": level.id, "probability": _number(share)}
        for found, drawn in _drawn(several)
        for unit, shares in zip(drawn.units, drawn.figures.levels, strict=True)
        for level, share in zip(found.assessment.edition.levels, shares, strict=True)
    ]


def ahead_table(several: Iterable[Uncertain]) -> list[Row]:
    """A row a group and pair: neighbours in the nominal order, then the pairs asked for."""
    return [
        row
        for found, drawn in _drawn(several)
        for pairs in (drawn.figures.neighbours, drawn.figures.chosen)
        for row in _pairs(found, drawn, pairs)
    ]


def _drawn(several: Iterable[Uncertain]) -> Iterator[tuple[Uncertain, Drawn]]:
    for found in several:
        for drawn in found.groups.values():
            yield found, drawn


def _undrawn(found: Uncertain) -> Iterator[Row]:
    for group, units in found.undrawn.items():
        for unit in units:
            for measure in ("score", "rank"):
                blank = dict.fromkeys(DRAWS) | _head(found, group)
                yield blank | {"settlement": unit, "measure": measure, "draws": 0, "failed": 0}


def _head(found: Uncertain, group: str) -> Row:
    return {
        "edition": found.assessment.edition.id,
        "period": found.assessment.period,
        "group": group,
        "sources": "+".join(found.sources),
    }


def _figures(found: Uncertain, drawn: Drawn) -> Iterator[Row]:
    own, scale = drawn.figures, found.assessment.edition.scoring.scale
    failed = sum(failure.count for failure in own.failed)
    measures: tuple[tuple[str, Floats, Spread, float], ...] = (
        ("score", own.nominal_score, own.score, scale),
        ("rank", own.nominal_rank, own.rank, 1.0),
    )
    for row, unit in enumerate(drawn.units):
        for measure, nominal, spread, factor in measures:
            numbers = (nominal[row], spread.mean[row], spread.sd[row], *spread.percentiles[row])
            names = ("nominal", "mean", "sd", *_PERCENTILES)
            yield (
                _head(found, drawn.group)
                | {"settlement": unit, "measure": measure}
                | {n: _number(x * factor) for n, x in zip(names, numbers, strict=True)}
                | {"draws": int(own.scored[row]), "failed": failed}
            )


def _pairs(found: Uncertain, drawn: Drawn, pairs: Precedence) -> Iterator[Row]:
    shares = zip(pairs.pairs, pairs.ahead, pairs.level, pairs.behind, strict=True)
    for (first, second), ahead, level, behind in shares:
        yield _head(found, drawn.group) | {
            "first": drawn.units[first],
            "second": drawn.units[second],
            "ahead": _number(ahead),
            "level": _number(level),
            "behind": _number(behind),
        }


def _number(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
