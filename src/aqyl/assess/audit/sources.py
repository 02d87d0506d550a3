"""How much of an edition is official, working or assumed."""

from __future__ import annotations

from collections.abc import Iterator

from aqyl.assess.audit.context import Context
from aqyl.assess.audit.finding import Finding, finding
from aqyl.standard import count_sources


def source_kinds(context: Context) -> Iterator[Finding]:
    """One note: how many entries and numbers of the edition rest on each kind of source."""
    counts = count_sources(context.edition)
    values = {str(kind): count for kind, count in counts.items()}
    yield finding("source_kinds", "note", "certain", values)
