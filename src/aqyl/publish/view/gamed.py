"""How the standard can be gamed: each test with its gain as a share of the scale."""

from __future__ import annotations

from dataclasses import dataclass

from aqyl.assess.gaming import Finding
from aqyl.publish.view.frame import Frame
from aqyl.publish.words import Number, Percent, each, said

# Open to most first; what holds last.
_ORDER = ("open", "some", "holds")


@dataclass(frozen=True, slots=True)
class Gamed:
    """One test in three languages; worst and middle are shares of the scale.

    measure: `points` of the total, or a `share` of what is known; `figures` says them in words.
    """

    test: str
    verdict: str
    measure: str
    worst: float
    middle: float
    figures: dict[str, str]
    title: dict[str, str]
    found: dict[str, str]
    repair: dict[str, str]


def gamed(frame: Frame) -> list[Gamed]:
    """The tests of the report: open ones first, gains before shares, the greatest first."""
    return [_row(frame, one) for one in sorted(frame.report.gaming, key=order)]


def order(one: Finding) -> tuple[int, str, float]:
    """What the tests are sorted by."""
    return _ORDER.index(one.verdict), one.measure, -one.worst


def _row(frame: Frame, one: Finding) -> Gamed:
    scale = frame.edition.scoring.scale
    worst, middle = (min(max(gain / scale, 0.0), 1.0) for gain in (one.worst, one.median))
    if one.measure == "share":
        figures = said("gaming.bar.share", worst=Percent(worst), median=Percent(middle))
    else:
        ends = {"worst": one.worst, "median": one.median}
        gains = {name: Number(gain, frame.digits) for name, gain in ends.items()}
        figures = said("gaming.bar.points", scale=Number(scale), **gains)
    title, found, repair = (
        each(lambda lang, name=name: one.part(name, lang))  # type: ignore[misc]
        for name in ("title", "found", "repair")
    )
    return Gamed(one.test, one.verdict, one.measure, worst, middle, figures, title, found, repair)
