"""An assessment with its cells and scores: what gaming tests and draws change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import cached_property

import numpy as np

from aqyl import index
from aqyl.assess.answers import standing_rule
from aqyl.assess.assessment import Assessment, aggregate
from aqyl.assess.replay import (
    BLANK,
    FILLED,
    KNOWN,
    STANDINGS,
    Bools,
    Cells,
    Ints,
    Leaves,
    Scored,
    cells_of,
    score_leaves,
    score_nodes,
)
from aqyl.index import Floats


@dataclass(frozen=True)
class Case:
    """An assessment that is scored again with something changed."""

    assessment: Assessment

    @cached_property
    def cells(self) -> Cells:
        """What is known of each leaf."""
        return cells_of(self.assessment)

    @cached_property
    def groups(self) -> tuple[str, ...]:
        """Each unit's group."""
        return tuple(unit.group for unit in self.assessment.units)

    @cached_property
    def leaves(self) -> Leaves:
        """The leaf scores."""
        names = self.assessment.tree.leaves
        return score_leaves(self.assessment.edition, names, self._base, self.groups)

    @cached_property
    def _base(self) -> Cells:
        return self._filled(self.cells)

    @cached_property
    def scored(self) -> Scored:
        """The scores of all nodes."""
        return self.nodes(self.leaves)

    def nodes(self, leaves: Leaves, groups: Sequence[str] | None = None) -> Scored:
        """The scores of all nodes from other leaf scores, or in other groups."""
        edition, tree = self.assessment.edition, self.assessment.tree
        return score_nodes(edition, tree, leaves, self.groups if groups is None else groups)

    @property
    def applies(self) -> Bools:
        """Where a leaf weighs anything for a unit, (units, leaves)."""
        weight = self.assessment.weight[:, : len(self.assessment.tree.leaves)]
        return np.asarray(weight > 0)

    @cached_property
    def rows(self) -> dict[str, int]:
        """Unit id -> row."""
        return {unit.id: row for row, unit in enumerate(self.assessment.units)}

    @cached_property
    def titles(self) -> Mapping[str, Mapping[str, str]]:
        """The units' titles by language."""
        return {unit.id: unit.title.model_dump() for unit in self.assessment.units}

    def title(self, leaf: str) -> Mapping[str, str]:
        """The title of an initiative or indicator by language."""
        edition = self.assessment.edition
        entries = {entry.id: entry for entry in (*edition.initiatives, *edition.indicators)}
        return entries[leaf].title.model_dump()

    def score(self, cells: Cells, groups: Sequence[str] | None = None) -> Leaves:
        """Leaf scores of changed cells; blanks are filled anew where the edition fills them."""
        filled, names = self._filled(cells), self.assessment.tree.leaves
        if groups is not None:
            return score_leaves(self.assessment.edition, names, filled, groups)
        changed = np.flatnonzero(_differ(self._base, filled).any(axis=0))
        if not changed.size:
            return self.leaves
        own = [names[leaf] for leaf in changed]
        fresh = score_leaves(self.assessment.edition, own, filled, self.groups)
        return replace(
            self.leaves,
            **{
                field.name: _put(getattr(self.leaves, field.name), changed, fresh, field.name)
                for field in fields(Leaves)
            },
        )

    def totals(self, points: Floats, local: Floats | None = None) -> Floats:
        """Total scores of leaf points 0-1 as counted, (rows, leaves) -> (rows,).

        local: weights among siblings, (rows, nodes); the units' own where not given.
        """
        edition, tree = self.assessment.edition, self.assessment.tree
        nodes = aggregate(edition, tree, points, self.scored.local if local is None else local)
        return np.asarray(nodes[:, -1] * edition.scoring.scale)

    @property
    def unknown(self) -> Floats:
        """What an unknown leaf counts: its worst, or NaN where it is left out, (leaves,)."""
        left_out = self.assessment.edition.scoring.missing == "left_out"
        return np.full_like(self.leaves.worst, np.nan) if left_out else self.leaves.worst

    def counted(self, score: Floats) -> Floats:
        """Leaf scores as they count, (units, leaves)."""
        return np.where(np.isnan(score), self.unknown, score)

    def _filled(self, cells: Cells) -> Cells:
        """As `assess` fills: from values that count as stated, and not a unit without any."""
        edition = self.assessment.edition
        rule, own = edition.scoring.imputation, {leaf: n for n, leaf in enumerate(cells.leaves)}
        if rule is None:
            return cells
        columns = [own[i.id] for i in edition.indicators if i.id in own]
        stated = np.array([standing_rule(edition, name).score == "stated" for name in STANDINGS])
        counts = (cells.state == KNOWN) & stated[cells.standing]
        raw = np.where(counts, cells.value, np.nan)[:, columns]
        filled = index.nearest_neighbours(raw, rule.neighbours)
        filled[np.isnan(raw).all(axis=1)] = np.nan
        result = cells.copy()
        blank = cells.state[:, columns] != KNOWN
        states = np.where(np.isnan(filled), BLANK, FILLED)
        result.state[:, columns] = np.where(blank, states, KNOWN)
        result.value[:, columns] = np.where(blank, filled, cells.value[:, columns])
        result.marked[:, columns] = blank & rule.marked
        return result


def _differ(one: Cells, other: Cells) -> Bools:
    """Which cells are not the same in both, (units, leaves)."""
    value = (one.value != other.value) & ~(np.isnan(one.value) & np.isnan(other.value))
    differ = value | (one.state != other.state) | (one.standing != other.standing)
    differ |= (one.status != other.status).any(axis=-1) | (one.marked != other.marked)
    return np.asarray(differ)


def _put(base: Floats, columns: Ints, fresh: Leaves, name: str) -> Floats:
    """The base with other columns, its last axis being leaves."""
    result = base.copy()
    result[..., columns] = getattr(fresh, name)
    return result


def hide(cells: Cells, unit: int, leaf: int) -> Cells:
    """The cells with one of them unknown."""
    result = cells.copy()
    result.state[unit, leaf] = BLANK
    result.value[unit, leaf] = np.nan
    return result
