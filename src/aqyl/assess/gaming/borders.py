"""Group borders: the same facts in another group."""

from __future__ import annotations

import numpy as np

from aqyl.assess.audit.wording import points
from aqyl.assess.case import Case
from aqyl.assess.gaming.finding import Finding, Gain, by_unit, finding
from aqyl.index import Floats


def borders(case: Case) -> Finding | None:
    """Gains of each unit in the group that suits it best; None where an edition has one group.

    Goalposts and obligations are the other group's, the facts and the other units stay.
    """
    groups = [group.id for group in case.assessment.edition.groups]
    if len(groups) < 2 or not set(groups) & set(case.groups):
        return None
    gain = np.stack([_in_group(case, group) for group in groups]) - case.scored.score[:, -1]
    own = np.array([case.groups]) == np.array(groups)[:, np.newaxis]
    gain[own] = -np.inf
    known = ~np.isnan(case.leaves.score).all(axis=1)
    best = np.where(known, gain.max(axis=0), np.nan)
    gains = by_unit(case.rows, best)
    if not gains:
        return None
    titles = {group.id: group.title.model_dump() for group in case.assessment.edition.groups}
    make = finding("borders", case.scored, case.titles, gains)
    row = case.rows[max(gains, key=lambda unit: (gains[unit], unit))]
    there = groups[int(gain[:, row].argmax())]
    loss = max(0.0, -float(np.where(own | ~known, np.inf, gain).min()))
    numbers: Gain = {"from": case.groups[row], "to": there, "loss_worst": loss}
    scale = case.scored.edition.scoring.scale
    values = {"from": titles[case.groups[row]], "to": titles[there], "loss": points(loss, scale)}
    return make(numbers, values)


def _in_group(case: Case, group: str) -> Floats:
    """Every unit's total if it alone were in the group."""
    groups = [group] * len(case.groups)
    leaves = case.score(case.cells, groups)
    return case.nodes(leaves, groups).score[:, -1]
