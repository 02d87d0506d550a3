"""Small editions and tables for the tests of the audit: twelve units, one domain, one year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from aqyl.assess import assess
from aqyl.assess.audit import CHECKS, Finding
from aqyl.assess.audit.context import Context
from aqyl.register import Register
from aqyl.standard.entries import Source, Text
from aqyl.standard.models import (
    Basis,
    Domain,
    Edition,
    EvidenceRules,
    Indicator,
    InForce,
    Initiative,
    Scoring,
    StandingRule,
    Status,
    Unit,
    Units,
    ValueRules,
)
from aqyl.standard.steps import Invert, MinMax
from aqyl.tables import SCHEMAS, Table

YEAR = "2024"
UNITS = tuple(f"u{number:02}" for number in range(1, 13))
# Twelve values as different as those of real cities, and nothing odd about them.
PLAIN = (12.0, 15.0, 19.0, 22.0, 24.0, 27.0, 31.0, 33.0, 36.0, 41.0, 44.0, 52.0)
UNSORTED = (33.0, 12.0, 52.0, 24.0, 19.0, 41.0, 15.0, 36.0, 27.0, 44.0, 22.0, 31.0)

Cells = Mapping[str, object]
Column = Sequence[float | Cells | None]


def text(wording: str) -> Text:
    return Text(kk=wording, ru=wording, en=wording)


SOURCE = Source(kind="working", checked_on=dt.date(2026, 1, 1), note=text("made up for a test"))
LOW_IS_BEST = (MinMax(step="minmax"), Invert(step="invert"))


def indicator(name: str, unit: str = "per-1000", **fields: object) -> Indicator:
    given = {"direction": "up", "domain": "main", **fields}
    return Indicator(id=name, title=text(name), source=SOURCE, unit=unit, **given)


def initiative(name: str, **fields: object) -> Initiative:
    given = {"domain": "main", "groups": {}, "stage": 1, **fields}
    return Initiative(id=name, title=text(name), source=SOURCE, **given)


def domain(name: str, **fields: object) -> Domain:
    return Domain(id=name, title=text(name), source=SOURCE, **fields)


def scoring(**fields: object) -> Scoring:
    given = {
        "scale": 1.0,
        "aggregation": "arithmetic",
        "missing": "left_out",
        "shares": {"initiatives": 0.5, "indicators": 0.5},
        "steps": (MinMax(step="minmax"),),
        "values": ValueRules(max_age_years=0, ratio="stated", source=SOURCE),
        "standings": {
            "claimed": StandingRule(score="stated", low="worst", high="stated"),
        },
        "evidence": EvidenceRules(
            stated="reported",
            inferred="claimed",
            undated="claimed",
            dispute_months=36,
            source=SOURCE,
        ),
        "source": SOURCE,
        **fields,
    }
    return Scoring(**given)


def edition(*leaves: Indicator | Initiative, **fields: object) -> Edition:
    """An edition of these leaves whose units are all that the data name."""
    given: dict[str, object] = {
        "domains": (domain("main"),),
        "scoring": scoring(),
        "units": Units(kind="data"),
        "indicators": tuple(leaf for leaf in leaves if isinstance(leaf, Indicator)),
        "initiatives": tuple(leaf for leaf in leaves if isinstance(leaf, Initiative)),
        "statuses": STATUSES,
        "measurement_units": MEASURES,
        **fields,
    }
    return Edition(
        id="small",
        title=text("a small edition"),
        summary=text("for tests"),
        in_force=InForce(start=dt.date(2024, 1, 1)),
        basis=Basis(act="1", date=dt.date(2024, 1, 1), adopted_by=text("nobody")),
        source=SOURCE,
        licence="Apache-2.0",
        **given,
    )


def _status(name: str, points: float, ladder: int | None) -> Status:
    return Status(
        id=name, title=text(name), source=SOURCE, points=points, ladder=ladder, done=text(name)
    )


STATUSES = (
    _status("none", 0.0, 0),
    _status("pilot", 0.4, 1),
    _status("implemented", 1.0, 2),
    _status("lost", 0.0, None),
)
MEASURES = tuple(
    Unit(id=name, title=text(name), source=SOURCE, kind=kind)
    for name, kind in (
        ("percent", "share"),
        ("per-1000", "rate"),
        ("number", "count"),
        ("persons", "size"),
        ("tenge", "money"),
    )
)


def table(name: str, rows: Sequence[Cells]) -> Table:
    """A table as it would be read from `<name>.csv`, the header being line 1."""
    blank = dict.fromkeys(SCHEMAS[name].names)
    full = tuple({**blank, **row} for row in rows)
    return Table(name, full, tuple(range(2, 2 + len(full))), f"{name}.csv", "0" * 64)


def values(columns: Mapping[str, Column]) -> Table:
    """One value a unit in the order of UNITS; a mapping gives the cells of a row by name."""
    common = {"period": YEAR, "source": "yearbook", "verified": "reported"}
    return table(
        "values",
        [
            {**common, "settlement": unit, "indicator": name, **_cells(cell)}
            for name, column in columns.items()
            for unit, cell in zip(UNITS, column, strict=False)
        ],
    )


def _cells(cell: float | Cells | None) -> Cells:
    return cell if isinstance(cell, Mapping) else {"value": cell}


def run(
    check: str,
    standard: Edition,
    *tables: Table,
    published: Table | None = None,
    register: Register | None = None,
) -> list[Finding]:
    """What one check finds."""
    given = {one.name: one for one in tables}
    result = assess(standard, given, register, YEAR)
    return list(CHECKS[check](Context(standard, given, result, published, register)))


def only(findings: Sequence[Finding]) -> Finding:
    """The one finding."""
    (one,) = findings
    return one
