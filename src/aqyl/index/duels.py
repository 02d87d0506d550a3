"""Every pair of units set against each other, a few rows of pairs at a time.

How two units stand on a criterion is one of three: behind, level, ahead. Five criteria make 243
cases, which one byte holds; ten make 59,049, whose weights are summed once into a table. So a pair
costs some byte operations a criterion and one look-up for ten.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from aqyl.index.arrays import Floats

_BYTE = 5  # criteria in one byte
_TABLE = 2 * _BYTE  # criteria in one table
_PAIRS = 2**19  # pairs at a time: what a processor keeps at hand
_ROUNDING = 1e-12

_Codes = npt.NDArray[np.uint16]
_Signs = npt.NDArray[np.int8]


class Duels:
    """Units by what they have on each criterion (criteria x units, NaN where lacking)."""

    def __init__(self, columns: Floats, weights: Floats) -> None:
        counts = weights > 0
        self.units = columns.shape[1]
        self.slack = _ROUNDING * float(weights.sum())
        self.ranks = [_Ranks(column) for column in columns[counts]]
        own = weights[counts]
        self.tables = [_sums(own[start : start + _TABLE]) for start in range(0, len(own), _TABLE)]
        rows = max(1, _PAIRS // max(1, self.units))
        self.rows = min(rows, max(1, self.units))
        shape = (self.rows, self.units)
        self.flags = np.empty(shape, dtype=np.bool_)
        self.bytes = np.empty(shape, dtype=np.uint8)
        self.codes = np.empty(shape, dtype=np.uint16)

    def wins_less_losses(self) -> Floats:
        """For each unit, the pairs it wins less the pairs it loses."""
        net = np.zeros(self.units, dtype=np.int64)
        for first in range(0, self.units, self.rows):
            last = min(first + self.rows, self.units)
            signs = self._signs(first, last)
            net[first:last] += signs.sum(axis=1, dtype=np.int64)
            net[last:] -= signs[:, last - first :].sum(axis=0, dtype=np.int64)
        return net.astype(np.float64)

    def _signs(self, first: int, last: int) -> _Signs:
        """Rows first to last against all from first on: 1 won, 0 neither, -1 lost."""
        if len(self.tables) == 1:
            return self._decided(self.tables[0]).take(self._code(0, first, last))
        total: Floats = np.zeros((last - first, self.units - first))
        for place, table in enumerate(self.tables):
            total += table.take(self._code(place * _TABLE, first, last))
        return self._decided(total)

    def _decided(self, sums: Floats) -> _Signs:
        ahead, behind = sums > self.slack, sums < -self.slack
        return ahead.view(np.int8) - behind.view(np.int8)

    def _code(self, start: int, first: int, last: int) -> _Codes:
        """Up to ten criteria from `start` as one number to the base 3."""
        code = self.codes[: last - first, : self.units - first]
        code.fill(0)
        ten = self.ranks[start : start + _TABLE]
        for five in (ten[:_BYTE], ten[_BYTE:]):
            code *= np.uint16(3 ** len(five))
            code += self._byte(five, first, last)
        return code

    def _byte(self, five: list[_Ranks], first: int, last: int) -> npt.NDArray[np.uint8]:
        """Up to five criteria as one number to the base 3; a byte may wrap on the way."""
        corner = np.s_[: last - first, : self.units - first]
        code, flags = self.bytes[corner], self.flags[corner]
        code.fill(0)
        for ranks in five:
            code *= np.uint8(3)
            np.greater(ranks.low[first:last, np.newaxis], ranks.high[first:], out=flags)
            code += flags.view(np.uint8)
            np.less(ranks.high[first:last, np.newaxis], ranks.low[first:], out=flags)
            code -= flags.view(np.uint8)
        code += np.uint8((3 ** len(five) - 1) // 2)
        return code


class _Ranks:
    """A column as small whole numbers; a lacking value is below all in low, above all in high."""

    def __init__(self, column: Floats) -> None:
        kind = np.uint16 if column.size < 2**16 - 2 else np.uint32
        absent = np.isnan(column)
        place = np.unique(column, return_inverse=True)[1] + 1
        self.low = np.where(absent, 0, place).astype(kind)
        self.high = np.where(absent, np.iinfo(kind).max, place).astype(kind)


def _sums(weights: Floats) -> Floats:
    """The weights ahead less the weights behind in each of the 3^n cases."""
    total: Floats = np.zeros(1)
    for weight in weights:
        total = np.add.outer(total, weight * np.array([-1.0, 0.0, 1.0])).ravel()
    return total
