"""Verdicts of persons tune threshold and weights, and say how good the suggestions are."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from aqyl.diagnose.duplicates import Projects, Verdict, read_verdicts, shipped_weights, tune
from aqyl.diagnose.duplicates.features import FEATURES
from aqyl.diagnose.duplicates.matching.records import Floats
from aqyl.diagnose.duplicates.model import fitted
from aqyl.diagnose.duplicates.tune import agreement
from aqyl.problems import InputError
from aqyl.tables import Table
from benchmarks import judged
from benchmarks.weights import sample


@cache
def synthetic_sample() -> tuple[Floats, Floats]:
    return sample()


def test_the_shipped_weights_are_those_of_the_synthetic_sample() -> None:
    x, y = synthetic_sample()
    constant, weights = fitted(x, y)
    shipped = shipped_weights()
    assert constant == pytest.approx(shipped.constant, abs=0.02)
    assert weights == pytest.approx(shipped.weights, abs=0.02)
    assert f"{len(y):,}".replace(",", " ") in shipped.sample


def test_the_shipped_weights_say_that_they_are_working_ones() -> None:
    assert shipped_weights().source.kind == "working"


def test_how_good_the_shipped_weights_are_on_real_reports() -> None:
    """The figures of docs/duplicates.md; the sample is small and kind, see its README."""
    found = judged.tuned(initiatives=True)
    assert (found.before.pairs, found.before.matches) == (109, 64)
    assert found.before.precision.value >= 0.95
    assert 0.7 < found.before.recall.low < found.before.recall.high < 0.95
    assert found.after.f1.low > 0.9
    assert found.changed == ("weights", "threshold")
    alone = judged.tuned(initiatives=False)
    assert alone.before.recall.value < 0.3  # Notes in English, without the initiative: weak.
    assert 0.65 < alone.after.f1.low < alone.after.f1.high < 0.9


def test_too_few_verdicts_change_nothing() -> None:
    x = np.zeros((3, len(FEATURES)))
    found = tune(x, ["same", "part", "different"], "three")
    assert found.changed == ()
    assert found.weights == shipped_weights()
    assert (found.before.pairs, found.before.sample) == (3, "three")


def test_one_kind_of_verdict_changes_nothing() -> None:
    x = np.ones((100, len(FEATURES)))
    assert tune(x, ["same"] * 100, "all matches").changed == ()


def test_some_verdicts_move_the_threshold_alone() -> None:
    x, y = synthetic_sample()
    chosen = np.r_[0:15, len(y) - 15 : len(y)]
    verdicts: list[Verdict] = ["same" if one else "different" for one in y[chosen]]
    found = tune(x[chosen], verdicts, "thirty")
    assert found.changed == ("threshold",)
    assert found.weights.weights == shipped_weights().weights
    assert found.weights.sample == "thirty"


def test_no_verdicts_at_all() -> None:
    found = tune(np.zeros((0, len(FEATURES))), [], "none")
    assert found.changed == ()
    assert found.before.precision.value != found.before.precision.value


def projects(*ids: str) -> Projects:
    blank = [""] * len(ids)
    texts = dict.fromkeys(("kk", "ru", "en"), blank)
    nothing = np.zeros(len(ids), dtype=np.int64)
    return Projects(
        ids, blank, texts, texts, blank, blank, blank, blank, nothing * 1.0, nothing, nothing
    )


def verdicts(*rows: tuple[str, str, str]) -> Table:
    named = tuple(dict(zip(("first", "second", "verdict"), row, strict=True)) for row in rows)
    return Table("verdicts", named, tuple(range(2, len(rows) + 2)), "verdicts.csv")  # type: ignore[arg-type]


def test_verdicts_are_read_in_the_order_of_the_register() -> None:
    found = read_verdicts(verdicts(("B", "A", "same"), ("A", "B", "same")), projects("A", "B"))
    assert found == {("A", "B"): "same"}


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        ([("A", "X", "same")], "verdict_of_unknown"),
        ([("A", "A", "same")], "verdict_of_itself"),
        ([("A", "B", "same"), ("B", "A", "part")], "verdicts_differ"),
    ],
)
def test_a_wrong_verdict_is_told(rows: list[tuple[str, str, str]], problem: str) -> None:
    with pytest.raises(InputError) as caught:
        read_verdicts(verdicts(*rows), projects("A", "B"))
    assert [one.key for one in caught.value.problems] == [f"duplicates.{problem}"]


def test_agreement_counts_what_was_not_suggested_as_different() -> None:
    counts = agreement({("A", "B"): "same"}, {("A", "B"): "part", ("A", "C"): "same"})
    assert {pair: count for pair, count in counts.items() if count} == {
        ("same", "part"): 1,
        ("different", "same"): 1,
    }
