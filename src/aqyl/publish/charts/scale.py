"""Round ticks for an axis of scores."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from aqyl.language import format_number
from aqyl.publish.words import Number

_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)


@dataclass(frozen=True, slots=True)
class Tick(Number):
    """A number at an axis; its minus is as wide as a plus, as in the tables."""

    def say(self, lang: str) -> str:
        """The number as the language writes it."""
        return format_number(self.value, lang, self.digits).replace("-", "−")


def ticks(low: float, high: float, about: int = 5) -> list[float]:
    """Round numbers from low to high, about so many.

    >>> ticks(0, 100)
    [0.0, 20.0, 40.0, 60.0, 80.0, 100.0]
    """
    power = 10.0 ** math.floor(math.log10((high - low) / about))
    step = next(power * s for s in _STEPS if power * s * about >= (high - low) * (1 - 1e-9))
    first = math.ceil(low / step - 1e-9)
    last = math.floor(high / step + 1e-9)
    return [round(i * step, 10) for i in range(first, last + 1)]


def tick_texts(values: Sequence[float]) -> dict[str, Number]:
    """Keys `tick0`, `tick1`, ... and their numbers with just the decimals they need."""
    digits = max((_digits(value) for value in values), default=0)
    return {f"tick{i}": Tick(value, digits) for i, value in enumerate(values)}


def tick_expression(values: Sequence[float]) -> str:
    """The Vega expression that labels a tick with its key."""
    listed = ", ".join(repr(value) for value in values)
    return f"'⟦tick' + indexof([{listed}], datum.value) + '⟧'"


def _digits(value: float) -> int:
    return next(d for d in range(11) if round(value, d) == round(value, 10))
