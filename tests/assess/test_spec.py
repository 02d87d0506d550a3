"""The cases in tests/spec: each a small table in, the scores and ranks that must come out."""

from __future__ import annotations

import pytest

from aqyl.assess import assess, ranks_table, scores_table
from aqyl.register import load_register
from aqyl.standard import load_edition
from tests.assess.spec_cases import SpecCase, spec_cases

CASES = spec_cases()


@pytest.mark.parametrize("case", CASES, ids=str)
def test_case(case: SpecCase) -> None:
    edition = load_edition(case.edition)
    result = assess(edition, case.tables, load_register(), case.period)
    found = {(str(r["settlement"]), str(r["node"])): r for r in scores_table(result)}
    for expected in case.scores:
        row = found[expected["settlement"], expected["node"]]
        for column in ("score", "low", "high", "coverage"):
            if column in expected:
                wanted = expected[column]
                near = wanted if wanted is None else pytest.approx(wanted, abs=1e-9)
                assert row[column] == near, column
    ranks = {(str(r["group"]), str(r["settlement"])): r for r in ranks_table(result)}
    for expected in case.ranks:
        row = ranks[expected.get("group", "all"), expected["settlement"]]
        for column in expected.keys() - {"group", "settlement"}:
            assert row[column] == expected[column], column


def test_every_edition_has_cases() -> None:
    covered = {case.edition.partition("/")[0] for case in CASES}
    assert covered >= {"kz-2026", "kz-2019", "u4ssc-2022", "kz-open-2023"}


def test_every_case_expects_something() -> None:
    assert all(case.scores or case.ranks for case in CASES)
