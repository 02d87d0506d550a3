"""What the room shows."""

from __future__ import annotations

from aqyl.diagnose import duplicates
from aqyl.diagnose.duplicates import matching
from aqyl.diagnose.duplicates.verdicts import VERDICTS
from aqyl.language import catalogue
from aqyl.tables import SCHEMAS


def test_the_public_face_is_there() -> None:
    assert duplicates.__all__ == [
        "PAIRS", "PROBLEMS", "VERDICTS", "Bin", "Found", "Money", "Pair", "Projects", "Quality",
        "Read", "Reason", "Tuned", "Verdict", "Weights", "find_duplicates", "is_bin", "pairs_table",
        "problems_table", "read_projects", "read_verdicts", "shipped_weights", "tune", "tune_by",
    ]  # fmt: skip
    assert matching.__all__ == [
        "Boosted", "Compared", "Interval", "Pairs", "Records", "compare", "f1_interval",
        "fit_boosted", "link", "wilson",
    ]  # fmt: skip
    for room in (duplicates, matching):
        assert all(hasattr(room, name) for name in room.__all__)


def test_each_verdict_has_a_wording_an_advice_and_a_word_in_the_table() -> None:
    [column] = [one for one in SCHEMAS["verdicts"].columns if one.name == "verdict"]
    assert column.choices == VERDICTS
    for verdict in VERDICTS:
        assert f"duplicates.verdict.{verdict}" in catalogue()
        assert f"duplicates.advice.{verdict}" in catalogue()
