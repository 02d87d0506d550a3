"""How far classes hold when other settlements are at hand and what is unknown turns out so or so.

Source of choosing a number of clusters by the agreement of bootstrap samples: Y. Fang and J. Wang,
Computational Statistics & Data Analysis 56 (2012) 468-477.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from aqyl.diagnose.clusters import (
    Labels,
    adjusted_rand,
    crossed,
    matched,
    nearest,
    settle,
    ward,
)
from aqyl.diagnose.models import Stability
from aqyl.index import Floats
from aqyl.standard.planning import NeedsRules

# Digits beyond which gaps, and agreements, are the same.
_SAME = 9


@dataclass(frozen=True, eq=False)
class Cut:
    """Settlements in `number` classes.

    labels: (settlements,) of the data; drawn: (draws, settlements), each draw's own labels; the two
    are named apart. crossed: (draws, number, number), how many settlements two labels share.
    """

    number: int
    labels: Labels
    drawn: Labels
    crossed: Floats
    stability: Stability

    def shares(self) -> Floats:
        """The share of draws that put a settlement in each class, (settlements, number)."""
        named = np.stack(
            [matched(table)[own] for table, own in zip(self.crossed, self.drawn, strict=True)]
        )
        shares: Floats = (named[:, :, None] == np.arange(self.number)).mean(axis=0)
        return shares


def cuts(low: Floats, high: Floats, rules: NeedsRules) -> list[Cut]:
    """The settlements in each number of classes that the rules and the settlements allow.

    low, high: ends of the gaps, (settlements, domains). A class is of two settlements at least on
    average, and there are no more classes than settlements that differ. A draw takes as many
    settlements, with replacement, and each gap evenly between its ends; all settlements then go to
    the nearest of its classes. Empty where not even the fewest classes can be.
    """
    middle = np.round((low + high) / 2.0, _SAME)
    most = min(rules.most, len(low) // 2, len(np.unique(middle, axis=0)))
    numbers = range(rules.fewest, most + 1)
    if not numbers:
        return []
    where, sample = _draws(low, high, rules)
    own = ward(middle, numbers)
    trees = np.stack([ward(points, numbers) for points in sample], axis=1)
    found = []
    for place, number in enumerate(numbers):
        labels, _ = settle(middle[None], own[place][None], number)
        _, centres = settle(sample, trees[place], number)
        drawn = nearest(where, centres)
        table = crossed(np.broadcast_to(labels, drawn.shape), drawn, number)
        agreed = _stability(number, adjusted_rand(table))
        found.append(Cut(number, labels[0], drawn, table, agreed))
    return found


def _draws(low: Floats, high: Floats, rules: NeedsRules) -> tuple[Floats, Floats]:
    """Gaps of all settlements, and of those taken, by draw: (draws, settlements, domains) each."""
    stream = np.random.default_rng(rules.seed)
    where = low + (high - low) * stream.random((rules.draws, *low.shape))
    taken = stream.integers(len(low), size=(rules.draws, len(low)))
    return where, np.take_along_axis(where, taken[:, :, None], axis=1)


def _stability(number: int, agreement: Floats) -> Stability:
    low, high = np.percentile(agreement, [5, 95])
    mean = round(float(agreement.mean()), _SAME)
    return Stability(number=number, agreement=mean, low=float(low), high=float(high))
