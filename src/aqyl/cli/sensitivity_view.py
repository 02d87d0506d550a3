"""Sensitivity for people: a table of sources, one of domains, one of weights."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import numpy as np

from aqyl.cli.screen import Screen
from aqyl.cli.uncertainty_view import group_title
from aqyl.cli.work import Assessed

if TYPE_CHECKING:
    from aqyl.assess.uncertainty import Influence
    from aqyl.index import Estimate, Floats


def as_dict(found: Influence) -> dict[str, object]:
    """For JSON: indices by source, the shift of ranks without each domain, elasticities."""
    return {
        "edition": found.assessment.edition.id,
        "period": found.assessment.period,
        "group": found.group,
        "base": found.sobol.indices.base,
        "failed": found.sobol.indices.failed,
        "indices": [asdict(line) for line in _indices(found)],
        "removal": [
            {"node": node, "shift": _or_none(shift)}
            for node, shift in zip(found.removal.nodes, found.removal.shift, strict=True)
        ],
        "elasticity": [
            {"settlement": unit, "node": node, "elasticity": _or_none(value)}
            for unit, node, value in _elasticities(found)
        ],
    }


def show(screen: Screen, assessed: Assessed, found: Influence, settlement: str) -> None:
    """What is explained, by which source, and what the domains and their weights do."""
    values = {"count": len(found.units), "group": group_title(screen, assessed, found.group)}
    if settlement:
        name = assessed.name(settlement, screen.lang)
        screen.line(screen.say("cli.sensitivity.of_rank", name=name, **values))
    else:
        screen.line(screen.say("cli.sensitivity.of_shift", **values))
    _show_sources(screen, found)
    screen.line()
    screen.line(screen.say("cli.sensitivity.domains"))
    _show_domains(screen, assessed, found, settlement)


def _show_sources(screen: Screen, found: Influence) -> None:
    rows = [
        [
            " × ".join(screen.say(f"uncertainty.source.{name}") for name in line.sources),
            screen.say(f"uncertainty.order.{line.order}"),
            _share(screen, line.value),
            f"{_share(screen, line.low)} – {_share(screen, line.high)}",
        ]
        for line in _indices(found)
    ]
    names = ("drawn_source", "order", "sobol", "sobol_interval")
    screen.table([screen.say(f"cli.column.{name}") for name in names], rows, (2, 3))


def _share(screen: Screen, value: float | None) -> str:
    """Three decimals, zero without a sign."""
    return screen.number(None if value is None else round(value, 3) + 0.0, 3)


def _show_domains(screen: Screen, assessed: Assessed, found: Influence, settlement: str) -> None:
    entries = (
        *assessed.edition.domains,
        *assessed.edition.initiatives,
        *assessed.edition.indicators,
    )
    titles = {entry.id: screen.title(entry.title) for entry in entries}
    rows = [
        [
            titles.get(node, node),
            screen.number(_or_none(shift), 2),
            screen.number(_elasticity(found, node, settlement), 3),
        ]
        for node, shift in zip(found.removal.nodes, found.removal.shift, strict=True)
    ]
    names = ("domain", "removal_shift", "elasticity")
    screen.table([screen.say(f"cli.column.{name}") for name in names], rows, (1, 2))


def _elasticity(found: Influence, node: str, settlement: str) -> float | None:
    """That of one unit, or the mean size over the units."""
    if found.elasticity is None:
        return None
    column = found.elasticity[:, found.nodes.index(node)]
    if settlement:
        return _or_none(column[found.units.index(settlement)])
    known = np.abs(column[~np.isnan(column)])
    return float(known.mean()) if known.size else None


@dataclass(frozen=True, slots=True)
class _Index:
    """A Sobol index with its interval; order: first, total or second."""

    order: str
    sources: tuple[str, ...]
    value: float | None
    low: float | None
    high: float | None


def _indices(found: Influence) -> Iterator[_Index]:
    own, names = found.sobol.indices, found.sources
    alone = [(name,) for name in names]
    pairs = [tuple(names[n] for n in pair) for pair in own.pairs]
    yield from _lines("first", alone, own.first)
    yield from _lines("total", alone, own.total)
    yield from _lines("second", pairs, own.second)


def _lines(order: str, sources: Sequence[tuple[str, ...]], estimate: Estimate) -> Iterator[_Index]:
    for names, *ends in zip(sources, estimate.value, estimate.low, estimate.high, strict=True):
        value, low, high = (_or_none(np.ravel(end)[0]) for end in ends)
        yield _Index(order, names, value, low, high)


def _elasticities(found: Influence) -> Iterator[tuple[str, str, float]]:
    if found.elasticity is None:
        return
    weighed = [n for n, node in enumerate(found.nodes) if node in found.removal.nodes]
    for unit, line in zip(found.units, found.elasticity, strict=True):
        for n in weighed:
            yield unit, found.nodes[n], float(line[n])


def _or_none(value: Floats | float) -> float | None:
    return None if np.isnan(value) else float(value)
