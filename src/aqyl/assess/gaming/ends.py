"""The ends of the scale: what doing nothing earns, and where doing more earns nothing."""

from __future__ import annotations

import numpy as np

from aqyl.assess.audit.wording import percent
from aqyl.assess.case import Case
from aqyl.assess.gaming.finding import NOTHING, Finding, Gain, finding
from aqyl.assess.replay import KNOWN, Leaves

# A leaf that fewer units have known does not show where the edition's ceiling is.
_ENOUGH = 3


def floor(case: Case) -> Finding:
    """What a unit earns whose every leaf is known to be at its worst."""
    worst = np.broadcast_to(case.leaves.worst, case.leaves.score.shape)
    ends = case.leaves.worst, case.leaves.best
    scored = case.nodes(Leaves(worst, worst, worst, *ends))
    earned = {unit: float(scored.score[row, -1]) for unit, row in case.rows.items()}
    scale = case.scored.edition.scoring.scale
    share = max(earned.values()) / scale
    made = finding("floor", case.scored, case.titles, earned)
    return made({"share": share}, {"share": percent(share)})


def ceiling(case: Case) -> Finding | None:
    """How much of what each unit has known stands at its best: more of it earns nothing.

    Shares of what is known by weight, in points of the scale. None where nothing is known.
    """
    known = (case.cells.state == KNOWN) & case.applies & ~np.isnan(case.leaves.score)
    top = known & (case.leaves.score >= case.leaves.best - NOTHING)
    weight = case.assessment.weight[:, : known.shape[1]]
    whole = (weight * known).sum(axis=1)
    scale = case.scored.edition.scoring.scale
    shares = np.divide((weight * top).sum(axis=1), whole, out=np.zeros_like(whole), where=whole > 0)
    gains = {unit: float(shares[row]) * scale for unit, row in case.rows.items() if whole[row] > 0}
    if not gains:
        return None
    often = top.sum(axis=0) / np.maximum(known.sum(axis=0), 1)
    often[known.sum(axis=0) < _ENOUGH] = 0.0
    most = int(np.argmax(often))
    leaf = case.assessment.tree.leaves[most]
    numbers: Gain = {"leaf": leaf, "leaf_share": float(often[most])}
    values = {
        "leaf": case.title(leaf),
        "leaf_share": percent(float(often[most])),
        "share": percent(max(gains.values()) / scale),
        "middle": percent(float(np.median(list(gains.values()))) / scale),
    }
    return finding("ceiling", case.scored, case.titles, gains, "share")(numbers, values)
