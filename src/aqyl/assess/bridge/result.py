"""A bridge: every change of score, bound and rank, and what brought it about."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from aqyl.assess.assessment import Assessment
from aqyl.assess.bridge.mixture import MEASURES
from aqyl.assess.bridge.players import PARTS, Part, Player
from aqyl.index import Floats
from aqyl.tables import Row

# Parts miss their whole by no more than this, on the scale of the later edition.
EXACT = 1e-9


@dataclass(frozen=True)
class Split:
    """Numbers before and after, and each player's share of the change.

    before, after: (units, columns), columns being nodes, or the orders `all` and `group`.
    players, error: (players, units, columns); error is the standard error of a share where orders
    were drawn, else 0. NaN where there is no number on one side.
    """

    before: Floats
    after: Floats
    players: Floats
    error: Floats

    @property
    def change(self) -> Floats:
        """After less before, (units, columns)."""
        return self.after - self.before


@dataclass(frozen=True)
class Share:
    """One player's share of a change; number: its place among the bridge's players."""

    number: int
    player: Player
    points: float
    error: float


@dataclass(frozen=True)
class Contribution:
    """What came through one leaf (or a rule of one inner node)."""

    node: str
    points: float


@dataclass(frozen=True)
class Step:
    """One change of one unit: a node's score, low or high, or its rank.

    The parts sum to `after - before`. shares: every player's, the largest first. All are NaN where
    there is no number on one side.
    """

    unit: str
    node: str
    measure: str
    before: float
    after: float
    parts: Mapping[Part, float]
    shares: tuple[Share, ...]

    @property
    def change(self) -> float:
        """After less before."""
        return self.after - self.before


@dataclass(frozen=True)
class Bridge:
    """From one assessment to another, for the units and nodes both have.

    Scores are on the later edition's scale; a rank is 1 for the best, so a rise is negative.
    score, low, high: columns as `nodes`; rank: columns `all` and `group`. named: for each part,
    (nodes, units, sources), what each of `sources` (leaves and inner nodes) brought to the change
    of a node's score. only_before, only_after: nodes without a partner; units_before and
    units_after: units without one.
    """

    before: Assessment
    after: Assessment
    units: tuple[str, ...]
    nodes: tuple[str, ...]
    sources: tuple[str, ...]
    players: tuple[Player, ...]
    score: Split
    low: Split
    high: Split
    rank: Split
    named: Mapping[Part, Floats]
    only_before: tuple[str, ...]
    only_after: tuple[str, ...]
    units_before: tuple[str, ...]
    units_after: tuple[str, ...]

    def part(self, split: Split, part: Part) -> Floats:
        """The sum over the players of a part, (units, columns)."""
        own = [n for n, player in enumerate(self.players) if player.part == part]
        total: Floats = split.players[own].sum(axis=0) if own else np.zeros_like(split.before)
        return np.where(np.isnan(split.change), np.nan, total)

    def step(self, unit: str, node: str = "total", measure: str = "score") -> Step:
        """One change taken apart. measure: score, low, high; rank or group_rank of the total."""
        row = self.units.index(unit)
        if measure in MEASURES:
            split, column = getattr(self, measure), self.nodes.index(node)
        else:
            split, column = self.rank, ("rank", "group_rank").index(measure)
        points, error = split.players[:, row, column], split.error[:, row, column]
        shares = [
            Share(number, player, float(p), float(e))
            for number, (player, p, e) in enumerate(zip(self.players, points, error, strict=True))
        ]
        parts: dict[Part, float] = {
            part: math.fsum(share.points for share in shares if share.player.part == part)
            for part in PARTS
        }
        before, after = float(split.before[row, column]), float(split.after[row, column])
        if math.isnan(after - before):
            parts = dict.fromkeys(PARTS, math.nan)
        shares.sort(key=lambda share: -abs(share.points))
        return Step(unit, node, measure, before, after, parts, tuple(shares))

    def contributors(
        self, unit: str, part: Part, node: str = "total", most: int = 5
    ) -> tuple[Contribution, ...]:
        """Where a part of a score's change came from, the largest first, nothing of no size."""
        points = self.named[part][self.nodes.index(node), self.units.index(unit)]
        order = sorted(range(len(points)), key=lambda n: (-abs(points[n]), n))
        found = [Contribution(self.sources[n], float(points[n])) for n in order[:most]]
        return tuple(one for one in found if abs(one.points) > EXACT)

    def rows(self) -> Iterator[Row]:
        """Every change as a tidy row: settlement, node, measure, before, after, change, parts."""
        for unit in self.units:
            for measure in ("rank", "group_rank"):
                yield _row(self.step(unit, "total", measure))
            for node in self.nodes:
                for measure in MEASURES:
                    yield _row(self.step(unit, node, measure))


def _row(step: Step) -> Row:
    numbers: dict[str, float] = {"before": step.before, "after": step.after, "change": step.change}
    numbers |= {str(part): points for part, points in step.parts.items()}
    return {
        "settlement": step.unit,
        "node": step.node,
        "measure": step.measure,
        **{name: None if math.isnan(value) else value for name, value in numbers.items()},
    }


def check(bridge: Bridge) -> None:
    """Raise ArithmeticError where parts miss the whole, or an end is not the assessment's own."""
    scale = bridge.after.edition.scoring.scale
    for split in (bridge.score, bridge.low, bridge.high, bridge.rank):
        parts = np.stack([bridge.part(split, part) for part in PARTS])
        _same(parts.sum(axis=0), split.change, max(1.0, scale))
    for assessment, side in ((bridge.before, "before"), (bridge.after, "after")):
        rows = [unit.id in bridge.units for unit in assessment.units]
        columns = [assessment.tree.hierarchy.position(node) for node in bridge.nodes]
        for measure in MEASURES:
            own = getattr(assessment, measure)[rows][:, columns]
            own = own * scale / assessment.edition.scoring.scale
            found = getattr(getattr(bridge, measure), side)
            _same(own, found, max(1.0, scale))


def _same(one: Floats, other: Floats, scale: float) -> None:
    if not np.allclose(one, other, rtol=0.0, atol=EXACT * scale, equal_nan=True):
        raise ArithmeticError("the parts of a change do not make the whole")
