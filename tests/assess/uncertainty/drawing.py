"""What the tests of this room share: rules of uncertainty, and drafts by them."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from aqyl.assess import Assessment, assess
from aqyl.assess.uncertainty import Draft
from aqyl.register import load_register
from aqyl.standard import Edition, load_edition
from aqyl.standard.models import UncertaintyRules
from aqyl.tables import read_data
from tests.assess.audit.build import SOURCE

DATA = Path(str(files("aqyl"))) / "data"
SHIPPED = {
    "kz-2026": "kz-public",
    "kz-open-2023": "kz-open-2023",
    "kz-open-2023/ahp": "kz-open-2023",
    "kz-open-2023-corrected": "kz-open-2023",
}


def rules(**fields: Any) -> UncertaintyRules:
    given = {"weights": 0.25, "claims": 0.5, "unknown": "together", "draws": 400, "seed": 1}
    return UncertaintyRules(**{**given, "source": SOURCE, **fields})


def draft(assessment: Assessment, **fields: Any) -> Draft:
    return Draft(assessment, rules(**fields))


@cache
def shipped(name: str, period: str | None = None) -> Assessment:
    """An edition that ships, on the data that ship with it."""
    edition = load_edition(name)
    register = load_register() if edition.units.kind == "register" else None
    return assess(edition, read_data(DATA / SHIPPED[name]), register, period)


def with_scoring(edition: Edition, **fields: Any) -> Edition:
    scoring = edition.scoring.model_copy(update=fields)
    return edition.model_copy(update={"scoring": scoring})
