"""The change since the period before as a bridge: real, method, data, and through what."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import aqyl
from aqyl.portal.results import store
from aqyl.portal.results.models import Publication
from aqyl.portal.results.shown import assessment_of
from aqyl.tables import write_json

if TYPE_CHECKING:
    from aqyl.assess.bridge import Bridge

# What is named of each part, at most.
_MOST = 5


@dataclass(frozen=True, slots=True)
class Through:
    """What brought a share of a change: a node of either edition, in points of the total."""

    part: str
    node: str
    points: float


@dataclass(frozen=True, slots=True)
class Change:
    """One settlement's change of the total; the parts sum to `after - before`."""

    before: float
    after: float
    real: float
    method: float
    data: float
    through: tuple[Through, ...]

    @property
    def points(self) -> float:
        """After less before."""
        return self.after - self.before


def change_of(publication: Publication, settlement: str) -> Change | None:
    """A settlement's change since the publication before; None where there is none to tell."""
    if publication.before is None:
        return None
    found = _changes(publication.before, publication).get(settlement)
    if found is None:
        return None
    through = tuple(Through(**one) for one in found.pop("through"))
    return Change(**found, through=through)


def _changes(before: Publication, after: Publication) -> dict[str, Any]:
    """Every settlement's change, kept in a file, since both ends stay as they are."""
    path = store.drawing_path("bridge", aqyl.__version__, before.digest, after.digest, "json")
    if not path.exists():
        write_json(path, _computed(before, after))
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def _computed(before: Publication, after: Publication) -> dict[str, Any]:
    import math

    from aqyl.assess.bridge import bridge

    ends = [assessment_of(one.digest, one.campaign.period) for one in (before, after)]
    made = bridge(*ends)
    steps = [made.step(unit) for unit in made.units]
    return {
        step.unit: {
            "before": step.before,
            "after": step.after,
            **{str(part): points for part, points in step.parts.items()},
            "through": _through(made, step.unit),
        }
        for step in steps
        if not math.isnan(step.change)
    }


def _through(made: Bridge, unit: str) -> list[dict[str, Any]]:
    from aqyl.assess.bridge import PARTS

    return [
        {"part": part, "node": one.node, "points": one.points}
        for part in PARTS
        for one in made.contributors(unit, part, most=_MOST)
    ]
