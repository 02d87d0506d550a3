"""Assessments between two others: some players have changed, the rest have not yet."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from aqyl.assess.assessment import SAME
from aqyl.assess.bridge.differences import GROUPS, Differences
from aqyl.assess.bridge.editions import Switch, between
from aqyl.assess.replay import Bools, Cells, Ints, Scored, score_leaves, score_nodes
from aqyl.assess.tree import Tree, build_tree
from aqyl.index import Floats
from aqyl.standard.models import Edition

MEASURES = ("score", "low", "high")
ORDERS = ("all", "group")


@dataclass(frozen=True)
class Mixed:
    """One assessment in between.

    values: (units, measures x nodes + orders), of the units both assessments have; NaN where there
    is no score. rows: where these units stand in `scored`.
    """

    scored: Scored
    rows: Ints
    values: Floats


class Mixtures:
    """Mixes two assessments: `mix(on)` for the players that have changed.

    before and after: the two ends, in which nobody and everybody has changed.
    """

    def __init__(
        self,
        editions: tuple[Edition, Edition],
        found: Differences,
        players: Mapping[int, int],
        units: Sequence[str],
        nodes: Sequence[str],
    ) -> None:
        """players: the number of the player each key of `found.keys` belongs to."""
        self.editions = editions
        self.found = found
        self.players = np.array([players[key] for key in range(len(found.keys))], dtype=np.int64)
        self.common = np.array([unit in set(units) for unit in found.before.units])
        self.nodes = tuple(nodes)
        self.scale = editions[1].scoring.scale
        self.known: dict[frozenset[Switch], tuple[Edition, Tree]] = {}
        self.before, self.after = self.mix(()), self.mix(set(players.values()))
        ends = [end.scored.total[end.rows] for end in (self.before, self.after)]
        self.ranked = ~np.isnan(ends[0]) & ~np.isnan(ends[1])

    def mix(self, on: Collection[int]) -> Mixed:
        """The assessment in which these players have changed."""
        changed = np.array([player in on for player in self.players] + [False, True])
        found = self.found
        active = changed[found.enters] & ~changed[found.departs]
        edition, tree = self._edition(changed)
        groups = found.groups[int(self._is_on(GROUPS, changed))]
        present = [group for group, there in zip(groups, active, strict=True) if there]
        cells = self._cells(changed, active)
        leaves = score_leaves(edition, tree.leaves, cells, present)
        scored = score_nodes(edition, tree, leaves, present, self.scale)
        rows = np.flatnonzero(self.common[active])
        values = _values(scored, scored.shown, rows, self.nodes, scored.ranks())
        return Mixed(scored, rows, values)

    def game(self, on: Collection[int]) -> Floats:
        """The values of a mixture, none missing.

        Where nothing is left known of a node, it has what it counts with in the node above, its
        low bound, or 0 where it does not apply: so a unit that has a rank at both ends has one in
        every mixture.
        """
        mixed = self.mix(on)
        scored = mixed.scored
        counted = np.where(np.isnan(scored.score), scored.low, scored.score)
        total = scored.total.copy()
        rows = mixed.rows[self.ranked & np.isnan(total[mixed.rows])]
        total[rows] = np.round(np.nan_to_num(counted[rows, -1]), SAME)
        ranks = scored.ranks(total)
        return np.nan_to_num(_values(scored, counted, mixed.rows, self.nodes, ranks))

    def _is_on(self, key: object, changed: Bools) -> bool:
        keys: tuple[object, ...] = self.found.keys
        return key in keys and bool(changed[keys.index(key)])

    def _edition(self, changed: Bools) -> tuple[Edition, Tree]:
        on = frozenset(
            switch for key, switch in self.found.switches.items() if self._is_on(key, changed)
        )
        if on not in self.known:
            edition = between(*self.editions, on)
            self.known[on] = edition, build_tree(edition)
        return self.known[on]

    def _cells(self, changed: Bools, active: Bools) -> Cells:
        """The cells of the units that are there."""
        found = self.found
        one, other = found.before, found.after
        state, content, standing = (
            changed[by[active]] for by in (found.state, found.content, found.standing)
        )

        def pick(name: str, taken: Bools) -> np.ndarray:
            pair = [getattr(cells, name)[active] for cells in (one, other)]
            wide = taken.reshape(*taken.shape, *(1,) * (pair[0].ndim - 2))
            return np.asarray(np.where(wide, pair[1], pair[0]))

        return replace(
            one,
            units=tuple(unit for unit, there in zip(one.units, active, strict=True) if there),
            state=pick("state", state),
            value=pick("value", content),
            status=pick("status", content),
            scored=pick("scored", content),
            marked=pick("marked", content),
            standing=pick("standing", standing),
        )


def _values(
    scored: Scored, score: Floats, rows: Ints, nodes: Sequence[str], ranks: Floats
) -> Floats:
    columns = [scored.tree.hierarchy.position(node) for node in nodes]
    measures = [m[rows][:, columns] for m in (score, scored.low, scored.high)]
    return np.concatenate([*measures, ranks[rows]], axis=1)
