"""A small standard with everything in it, drawn editions of it, and drawn facts: for properties.

Two domains, four initiatives (two of them rest on others), four indicators: one normalised over
the units, two by goalposts, one in bands.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from aqyl.assess import Assessment, assess
from aqyl.standard.models import (
    Edition,
    Goalpost,
    Imputation,
    Indicator,
    Level,
    StandingRule,
    ValueRules,
)
from aqyl.standard.steps import Bands, Goalposts, MinMax
from aqyl.tables import Table
from tests.assess.audit.build import SOURCE, domain, edition, indicator, initiative, scoring, text
from tests.assess.spec_cases import make_table

YEAR = "2024"
UNITS = ("u1", "u2", "u3", "u4")
INITIATIVES = ("a.cameras", "a.analytics", "b.lights", "b.app")
INDICATORS = ("a.crime", "a.response", "b.cashless", "b.on-time")
STATUSES = ("none", "pilot", "implemented", "lost")
STANDINGS = ("verified", "reported", "claimed", "returned", "refused")


def goalposts(low: float, high: float) -> tuple[Goalpost, ...]:
    return (Goalpost(low=low, high=high, source=SOURCE),)


MEASURED: dict[str, Indicator] = {
    "a.crime": indicator("a.crime", domain="a", direction="up", steps=(MinMax(step="minmax"),)),
    "a.response": indicator("a.response", domain="a", goalposts=goalposts(20.0, 5.0)),
    "b.cashless": indicator("b.cashless", domain="b", goalposts=goalposts(0.0, 90.0)),
    "b.on-time": indicator(
        "b.on-time",
        domain="b",
        steps=(
            MinMax(step="minmax", low=0.0, high=100.0),
            Bands(step="bands", edges=(0.0, 0.33, 0.66), points=(0.25, 0.5, 1.0)),
        ),
    ),
}
STANDING_RULES = {
    "claimed": StandingRule(score="stated", low="worst", high="stated"),
    "returned": StandingRule(score="unknown", low="worst", high="best"),
    "refused": StandingRule(score="worst", low="worst", high="worst"),
}


def small(**fields: Any) -> Edition:
    """The small standard; fields of its scoring, and `leaves`, `domains`, `levels`."""
    leaves = fields.pop("leaves", None) or (
        initiative("a.cameras", domain="a"),
        initiative("a.analytics", domain="a", prerequisites=("a.cameras",)),
        initiative("b.lights", domain="b"),
        initiative("b.app", domain="b", prerequisites=("b.lights", "a.cameras"), weight=2.0),
        *MEASURED.values(),
    )
    domains = fields.pop("domains", (domain("a", weight=2.0), domain("b")))
    levels = tuple(
        Level(id=name, title=text(name), source=SOURCE, lower=lower)
        for name, lower in (("low", 0.0), ("middle", 40.0), ("high", 80.0))
    )
    given = {
        "scale": 100.0,
        "missing": "worst",
        "steps": (Goalposts(step="goalposts"),),
        "standings": STANDING_RULES,
        "values": ValueRules(max_age_years=2, ratio="stated", source=SOURCE),
        **fields,
    }
    return edition(*leaves, domains=domains, levels=levels, scoring=scoring(**given))


def table(name: str, rows: list[dict[str, Any]], year: str = YEAR) -> Table:
    """A table with a digest of its own rows, as a file would have."""
    made = make_table(name, rows, year)
    content = json.dumps([made.rows, year], sort_keys=True).encode()
    return replace(made, digest=hashlib.sha256(content).hexdigest())


def run(
    standard: Edition, answers: list[dict[str, Any]], values: list[dict[str, Any]], year: str = YEAR
) -> Assessment:
    tables = {"answers": table("answers", answers, year), "values": table("values", values, year)}
    return assess(standard, tables, None, year)


def said(unit: str, leaf: str, status: str = "pilot", verified: str = "verified") -> dict[str, Any]:
    return {"settlement": unit, "initiative": leaf, "status": status, "verified": verified}


def measured(
    unit: str, leaf: str, value: float | None = 50.0, verified: str = "verified", **parts: float
) -> dict[str, Any]:
    row = {"settlement": unit, "indicator": leaf, "value": value, "verified": verified}
    return {**row, **parts}


answers = st.lists(
    st.builds(
        said,
        st.sampled_from(UNITS),
        st.sampled_from(INITIATIVES),
        st.sampled_from(STATUSES),
        st.sampled_from(STANDINGS),
    ),
    min_size=1,
    max_size=12,
    unique_by=lambda row: (row["settlement"], row["initiative"]),
)
values = st.lists(
    st.builds(
        measured,
        st.sampled_from(UNITS),
        st.sampled_from(INDICATORS),
        st.sampled_from([2.0, 5.0, 11.0, 20.0, 34.5, 50.0, 66.0, 81.0, 95.0]),
        st.sampled_from(STANDINGS),
    ),
    min_size=1,
    max_size=12,
    unique_by=lambda row: (row["settlement"], row["indicator"]),
)


@st.composite
def editions(draw: st.DrawFn) -> Edition:
    """The small standard with other weights, points, goalposts, rules, or a leaf less."""
    bands = Bands(step="bands", edges=(0.0, 0.3, 0.7), points=(0.1, 0.5, 1.0))
    weight = st.sampled_from([0.5, 1.0, 3.0])
    leaves = [
        initiative(name, domain=name[0], weight=draw(weight))
        for name in INITIATIVES[: draw(st.integers(3, 4))]
    ]
    posts = goalposts(draw(st.sampled_from([0.0, 10.0])), draw(st.sampled_from([60.0, 90.0])))
    for name, one in MEASURED.items():
        changed = {"goalposts": posts} if name == "b.cashless" else {}
        leaves.append(one.model_copy(update={"weight": draw(weight), **changed}))
    domains = (
        domain("a", weight=draw(weight), after=draw(st.sampled_from([(), (bands,)]))),
        domain("b", aggregation=draw(st.sampled_from([None, "geometric", "harmonic"]))),
    )
    rule = Imputation(method="nearest_neighbours", neighbours=2, marked=True, source=SOURCE)
    made = small(
        leaves=tuple(leaves),
        domains=domains,
        missing=draw(st.sampled_from(["worst", "left_out"])),
        pooling=draw(st.sampled_from(["children", "children", "leaves"])),
        standings=draw(st.sampled_from([{}, STANDING_RULES])),
        imputation=draw(st.sampled_from([None, None, rule])),
        shares=draw(
            st.sampled_from(
                [{"initiatives": 0.5, "indicators": 0.5}, {"initiatives": 0.8, "indicators": 0.2}]
            )
        ),
    )
    points = draw(st.sampled_from([0.4, 0.6]))
    statuses = tuple(
        s.model_copy(update={"points": points}) if s.id == "pilot" else s for s in made.statuses
    )
    return made.model_copy(update={"statuses": statuses})


@st.composite
def assessed(draw: st.DrawFn, year: str = YEAR) -> Assessment:
    """An assessment by a drawn edition; what it does not ask is not answered."""
    made, said_rows, measured_rows = draw(editions()), draw(answers), draw(values)
    asked = {leaf.id for leaf in made.initiatives}
    return run(made, [row for row in said_rows if row["initiative"] in asked], measured_rows, year)
