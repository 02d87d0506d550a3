"""A made-up edition with what kz-2026 lacks: a whole and its parts, one bound by another."""

from __future__ import annotations

from functools import cache
from typing import Any

from aqyl.assess.form import Entries, Form, build_form, find_unit
from aqyl.register import load_register
from aqyl.standard import load_edition
from aqyl.standard.models import Checks, Edition
from aqyl.standard.procedure import FormRules
from aqyl.tables import SCHEMAS, Row
from tests.assess.audit.build import SOURCE, edition, indicator, initiative

KOSTANAY = "391010000"
YEAR = "2026"
RULES = FormRules(
    evidence_from="pilot",
    done_from="implemented",
    jump=0.5,
    rounding=0.01,
    warnings=("sum_differs", "jump"),
    source=SOURCE,
)


def _counted(name: str, **checks: Any) -> Any:
    return indicator(name, unit="number", checks=Checks(whole=("value",), **checks))


def town(**fields: Any) -> Edition:
    return edition(
        _counted("vehicles", sum_of=("buses", "trams")),
        _counted("buses"),
        _counted("trams", jump=0.05),
        _counted("electric-buses", at_most="buses"),
        initiative("tickets"),
        **{"form": RULES, **fields},
    )


@cache
def form_of(name: str, settlement: str = KOSTANAY, period: str = YEAR) -> Form:
    """The form of a settlement by `town` or by an edition that ships."""
    made = town() if name == "town" else load_edition(name)
    return build_form(made, find_unit(made, load_register(), settlement), period)


def answer(initiative_id: str, status: str, **fields: Any) -> Row:
    own = {"initiative": initiative_id, "status": status, **fields}
    return _row("answers", own)


def value(indicator_id: str, number: float | None = None, **fields: Any) -> Row:
    return _row("values", {"indicator": indicator_id, "value": number, **fields})


def _row(table: str, fields: dict[str, Any]) -> Row:
    names = SCHEMAS[table].names
    assert fields.keys() <= set(names), fields
    common = {"settlement": KOSTANAY, "period": YEAR, "verified": "claimed"}
    return {**dict.fromkeys(names), **common, **fields}


def entries(given: dict[str, Any]) -> Entries:
    """Rows as a spec case gives them."""
    return Entries(
        tuple(_row("answers", row) for row in given.get("answers", ())),
        tuple(_row("values", row) for row in given.get("values", ())),
    )
