"""How risky an answer is: points for signs, by the edition's rules, and what was found in words."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from aqyl.standard.procedure import Risk, RiskSign, Verification

Found = dict[str, object]


@dataclass(frozen=True, slots=True)
class Seen:
    """What is known of one answer.

    score, before: what it would earn as said, 0-1, and what last year's would; NaN for unknown.
    weight: its share in the settlement's total, 0-1. files, links: its evidence. findings: what the
    audit says of it, in the three languages.
    """

    score: float = math.nan
    before: float = math.nan
    weight: float = 0.0
    files: int = 0
    links: int = 0
    findings: tuple[dict[str, str], ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Sign:
    """A risk that is there: the edition's id, its points, and what was found."""

    risk: str
    points: int
    found: Found


def signs_of(rules: Verification, seen: Seen) -> tuple[Sign, ...]:
    """The signs that an answer shows, those of most points first."""
    found = sorted(_signs(rules, seen), key=lambda sign: (-sign.points, sign.risk))
    return tuple(found)


def points_of(signs: tuple[Sign, ...]) -> int:
    """The points of all signs together."""
    return sum(sign.points for sign in signs)


def _signs(rules: Verification, seen: Seen) -> Iterator[Sign]:
    for risk in rules.risks:
        found = _LOOKS[risk.sign](risk, seen)
        if found is not None:
            yield Sign(risk.id, risk.points, found)


def _big_claim(risk: Risk, seen: Seen) -> Found | None:
    return {"score": seen.score} if seen.score >= _from(risk) else None


def _jump(risk: Risk, seen: Seen) -> Found | None:
    """Up or down: a fall may hide a mistake as well."""
    there = abs(seen.score - seen.before) >= _from(risk)
    return {"score": seen.score, "before": seen.before} if there else None


def _no_evidence(_: Risk, seen: Seen) -> Found | None:
    return {} if not seen.files and not seen.links else None


def _links_only(_: Risk, seen: Seen) -> Found | None:
    return {"count": seen.links} if seen.links and not seen.files else None


def _audit(_: Risk, seen: Seen) -> Found | None:
    return {"findings": list(seen.findings)} if seen.findings else None


def _weight(risk: Risk, seen: Seen) -> Found | None:
    return {"share": seen.weight} if seen.weight >= _from(risk) else None


def _from(risk: Risk) -> float:
    return 0.0 if risk.threshold is None else risk.threshold


_LOOKS: dict[RiskSign, Callable[[Risk, Seen], Found | None]] = {
    "big_claim": _big_claim,
    "jump": _jump,
    "no_evidence": _no_evidence,
    "links_only": _links_only,
    "audit": _audit,
    "weight": _weight,
}
