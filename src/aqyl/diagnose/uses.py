"""What each technology is worth to each settlement: need, effect, readiness and cost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from aqyl.assess import Assessment
from aqyl.assess.facts import positions
from aqyl.diagnose.peers import closed_leaves
from aqyl.index import Floats
from aqyl.standard.models import Edition, Initiative
from aqyl.standard.planning import Planning

Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Uses:
    """Arrays (units, technologies), but readiness (technologies,) and open (units, initiatives).

    need, effect: points of the total; cost: thousands of the currency; known: the part of need of
    which something is known. used: (initiatives, technologies), each initiative's share for its
    technologies. complete: technologies whose readiness and costs are stated.
    """

    technologies: tuple[str, ...]
    initiatives: tuple[str, ...]
    need: Floats
    known: Floats
    effect: Floats
    cost: Floats
    readiness: Floats
    open: Bools
    used: Floats
    complete: Bools


def uses(assessment: Assessment, planning: Planning) -> Uses:
    """The worth of every technology of the edition to every settlement.

    An initiative is open where it applies and is not known to have the points of the target status;
    it gains its weight times what its points are short, unknown ones from 0. It moves each of its
    indicators by the edition's share of the way to the best.
    """
    edition = assessment.edition
    leaf = positions(assessment.tree.leaves)
    listed = [one for one in edition.initiatives if one.id in leaf and one.technologies]
    columns = [leaf[one.id] for one in listed]
    aim, scale = target_points(edition, planning), edition.scoring.scale
    now = np.nan_to_num(assessment.facts.score, nan=0.0)
    weight = assessment.weight[:, : len(leaf)]
    is_open = (weight > 0) & ~closed_leaves(assessment, aim)
    gain = np.where(is_open, weight * np.maximum(aim - now, 0.0), 0.0)[:, columns] * scale
    moved = weight * np.maximum(1.0 - now, 0.0) * planning.effect * scale
    known = ~np.isnan(assessment.facts.score[:, columns])
    open_, used = is_open[:, columns], _used(edition, listed)
    return Uses(
        technologies=tuple(one.id for one in edition.technologies),
        initiatives=tuple(one.id for one in listed),
        need=gain @ used,
        known=(gain * known) @ used,
        effect=(open_ * (moved @ _moves(listed, leaf, len(leaf)))) @ used,
        cost=(open_ * _costs(assessment, listed, planning)) @ used,
        readiness=_readiness(edition),
        open=open_,
        used=used,
        complete=_complete(edition, listed),
    )


def target_points(edition: Edition, planning: Planning) -> float:
    """The points of the status that actions bring an initiative to."""
    return next(status.points for status in edition.statuses if status.id == planning.target)


def _used(edition: Edition, listed: Sequence[Initiative]) -> Floats:
    technology = positions([one.id for one in edition.technologies])
    used = np.zeros((len(listed), len(technology)))
    for row, one in enumerate(listed):
        used[row, [technology[name] for name in one.technologies]] = 1.0 / len(one.technologies)
    return used


def _moves(listed: Sequence[Initiative], leaf: Mapping[str, int], count: int) -> Floats:
    """Which leaves each initiative moves, (leaves, initiatives)."""
    moves = np.zeros((count, len(listed)))
    for column, one in enumerate(listed):
        moves[[leaf[name] for name in one.moves if name in leaf], column] = 1.0
    return moves


def _costs(assessment: Assessment, listed: Sequence[Initiative], planning: Planning) -> Floats:
    """To put each initiative in place and run it for the years of a plan, (units, initiatives)."""
    scales = {group.id: group.scale.costs for group in assessment.edition.groups if group.scale}
    by_unit = np.array([scales.get(unit.group, 1.0) for unit in assessment.units])
    own = [one.cost.once + one.cost.yearly * planning.years if one.cost else 0 for one in listed]
    return by_unit[:, None] * np.array(own, dtype=np.float64)


def _readiness(edition: Edition) -> Floats:
    levels = [one.readiness.level if one.readiness else 0 for one in edition.technologies]
    return np.array(levels, dtype=np.float64)


def _complete(edition: Edition, listed: Sequence[Initiative]) -> Bools:
    unpriced = {name for one in listed if one.cost is None for name in one.technologies}
    return np.array(
        [one.readiness is not None and one.id not in unpriced for one in edition.technologies],
        dtype=np.bool_,
    )
