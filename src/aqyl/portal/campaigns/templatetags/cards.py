"""Parts of a card: `{% load cards %}`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.html import format_html

from aqyl.assess.form import Card, InitiativeCard, StatusChoice
from aqyl.language import format_number
from aqyl.language import say as say_in
from aqyl.portal.look.templatetags.words import reader
from aqyl.standard.entries import Text

register = template.Library()
_OBLIGATIONS = {"base": "blue", "recommended": "grey"}


@register.filter
def of(values: Mapping[str, Any], name: str) -> Any:
    """A value by its name."""
    return values.get(name, "")


@register.filter
def status_of(card: Card, status: str) -> object:
    """A status of an initiative's card by its id."""
    return card.status(status) if isinstance(card, InitiativeCard) else None


@register.simple_tag
def obligation_tag(obligation: str) -> str:
    """Whether the group must put it in place, as a tag."""
    words = say_in(f"portal.campaigns.obligation.{obligation}", reader())
    return format_html(
        '<span class="govuk-tag govuk-tag--{}">{}</span>', _OBLIGATIONS[obligation], words
    )


@register.simple_tag
def direction_word(direction: str) -> str:
    """Whether more or less is better."""
    return say_in(f"portal.campaigns.direction.{direction}", reader())


@register.simple_tag
def field_word(name: str, card: Card) -> str:
    """The name of a field; parts of a value are called what they count."""
    wording = getattr(card, name, None) if name in ("numerator", "denominator") else None
    if isinstance(wording, Text):
        return wording.say(reader())
    return say_in(f"portal.campaigns.field.{name}", reader())


@register.inclusion_tag("campaigns/number.html")
def number_field(
    name: str, wording: Text, texts: Mapping[str, str], faulty: set[str]
) -> dict[str, object]:
    """A field for a number; wording: what it counts, or the unit of a value."""
    return {
        "name": name,
        "wording": wording,
        "text": texts.get(name, ""),
        "is_value": name == "value",
        "faulty": name in faulty,
    }


@register.simple_tag
def spoken(note: Any) -> str:
    """A note on a workbook, with its place."""
    return str(note.text(reader()))


@register.simple_tag
def cell(value: object, name: str, card: Card) -> str:
    """A cell of a workbook in words; a blank one is an en dash."""
    if value is None or value == "":
        return "–"
    if name == "status":
        found = status_of(card, str(value))
        return str(found.title.say(reader())) if isinstance(found, StatusChoice) else str(value)
    if isinstance(value, int | float):
        digits = 0 if float(value).is_integer() else 2
        return format_number(float(value), reader(), digits)
    return str(value)
