"""What is known of each leaf of each unit: arrays for the mathematics, a Fact for the trail."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from aqyl.index import Floats
from aqyl.standard.procedure import Standing

Basis = Standing | str  # a standing, or `imputed`
BASES = ("verified", "reported", "claimed")


@dataclass(frozen=True, slots=True)
class Origin:
    """One row of an input table that a fact rests on."""

    file: str
    line: int | None
    digest: str
    source: str
    role: str = "decides"
    status: str = ""
    on: str = ""
    what: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """Why a leaf has its score: a status (`given`) or a value (`value`), and what it rests on."""

    settlement: str
    node: str
    basis: Basis
    given: str = ""
    given_low: str = ""
    given_high: str = ""
    value: float | None = None
    period: str = ""
    origins: tuple[Origin, ...] = ()


@dataclass
class Facts:
    """Leaf scores 0-1 of all units: score, low and high are (units, leaves), unknown is NaN."""

    units: tuple[str, ...]
    leaves: tuple[str, ...]
    score: Floats
    low: Floats
    high: Floats
    known: dict[tuple[int, int], Fact] = field(default_factory=dict)

    @classmethod
    def blank(cls, units: Sequence[str], leaves: Sequence[str]) -> Facts:
        """Nothing known of anything."""
        score, low, high = (np.full((len(units), len(leaves)), np.nan) for _ in range(3))
        return cls(tuple(units), tuple(leaves), score, low, high)

    def put(self, place: tuple[int, int], fact: Fact, scores: tuple[float, float, float]) -> None:
        """Record a fact with its (score, low, high); a later one for the leaf replaces it."""
        self.known[place] = fact
        self.score[place], self.low[place], self.high[place] = scores

    def basis(self, name: Basis) -> np.ndarray:
        """Which leaves rest on a basis, (units, leaves) booleans."""
        mask = np.zeros(self.score.shape, dtype=bool)
        for (unit, leaf), fact in self.known.items():
            mask[unit, leaf] = fact.basis == name
        return mask

    def __iter__(self) -> Iterator[Fact]:
        return iter(fact for _, fact in sorted(self.known.items()))


def positions(ids: Sequence[str]) -> Mapping[str, int]:
    """Each id's place."""
    return {name: place for place, name in enumerate(ids)}
