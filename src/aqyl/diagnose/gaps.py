"""How far each node of the tree is from the best of the scale, with its ends."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

import numpy as np

from aqyl.assess import Assessment
from aqyl.assess.results import reading_order
from aqyl.diagnose.models import Gap, Kind, Profile


def profiles(assessment: Assessment) -> tuple[Profile, ...]:
    """The gaps of every settlement, in the order of the units and of the tree."""
    rows = zip(assessment.units, _gaps(assessment), strict=True)
    return tuple(Profile(settlement=u.id, group=u.group, gaps=gaps) for u, gaps in rows)


def _gaps(a: Assessment) -> Iterator[tuple[Gap, ...]]:
    scale, order = a.edition.scoring.scale, reading_order(a)
    heads = [(n, a.tree.nodes[n], cast(Kind, a.tree.kinds[n])) for n in order]
    gap, low, high = (np.maximum(scale - m, 0.0) for m in (a.score, a.high, a.low))
    columns = (a.score, gap, low, high, a.weight, a.weight * gap, a.coverage)
    for row in zip(*(column.tolist() for column in columns), strict=True):
        score, gaps, lows, highs, weight, gain, known = row
        yield tuple(
            Gap(
                node=node,
                kind=kind,
                score=_number(score[n]),
                gap=_number(gaps[n]),
                low=lows[n],
                high=highs[n],
                weight=min(weight[n], 1.0),
                gain=_number(gain[n]),
                known=known[n],
            )
            for n, node, kind in heads
            if weight[n] > 0
        )


def _number(value: float) -> float | None:
    return None if np.isnan(value) else value
