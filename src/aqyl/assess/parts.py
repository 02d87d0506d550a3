"""Numbers as shown, so that the shown parts of a sum come exactly to the shown sum."""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import ROUND_FLOOR, Decimal


def digits_for(scale: float) -> int:
    """How many decimals show a ten-thousandth of an edition's scale.

    >>> digits_for(100.0), digits_for(1.0)
    (2, 4)
    """
    return max(0, 4 - round(math.log10(scale)))


def shown(value: float, digits: int) -> Decimal:
    """A number rounded for showing, half to even.

    >>> shown(0.125, 2)
    Decimal('0.12')
    """
    return Decimal(value).quantize(Decimal(1).scaleb(-digits))


def shown_parts(parts: Sequence[float], total: float, digits: int) -> list[Decimal]:
    """Parts of `total` rounded so that they add up to `shown(total)`.

    Hamilton's method: every part is rounded down, then those of the largest remainders go up; of
    equal remainders the earlier one.

    >>> [str(part) for part in shown_parts([1 / 3, 1 / 3, 1 / 3], 1.0, 2)]
    ['0.34', '0.33', '0.33']
    """
    unit = Decimal(1).scaleb(-digits)
    exact = [Decimal(part) for part in parts]
    rounded = [part.quantize(unit, rounding=ROUND_FLOOR) for part in exact]
    missing = int((shown(total, digits) - sum(rounded, Decimal(0))) / unit)
    by_remainder = sorted(range(len(parts)), key=lambda i: (rounded[i] - exact[i], i))
    for place in by_remainder[:missing]:
        rounded[place] += unit
    return rounded
