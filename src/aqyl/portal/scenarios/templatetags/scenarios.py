"""Drawings of scenarios; all their numbers stand in tables beside them."""

from __future__ import annotations

from collections.abc import Sequence

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from aqyl.language import format_number, format_percent, say
from aqyl.portal.look.templatetags.words import reader
from aqyl.portal.scenarios.compare import Column, Compared
from aqyl.portal.scenarios.models import Scenario

register = template.Library()
_WIDTH, _HEIGHT, _ROOM = 600.0, 240.0, 28.0
_LEFT = 52.0  # for the scores beside the axis


@register.simple_tag
def sum_bar(amount: int, most: int) -> SafeString:
    """A sum of a year as a bar, against the greatest of all."""
    return format_html(
        '<svg class="sum" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="all" width="100" height="8"/>'
        '<rect class="part" width="{}" height="8"/></svg>',
        round(100 * amount / most, 1),
    )


@register.simple_tag
def front_chart(table: Compared) -> SafeString:
    """Cost and score: the front of the first scenario, every scenario as a numbered dot."""
    line = [(0.0, table.columns[0].before), *_front(table.columns[0])]
    dots = [(float(one.cost), one.after) for one in table.columns]
    most = max(cost for cost, _ in (*line, *dots)) or 1.0
    low, high = min(y for _, y in (*line, *dots)), max(y for _, y in (*line, *dots))

    def at(point: tuple[float, float]) -> tuple[float, float]:
        x = _LEFT + (_WIDTH - _LEFT - _ROOM) * point[0] / most
        y = _HEIGHT - _ROOM - (_HEIGHT - 2 * _ROOM) * (point[1] - low) / ((high - low) or 1.0)
        return round(x, 1), round(y, 1)

    return format_html(
        '<svg class="front" viewBox="0 0 600 240" role="img" aria-label="{}">'
        '<path class="axis" d="M52 12V212H588"/><polyline points="{}"/>{}'
        '<text x="52" y="232">0</text><text x="588" y="232" text-anchor="end">{}</text>'
        '<text x="44" y="32" text-anchor="end">{}</text>'
        '<text x="44" y="216" text-anchor="end">{}</text></svg>',
        say("portal.scenarios.front_label", reader()),
        " ".join(f"{x},{y}" for x, y in map(at, line)),
        format_html_join("", _DOT, [(*at(dot), *at(dot), n) for n, dot in enumerate(dots, 1)]),
        format_number(most, reader(), 0),
        format_number(high, reader(), 1),
        format_number(low, reader(), 1),
    )


_DOT = '<circle cx="{}" cy="{}" r="11"/><text class="dot" x="{}" y="{}" dy="5">{}</text>'


def _front(column: Column) -> list[tuple[float, float]]:
    return [(cost, column.before + gain) for cost, gain, _ in column.it.front]


@register.simple_tag
def front_rows(column: Column) -> Sequence[tuple[str, str, bool]]:
    """The front in words: cost, score, whether it is proven."""
    lang = reader()
    rows = zip(column.it.front, _front(column), strict=True)
    return [
        (format_number(cost, lang, 0), format_number(score, lang, 1), bool(one[2]))
        for one, (cost, score) in rows
    ]


@register.simple_tag
def gap_of(scenario: Scenario) -> str:
    """How much better the best plan can be, in per cent."""
    gap = format_percent(scenario.solved["gap"], reader(), 2)
    return say("portal.scenarios.gap", reader(), gap=gap)


@register.filter
def words_of(text: str) -> list[str]:
    """A text by its words."""
    return text.split()
