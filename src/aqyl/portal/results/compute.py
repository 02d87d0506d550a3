"""The effect `assess`: scores, ranks and facts of a campaign, computed and kept."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction
from django.db.models import Field

from aqyl.portal.campaigns.models import Campaign
from aqyl.portal.procedure import Change, RefusedError, effect
from aqyl.portal.results.models import Computed, Fact, Rank, Score
from aqyl.portal.results.tables import write_tables
from aqyl.problems import Problem
from aqyl.register import load_register
from aqyl.standard import fingerprint
from aqyl.tables import Row
from aqyl.tables.table import Cell

if TYPE_CHECKING:
    from aqyl.assess import Assessment


@effect("assess")
def assess_campaign(change: Change) -> None:
    """Compute the campaign anew and put the results in the place of those before.

    Raises RefusedError where the edition is no longer what it was when the campaign was made.
    """
    campaign: Campaign = change.subject
    check_edition(campaign)
    keep(campaign, assessed(campaign))


def check_edition(campaign: Campaign) -> None:
    """Raise RefusedError where the campaign's edition has changed since."""
    if fingerprint(campaign.edition) != campaign.fingerprint:
        values = {"edition": campaign.edition_id}
        raise RefusedError([Problem("portal.edition_changed", values=values)])


def assessed(campaign: Campaign) -> Assessment:
    """The assessment of the campaign's answers as they stand, over the shipped register."""
    from aqyl.assess import assess

    with tempfile.TemporaryDirectory(prefix="aqyl-assess-") as name:
        tables = write_tables(campaign, Path(name))
    return assess(campaign.edition, tables, load_register(), campaign.period)


@transaction.atomic
def keep(campaign: Campaign, assessment: Assessment) -> None:
    """Put an assessment in the place of the campaign's present computation."""
    from aqyl.assess import facts_table, ranks_table, scores_table

    for model, rows in (
        (Score, scores_table(assessment)),
        (Rank, ranks_table(assessment)),
        (Fact, facts_table(assessment)),
    ):
        model._base_manager.filter(campaign=campaign, publication=None).delete()
        _enter(model, campaign, rows)


def _enter(model: type[Computed], campaign: Campaign, rows: Iterable[Row]) -> None:
    """Enter the rows, as one statement repeated: half the time of making objects of them.

    A text that is missing is empty where the column takes no None.
    """
    fields = [_field(model, name) for name in model.COLUMNS]
    blanks = [None if field.null else "" for field in fields]
    columns = ("campaign_id", *(str(field.column) for field in fields))
    names = ", ".join(map(connection.ops.quote_name, columns))
    marks = ", ".join(["%s"] * len(columns))
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {table} ({names}) VALUES ({marks})",  # noqa: S608 - our own names
            [(campaign.pk, *_cells(row, model.COLUMNS, blanks)) for row in rows],
        )


def _field(model: type[Computed], name: str) -> Field[Any, Any]:
    """A column of the table itself."""
    field = model._meta.get_field(name)
    if not isinstance(field, Field):
        raise TypeError(f"given: {name}; allowed: a column of {model._meta.db_table}")
    return field


def _cells(row: Row, names: Sequence[str], blanks: Sequence[str | None]) -> list[Cell]:
    cells = (row.get(name) for name in names)
    return [blank if cell is None else cell for cell, blank in zip(cells, blanks, strict=True)]
