"""Uncertain weights: a number of sets, each known by its number alone.

A set is a line of node weights in the hierarchy's order; siblings need not sum to one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

import numpy as np
import numpy.typing as npt

from aqyl.index.arrays import Floats, fit, floats, join, problem
from aqyl.index.hierarchy import Hierarchy
from aqyl.index.means import weight_problems
from aqyl.index.parameters import Parameter
from aqyl.index.uncertainty.streams import BLOCK, Purpose, Whole, generator, pick, uniforms
from aqyl.problems import Problem, raise_if

SHARE = Parameter("share", low=0, high=1)
CONCENTRATION = Parameter("concentration", low=0, inside=True)
PROBABILITY = Parameter("probabilities", low=0)


@runtime_checkable
class Weights(Protocol):
    """Weights that may differ from draw to draw."""

    @property
    def nominal(self) -> Floats:
        """The weights the published index uses, (nodes,)."""

    @property
    def certain(self) -> bool:
        """Whether every draw has the nominal weights."""

    def sets(self, seed: int, numbers: Whole) -> Floats:
        """The sets of these numbers, (n, nodes); a number always means the same set."""


@dataclass(frozen=True, eq=False)
class GivenWeights:
    """The same weights in every draw."""

    nominal: Floats
    certain: bool = True

    def sets(self, seed: int, numbers: Whole) -> Floats:
        """The nominal weights, once for each number."""
        return np.broadcast_to(self.nominal, (numbers.size, self.nominal.size))


@dataclass(frozen=True, eq=False)
class NoisyWeights:
    """Each weight w drawn evenly from w (1 - share) to w (1 + share).

    Source: COINr, get_noisy_weights. Made by `noisy_weights`.
    """

    nominal: Floats
    share: Floats

    @property
    def certain(self) -> bool:
        """Whether every share is zero."""
        return not self.share.any()

    def sets(self, seed: int, numbers: Whole) -> Floats:
        """The sets of these numbers, (n, nodes)."""
        return _by_block(seed, numbers, self._block)

    def _block(self, stream: np.random.Generator) -> Floats:
        u = uniforms(stream, BLOCK * self.nominal.size).reshape(BLOCK, -1)
        return self.nominal * (1.0 + self.share * (2.0 * u - 1.0))


def noisy_weights(
    hierarchy: Hierarchy, weights: npt.ArrayLike, share: float | Mapping[int, float]
) -> NoisyWeights:
    """Weights (nodes,) with even noise of +/- a share, one for all or one for each level.

    Levels count from the leaves (1); a level that is not named has no noise.
    Raises InputError for a share outside 0-1, a level that is not there, and wrong weights.

    >>> tree = Hierarchy.from_parents({"a": "top", "b": "top", "top": None})
    >>> noise = noisy_weights(tree, [1, 1, 1], {1: 0.25})
    >>> noise.share.tolist()
    [0.25, 0.25, 0.0]
    """
    nominal = _nominal(hierarchy, weights)
    depth = hierarchy.levels[-1]
    by_level = share if isinstance(share, Mapping) else dict.fromkeys(range(1, depth), share)
    beyond = [level for level in by_level if level not in hierarchy.levels]
    found = [problem for given in by_level.values() for problem in SHARE.check(given)]
    if beyond:
        found.append(problem("level_unknown", given=join(beyond), depth=depth))
    raise_if(found)
    noise = np.array([by_level.get(level, 0.0) for level in hierarchy.levels], dtype=np.float64)
    return NoisyWeights(nominal, noise)


@dataclass(frozen=True, eq=False)
class DirichletWeights:
    """Siblings' shares drawn from a Dirichlet distribution around their nominal shares.

    Made by `dirichlet_weights`.
    """

    nominal: Floats
    shape: Floats
    certain: bool = False

    def sets(self, seed: int, numbers: Whole) -> Floats:
        """The sets of these numbers, (n, nodes), each sibling a gamma variate: their shares count.

        The same seed gives the same sets with the same release of numpy.
        """
        return _by_block(seed, numbers, self._block)

    def _block(self, stream: np.random.Generator) -> Floats:
        return stream.standard_gamma(self.shape, size=(BLOCK, self.shape.size))


def dirichlet_weights(
    hierarchy: Hierarchy, weights: npt.ArrayLike, concentration: float
) -> DirichletWeights:
    """Weights (nodes,) whose shares among siblings s_i follow Dirichlet(concentration x s).

    A share's mean is s_i, its variance s_i (1 - s_i) / (concentration + 1): the larger the
    concentration, the nearer the draws keep to the nominal weights.
    Raises InputError unless concentration is positive, and for wrong weights.
    """
    nominal = _nominal(hierarchy, weights)
    raise_if(CONCENTRATION.check(concentration))
    shape = np.zeros_like(nominal)
    for node in hierarchy.inner:
        children = list(hierarchy.children[node])
        total = nominal[children].sum()
        shape[children] = concentration * nominal[children] / (total if total > 0 else 1.0)
    return DirichletWeights(nominal, shape)


@dataclass(frozen=True, eq=False)
class ListedWeights:
    """One of several given sets in each draw. Made by `listed_weights`."""

    nominal: Floats
    listed: Floats
    probabilities: Floats
    certain: bool = False

    def sets(self, seed: int, numbers: Whole) -> Floats:
        """The sets that fall on these numbers, (n, nodes)."""
        chosen = _by_block(seed, numbers, lambda stream: uniforms(stream, BLOCK)[:, np.newaxis])
        return self.listed[pick(chosen[:, 0], self.probabilities)]


def listed_weights(
    hierarchy: Hierarchy,
    weights: npt.ArrayLike,
    listed: npt.ArrayLike,
    probabilities: npt.ArrayLike | None = None,
) -> ListedWeights:
    """Nominal weights (nodes,) and the sets (sets, nodes) that draws take by their probabilities.

    Probabilities need not sum to one; equal where none are given.
    Raises InputError for shapes that do not fit, negative probabilities and wrong weights.
    """
    nominal = _nominal(hierarchy, weights)
    sets = floats(listed, "listed")
    if sets.ndim != 2 or sets.shape[1] != nominal.size or not len(sets):
        allowed = f"(sets, {nominal.size})"
        raise_if([problem("shape", name="listed", given=sets.shape, allowed=allowed)])
    chances = fit(1.0 if probabilities is None else probabilities, (len(sets),), "probabilities")
    raise_if([*weight_problems(sets), *chance_problems("probabilities", chances)])
    return ListedWeights(nominal, sets, np.array(chances))


def chance_problems(name: str, chances: Floats) -> list[Problem]:
    """Problems of the probabilities of options: below zero, missing, or all zero."""
    found = PROBABILITY.check(chances)
    if not found and not (chances > 0).any():
        found.append(problem("chances_zero", name=name))
    return found


def _nominal(hierarchy: Hierarchy, weights: npt.ArrayLike) -> Floats:
    nominal = np.array(fit(weights, (len(hierarchy.nodes),), "weights"))
    nominal[-1] = 1.0
    raise_if(weight_problems(nominal))
    return nominal


def _by_block(seed: int, numbers: Whole, block: Callable[[np.random.Generator], Floats]) -> Floats:
    """Lines picked from blocks that are each drawn from a stream of their own."""
    which, inside = np.divmod(numbers, BLOCK)
    needed, where = np.unique(which, return_inverse=True)
    drawn = [block(generator(seed, Purpose.WEIGHTS, int(number))) for number in needed]
    return np.concatenate(drawn)[where * BLOCK + inside]
