"""Classes, gaps and standings in words and signs: `{% load diagnosis %}`."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from aqyl.language import format_number, format_percent, say
from aqyl.portal.look.templatetags.words import reader
from aqyl.publish.words import date_in_three

register = template.Library()
# The shapes of the map's dots, in a square of ten.
_SIGNS = (
    '<circle cx="5" cy="5" r="4.5"/>',
    '<circle cx="5" cy="5" r="4.5"/>',
    '<rect x="0.8" y="0.8" width="8.4" height="8.4"/>',
    '<path d="M5 0.5 9.8 9 0.2 9Z"/>',
    '<path d="M5 0 9.5 5 5 10 0.5 5Z"/>',
    '<path d="M5 9.5 0.2 1 9.8 1Z"/>',
    '<path d="M3.4 0.4h3.2v3h3v3.2h-3v3H3.4v-3h-3V3.4h3Z"/>',
)


@register.simple_tag
def sign(look: int) -> SafeString:
    """The sign of a class as on the map; 0 is of those in none."""
    shape = mark_safe(_SIGNS[look])  # noqa: S308 - ours
    fill = format_html("look-{}", look) if look else "unclassed"
    template_ = '<svg class="sign {}" viewBox="0 0 10 10" aria-hidden="true">{}</svg>'
    return format_html(template_, fill, shape)


def _two(value: float) -> str:
    return format_number(value, reader(), 2)


@register.simple_tag
def verdict(classes: Any, count: int) -> str:
    """How many classes there are and how sure that is, or why there are none."""
    best = classes.best
    if best is None:
        return say(f"diagnose.none.{classes.reason}", reader(), **_sample(classes, count))
    key = "diagnose.none.not_stable" if classes.reason else "diagnose.stable"
    return say(
        key,
        reader(),
        number=best.number,
        agreement=_two(best.agreement),
        low=_two(best.low),
        high=_two(best.high),
        draws=classes.draws,
        required=_two(classes.required),
    )


@register.simple_tag
def unclassed(classes: Any, count: int) -> str:
    """How many are classed, and why the others are not."""
    return say("diagnose.unclassed", reader(), **_sample(classes, count))


def _sample(classes: Any, count: int) -> dict[str, object]:
    known = format_percent(classes.known, reader())
    return {"sample": len(classes.sample), "count": count, "known": known}


@register.simple_tag
def standing_said(standing: Any) -> str:
    """The class of a settlement among all or in its group, or why it has none."""
    lang, own = reader(), standing.own
    group = standing.group.say(lang) if standing.group else say("portal.needs.all", lang)
    known = format_percent(standing.known, lang)
    if own is None:
        return say(f"diagnose.standing.{standing.reason}", lang, group=group, known=known)
    told = {"group": group, "needs_class": own.needs_class, "title": standing.title.say(lang)}
    agree = format_percent(own.agree, lang)
    text = say("diagnose.standing.classed", lang, agree=agree, **told)
    if own.on_border and standing.other:
        other = f"{own.other} ({standing.other.say(lang)})"
        text += " " + say("diagnose.standing.on_border", lang, other=other)
    return text


@register.simple_tag
def gap_said(gap: Any) -> str:
    """A gap with its interval and what closing it brings; or that nothing is known."""
    lang = reader()
    ends = {"low": format_number(gap.low, lang, 1), "high": format_number(gap.high, lang, 1)}
    if gap.gap is None:
        return say("portal.needs.gap_unknown", lang, **ends)
    value, gain = format_number(gap.gap, lang, 1), format_number(gap.gain, lang, 2)
    return say("portal.needs.gap_said", lang, gap=value, gain=gain, **ends)


@register.simple_tag
def gap_bar(gap: Any, scale: float) -> SafeString:
    """A gap from the right end of the scale, the best; the numbers stand beside it in words."""
    low, high = 100 * gap.low / scale, 100 * gap.high / scale
    mark = "" if gap.gap is None else _mark(100 - 100 * gap.gap / scale)
    return format_html(
        '<svg class="interval" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="all" y="2" width="100" height="6"/>'
        '<rect class="span" x="{}" y="2" width="{}" height="6"/>{}</svg>',
        round(100 - high, 1),
        round(max(high - low, 0.5), 1),
        mark,
    )


def _mark(at: float) -> SafeString:
    template_ = '<rect class="at" x="{}" width="2" height="10"/>'
    return format_html(template_, round(min(max(at - 1, 0.0), 98.0), 1))


@register.simple_tag
def known_need(table: Any) -> str:
    """How much of the need behind the order of technologies rests on what is known."""
    return say("diagnose.known_need", reader(), known=format_percent(table.known, reader(), 1))


@register.simple_tag
def since(on: str) -> str:
    """From when on, as given."""
    return say("portal.needs.since", reader(), date=date_in_three(on)[reader()])
