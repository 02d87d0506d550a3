"""How the standard can be gamed: each test with its gain as a share of the scale."""

from __future__ import annotations

from dataclasses import dataclass

from aqyl.publish.view.frame import Frame
from aqyl.publish.words import each


@dataclass(frozen=True, slots=True)
class Gamed:
    """One test in three languages; worst and median are gains in points, `share` of the scale."""

    test: str
    holds: bool
    worst: float
    median: float
    share: float
    title: dict[str, str]
    found: dict[str, str]
    repair: dict[str, str]


def gamed(frame: Frame) -> list[Gamed]:
    """The tests of the report, those that found something first, the greatest gain first."""
    scale = frame.edition.scoring.scale
    rows = [
        Gamed(
            one.test,
            one.holds,
            one.worst,
            one.median,
            min(max(one.worst / scale, 0.0), 1.0),
            each(lambda lang, one=one: one.part("title", lang)),  # type: ignore[misc]
            each(lambda lang, one=one: one.part("found", lang)),  # type: ignore[misc]
            each(lambda lang, one=one: one.part("repair", lang)),  # type: ignore[misc]
        )
        for one in frame.report.gaming
    ]
    return sorted(rows, key=lambda row: (row.holds, -row.worst))
