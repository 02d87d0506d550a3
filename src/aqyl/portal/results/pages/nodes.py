"""One initiative, indicator or domain over all settlements: who has it, who does it best."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from aqyl.portal.results.models import Fact, Score
from aqyl.register import Settlement, load_register
from aqyl.standard import Edition, Text


@dataclass(frozen=True, slots=True)
class Holder:
    """A settlement and what is known of the node there; status and value are None for a domain."""

    place: Settlement
    group: str
    score: float | None
    low: float
    high: float
    status: Text | None
    value: float | None
    period: str
    standing: str


@dataclass(frozen=True, slots=True)
class NodePage:
    """The settlements a node applies to, the best first, unknown last; how many of each status."""

    best: list[Holder]
    unknown: list[Holder]
    statuses: list[tuple[Text, int]]


def node_page(edition: Edition, scores: Iterable[Score], facts: Iterable[Fact]) -> NodePage:
    """From the rows of one node."""
    statuses = {status.id: status.title for status in edition.statuses}
    known: dict[str, Fact] = {}
    for fact in facts:
        known.setdefault(fact.settlement, fact)
    rows = [_holder(score, known.get(score.settlement), statuses) for score in scores]
    counts = Counter(fact.given for fact in known.values() if fact.given)
    return NodePage(
        best=sorted(
            (row for row in rows if row.score is not None),
            key=lambda row: (-(row.score or 0.0), -row.low, row.place.kato),
        ),
        unknown=[row for row in rows if row.score is None],
        statuses=[(s.title, counts[s.id]) for s in edition.statuses if counts[s.id]],
    )


def _holder(score: Score, fact: Fact | None, statuses: dict[str, Text]) -> Holder:
    return Holder(
        place=load_register().get(score.settlement),
        group=score.group,
        score=score.score,
        low=score.low or 0.0,
        high=score.high or 0.0,
        status=statuses.get(fact.given) if fact else None,
        value=fact.value if fact else None,
        period=fact.period if fact else "",
        standing=fact.basis if fact else "",
    )
