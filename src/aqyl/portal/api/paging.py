"""Parts of lists: at most MOST entries, any offset, however large."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Annotated, Any

from django.db.models import QuerySet
from ninja import Field, Schema

from aqyl.portal.api.schemas import MOST

# No list is longer, and every database takes it.
_FARTHEST = 2**31 - 1


class Part(Schema):
    """Which part of a list is asked for."""

    limit: Annotated[int, Field(ge=1, le=MOST, description=f"At most {MOST}")] = 50
    offset: Annotated[int, Field(ge=0, description="Beyond the end the part is empty")] = 0


def part_of(
    rows: QuerySet[Any] | Sequence[Any], part: Part, shape: Callable[[Any], Any] = lambda row: row
) -> dict[str, object]:
    """That part of the rows, each shaped; two queries for a query set."""
    start = min(part.offset, _FARTHEST)
    count = rows.count() if isinstance(rows, QuerySet) else len(rows)
    items = [shape(row) for row in rows[start : start + part.limit]]
    end = start + len(items)
    return {
        "items": items,
        "count": count,
        "limit": part.limit,
        "offset": part.offset,
        "next": end if items and end < count else None,
    }
