"""A study: an index, what of it is certain, and what is not."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from aqyl.index.arrays import Floats, fit, problem
from aqyl.index.hierarchy import Hierarchy
from aqyl.index.means import missing_words, weight_problems
from aqyl.index.rules import rules
from aqyl.index.uncertainty.cells import Kinds, cell_problems, drawn_cells
from aqyl.index.uncertainty.settings import Alternatives, Setting, single
from aqyl.index.uncertainty.weight_sets import GivenWeights, Weights
from aqyl.problems import Problem, raise_if

# The names of the factors that are not a choice between alternatives.
WEIGHTS, BETWEEN, CLAIMS = "weights", "between", "claims"


@dataclass(frozen=True, eq=False)
class Study:
    """An index with its uncertain choices.

    built: one setting, or alternatives. weights: uncertain ones, or (nodes,) in the hierarchy's
    order; equal where none are given. by_unit: (units, nodes), where weights differ by unit; each
    unit's weight is then this times the drawn weight over the nominal one. published: the setting
    whose scores are compared with; the first option of every choice where not given.
    Raises InputError for shapes that do not fit, unknown words, wrong weights and wrong cells.
    """

    hierarchy: Hierarchy
    built: Setting | Alternatives
    weights: Weights | npt.ArrayLike | None = None
    by_unit: npt.ArrayLike | None = None
    published: Setting | None = None

    def __post_init__(self) -> None:
        raise_if([*_reserved(self.alternatives), *self._leaf_problems()])
        for setting in (*self.settings, self.nominal):
            _check_words(self.hierarchy, setting)
        raise_if(weight_problems(self.drawn_weights.nominal))
        if self.by_unit is not None:
            raise_if(weight_problems(self._lines(self.by_unit)))
        raise_if(found for kinds in self.cells for found in cell_problems(*kinds))

    @cached_property
    def alternatives(self) -> Alternatives:
        """The alternatives; without choices where one setting was given."""
        return self.built if isinstance(self.built, Alternatives) else single(self.built)

    @cached_property
    def settings(self) -> tuple[Setting, ...]:
        """Every combination, prepared once."""
        prepare = self.alternatives.prepare
        return tuple(prepare(combination) for combination in self.alternatives.combinations)

    @cached_property
    def nominal(self) -> Setting:
        """The setting whose scores are compared with, its cells as they stand."""
        return (self.published or self.settings[0]).certain()

    @cached_property
    def drawn_weights(self) -> Weights:
        """The weights as sets to draw from."""
        if isinstance(self.weights, Weights):
            return self.weights
        one = 1.0 if self.weights is None else self.weights
        nominal = np.array(fit(one, (len(self.hierarchy.nodes),), "weights"))
        nominal[-1] = 1.0
        return GivenWeights(nominal)

    @cached_property
    def shape(self) -> tuple[int, int]:
        """(units, leaves)."""
        units, leaves = np.shape(self.settings[0].leaves)
        return units, leaves

    @cached_property
    def cells(self) -> tuple[Kinds, ...]:
        """The drawn cells of each setting."""
        return tuple(drawn_cells(setting, self.shape) for setting in self.settings)

    @property
    def factors(self) -> tuple[str, ...]:
        """The uncertain choices by name: alternatives, then weights and drawn cells."""
        between, claims = (any(cells[kind] for cells in self.cells) for kind in (0, 1))
        uncertain = (not self.drawn_weights.certain, between, claims)
        others = zip((WEIGHTS, BETWEEN, CLAIMS), uncertain, strict=True)
        return (*self.alternatives.options, *(name for name, varies in others if varies))

    def families(self) -> tuple[npt.NDArray[np.intp], list[Floats | None]]:
        """The family of each unit, and the weights (nodes,) of each family; None without any."""
        if self.by_unit is None:
            return np.zeros(self.shape[0], dtype=np.intp), [None]
        own, family = np.unique(self._lines(self.by_unit), axis=0, return_inverse=True)
        return family.reshape(-1).astype(np.intp), list(own)

    def scaled(self, sets: Floats, own: Floats | None) -> Floats:
        """Drawn sets (n, nodes) as a family of units has them."""
        if own is None:
            return sets
        nominal = self.drawn_weights.nominal
        used = nominal > 0
        factor: Floats = np.where(used, sets / np.where(used, nominal, 1.0), 1.0)
        return own * factor

    def _lines(self, by_unit: npt.ArrayLike) -> Floats:
        lines = np.array(fit(by_unit, (self.shape[0], len(self.hierarchy.nodes)), "by_unit"))
        lines[:, -1] = 1.0
        return lines

    def _leaf_problems(self) -> list[Problem]:
        shapes = [np.shape(setting.leaves) for setting in (*self.settings, self.nominal)]
        units = shapes[0][0] if shapes[0] and shapes[0][0] else "units"
        wanted = (units, len(self.hierarchy.leaves))
        allowed = f"({wanted[0]}, {wanted[1]})"
        return [
            problem("shape", name="leaves", given=given, allowed=allowed)
            for given in dict.fromkeys(shapes)
            if given != wanted
        ]


def _check_words(hierarchy: Hierarchy, setting: Setting) -> None:
    rules(hierarchy, setting.method, setting.threshold, setting.missing)
    inner = {hierarchy.nodes[node] for node in hierarchy.inner}
    unknown = [node for node in setting.after or {} if node not in inner]
    found = [problem("tree_unknown", name="after", given=node) for node in unknown]
    raise_if([*missing_words(setting.missing), *found])


def _reserved(alternatives: Alternatives) -> list[Problem]:
    taken = [name for name in (WEIGHTS, BETWEEN, CLAIMS) if name in alternatives.options]
    return [problem("choice_reserved", given=name) for name in taken]
