"""Words, numbers and days in the reader's language: `{% load words %}`."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import template
from django.utils import timezone
from django.utils.translation import get_language

from aqyl.language import Sayable, format_date, format_number
from aqyl.language import say as say_in
from aqyl.language import worded as worded_in
from aqyl.problems import Problem

register = template.Library()


def reader() -> str:
    """The language of the page being made."""
    return get_language() or "kk"


@register.simple_tag
def say(key: str, **values: Any) -> str:
    """A string of the catalogue: `{% say "portal.home.title" %}`."""
    lang = reader()
    return say_in(key, lang, **{name: worded_in(value, lang) for name, value in values.items()})


@register.simple_tag
def role_name(role: str) -> str:
    """A role of the procedure in words."""
    return say_in(f"procedure.role.{role}", reader())


@register.filter
def title(entry: Any) -> str:
    """The title of an entry of the edition, or a wording itself, or a territory's name."""
    wording = getattr(entry, "title", entry)
    if isinstance(wording, Sayable):
        return wording.say(reader())
    return str(wording.name(reader()))


@register.filter
def number(value: float | None, digits: int = 0) -> str:
    """A number as the language writes it; a missing one is an en dash."""
    return format_number(value, reader(), digits)


@register.filter
def day(value: dt.date | dt.datetime | None) -> str:
    """A day as the language writes it; moments are told by the day in Kazakhstan."""
    if value is None:
        return "–"
    if isinstance(value, dt.datetime):
        value = timezone.localtime(value).date()
    return format_date(value, reader())


@register.filter
def part(problem: Problem, name: str) -> str:
    """A problem's sentence: `{{ problem|part:"repair" }}`."""
    return problem.part(name, reader())
