"""A small standard with rules of diagnosis: two domains, four initiatives, three technologies."""

from __future__ import annotations

from typing import Any

from aqyl.assess import Assessment
from aqyl.standard.models import Edition, Technology
from aqyl.standard.planning import (
    Cost,
    Criterion,
    DraftRules,
    NeedsRules,
    Planning,
    Readiness,
)
from tests.assess.audit.build import SOURCE, initiative, text
from tests.assess.small import MEASURED, run, small

RULES: dict[str, Any] = {
    "fewest": 2,
    "most": 4,
    "draws": 60,
    "seed": 1,
    "agreement": 0.6,
    "border": 0.25,
    "known": 0.2,
    "gaps": 2,
}
WEIGHTS = {"need": 0.4, "effect": 0.3, "readiness": 0.1, "cost": 0.2}


def cost(once: int = 100, yearly: int = 10) -> Cost:
    return Cost(once=once, yearly=yearly, staff=1.0, months=6, source=SOURCE)


def technology(name: str, level: int | None = 9) -> Technology:
    readiness = Readiness(level=level, source=SOURCE) if level else None
    return Technology(id=name, title=text(name), source=SOURCE, readiness=readiness)


def planning(**rules: Any) -> Planning:
    return Planning(
        currency="KZT",
        years=5,
        target="implemented",
        effect=0.5,
        joint_saving=0.1,
        joint_from=2,
        peers=2,
        consultation_days=15,
        stages=(),
        draft=DraftRules(goals=2, priorities=2, ready=7, slack=0.1),
        needs=NeedsRules(**{**RULES, **rules}),
        source=SOURCE,
    )


def standard(**fields: Any) -> Edition:
    """Fields of the edition; `rules` of classes by need."""
    leaves = (
        initiative("a.cameras", domain="a", technologies=("video",), cost=cost()),
        initiative(
            "a.analytics",
            domain="a",
            technologies=("video", "learning"),
            moves=("a.response",),
            cost=cost(300, 20),
        ),
        initiative("b.lights", domain="b", technologies=("sensors",), cost=cost(500, 0)),
        initiative("b.app", domain="b", technologies=("learning",), cost=cost(50, 0)),
        *MEASURED.values(),
    )
    rules = fields.pop("rules", {})
    given: dict[str, Any] = {
        "technologies": (technology("video"), technology("learning", 6), technology("sensors")),
        "planning": planning(**rules),
        "criteria": tuple(
            Criterion(id=name, title=text(name), source=SOURCE, criterion=name, weight=weight)  # type: ignore[arg-type]
            for name, weight in WEIGHTS.items()
        ),
        **fields,
    }
    return small(leaves=leaves).model_copy(update=given)


def assessed(statuses: dict[str, dict[str, str]], **fields: Any) -> Assessment:
    """settlement -> initiative -> status, all of them verified."""
    rows = [
        {"settlement": unit, "initiative": leaf, "status": status, "verified": "verified"}
        for unit, own in statuses.items()
        for leaf, status in own.items()
    ]
    return run(standard(**fields), rows, [])
