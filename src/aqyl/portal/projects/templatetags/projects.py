"""Projects, verdicts and intervals in words: `{% load projects %}`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from aqyl.language import Sayable, format_number, format_percent, say
from aqyl.portal.look.templatetags.words import reader
from aqyl.portal.plans.pages.access import looks
from aqyl.portal.projects.models import Pair, Project
from aqyl.portal.projects.pages.facts import amount_of
from aqyl.publish.words import date_in_three

register = template.Library()
_COLOURS = {"same": "red", "part": "yellow", "shared_need": "blue", "different": "grey"}
_SURE = 0.99


@register.filter
def named(project: Project) -> str:
    """A project's title in the reader's language, else in one it has."""
    return project.say(reader())


@register.filter
def money(project: Project) -> str:
    """The amount with its currency; a missing one is an en dash."""
    return amount_of(project) or "–"


@register.filter
def years(project: Project) -> str:
    """From when to when, as exactly as given."""
    lang = reader()
    days = (date_in_three(day)[lang] for day in (project.start, project.end) if day)
    return " – ".join(days) or "–"


@register.filter
def other(pair: Pair, project: Project) -> Project:
    """The other project of a pair."""
    return pair.second if pair.first_id == project.pk else pair.first


@register.filter
def share(value: float | None) -> str:
    """A share 0-1 in per cent."""
    return format_percent(value, reader())


@register.filter
def likelihood(value: float) -> str:
    """A probability in per cent; nothing that a model says is sure."""
    return f"> {share(_SURE)}" if value > _SURE else share(value)


@register.filter
def cell(value: object) -> str:
    """A cell of the table; an empty one is an en dash."""
    if isinstance(value, float):
        return format_number(value, reader(), 0 if value.is_integer() else 2)
    return str(value) if value else "–"


@register.filter
def row_title(row: Mapping[str, object]) -> str:
    """The title of a row in the reader's language, else in one it has."""
    found = (row[f"title_{lang}"] for lang in (reader(), "kk", "ru", "en"))
    return next((str(one) for one in found if one), "–")


@register.simple_tag
def title_in(titles: Mapping[str, Sayable], name: str) -> str:
    """The title of an entry of the edition, else its id."""
    return titles[name].say(reader()) if name in titles else name or "–"


@register.simple_tag
def field_name(name: str) -> str:
    """A column of the table in words."""
    return say(f"portal.projects.field.{name}", reader())


@register.simple_tag
def figure_name(name: str) -> str:
    """Precision, recall or F1 in words."""
    return say(f"portal.projects.quality.{name}", reader())


@register.simple_tag
def verdict_name(verdict: str) -> str:
    """A verdict in words."""
    return say(f"portal.projects.verdict.{verdict}", reader())


@register.simple_tag
def verdict_hint(verdict: str) -> str:
    """When a verdict is given."""
    return say(f"portal.projects.verdict.{verdict}.hint", reader())


@register.simple_tag
def verdict_tag(pair: Pair) -> SafeString:
    """What a pair is, and whether a person or the search says so."""
    who = "judged" if pair.verdict else "suggested"
    return format_html(
        '<strong class="govuk-tag govuk-tag--{}">{}</strong> <span class="small soft">{}</span>',
        _COLOURS[pair.standing],
        verdict_name(pair.standing),
        say(f"portal.projects.by.{who}", reader()),
    )


@register.simple_tag
def interval(figure: Sequence[float | None]) -> str:
    """A figure with its interval; an en dash where the sample says nothing."""
    value, low, high = figure
    if value is None:
        return "–"
    values = {"value": share(value), "low": share(low), "high": share(high)}
    return say("portal.projects.quality.interval", reader(), **values)


@register.simple_tag
def span_bar(figure: Sequence[float | None]) -> SafeString | str:
    """The same as a bar; the numbers stand beside it in words."""
    value, low, high = figure
    if value is None or low is None or high is None:
        return ""
    return format_html(
        '<svg class="span" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="all" y="2" width="100" height="6"/>'
        '<rect class="part" x="{}" y="2" width="{}" height="6"/>'
        '<rect class="at" x="{}" width="2" height="10"/></svg>',
        round(100 * low, 1),
        round(max(100 * (high - low), 1.0), 1),
        round(min(100 * value, 98.0), 1),
    )


@register.simple_tag(takes_context=True)
def plan_link(context: template.Context, project: Project) -> SafeString | str:
    """A link to the plans of the project's settlement, for whoever looks at them."""
    if not looks(context["request"].user, project.territory):
        return ""
    there = reverse("plans-of", args=[project.territory_id])
    text = say("portal.projects.plan", reader())
    return format_html(' · <a class="govuk-link" href="{}">{}</a>', there, text)
