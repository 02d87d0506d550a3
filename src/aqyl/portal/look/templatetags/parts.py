"""Parts that pages are made of: `{% load parts %}`."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.loader import get_template
from django.urls import NoReverseMatch, reverse

from aqyl.portal.look.templatetags.words import reader

register = template.Library()


@register.simple_tag
def reader_language() -> str:
    """kk, ru or en."""
    return reader()


@register.simple_tag
def address(name: str, *args: Any, **values: Any) -> str:
    """The address of a page, empty where no room has it."""
    try:
        return reverse(name, args=args, kwargs=values)
    except NoReverseMatch:
        return ""


@register.simple_tag(takes_context=True)
def part_of_another_room(context: template.Context, name: str) -> str:
    """A template of another room with this page's context; nothing where the room is not there."""
    try:
        found = get_template(name)
    except template.TemplateDoesNotExist:
        return ""
    values = {str(name): value for name, value in context.flatten().items()}
    return found.render(values, context.get("request"))
