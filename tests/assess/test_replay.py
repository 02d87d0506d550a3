"""Facts scored again give the assessment they came from: every edition, every rule."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings

from aqyl.assess import Assessment, assess, ranks_table
from aqyl.assess.replay import BLANK, cells_of, replay
from aqyl.register import load_register
from aqyl.standard import load_edition
from aqyl.tables import read_data
from tests.assess.small import assessed
from tests.assess.spec_cases import SpecCase, spec_cases

DATA = Path(str(files("aqyl"))) / "data"
SHIPPED = {
    "kz-2026": "kz-public",
    "kz-open-2023": "kz-open-2023",
    "kz-open-2023/ahp": "kz-open-2023",
    "kz-open-2023-corrected": "kz-open-2023",
}


@cache
def shipped(name: str) -> Assessment:
    period = "2026" if name == "kz-2026" else None
    return assess(load_edition(name), read_data(DATA / SHIPPED[name]), load_register(), period)


def holds(given: Assessment) -> None:
    """Scores and bounds of all nodes are the same."""
    again = replay(given)
    pairs = (again.shown, given.score), (again.low, given.low), (again.high, given.high)
    for one, other in pairs:
        np.testing.assert_allclose(one, other, atol=1e-12)


@pytest.mark.parametrize("name", SHIPPED)
def test_the_shipped_assessments_are_scored_again_alike(name: str) -> None:
    holds(shipped(name))


@pytest.mark.parametrize("case", spec_cases(), ids=str)
def test_so_is_every_spec_case_even_where_targets_are_not_kept(case: SpecCase) -> None:
    holds(assess(load_edition(case.edition), case.tables, load_register(), case.period))


@settings(max_examples=40, deadline=None)
@given(assessed())
def test_so_is_any_small_assessment(given: Assessment) -> None:
    holds(given)


def test_ranks_are_those_of_the_tables() -> None:
    given = shipped("kz-2026")
    found = replay(given).ranks()
    rows = {(r["group"], r["settlement"]): r["rank"] for r in ranks_table(given)}
    for place, unit in enumerate(given.units):
        own = [None if np.isnan(rank) else rank for rank in found[place]]
        assert own == [rows["all", unit.id], rows[unit.group, unit.id]]


def test_changing_a_copy_leaves_the_cells_alone() -> None:
    cells = cells_of(shipped("kz-open-2023"))
    changed = cells.copy()
    changed.state[:] = BLANK
    changed.value[:] = 0.0
    assert (cells.state != BLANK).all()
    assert np.nanmax(cells.value) > 0
