"""Functions of the user's own are held to what every method promises."""

from __future__ import annotations

from functools import partial

import numpy as np
import pytest

from aqyl.index import Floats, box_cox
from aqyl.index.custom import apply, name_of
from aqyl.problems import InputError

from .reference import NAN

X = np.array([[1.0, NAN], [3.0, 4.0]])


def test_the_record_names_the_function_behind_fixed_parameters() -> None:
    assert name_of(box_cox) == "box_cox"
    assert name_of(partial(partial(box_cox, power=2), shift=False)) == "box_cox"

    class Halver:
        def __call__(self, columns: Floats) -> Floats:
            return columns / 2

    assert name_of(Halver()) == "Halver"
    np.testing.assert_array_equal(apply(Halver(), X), X / 2)


def test_a_gap_cannot_be_filled_by_the_way() -> None:
    np.testing.assert_array_equal(apply(np.nan_to_num, X), X)


def test_a_value_may_be_lost_only_where_that_is_a_rule() -> None:
    lost = np.full_like(X, NAN)
    assert np.isnan(apply(lambda columns: lost, X)).all()
    with pytest.raises(InputError):
        apply(lambda columns: lost, X, keep=True)


def test_the_problem_names_function_and_fault() -> None:
    def squeeze(columns: Floats) -> Floats:
        return columns.ravel()

    with pytest.raises(InputError) as caught:
        apply(squeeze, X)
    values = caught.value.problems[0].values
    assert (values["name"], values["given"], values["allowed"]) == ("squeeze", "(4,)", (2, 2))
