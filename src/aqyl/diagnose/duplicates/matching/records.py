"""Records as columns, and the pairs of them that are looked at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]


@dataclass(frozen=True)
class Records:
    """`texts`: field -> a text a record, blank where there is none. `numbers`: nan for none."""

    texts: Mapping[str, Sequence[str]]
    numbers: Mapping[str, Floats] = field(default_factory=dict)

    def whole(self) -> list[str]:
        """All texts of each record in one."""
        return [" ".join(filter(None, row)) for row in zip(*self.texts.values(), strict=True)]


@dataclass(frozen=True)
class Pairs:
    """Pair k sets record `left[k]` of one collection beside `right[k]` of another."""

    left: Integers
    right: Integers

    def __len__(self) -> int:
        return len(self.left)

    def of(self, left: Sequence[str], right: Sequence[str]) -> tuple[list[str], list[str]]:
        """The two texts of each pair."""
        return [left[i] for i in self.left], [right[j] for j in self.right]
