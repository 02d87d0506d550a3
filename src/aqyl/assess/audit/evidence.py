"""What the score rests on: claims, reports that contradict each other, reports not used, gaps."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import numpy as np

from aqyl.assess.audit.context import Context, in_three
from aqyl.assess.audit.finding import Cell, Finding, finding
from aqyl.assess.audit.wording import Said, listed, percent, phrase, points, whole, with_value
from aqyl.assess.facts import Fact, Origin
from aqyl.assess.tree import TOTAL
from aqyl.index import Floats
from aqyl.language import LANGUAGES
from aqyl.problems import Place

# A score that rests on less than this share of its weight is hardly one.
_HALF = 0.5


def claims_weight(context: Context) -> Iterator[Finding]:
    """The share of the total's weight that rests on claims nobody has verified."""
    claimed = context.assessment.column(context.assessment.shares["claimed"], TOTAL)
    if claimed.max(initial=0.0) > 0:
        order = [u for u in _descending(context, claimed) if claimed[context.assessed[u]] > 0]
        values = {
            "share": percent(float(claimed.mean()), 1),
            "count": len(order),
            "units": listed(_share(context, unit, claimed) for unit in order),
        }
        where = tuple(Cell(unit) for unit in order)
        yield finding("claims_weight", "note", "certain", values, cells=where)


def weight_unknown(context: Context) -> Iterator[Finding]:
    """Units of which less than half of the weight is known."""
    coverage = context.assessment.column(context.assessment.coverage, TOTAL)
    little = [u for u in _descending(context, coverage) if coverage[context.assessed[u]] < _HALF]
    if little:
        values = {
            "count": len(little),
            "total": len(context.assessed),
            "mean": percent(float(coverage.mean()), 1),
            "units": listed(_share(context, unit, coverage) for unit in little),
        }
        where = tuple(Cell(unit) for unit in little)
        yield finding("weight_unknown", "warning", "certain", values, cells=where)


def _descending(context: Context, shares: Floats) -> list[str]:
    units = list(context.assessed)
    return [units[row] for row in np.argsort(-shares, kind="stable")]


def _share(context: Context, unit: str, shares: Floats) -> Said:
    return with_value(context.name(unit), percent(float(shares[context.assessed[unit]]), 1))


def reports_contradict(context: Context) -> Iterator[Finding]:
    """Reports on one initiative of one settlement that say different things, both sides listed."""
    for fact in context.assessment.facts:
        against = [origin for origin in fact.origins if origin.role == "disputes"]
        if against:
            decides = [origin for origin in fact.origins if origin.role != "disputes"]
            low, high = _bounds(context, fact)
            values = {
                "unit": context.name(fact.settlement),
                "initiative": context.title(fact.node),
                "given": _status(context, fact.given),
                "decides": listed(_report(context, origin) for origin in decides),
                "against": listed(_report(context, origin) for origin in against),
                "low": low,
                "high": high,
            }
            where = tuple(
                Cell(fact.settlement, Place(origin.file, origin.line, "status"))
                for origin in (*decides, *against)
            )
            yield finding("reports_contradict", "note", "certain", values, fact.node, where)


def _bounds(context: Context, fact: Fact) -> tuple[Said, Said]:
    assessment, scale = context.assessment, context.edition.scoring.scale
    row = context.assessed[fact.settlement]
    low, high = (assessment.column(m, fact.node)[row] for m in (assessment.low, assessment.high))
    return points(float(low), scale), points(float(high), scale)


def _status(context: Context, status: str) -> Said:
    titles = {one.id: in_three(one.title) for one in context.edition.statuses}
    return titles.get(status) or dict.fromkeys(LANGUAGES, status)


def _report(context: Context, origin: Origin) -> Said:
    return phrase(
        "reports_contradict.item",
        status=_status(context, origin.status),
        on=origin.on or phrase("word.undated"),
        source=urlsplit(origin.source).netloc or origin.source,
    )


def reports_unmatched(context: Context) -> Iterator[Finding]:
    """Reports that answer to no initiative, counted by reason."""
    table = context.tables.get("evidence")
    unused = [use for use in context.assessment.reports if use.use == "unmatched"]
    if table and unused:
        reasons = sorted({use.reason for use in unused})
        counted = [(r, sum(use.reason == r for use in unused)) for r in reasons]
        values = {
            "count": len(unused),
            "total": len(table),
            "reasons": listed(with_value(phrase(f"reason.{r}"), whole(n)) for r, n in counted),
        }
        where = tuple(Cell(use.settlement, table.place(use.index, "theme")) for use in unused)
        yield finding("reports_unmatched", "note", "certain", values, cells=where)


def reports_undated(context: Context) -> Iterator[Finding]:
    """Reports without a date: they count as claims."""
    table = context.tables.get("evidence")
    if table is None:
        return
    where = tuple(
        Cell(str(row["settlement"]), table.place(index, "on"))
        for index, row in enumerate(table.rows)
        if not row["on"]
    )
    if where:
        values = {"count": len(where), "total": len(table)}
        yield finding("reports_undated", "note", "certain", values, cells=where)
