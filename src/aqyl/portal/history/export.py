"""The log as CSV and JSON, every field that a digest covers and the digest itself.

Whoever has the whole log can reckon the chain again (chain.py); a part shows its own links.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Iterator

from aqyl.portal.history.chain import canonical
from aqyl.portal.history.models import Event

FIELDS = (
    "number",
    "at",
    "actor",
    "action",
    "subject",
    "territory",
    "data",
    "before",
    "digest",
)


def row(event: Event) -> dict[str, object]:
    """An event's fields; the moment as the digest has it, in UTC with microseconds."""
    values = {name: getattr(event, name) for name in FIELDS}
    return {**values, "at": event.at.astimezone(dt.UTC).isoformat(timespec="microseconds")}


def as_csv(events: Iterable[Event]) -> Iterator[str]:
    """Lines of a table, its header first."""
    yield _line(FIELDS)
    for event in events:
        yield _line(row(event).values())


def as_json(events: Iterable[Event]) -> Iterator[str]:
    """One document: a list of events, each on a line of its own."""
    yield "[\n"
    comma = ""
    for event in events:
        yield comma + canonical(row(event))
        comma = ",\n"
    yield "\n]\n"


def _line(cells: Iterable[object]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow(cells)
    return text.getvalue()
