"""Technologies put in order for a settlement, a class and the country, by three methods."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import get_args

import numpy as np

from aqyl.assess import Assessment
from aqyl.assess.facts import positions
from aqyl.diagnose.methods import METHODS, drawn_weights, places
from aqyl.diagnose.models import (
    Method,
    MethodPlace,
    NeedsClasses,
    Priorities,
    ScopeKind,
    TechnologyPriority,
)
from aqyl.diagnose.uses import Uses, uses
from aqyl.index import Floats
from aqyl.standard.models import Edition
from aqyl.standard.planning import Criteria, Planning

Scope = tuple[ScopeKind, str, Sequence[int]]
_UP = np.array([True, True, True, False])


def priorities(
    assessment: Assessment, planning: Planning, classes: Iterable[NeedsClasses]
) -> tuple[Priorities, ...]:
    """The order of technologies for the country, then each class, then each settlement."""
    worth = uses(assessment, planning)
    nominal = criteria_weights(assessment.edition)
    drawn = drawn_weights(len(nominal), planning.needs.draws, planning.needs.seed)
    weights = np.vstack([nominal, drawn])
    return tuple(_ordered(scope, worth, weights) for scope in _scopes(assessment, classes))


def criteria_weights(edition: Edition) -> Floats:
    """The edition's weights of need, effect, readiness and cost, as shares of their sum."""
    given = {one.criterion: one.weight for one in edition.criteria}
    weights = np.array([given.get(name, 0.0) for name in get_args(Criteria)])
    shares: Floats = weights / weights.sum()
    return shares


def _scopes(assessment: Assessment, classes: Iterable[NeedsClasses]) -> Iterator[Scope]:
    place = positions([unit.id for unit in assessment.units])
    yield "country", "country", list(place.values())
    for own in classes:
        for one in own.classes:
            yield "class", one.id, [place[settlement] for settlement in one.members]
    for settlement, row in place.items():
        yield "settlement", settlement, [row]


def _ordered(scope: Scope, worth: Uses, weights: Floats) -> Priorities:
    kind, name, rows = scope
    wanted = worth.open[rows].any(axis=0) @ (worth.used > 0)
    columns = np.flatnonzero(wanted & worth.complete).tolist()
    x = np.column_stack(
        [
            worth.need[rows].mean(axis=0),
            worth.effect[rows].mean(axis=0),
            worth.readiness,
            worth.cost[rows].sum(axis=0),
        ]
    )[columns]
    found = _technologies(x, weights, columns, rows, worth) if columns else []
    left_out = np.flatnonzero(wanted & ~worth.complete)
    return Priorities(
        kind=kind,
        scope=name,
        technologies=tuple(found),
        left_out=tuple(worth.technologies[n] for n in left_out),
    )


def _technologies(
    x: Floats, weights: Floats, columns: Sequence[int], rows: Sequence[int], worth: Uses
) -> list[TechnologyPriority]:
    by_method = [_method_places(name, x, weights) for name in METHODS]
    sums = np.array([[own.place for own in places_] for places_ in by_method])
    # Equal means go by the first method, the weighted sum.
    overall = places(-(sums.mean(axis=0) + sums[0] / 1e6))
    need, known = (m[rows].sum(axis=0) for m in (worth.need, worth.known))
    is_open = worth.open[rows].any(axis=0)
    found = []
    for row, column in enumerate(columns):
        inside = np.flatnonzero(is_open & (worth.used[:, column] > 0))
        found.append(
            TechnologyPriority(
                technology=worth.technologies[column],
                place=int(overall[row]),
                need=float(x[row, 0]),
                effect=float(x[row, 1]),
                readiness=int(x[row, 2]),
                cost=round(float(x[row, 3])),
                known=min(float(known[column] / need[column]), 1.0) if need[column] > 0 else 0.0,
                initiatives=tuple(worth.initiatives[n] for n in inside),
                methods=tuple(own[row] for own in by_method),
            )
        )
    return sorted(found, key=lambda one: one.place)


def _method_places(name: Method, x: Floats, weights: Floats) -> list[MethodPlace]:
    """Places with the first set of weights, and how they hold over the others."""
    scores = METHODS[name](x, weights, _UP)
    placed = places(scores)
    own, drawn = placed[0], placed[1:]
    low, high = np.percentile(drawn, [5, 95], axis=0, method="nearest")
    holds = (drawn <= own).mean(axis=0)
    return [
        MethodPlace(
            method=name,
            score=float(scores[0, n]),
            place=int(own[n]),
            robustness=float(holds[n]),
            low=int(low[n]),
            high=int(high[n]),
        )
        for n in range(len(x))
    ]
