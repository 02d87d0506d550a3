"""Answers as rows of the tidy tables `answers` and `values`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from aqyl.portal.campaigns.models import Answer
from aqyl.standard import Edition
from aqyl.tables import SCHEMAS, Row


def given(path: str = "") -> Q:
    """That anything was answered, as `Answer.given` says; path: to the answers, ending in `__`."""
    found = Q(**{f"{path}status__gt": ""})
    for name in Answer.NUMBERS:
        found |= Q(**{f"{path}{name}__isnull": False})
    return found


@dataclass(frozen=True, slots=True)
class Rows:
    """Makes rows for a period by an edition: units by indicator, standings by state."""

    period: str
    units: Mapping[str, str]
    standings: Mapping[str, str]

    @classmethod
    def of(cls, edition: Edition, period: str) -> Rows:
        """For the answers of a campaign, or for others as if they were given in it."""
        return cls(
            period,
            {one.id: one.unit for one in edition.indicators},
            {one.id: one.standing or "claimed" for one in edition.states},
        )

    def row(
        self, said: Mapping[str, Any], settlement: str, grounds: str | None, **more: str | None
    ) -> Row:
        """The row of an answer to an initiative or an indicator, every column in it.

        said: the fields of the answer by name. grounds: what it rests on, `evidence` of the one and
        `source` of the other. more: columns that are to say something else.
        """
        if said["is_indicator"]:
            table, key = "values", "indicator"
            own = {name: said[name] for name in Answer.NUMBERS}
            own |= {"unit": self.units.get(said["node"]), "source": grounds}
        else:
            table, key = "answers", "initiative"
            own = {"status": said["status"] or None, "evidence": grounds}
        return {
            **dict.fromkeys(SCHEMAS[table].names),
            "settlement": settlement,
            "period": self.period,
            key: said["node"],
            "verified": self.standings.get(said["state"], "claimed"),
            **own,
            **more,
        }
