"""Numbers, bars and addresses of results: `{% load results %}`."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from aqyl.language import format_number, format_percent, say
from aqyl.portal.look.templatetags.words import reader
from aqyl.portal.results.shown import Shown

register = template.Library()
_WIDTH = 100.0


@register.simple_tag
def bar(low: float | None, score: float | None, high: float | None, scale: float) -> SafeString:
    """An interval as a bar with a mark at the score; the numbers stand beside it in words."""
    start, end = _at(low or 0.0, scale), _at(high or 0.0, scale)
    mark = ""
    if score is not None:
        mark = format_html(
            '<rect class="at" x="{}" y="0" width="2" height="10"/>',
            round(max(0.0, _at(score, scale) - 1.0), 1),
        )
    return format_html(
        '<svg class="interval" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="all" y="2" width="100" height="6"/>'
        '<rect class="span" x="{}" y="2" width="{}" height="6"/>{}</svg>',
        round(start, 1),
        round(max(end - start, 0.5), 1),
        mark,
    )


def _at(value: float, scale: float) -> float:
    return min(max(value / scale, 0.0), 1.0) * _WIDTH


@register.simple_tag(takes_context=True)
def here(context: template.Context, name: str, **more: Any) -> str:
    """The address of another page of the publication that is shown."""
    shown: Shown = context["shown"]
    return shown.address(name, **more)


@register.simple_tag(takes_context=True)
def number_at(context: template.Context, node: str) -> str:
    """The address of a number's trail, public or preliminary."""
    submission = context.get("submission")
    if submission is not None:
        return reverse("results:preliminary-number", args=[submission.pk, node])
    shown: Shown = context["shown"]
    return shown.address("number", kato=context["place"].kato, node=node)


@register.filter
def item(mapping: Mapping[str, Any], key: str) -> Any:
    """What a mapping holds under a key, None where nothing."""
    return mapping.get(key)


@register.filter
def score(value: float | None) -> str:
    """A score with one decimal; a missing one is an en dash."""
    return format_number(value, reader(), 1)


@register.filter
def per_cent(share: float | None) -> str:
    """A share 0-1."""
    return format_percent(share, reader())


@register.filter
def weight(share: float | None) -> str:
    """A weight 0-1 with one decimal: an eighth is 12.5 %."""
    return format_percent(share, reader(), 1)


@register.filter
def points(value: Decimal | None) -> str:
    """What a part brings, as rounded so that the parts shown sum to the score shown."""
    digits = 0 if value is None else max(0, -int(value.as_tuple().exponent))
    return format_number(None if value is None else float(value), reader(), digits)


@register.filter
def signed(value: float) -> str:
    """A change with its sign."""
    sign = "+" if value > 0 else "−" if value < 0 else ""
    return f"{sign}{format_number(abs(value), reader(), 1)}"


@register.filter
def standing(basis: str) -> str:
    """A standing in words."""
    return say(f"report.basis.{basis}", reader())


@register.filter
def span(placed: Any) -> str:
    """Ranks from best to worst: `3–9`, or the one."""
    if placed.rank_low == placed.rank_high:
        return str(placed.rank_low)
    return f"{placed.rank_low}–{placed.rank_high}"
