"""How much of an edition is official, working or assumed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from pydantic import BaseModel

from aqyl.assess.audit.context import Context
from aqyl.assess.audit.finding import Finding, finding
from aqyl.standard.models import Source


def source_kinds(context: Context) -> Iterator[Finding]:
    """One note: how many entries and numbers of the edition rest on each kind of source."""
    counts = Counter(source.kind for source in _sources(context.edition))
    values = {kind: counts[kind] for kind in ("official", "working", "assumption")}
    yield finding("source_kinds", "note", "certain", values)


def _sources(value: object) -> Iterator[Source]:
    if isinstance(value, Source):
        yield value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _sources(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from _sources(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from _sources(item)
