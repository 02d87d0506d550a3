"""A submission's answers as the tidy tables that the rooms of mathematics take."""

from __future__ import annotations

from collections.abc import Iterable

from aqyl.portal.campaigns.models import Answer
from aqyl.standard import Edition
from aqyl.tables import Table
from aqyl.tables.table import Row


def tables_of(edition: Edition, answers: Iterable[Answer], place: str, period: str) -> Tables:
    """`answers` and `values` of one settlement, as if all that it says were confirmed."""
    asked = list(answers)
    known = {status.id for status in edition.statuses}
    given = [one for one in asked if not one.is_indicator and one.status in known]
    measured = [one for one in asked if one.is_indicator and one.given]
    base = {"settlement": place, "period": period, "verified": "verified"}
    units = {one.id: one.unit for one in edition.indicators}
    return {
        "answers": Table("answers", tuple({**base, **_answer(one)} for one in given)),
        "values": Table("values", tuple({**base, **_value(one, units)} for one in measured)),
    }


Tables = dict[str, Table]


def _answer(one: Answer) -> Row:
    blank = ("claimed_on", "evidence", "note", "status_low", "status_high")
    return {"initiative": one.node, "status": one.status, **dict.fromkeys(blank)}


def _value(one: Answer, units: dict[str, str]) -> Row:
    return {
        "indicator": one.node,
        "value": one.value,
        "numerator": one.numerator,
        "denominator": one.denominator,
        "unit": units[one.node],
        "quality": None,
        "source": one.source or None,
    }
