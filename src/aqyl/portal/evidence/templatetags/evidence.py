"""The evidence of an answer on any page: `{% load evidence %}{% evidence_of answer as shown %}`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import template
from django.conf import settings

from aqyl.language import format_number
from aqyl.portal.campaigns.models import Answer
from aqyl.portal.evidence.kinds import INLINE, extensions
from aqyl.portal.evidence.models import Evidence
from aqyl.portal.evidence.refusals import by_reason
from aqyl.portal.evidence.rights import can_change, can_remove, writes
from aqyl.portal.evidence.thumbnails import DRAWN
from aqyl.portal.evidence.titles import titles
from aqyl.portal.look.templatetags.words import reader

register = template.Library()


@dataclass(frozen=True, slots=True)
class Row:
    """One piece of evidence in the list."""

    one: Evidence
    drawn: bool
    inline: bool
    removable: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """What the list needs: rows that stand, rows that were removed, whether one may add."""

    rows: tuple[Row, ...]
    removed: tuple[Evidence, ...]
    writes: bool
    may_add: bool
    accepts: str
    kinds: str
    most_mb: int


@register.simple_tag(takes_context=True)
def evidence_of(context: template.Context, answer: Answer) -> Shown:
    """The list, as whoever asks for the page may see it; one query."""
    found = list(Evidence.objects.filter(answer=answer).order_by("pk"))
    for one in found:
        one.answer = answer
    person: Any = context["request"].user
    own = bool(writes(person, answer))
    return Shown(
        rows=tuple(_row(one, own) for one in found if one.removed_at is None),
        removed=tuple(one for one in found if one.removed_at is not None),
        writes=own,
        may_add=own and can_change(answer),
        accepts=",".join(extensions()),
        kinds=", ".join(extensions()),
        most_mb=settings.ENVIRONMENT.evidence_max_mb,
    )


register.filter("by_reason", by_reason)


@register.filter
def node_title(answer: Answer) -> str:
    """What the answer is about, as the edition words it."""
    return titles(answer.campaign.edition_id)[answer.node].say(reader())


@register.filter
def size(value: int) -> str:
    """Bytes as people read them, in kilobytes or megabytes.

    >>> size(300)
    '0,3 kB'
    """
    unit, whole = ("MB", 1_000_000) if value >= 1_000_000 else ("kB", 1000)
    return f"{format_number(value / whole, reader(), 1)} {unit}"


def _row(one: Evidence, own: bool) -> Row:
    file = bool(one.digest) and one.deleted_at is None
    return Row(
        one=one,
        drawn=file and one.media_type in DRAWN,
        inline=file and one.media_type in INLINE,
        removable=own and can_remove(one),
    )
