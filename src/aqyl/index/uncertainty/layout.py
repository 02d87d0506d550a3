"""Lays a setting's leaves and drawn cells out on the tiles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from aqyl.index.arrays import Bools, Floats
from aqyl.index.hierarchy import Hierarchy
from aqyl.index.rules import rules
from aqyl.index.uncertainty.cells import Kinds
from aqyl.index.uncertainty.drawn import CellStreams, TileCells, addition, is_drawn, tile_cells
from aqyl.index.uncertainty.plan import Step, steps, there
from aqyl.index.uncertainty.scorer import Part, Scorer, Terms
from aqyl.index.uncertainty.settings import Setting
from aqyl.index.uncertainty.tiles import Tile, padded


def lay_out(
    hierarchy: Hierarchy,
    setting: Setting,
    leaves: Floats,
    kinds: Kinds,
    streams: tuple[CellStreams, CellStreams],
    tiles: tuple[Tile, ...],
) -> Scorer:
    """A setting ready to be scored; `leaves` are its leaves, checked."""
    drawn = is_drawn(leaves.shape, kinds)
    sheet = _Sheet(leaves, np.isnan(leaves) & ~drawn, drawn)
    gaps = np.asarray(sheet.absent.any(axis=0))
    rule_of = rules(hierarchy, setting.method, setting.threshold, setting.missing)
    plan = steps(hierarchy, rule_of, setting.after or {}, gaps)
    least = _least(sheet, kinds)
    return Scorer(
        root=len(hierarchy.nodes) - 1,
        steps=plan,
        missing=setting.missing,
        parts=tuple(_part(sheet, plan, kinds, streams, tile) for tile in tiles),
        streams=streams,
        negative=_negative(plan, least),
        unsure=_unsure(plan, least),
    )


@dataclass(frozen=True, eq=False)
class _Sheet:
    """Leaves (units, leaves), which of them are absent and which are drawn."""

    leaves: Floats
    absent: Bools
    drawn: Bools


def _part(
    sheet: _Sheet,
    plan: Mapping[int, Step],
    kinds: Kinds,
    streams: tuple[CellStreams, CellStreams],
    tile: Tile,
) -> Part:
    columns = sheet.leaves.shape[1]
    between, claims = (
        None if cells is None else tile_cells(cells, stream, tile, columns)
        for cells, stream in zip(kinds, streams, strict=True)
    )
    terms = {node: _terms(sheet, step, tile, (between, claims)) for node, step in plan.items()}
    return Part(tile, terms, (between, claims))


def _terms(
    sheet: _Sheet, step: Step, tile: Tile, cells: tuple[TileCells | None, TileCells | None]
) -> Terms:
    here = np.ix_(tile.units, np.array(step.leaves, dtype=np.intp))
    with np.errstate(divide="ignore", invalid="ignore"):
        values = there(step.method, sheet.leaves[here])
    values[sheet.absent[here] | sheet.drawn[here] | np.isnan(values)] = 0.0
    present = padded((~sheet.absent[here]).astype(np.float64)) if step.open else None
    between, claims = (
        None if each is None else addition(each, step.method, step.leaves) for each in cells
    )
    return Terms(padded(values), present, (between, claims))


def _least(sheet: _Sheet, kinds: Kinds) -> Floats:
    """The least value each leaf can take, (leaves,); infinite where it has none."""
    certain = np.where(sheet.absent | sheet.drawn, np.inf, sheet.leaves)
    least: Floats = certain.min(axis=0, initial=np.inf)
    for cells in kinds:
        if cells is not None:
            lowest = np.minimum(cells.low, cells.high)
            np.minimum.at(least, cells.position % least.size, lowest)
    return least


def _negative(plan: Mapping[int, Step], least: Floats) -> dict[int, Bools]:
    """The leaves below zero under geometric and harmonic means, by step."""
    found = {
        node: least[list(step.leaves)] < 0
        for node, step in plan.items()
        if step.method != "arithmetic"
    }
    return {node: columns for node, columns in found.items() if columns.any()}


def _unsure(plan: Mapping[int, Step], least: Floats) -> frozenset[int]:
    """The nodes whose score may be below zero."""
    unsure: set[int] = set()
    for node, step in plan.items():
        below = (least[list(step.leaves)] < 0).any() or not unsure.isdisjoint(step.branches)
        if step.after is not None or (step.method == "arithmetic" and below):
            unsure.add(node)
    return frozenset(unsure)
