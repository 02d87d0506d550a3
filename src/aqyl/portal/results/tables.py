"""A campaign's answers and values as the tidy tables, without what is nobody's business.

Notes of the akimat and reasons of verifiers stay inside: they may name people.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from django.utils import timezone

from aqyl.portal.campaigns.guards import given_answers
from aqyl.portal.campaigns.models import Answer, Campaign
from aqyl.portal.campaigns.rows import Rows
from aqyl.portal.results.evidence import evidence_of
from aqyl.tables import SCHEMAS, Row, Table, read_data, write_csv

TABLES = ("answers", "values")


def rows_of(campaign: Campaign) -> dict[str, list[Row]]:
    """The rows of `answers` and `values`, sorted by their keys; a table may be empty.

    Values of earlier campaigns, as they were published, are there as far back as the edition lets a
    value stand for the period. Demonstrations and real campaigns are kept apart.
    """
    values = list(_values(campaign))
    known = {(row["settlement"], row["indicator"], row["period"]) for row in values}
    for earlier in _earlier(campaign):
        for row in _values(earlier):
            key = row["settlement"], row["indicator"], row["period"]
            if key not in known:
                known.add(key)
                values.append(row)
    return {"answers": list(_answers(campaign)), "values": sorted(values, key=_key)}


def _key(row: Row) -> tuple[str, ...]:
    return tuple(str(row[name]) for name in SCHEMAS["values"].key)


def _earlier(campaign: Campaign) -> Iterator[Campaign]:
    """Published campaigns whose values may still stand, the latest first."""
    first = int(campaign.period) - campaign.edition.scoring.values.max_age_years
    published = Campaign.objects.filter(
        publications__isnull=False,
        demonstration=campaign.demonstration,
        period__gte=str(first),
        period__lt=campaign.period,
    )
    yield from published.distinct().order_by("-period", "edition_id")


_READ = (
    "pk", "submission__territory_id", "node", "is_indicator", "state", "saved_at", "status",
    *Answer.NUMBERS, "source",
)  # fmt: skip


def _given(campaign: Campaign, *, indicators: bool) -> Iterator[dict[str, Any]]:
    """What was answered, as plain rows: a campaign holds thousands."""
    rows = given_answers(campaign).filter(is_indicator=indicators)
    yield from rows.order_by("submission__territory_id", "node").values(*_READ).iterator()


def _answers(campaign: Campaign) -> Iterator[Row]:
    rows, evidence = Rows.of(campaign.edition, campaign.period), evidence_of(campaign)
    for said in _given(campaign, indicators=False):
        place, day = said["submission__territory_id"], timezone.localdate(said["saved_at"])
        yield rows.row(said, place, _grounds(said, evidence), claimed_on=day.isoformat())


def _values(campaign: Campaign) -> Iterator[Row]:
    rows, evidence = Rows.of(campaign.edition, campaign.period), evidence_of(campaign)
    for said in _given(campaign, indicators=True):
        yield rows.row(said, said["submission__territory_id"], _grounds(said, evidence))


def _grounds(row: Mapping[str, Any], evidence: Mapping[int, tuple[str, ...]]) -> str | None:
    """What an answer names as its source, then its evidence."""
    return " ".join(part for part in (row["source"], *evidence.get(row["pk"], ())) if part) or None


def write_tables(campaign: Campaign, folder: Path) -> dict[str, Table]:
    """Write `answers.csv` and `values.csv`, those that have rows, and read them back.

    So every row knows its line and its file's digest, as anyone has them who opens the bundle.
    """
    for name, rows in rows_of(campaign).items():
        if rows:
            write_csv(folder / f"{name}.csv", SCHEMAS[name].names, rows)
    return read_data(folder)
