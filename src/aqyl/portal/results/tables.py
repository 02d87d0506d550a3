"""A campaign's answers and values as the tidy tables, without what is nobody's business.

Notes of the akimat and reasons of verifiers stay inside: they may name people.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from django.db.models import QuerySet
from django.utils import timezone

from aqyl.portal.campaigns.guards import given_answers
from aqyl.portal.campaigns.models import Answer, Campaign
from aqyl.portal.procedure import state_of
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


def _given(campaign: Campaign, *, indicators: bool) -> QuerySet[Answer]:
    rows = given_answers(campaign).filter(is_indicator=indicators).select_related("submission")
    return rows.order_by("submission__territory_id", "node")


def _answers(campaign: Campaign) -> Iterator[Row]:
    standing, evidence = _standings(campaign), evidence_of(campaign)
    for answer in _given(campaign, indicators=False):
        grounds = [part for part in (answer.source, *evidence.get(answer.pk, ())) if part]
        yield {
            "settlement": answer.submission.territory_id,
            "initiative": answer.node,
            "period": campaign.period,
            "status": answer.status,
            "claimed_on": timezone.localdate(answer.saved_at).isoformat(),
            "evidence": " ".join(grounds) or None,
            "verified": standing[answer.state],
        }


def _values(campaign: Campaign) -> Iterator[Row]:
    standing, evidence = _standings(campaign), evidence_of(campaign)
    units = {one.id: one.unit for one in campaign.edition.indicators}
    for answer in _given(campaign, indicators=True):
        grounds = [part for part in (answer.source, *evidence.get(answer.pk, ())) if part]
        yield {
            "settlement": answer.submission.territory_id,
            "indicator": answer.node,
            "period": campaign.period,
            "value": answer.value,
            "numerator": answer.numerator,
            "denominator": answer.denominator,
            "unit": units[answer.node],
            "source": " ".join(grounds) or None,
            "verified": standing[answer.state],
        }


def _standings(campaign: Campaign) -> Mapping[str, str]:
    """State of an answer -> what it counts as."""
    edition = campaign.edition
    names = [state.id for state in edition.states if state.subject == "answer"]
    return {name: state_of(edition, name).standing or "claimed" for name in names}


def write_tables(campaign: Campaign, folder: Path) -> dict[str, Table]:
    """Write `answers.csv` and `values.csv`, those that have rows, and read them back.

    So every row knows its line and its file's digest, as anyone has them who opens the bundle.
    """
    for name, rows in rows_of(campaign).items():
        if rows:
            write_csv(folder / f"{name}.csv", SCHEMAS[name].names, rows)
    return read_data(folder)
