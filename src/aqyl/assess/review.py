"""The base list looked through after a year: what everyone has, nobody has, or cannot prove.

Proposals for the next edition, never changes of it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from aqyl.standard import Edition
from aqyl.standard.procedure import ReviewRules

Proposal = Literal["everyone", "nobody", "unproven"]

Z_95 = 1.959963984540054

AnyRow = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Share:
    """A share of a count, with its 95 % interval; all in 0-1."""

    count: int
    of: int
    low: float
    high: float

    @property
    def share(self) -> float | None:
        """The share itself; None of nothing."""
        return self.count / self.of if self.of else None


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One initiative. answered: of the settlements asked. have: of those whose answer was checked.

    refused: of the claims above nothing that were checked. proposal: None where nothing stands out.
    """

    node: str
    answered: Share
    have: Share
    refused: Share
    proposal: Proposal | None


def review(edition: Edition, rules: ReviewRules, answers: Iterable[AnyRow]) -> tuple[Reviewed, ...]:
    """Every initiative of the edition that someone was asked for, in the edition's order.

    rules: the edition's `review`, which not every edition has; a share is large or small when its
    whole interval is.

    answers: a row for each settlement asked: `initiative`, `status` (empty where nothing was
    answered) and `verified` (the standing).
    """
    rows: dict[str, list[AnyRow]] = {}
    for row in answers:
        rows.setdefault(str(row["initiative"]), []).append(row)
    points = {status.id: status.points for status in edition.statuses}
    return tuple(
        _reviewed(one.id, rows[one.id], points, rules)
        for one in edition.initiatives
        if one.id in rows
    )


def _reviewed(
    node: str, rows: list[AnyRow], points: Mapping[str, float], rules: ReviewRules
) -> Reviewed:
    given = [row for row in rows if row["status"]]
    checked = [row for row in given if row["verified"] in ("verified", "refused")]
    holds = [row for row in checked if row["verified"] == "verified"]
    having = [row for row in holds if points[str(row["status"])] >= rules.having]
    claims = [row for row in checked if points[str(row["status"])] > 0]
    refused = [row for row in claims if row["verified"] == "refused"]
    have = share(len(having), len(checked))
    unproven = share(len(refused), len(claims))
    return Reviewed(
        node, share(len(given), len(rows)), have, unproven, _proposal(have, unproven, rules)
    )


def _proposal(have: Share, refused: Share, rules: ReviewRules) -> Proposal | None:
    if refused.of and refused.low >= rules.unproven:
        return "unproven"
    if have.of and have.low >= rules.large:
        return "everyone"
    if have.of and have.high <= rules.small:
        return "nobody"
    return None


def share(count: int, of: int) -> Share:
    """A share with E. B. Wilson's score interval (1927) at 95 %; from 0 to 1 where `of` is 0.

    >>> one = share(8, 10)
    >>> round(one.low, 4), round(one.high, 4)
    (0.4902, 0.9433)
    """
    if not of:
        return Share(count, of, 0.0, 1.0)
    p, z2 = count / of, Z_95**2
    middle = (p + z2 / (2 * of)) / (1 + z2 / of)
    half = Z_95 * math.sqrt(p * (1 - p) / of + z2 / (4 * of**2)) / (1 + z2 / of)
    return Share(count, of, max(0.0, middle - half), min(1.0, middle + half))
