"""What a gaming test finds: how much the total can be moved without any city being better."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from aqyl.assess.audit.wording import points, whole
from aqyl.assess.parts import digits_for
from aqyl.assess.replay import Scored
from aqyl.index import Floats
from aqyl.language import LANGUAGES, say

# A gain of less than this is rounding.
NOTHING = 1e-9

Gain = Mapping[str, float | int | str | None]
# What worst and median are: points of the total gained, or a share of what is known (as points).
Measure = Literal["points", "share"]
Verdict = Literal["open", "some", "holds"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One test of one edition.

    holds: nothing is gained that way. worst: the greatest gain of any unit in points of the
    edition's scale, `unit` its id; median: over the `units` that could try; common: whether the
    median is more than rounding. measure: `share` where worst and median are no gains but shares of
    what is known, in points of the scale. `numbers` are all figures of the test by name; `values`
    fill the strings `gaming.<test>.title`, `.found` (or `.holds`) and `.repair`, a mapping of
    languages where they differ by language.
    """

    test: str
    edition: str
    holds: bool
    worst: float
    median: float
    unit: str
    units: int
    common: bool
    measure: Measure = "points"
    numbers: Gain = field(default_factory=dict)
    values: Mapping[str, object] = field(default_factory=dict)

    @property
    def verdict(self) -> Verdict:
        """`open` to most units that could try, to `some` alone, or it `holds`."""
        if self.holds:
            return "holds"
        return "open" if self.common else "some"

    def part(self, name: str, lang: str) -> str:
        """One of `title`, `found` (what was found, or that it holds) and `repair`."""
        filled = {
            key: value[lang] if isinstance(value, Mapping) else value
            for key, value in self.values.items()
        }
        key = "holds" if name == "found" and self.holds else name
        return say(f"gaming.{self.test}.{key}", lang, **filled)

    def as_dict(self) -> dict[str, object]:
        """For JSON: the figures and the wording in the three languages."""
        return {
            "test": self.test,
            "edition": self.edition,
            "holds": self.holds,
            "verdict": self.verdict,
            "measure": self.measure,
            "worst": self.worst,
            "median": self.median,
            "unit": self.unit or None,
            "units": self.units,
            "numbers": dict(self.numbers),
            **{
                name: {lang: self.part(name, lang) for lang in LANGUAGES}
                for name in ("title", "found", "repair")
            },
        }


def finding(
    test: str,
    scored: Scored,
    titles: Mapping[str, Mapping[str, str]],
    gains: Mapping[str, float],
    measure: Measure = "points",
) -> Callable[[Gain, Mapping[str, object]], Finding]:
    """A finding of the gain each unit can make; its numbers and values are given to the result.

    titles: of the units. Worst, median and the unit stand in the values already.
    """
    best = max(gains, key=lambda unit: (gains[unit], unit))
    worst, median = gains[best], float(np.median(list(gains.values())))
    scale = scored.edition.scoring.scale
    said = {
        "worst": points(worst, scale),
        "median": points(median, scale),
        "unit": titles[best],
        "units": len(gains),
        "scale": whole(scale),
    }

    def make(numbers: Gain, values: Mapping[str, object]) -> Finding:
        return Finding(
            test,
            scored.edition.id,
            worst <= NOTHING,
            worst,
            median,
            best,
            len(gains),
            round(median, digits_for(scale)) > 0,
            measure,
            numbers,
            {**said, **values},
        )

    return make


def by_unit(units: Mapping[str, int], gains: Floats) -> dict[str, float]:
    """Gains by unit id, those that are a number; units: id -> row."""
    return {unit: float(gains[row]) for unit, row in units.items() if not np.isnan(gains[row])}
