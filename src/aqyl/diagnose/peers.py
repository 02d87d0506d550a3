"""Who is like a settlement and has closed its gap, what they did and since when."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, partial

import numpy as np
import numpy.typing as npt

from aqyl.assess import Assessment
from aqyl.assess.dates import parse_on
from aqyl.assess.facts import Fact
from aqyl.assess.values import IMPUTED
from aqyl.diagnose.likeness import likeness
from aqyl.diagnose.models import GapPeers, Peer
from aqyl.tables import Table

Bools = npt.NDArray[np.bool_]
# row, column of the tree -> what a settlement has there, as a peer wholly alike.
Practice = Callable[[int, int], Peer]
# Digits beyond which two settlements are equally like a third.
_SAME = 12


def peers(
    assessment: Assessment,
    aim: float,
    most: int,
    population: Mapping[str, int] | None = None,
    evidence: Table | None = None,
) -> tuple[GapPeers, ...]:
    """For each settlement and leaf short of the aim, who reached it: the most similar first.

    aim: points 0-1 from which on a leaf counts as closed. most: how many peers are named.
    evidence: the table of reports the assessment was made from; it dates what they did.
    """
    closed = closed_leaves(assessment, aim)
    since = _first_reports(assessment, evidence)
    tell = cache(partial(_practice, assessment, since))
    return tuple(_gap_peers(assessment, closed, likeness(assessment, population or {}), most, tell))


def closed_leaves(assessment: Assessment, aim: float) -> Bools:
    """Which leaves are known to have at least the points of the aim, (units, leaves).

    A filled blank is an estimate: nobody closed anything there.
    """
    facts = assessment.facts
    reached = np.round(np.nan_to_num(facts.score, nan=-1.0), _SAME) >= aim
    return np.asarray(reached & ~facts.basis(IMPUTED), dtype=np.bool_)


def _gap_peers(
    a: Assessment, closed: Bools, alike: npt.NDArray[np.float64], most: int, tell: Practice
) -> Iterator[GapPeers]:
    applies = a.weight[:, : len(a.tree.leaves)] > 0
    rounded = np.round(alike, _SAME)
    np.fill_diagonal(rounded, -1.0)
    nearest = np.argsort(-rounded, axis=1, kind="stable")
    done = closed & applies
    for row, unit in enumerate(a.units):
        order, similar = nearest[row, :-1], alike[row].tolist()
        reached = done[order]
        for column in np.flatnonzero(applies[row] & ~closed[row] & done.any(axis=0)).tolist():
            found = order[reached[:, column]][:most].tolist()
            yield GapPeers(
                settlement=unit.id,
                node=a.tree.leaves[column],
                peers=tuple(
                    tell(other, column).model_copy(update={"similarity": similar[other]})
                    for other in found
                ),
            )


def _practice(a: Assessment, since: Mapping[tuple[str, str], str], row: int, column: int) -> Peer:
    fact = a.facts.known[row, column]
    origin = next(iter(fact.origins), None)
    return Peer(
        settlement=a.units[row].id,
        similarity=1.0,
        status=fact.given or None,
        value=fact.value,
        since=since.get((fact.settlement, fact.node)) or _dated(fact),
        basis=fact.basis,
        what=origin.what if origin else "",
        source=origin.source if origin else "",
    )


def _dated(fact: Fact) -> str | None:
    """When a fact was claimed or measured; None where it says no date."""
    claimed = next((origin.on for origin in fact.origins if origin.on), "")
    return claimed or fact.period or None


def _first_reports(assessment: Assessment, evidence: Table | None) -> dict[tuple[str, str], str]:
    """The first date at which each answer made of reports was so reported, as written there."""
    if evidence is None:
        return {}
    dates: dict[tuple[str, str], list[str]] = {}
    for use in assessment.reports:
        on = str(evidence.rows[use.index]["on"] or "")
        if use.use in {"decides", "agrees"} and on:
            dates.setdefault((use.settlement, use.initiative), []).append(on)
    return {key: _earliest(given) for key, given in dates.items()}


def _earliest(dates: Sequence[str]) -> str:
    """The date that was over first.

    >>> _earliest(["2025-11", "2024", "2024-06"])
    '2024-06'
    """
    return min(dates, key=lambda on: (parse_on(on) or ())[::-1])
