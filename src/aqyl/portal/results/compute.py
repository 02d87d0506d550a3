"""The effect `assess`: scores, ranks and facts of a campaign, computed and kept."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import transaction

from aqyl.portal.campaigns.models import Campaign
from aqyl.portal.procedure import Change, RefusedError, effect
from aqyl.portal.results.models import Computed, Fact, Rank, Score
from aqyl.portal.results.tables import write_tables
from aqyl.problems import Problem
from aqyl.register import load_register
from aqyl.standard import fingerprint
from aqyl.tables import Row

if TYPE_CHECKING:
    from aqyl.assess import Assessment

_BATCH = 2000


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
    """Enter the rows; a text that is missing is empty where the column takes no None."""
    texts = [name for name in model.COLUMNS if not model._meta.get_field(name).null]
    blank = dict.fromkeys(texts, "")
    model._base_manager.bulk_create(
        (
            model(
                campaign=campaign,
                **blank | {k: v for k, v in row.items() if k in model.COLUMNS and v is not None},
            )
            for row in rows
        ),
        batch_size=_BATCH,
    )
