"""One report in one self-contained HTML file."""

from __future__ import annotations

from pathlib import Path

from markupsafe import Markup

from aqyl.publish.figures import change_of, interval_charts, maps_of, place_charts, slope_of
from aqyl.publish.inputs import ReportInput
from aqyl.publish.page import page
from aqyl.publish.view.bridge import split
from aqyl.publish.view.evidence import evidence_use
from aqyl.publish.view.findings import findings
from aqyl.publish.view.frame import Frame
from aqyl.publish.view.gamed import gamed
from aqyl.publish.view.links import source_link
from aqyl.publish.view.orders import movers, orders
from aqyl.publish.view.overview import banner, known, sections, severities
from aqyl.publish.view.provenance import provenance
from aqyl.publish.view.ranking import heat, places, ranking
from aqyl.publish.view.settlement import Sections
from aqyl.publish.view.sure import sure
from aqyl.publish.words import Words, date_in_three, each, said
from aqyl.standard import Text
from aqyl.tables import write_text


def write_report(path: Path, report: ReportInput) -> None:
    """Write the report whole or not at all; the same input gives the same bytes."""
    write_text(path, render_report(report))


def render_report(report: ReportInput) -> str:
    """The report as HTML."""
    words = Words(report.lang)
    frame = Frame(report, words)
    maps = maps_of(frame)
    groups = ranking(frame)
    moved, drawn, bridged = movers(frame), sure(frame, groups), split(frame)
    edition, period = frame.edition, frame.assessment.period
    title = said("page_title", edition=edition.title, period=period)
    parts = {
        "edition": edition,
        "period": period,
        "digits": frame.digits,
        "level_digits": 0 if edition.scoring.scale >= 10 else 2,
        "of_units": "settlements" if frame.registered else "units",
        "sections": sections(frame, has_map=maps is not None),
        "banner": banner(frame),
        "known": known(frame),
        "severities": severities(frame),
        "in_force": _in_force(frame),
        "maps": maps,
        "shades": frame.shades,
        "domain_shades": frame.domain_shades,
        "groups": groups,
        "interval_charts": interval_charts(frame, groups),
        "heat": heat(frame, groups),
        "domain_titles": [without_brackets(frame.node_titles[node]) for node in frame.top],
        "left_out": [(p.title, p.left_out) for p in edition.units.listed if p.left_out],
        "orders": orders(frame),
        "movers": moved,
        "slope": slope_of(frame, moved),
        "sure": drawn,
        "place_charts": place_charts(frame, drawn),
        "split": bridged,
        "change_chart": change_of(frame, bridged),
        "gamed": gamed(frame),
        "folded": frame.folded,
        "name_places": lambda unit: places(frame, unit),
        "settlements": Sections(frame).all(),
        "findings": findings(frame),
        "evidence": evidence_use(frame) if frame.assessment.reports else None,
        "provenance": provenance(frame),
        "percent_of": lambda score: _percent_of(frame, score),
        "source_link": source_link,
        "value_digits": value_digits,
    }
    return page(words, title, parts)


def value_digits(value: float) -> int:
    """Decimals of a measured value: none for whole numbers, more for smaller ones.

    >>> [value_digits(x) for x in (12.0, 1499.74, 42.6008, 0.2362)]
    [0, 1, 2, 3]
    """
    if float(value).is_integer():
        return 0
    size = abs(value)
    return 1 if size >= 100 else 2 if size >= 1 else 3


def without_brackets(title: Text) -> dict[str, str]:
    """A title for a narrow column: what stands in brackets is left out."""
    return each(lambda lang: title.say(lang).split(" (")[0])


def _percent_of(frame: Frame, score: float) -> float:
    share = score / frame.edition.scoring.scale * 100
    return round(min(max(share, 0.0), 100.0), 2)


def _in_force(frame: Frame) -> Markup:
    span = frame.edition.in_force
    start = date_in_three(span.start.isoformat())
    if span.end is None:
        return frame.words.say("fact.in_force_from", date=start)
    end = date_in_three(span.end.isoformat())
    return frame.words.say("fact.in_force_span", start=start, end=end)
