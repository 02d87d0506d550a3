"""The drawings of a report."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from aqyl.language import sort_key
from aqyl.publish.charts.change import change
from aqyl.publish.charts.country import country, marks_of
from aqyl.publish.charts.intervals import intervals
from aqyl.publish.charts.places import places
from aqyl.publish.charts.slope import slope
from aqyl.publish.view.bridge import Split
from aqyl.publish.view.frame import Frame
from aqyl.publish.view.orders import Movers
from aqyl.publish.view.ranking import RankedGroup
from aqyl.publish.view.sure import Sure
from aqyl.publish.words import Number, each


@dataclass(frozen=True, slots=True)
class Maps:
    """The map in two sizes; `note` names the string under it, `absent` who is not on it."""

    wide: Markup
    narrow: Markup
    note: str
    absent: dict[str, str] | None


def maps_of(frame: Frame) -> Maps | None:
    """The map, or None where no unit has a place."""
    marks = marks_of(frame)
    if not marks:
        return None
    areas = not frame.report.places
    label = frame.words.label(f"map.label.{'areas' if areas else 'dots'}", count=len(marks))
    note = "areas" if areas else "population" if frame.report.population else "group"
    placed = {mark.unit for mark in marks}
    absent = [title for unit, title in frame.titles.items() if unit not in placed]
    names = each(lambda lang: ", ".join(_sorted([title.say(lang) for title in absent], lang)))
    wide, narrow = country(frame, marks, "wide", label), country(frame, marks, "narrow", label)
    return Maps(wide, narrow, note, names if absent else None)


def _sorted(names: list[str], lang: str) -> list[str]:
    return sorted(names, key=lambda name: sort_key(name, lang))


def interval_charts(frame: Frame, groups: list[RankedGroup]) -> dict[str, Markup]:
    """The drawing of every group of whom something is known."""
    charts = {}
    for group in groups:
        if group.ranked:
            first = group.ranked[0]
            score = Number(first.cell.score, frame.digits)
            count = len(group.ranked)
            label = frame.words.label("ranking.chart", count=count, first=first.title, score=score)
            scale = frame.edition.scoring.scale
            charts[group.group] = intervals(group.ranked, scale, frame.words, label)
    return charts


def slope_of(frame: Frame, moved: Movers | None) -> Markup | None:
    """Who moved, as a drawing."""
    if moved is None or not moved.both:
        return None
    return slope(moved, frame.words, frame.words.label("moved.chart"))


def place_charts(frame: Frame, sure: Sure | None) -> dict[str, Markup]:
    """Where the places of every group fall over the draws."""
    if sure is None:
        return {}
    charts = {}
    for group in sure.groups:
        label = frame.words.label("sure.chart", count=len(group.rows))
        charts[group.group] = places(group, sure.lanes, frame.words, label)
    return charts


def change_of(frame: Frame, split: Split | None) -> Markup | None:
    """What each unit's change is made of, as a drawing."""
    if split is None or not split.rows:
        return None
    return change(split.rows, frame.words, frame.words.label("bridge.chart"))
