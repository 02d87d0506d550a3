"""The steps that turn a value into a score 0-1, as an edition words them.

Each step names a function of `aqyl.index`; its parameters stand in the edition, never in code.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Positive = Annotated[float, Field(gt=0)]


class _Step(BaseModel):
    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", allow_inf_nan=False)


class Log(_Step):
    """Natural logarithm; values must be positive."""

    step: Literal["log"]


class Sqrt(_Step):
    """Square root; values must not be negative."""

    step: Literal["sqrt"]


class MinMax(_Step):
    """(x - low) / (high - low), low and high observed over the units where not given."""

    step: Literal["minmax"]
    low: float | None = None
    high: float | None = None


class ZScore(_Step):
    """(x - mean) / sd with n - 1, moved to `mean` and `sd`."""

    step: Literal["zscore"]
    mean: float = 0.0
    sd: Positive = 1.0


class Rank(_Step):
    """Rank over the units, the highest value the highest rank."""

    step: Literal["rank"]


class PercentileRank(_Step):
    """(rank - 1) / (n - 1)."""

    step: Literal["percentile_rank"]


class Goalposts(_Step):
    """(x - low) / (high - low) by the indicator's goalposts for the unit's group, cut to 0-1."""

    step: Literal["goalposts"]


class ShareOfTarget(_Step):
    """x / target (direction up) or target / x (direction down), cut to 0-1; no target, no score."""

    step: Literal["share_of_target"]


class Bands(_Step):
    """A step function: the points of the last band whose lower edge is at or below x.

    With `below` true an edge belongs to the band below it.
    """

    step: Literal["bands"]
    edges: tuple[float, ...]
    points: tuple[float, ...]
    below: bool = False


class Piecewise(_Step):
    """Straight lines through the points (x, y), flat outside them."""

    step: Literal["piecewise"]
    x: tuple[float, ...]
    y: tuple[float, ...]


class Saturating(_Step):
    """x / (2k) up to the knee k, above it 1/2 + 1/2 (1 - exp(-(x - k) / k))."""

    step: Literal["saturating"]
    knee: Positive


class Scale(_Step):
    """x * factor."""

    step: Literal["scale"]
    factor: float


class Invert(_Step):
    """1 - x."""

    step: Literal["invert"]


Step = Annotated[
    Log
    | Sqrt
    | MinMax
    | ZScore
    | Rank
    | PercentileRank
    | Goalposts
    | ShareOfTarget
    | Bands
    | Piecewise
    | Saturating
    | Scale
    | Invert,
    Field(discriminator="step"),
]
