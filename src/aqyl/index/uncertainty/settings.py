"""Discrete alternatives: ways of building the index, each prepared once as a matrix of leaves."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product
from types import MappingProxyType

import numpy.typing as npt

from aqyl.index.aggregation import After
from aqyl.index.arrays import Floats, floats, problem
from aqyl.index.combiners import Missing
from aqyl.index.rules import Methods, Thresholds
from aqyl.index.uncertainty.weight_sets import chance_problems
from aqyl.problems import Problem, raise_if

Scorer = Callable[[Floats, Floats], npt.ArrayLike]


@dataclass(frozen=True, eq=False)
class Between:
    """Cells whose value is drawn evenly between two bounds, such as missing values.

    low, high: (units, leaves), on the scale of the leaves; NaN where a cell is certain. together:
    one number places all cells of a unit between their bounds, so that what is unknown of it is
    all good or all bad; else each cell has its own, and the more there are the more they even out.
    """

    low: npt.ArrayLike
    high: npt.ArrayLike
    together: bool = False


@dataclass(frozen=True, eq=False)
class Claims:
    """Cells that hold `confirmed` with a probability and `refuted` otherwise: unverified claims.

    refuted, confirmed, probability: (units, leaves) or what broadcasts to it; NaN in any of them
    where nothing is claimed.
    """

    refuted: npt.ArrayLike
    confirmed: npt.ArrayLike
    probability: npt.ArrayLike


@dataclass(frozen=True, eq=False)
class Setting:
    """One way to build the index from leaves that are ready: denominated, treated, normalised.

    leaves: (units, leaves); method, missing, threshold, after: as in `aggregate`, but `after` must
    judge each value by itself. between, claims: cells that are drawn. score: in place of all that,
    a function of leaves (units, leaves) and weights (nodes,) - (units, nodes) where a study has
    weights by unit - that gives the scores (units,). The arithmetic, geometric and harmonic mean
    are scored by matrix products; every other method, and `score`, draw by draw.
    """

    leaves: npt.ArrayLike
    method: Methods = "arithmetic"
    missing: Missing = "propagate"
    threshold: Thresholds = 0.0
    after: After | None = None
    between: Between | None = None
    claims: Claims | None = None
    score: Scorer | None = None

    def certain(self) -> Setting:
        """The same without the cells that are drawn: the leaves as they stand."""
        return replace(self, between=None, claims=None)


@dataclass(frozen=True, eq=False)
class Alternatives:
    """Choices with their options, and how each combination of options is prepared.

    options: the options of each choice by its name, the nominal one first. prepare: called once
    for each combination with a mapping from choice to option; options that do not touch the leaves
    should hand on the same array. probabilities: of the options of a choice; equal where not given.

    >>> both = Alternatives({"scale": (1.0, 2.0)}, lambda c: Setting([[0.5], [c["scale"]]]))
    >>> both.combinations
    ({'scale': 1.0}, {'scale': 2.0})
    """

    options: Mapping[str, Sequence[object]]
    prepare: Callable[[Mapping[str, object]], Setting]
    probabilities: Mapping[str, Sequence[float]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        raise_if(self._problems())

    @property
    def combinations(self) -> tuple[dict[str, object], ...]:
        """Every combination, the options of the last choice running fastest."""
        lines = product(*self.options.values())
        return tuple(dict(zip(self.options, line, strict=True)) for line in lines)

    @property
    def counts(self) -> tuple[int, ...]:
        """The number of options of each choice."""
        return tuple(len(options) for options in self.options.values())

    def chances(self, choice: str) -> Floats:
        """The probabilities of a choice's options, as given."""
        count = len(self.options[choice])
        return floats(self.probabilities.get(choice, [1.0] * count), "probabilities")

    def _problems(self) -> list[Problem]:
        found = []
        for choice, options in self.options.items():
            chances = self.chances(choice)
            if not options:
                found.append(problem("no_options", choice=choice))
            elif chances.shape != (len(options),):
                sizes = {"first_size": len(options), "second_size": chances.size}
                found.append(problem("lengths", first=choice, second="probabilities", **sizes))
            else:
                found += chance_problems(choice, chances)
        unknown = [name for name in self.probabilities if name not in self.options]
        return found + [problem("choice_unknown", given=name) for name in unknown]


def single(setting: Setting) -> Alternatives:
    """A setting without alternatives."""
    return Alternatives(MappingProxyType({}), lambda _: setting)
