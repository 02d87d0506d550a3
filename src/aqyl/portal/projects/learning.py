"""What the verdicts of persons teach: how good the suggestions are, and better weights."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, cast

from aqyl.portal.projects.models import Pair, Search

if TYPE_CHECKING:
    from aqyl.diagnose.duplicates import Projects, Quality, Verdict, Weights
    from aqyl.register import Register
    from aqyl.standard import Edition


def adopted() -> Search | None:
    """The search whose weights were adopted last."""
    return Search.objects.filter(adopted=True).order_by("-pk").first()


def weights_now() -> Weights:
    """What searches judge by: the weights adopted last, else those that come with Aqyl."""
    return weights_of(adopted())


def weights_of(search: Search | None) -> Weights:
    """The weights that a search taught; those that come with Aqyl without one."""
    from aqyl.diagnose.duplicates import Weights, shipped_weights

    if search is None:
        return shipped_weights()
    return Weights.model_validate_json(search.learned["weights"])


def learn(
    projects: Projects, edition: Edition, register: Register, weights: Weights
) -> dict[str, Any]:
    """What verdicts on pairs of these projects say of the weights, for the record of a search.

    verdicts: how many; changed: what would be learned (`weights`, `threshold`; empty with too
    few); before, after: how good the old and the new are; weights: the new ones.
    """
    from aqyl.diagnose.duplicates import tune_by

    verdicts = _verdicts(set(projects.id))
    if not verdicts:
        return {"verdicts": 0}
    sample = f"{len(verdicts)} pairs judged in the portal"
    tuned = tune_by(projects, edition, register, verdicts, weights, sample)
    return {
        "verdicts": len(verdicts),
        "changed": list(tuned.changed),
        "before": _figures(tuned.before),
        "after": _figures(tuned.after),
        "weights": tuned.weights.model_dump_json(),
        "threshold": tuned.weights.threshold,
        "least": weights.least.model_dump(),
    }


def _verdicts(codes: set[str]) -> dict[tuple[str, str], Verdict]:
    """Verdicts on pairs whose projects are both still there."""
    judged = Pair.objects.exclude(verdict="").order_by("pk")
    rows = judged.values_list("first__code", "second__code", "verdict")
    return {
        (one, other): cast("Verdict", said) for one, other, said in rows if {one, other} <= codes
    }


def _figures(quality: Quality) -> dict[str, Any]:
    parts = {name: getattr(quality, name) for name in ("precision", "recall", "f1")}
    figures = {
        name: [_plain(value) for value in (part.value, part.low, part.high)]
        for name, part in parts.items()
    }
    return {**figures, "pairs": quality.pairs, "matches": quality.matches}


def _plain(value: float) -> float | None:
    """JSON knows no nan: None where the sample says nothing."""
    return None if math.isnan(value) else round(float(value), 4)
