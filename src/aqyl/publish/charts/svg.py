"""Altair charts as inline SVG: no ids, no fonts, no fixed colours, words that can be switched.

A chart is drawn once for all languages: its texts are keys in ⟦ ⟧, and the words take their place
in the finished drawing. So nothing in a chart may depend on how wide a text is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from aqyl.publish.charts.ink import true_colours
from aqyl.publish.charts.vega import to_svg
from aqyl.publish.words import Number, Wording, Words, in_three

if TYPE_CHECKING:
    import altair as alt

Shown = Wording | Number

_NUMBER = re.compile(r"-?\d+\.\d{2,}(?:e-?\d+)?")
_DROPPED = re.compile(
    r' (?:role|aria-[a-z]+|font-family|pointer-events|class|version|xmlns(?::xlink)?)="[^"]*"'
    r'| opacity="1"| stroke-miterlimit="10"'
)
# Paths that draw nothing, the background, and clips: their ids count up with every drawing.
_EMPTY = re.compile(
    r'<path[^>]* d=""[^>]*/>|<path d="M[\d.,]+h[\d.]+v[\d.]+h-?[\d.]+Z"/>'
    r'|<rect[^>]*fill="transparent"/>|<clipPath.*?</clipPath>|<defs>.*?</defs>| clip-path="[^"]*"'
)
_BARE_GROUP = re.compile(r"<g>((?:(?!</?g[ >]).)*)</g>")
_OPENING = re.compile(r"<svg[^>]*viewBox=\"0 0 ([\d.]+) ([\d.]+)\"[^>]*>")
_TEXT = re.compile(r"<text([^>]*)>⟦([^⟧]*)⟧</text>")
_LINK = re.compile(r'<a xlink:href="[^"]*#([^"]*)">(.*?)</a>')


def key(name: str) -> str:
    """The stand-in of a text in a chart's data."""
    return f"⟦{name}⟧"


def draw(
    chart: alt.LayerChart,
    words: Words,
    texts: Mapping[str, Shown],
    label: Markup,
    links: Mapping[str, Wording] | None = None,
    kind: str = "",
) -> Markup:
    """A chart as an SVG element.

    texts: what stands for each key. label: the attribute that says in words what the chart shows.
    links: `href` keys of marks -> their names; the keys are anchors on the page. kind: a class of
    its own for the style sheet.
    """
    svg = _tidy(to_svg(chart))
    svg = _LINK.sub(_linked(words, links or {}), svg)
    svg = _TEXT.sub(_worded(words, texts), true_colours(svg))
    role = "group" if links else "img"
    opened = _OPENING.sub(lambda m: _opening(m[1], m[2], kind, role, label), svg, count=1)
    return Markup(opened)  # noqa: S704 - every text in it is escaped


def _opening(width: str, height: str, kind: str, role: str, label: Markup) -> str:
    size = f'viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
    return f'<svg class="{f"chart {kind}".strip()}" {size} role="{role}" {label}>'


def _tidy(svg: str) -> str:
    svg = _DROPPED.sub("", svg)
    svg = _EMPTY.sub("", svg)
    svg = _NUMBER.sub(lambda m: f"{float(m.group()):.1f}".removesuffix(".0"), svg)
    before = ""
    while before != svg:
        before, svg = svg, _BARE_GROUP.sub(r"\1", svg)
    return svg


def _worded(words: Words, texts: Mapping[str, Shown]) -> Callable[[re.Match[str]], str]:
    def put(match: re.Match[str]) -> str:
        attributes, shown = match[1], texts[match[2]]
        if isinstance(shown, Number):
            inside = f' data-v="{shown.say("en").replace(",", "")}">{shown.say(words.lang)}'
        else:
            three = in_three(shown)
            inside = f' data-t="{words.place(three)}">{escape(three[words.lang])}'
        return f"<text{attributes}{inside}</text>"

    return put


def _linked(words: Words, links: Mapping[str, Wording]) -> Callable[[re.Match[str]], str]:
    def put(match: re.Match[str]) -> str:
        label = words.attribute("aria-label", links[match[1]])
        return f'<a href="#{escape(match[1])}" tabindex="-1" {label}>{match[2]}</a>'

    return put
