"""The base list looked through after a year: what everyone has, nobody has, or cannot prove.

Proposals for the next edition, never changes of it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from aqyl.standard import Edition

Proposal = Literal["everyone", "nobody", "unproven"]

# Assumptions, said wherever proposals are shown: a status with at least this many points is having
# it; a share is large or small when its whole interval is.
HAVING = 0.5
LARGE, SMALL = 0.9, 0.1
UNPROVEN = 0.25
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


def review(edition: Edition, answers: Iterable[AnyRow]) -> tuple[Reviewed, ...]:
    """Every initiative of the edition that someone was asked for, in the edition's order.

    answers: a row for each settlement asked: `initiative`, `status` (empty where nothing was
    answered) and `verified` (the standing).
    """
    rows: dict[str, list[AnyRow]] = {}
    for row in answers:
        rows.setdefault(str(row["initiative"]), []).append(row)
    points = {status.id: status.points for status in edition.statuses}
    return tuple(
        _reviewed(one.id, rows[one.id], points) for one in edition.initiatives if one.id in rows
    )


def _reviewed(node: str, rows: list[AnyRow], points: Mapping[str, float]) -> Reviewed:
    given = [row for row in rows if row["status"]]
    checked = [row for row in given if row["verified"] in ("verified", "refused")]
    holds = [row for row in checked if row["verified"] == "verified"]
    having = [row for row in holds if points[str(row["status"])] >= HAVING]
    claims = [row for row in checked if points[str(row["status"])] > 0]
    refused = [row for row in claims if row["verified"] == "refused"]
    have = share(len(having), len(checked))
    unproven = share(len(refused), len(claims))
    return Reviewed(node, share(len(given), len(rows)), have, unproven, _proposal(have, unproven))


def _proposal(have: Share, refused: Share) -> Proposal | None:
    if refused.of and refused.low >= UNPROVEN:
        return "unproven"
    if have.of and have.low >= LARGE:
        return "everyone"
    if have.of and have.high <= SMALL:
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
