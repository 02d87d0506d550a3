"""Treatment: COINr's results, its record and ours, and what a treatment promises."""

from __future__ import annotations

import re
from functools import partial

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aqyl.index import (
    Floats,
    Treated,
    Treatment,
    Winsorising,
    box_cox,
    log,
    outlying,
    treat,
    winsorise,
)
from aqyl.index.treatment import Step

from . import reference
from .conftest import Reader, Table
from .reference import NAN

HALF: Step = partial(box_cox, power=0.5)

CASES: dict[str, Treatment] = {
    "win1": Treatment((Winsorising(1), "log_ct")),
    "win2": Treatment((Winsorising(2), "log_ct")),
    "win4": Treatment((Winsorising(4), "log_ct")),
    "default_win5": Treatment(),
    "win1_combine": Treatment((Winsorising(1), "log_ct"), combine=True),
    "win1_logCTorig": Treatment((Winsorising(1), "log_ct_orig")),
    "win1_logCTplus": Treatment((Winsorising(1), "log_ct_plus")),
    "win1_boxcox05": Treatment((Winsorising(1), HALF)),
    "forcewin3": Treatment((Winsorising(3, force=True), "log_ct")),
}
RECORDED = [name for name in CASES if name != "forcewin3"]


@pytest.fixture(scope="module")
def screened(coinr: Reader) -> Table:
    """What COINr treats: denominated, blanks filled by group, all 51 units kept."""
    return coinr("03_impute_mean_EurAsia_group")


@pytest.mark.parametrize("name", CASES)
def test_coinr_gets_the_same(coinr: Reader, screened: Table, name: str) -> None:
    expected = coinr(f"04_treat_{name}")
    assert screened.columns == expected.columns
    done = treat(screened.values, CASES[name])
    np.testing.assert_allclose(done.x, expected.values, rtol=1e-12, atol=1e-14)


@pytest.mark.parametrize("name", RECORDED)
def test_coinr_records_the_same_steps_for_each_column(screened: Table, name: str) -> None:
    done = treat(screened.values, CASES[name])
    for trail, line in zip(done.trails, reference.rows(f"04_treat_{name}_details"), strict=True):
        shapes = [(trail.passed, trail.skewness, trail.kurtosis)]
        shapes += [(step.passed, step.skewness, step.kurtosis) for step in trail.attempts]
        for check, (passed, skewness, kurtosis) in enumerate(shapes):
            before = f"check_SkewKurt{check}"
            assert line[f"{before}.Pass"] == str(passed).upper()
            figures = [float(line[f"{before}.Skew"]), float(line[f"{before}.Kurt"])]
            np.testing.assert_allclose([skewness, kurtosis], figures, rtol=1e-11)
        assert not line.get(f"check_SkewKurt{len(shapes)}.Pass")
        winsorised = [step.points for step in trail.attempts if step.step == "winsorise"]
        assert winsorised == [int(cell) for cell in [line["winsorise.nwin"]] if cell]


@pytest.mark.parametrize("name", RECORDED)
def test_coinr_records_the_same_points(screened: Table, name: str) -> None:
    """COINr names a winsorisation even where it was undone: each step took the values as they were.

    Ours does not; so a curve stands without it unless steps are combined. And COINr records no
    point of box_cox.
    """
    spec = CASES[name]
    done = treat(screened.values, spec)
    ours = np.full(screened.values.shape, "", dtype=object)
    for unit, indicator, before, after, method in done.points():
        ours[unit, indicator] = method
        assert (before, after) == (screened.values[unit, indicator], done.x[unit, indicator])
    theirs = coinr_points(name)
    for place, trail in enumerate(done.trails):
        if trail.applied and trail.applied[-1].high is None and not spec.combine:
            theirs[:, place] = [re.sub(r"winsorise_\w+\+?", "", cell) for cell in theirs[:, place]]
    if spec.steps[1] is HALF:
        ours[ours == "box_cox"] = ""
    np.testing.assert_array_equal(ours, theirs)


def coinr_points(name: str) -> npt.NDArray[np.object_]:
    """COINr's words in ours: `+log_CT` is a curve, `winhi+log_CT` a curve after a winsorisation."""
    words = {"winhi": "winsorise_high", "winlo": "winsorise_low"}
    words |= {"log_CT": "log_ct", "log_CT_orig": "log_ct_orig", "log_CT_neg": "log_ct_plus"}
    if "plus" in name:
        words["log_CT"] = "log_ct_plus"
    lines = reference.rows(f"04_treat_{name}_points")
    cells = [[cell.strip("+").split("+") for cell in list(line.values())[1:]] for line in lines]
    return np.array(
        [["+".join(words.get(word, word) for word in cell) for cell in line] for line in cells],
        dtype=object,
    )


def long_tailed(seed: int) -> Floats:
    random = np.random.default_rng(seed)
    x = np.exp(random.normal(size=(30, 6)) * [0.1, 1, 2, 3, 2, 1]) * [1, 1, 1, 1, -1, -1]
    x[random.random(x.shape) < 0.1] = NAN
    return x


def test_a_column_that_passes_is_left_to_the_last_bit() -> None:
    x = long_tailed(1)
    done = treat(x)
    passes = ~outlying(x)
    np.testing.assert_array_equal(done.x[:, passes], x[:, passes])
    assert all(not trail.attempts for trail, ok in zip(done.trails, passes, strict=True) if ok)


@given(st.integers(0, 10_000))
def test_the_record_is_complete_and_says_what_happened(seed: int) -> None:
    x = long_tailed(seed)
    for combine in (False, True):
        done = treat(x, Treatment((Winsorising(2), "log_ct"), combine=combine))
        rebuilt = x.copy()
        for unit, indicator, before, after, _ in done.points():
            assert before == x[unit, indicator]
            rebuilt[unit, indicator] = after
        np.testing.assert_array_equal(rebuilt, done.x)
        assert len(done.points()) == len(list(done.points()))


@given(st.integers(0, 10_000))
def test_the_trail_ends_as_the_rule_says(seed: int) -> None:
    done = treat(long_tailed(seed))
    assert [trail.passes for trail in done.trails] == (~outlying(done.x)).tolist()


@given(st.integers(0, 10_000))
def test_the_order_of_units_changes_nothing_else(seed: int) -> None:
    x = long_tailed(seed)
    order = np.random.default_rng(seed).permutation(len(x))
    np.testing.assert_allclose(treat(x[order]).x, treat(x).x[order], rtol=1e-12)


@given(st.integers(0, 10_000))
def test_a_higher_value_never_ends_below(seed: int) -> None:
    x = long_tailed(seed)
    done = treat(x, Treatment((Winsorising(1), "log_ct_plus"))).x
    higher = x[:, np.newaxis] > x
    assert not (higher & (done[:, np.newaxis] < done)).any()


def test_single_columns_go_their_own_way() -> None:
    x = np.abs(long_tailed(2))
    own = {1: None, 2: Treatment(("sqrt",)), 3: Treatment((Winsorising(None),))}
    done = treat(x, Treatment(), own)
    common = treat(x)
    np.testing.assert_array_equal(done.x[:, [0, 4, 5]], common.x[:, [0, 4, 5]])
    np.testing.assert_array_equal(done.x[:, 1], x[:, 1])
    np.testing.assert_array_equal(done.x[:, 2], np.sqrt(x[:, 2]))
    np.testing.assert_array_equal(done.x[:, 3], winsorise(x[:, 3], points=None).x)


def test_steps_of_ones_own() -> None:
    def cube_root(columns: Floats) -> Floats:
        return np.cbrt(columns)

    x = long_tailed(3)
    done = treat(x, Treatment((cube_root,)))
    moved = [place for place, trail in enumerate(done.trails) if trail.applied]
    assert moved
    np.testing.assert_array_equal(done.x[:, moved], np.cbrt(x[:, moved]))
    assert set(done.points().methods) == {"cube_root"}


def test_steps_go_on_until_the_column_passes() -> None:
    x = np.exp(np.random.default_rng(5).normal(size=200) * 3)
    done = treat(x, Treatment((Winsorising(1), "sqrt", "log", "log_ct")))
    assert [step.step for step in done.trails[0].attempts] == ["winsorise", "sqrt", "log"]
    assert [step.step for step in done.trails[0].applied] == ["log"]
    np.testing.assert_array_equal(done.x, log(x))


def test_combined_steps_are_named_together() -> None:
    x = np.array([1.0] * 20 + [2.0, 3.0] * 5 + [200.0, 300.0])
    done = treat(x, Treatment((Winsorising(1, force=True), "asinh", "log_ct"), combine=True))
    words = {unit: method for unit, _, _, _, method in done.points()}
    assert words[31] == "winsorise_high+asinh+log_ct"
    assert words[0] == "asinh+log_ct"


def test_what_cannot_be_told_or_bent_is_left_alone() -> None:
    """All missing, one value, three values, all equal, two different values."""
    x = np.full((40, 5), NAN)
    x[0, 1] = 4
    x[:3, 2] = [1, 2, 900]
    x[:, 3] = 0.1
    x[:, 4] = 0
    x[7, 4] = 1
    done = treat(x)
    np.testing.assert_array_equal(done.x, x)
    assert [trail.passes for trail in done.trails] == [True, True, True, True, False]
    assert len(done.points()) == 0


def test_one_unit_and_one_column() -> None:
    assert treat([[5.0, NAN]]).x.tolist()[0][0] == 5
    done: Treated = treat([1, 2, 3, 4, 5, 90])
    assert done.x.tolist() == [1, 2, 3, 4, 5, 5]
    assert len(done.trails) == 1
