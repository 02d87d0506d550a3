"""A submission's answers as the tidy tables that the rooms of mathematics take."""

from __future__ import annotations

from collections.abc import Iterable

from aqyl.portal.campaigns.models import Answer
from aqyl.portal.campaigns.rows import Rows
from aqyl.standard import Edition
from aqyl.tables import Table

Tables = dict[str, Table]


def tables_of(edition: Edition, answers: Iterable[Answer], place: str, period: str) -> Tables:
    """`answers` and `values` of one settlement, as if all that it says were confirmed."""
    rows, known = Rows.of(edition, period), {status.id for status in edition.statuses}
    made = [
        rows.row(vars(one), place, one.source or None, verified="verified")
        for one in answers
        if (one.given if one.is_indicator else one.status in known)
    ]
    return {
        "answers": Table("answers", tuple(row for row in made if "initiative" in row)),
        "values": Table("values", tuple(row for row in made if "indicator" in row)),
    }
