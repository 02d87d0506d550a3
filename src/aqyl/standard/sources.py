"""Every source of an edition: how much of it is official, working or assumed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import get_args

from pydantic import BaseModel

from aqyl.standard.entries import Source, SourceKind
from aqyl.standard.models import Edition

SOURCE_KINDS: tuple[SourceKind, ...] = get_args(SourceKind)


# No score rests on these rules: they say their source where they are shown.
NO_SCORE = frozenset(
    {
        "uncertainty",
        "form",
        "verification",
        "review",
        "cost",
        "scale",
        "readiness",
        "criteria",
        "funding",
        "planning",
    }
)


def count_sources(edition: Edition) -> dict[SourceKind, int]:
    """How many entries and numbers that scores rest on are of each kind of source."""
    counts = Counter(source.kind for source in sources_in(edition))
    return {kind: counts[kind] for kind in SOURCE_KINDS}


def sources_in(value: object, leave_out: str = "") -> Iterator[Source]:
    """Every source in a part of an edition, without what no score rests on.

    leave_out: the name of other fields that are not looked into.
    """
    if isinstance(value, Source):
        yield value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            if name != leave_out and name not in NO_SCORE:
                yield from sources_in(getattr(value, name), leave_out)
    elif isinstance(value, tuple | dict):
        for item in value.values() if isinstance(value, dict) else value:
            yield from sources_in(item, leave_out)
