"""What both verbs of the form need: the settlement as a unit, the tables that are there."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aqyl.assess import AssessedUnit
    from aqyl.standard import Edition
    from aqyl.tables import Table


def unit_of(edition: Edition, settlement: str) -> AssessedUnit:
    """The unit of a code. Raises NotFoundError."""
    from aqyl.assess.form import find_unit
    from aqyl.register import load_register

    register = load_register() if edition.units.kind == "register" else None
    return find_unit(edition, register, settlement)


def read_before(data: str) -> Mapping[str, Table]:
    """The tables of a folder; none where none is named."""
    from aqyl.tables import read_data

    return read_data(Path(data)) if data else {}
