"""A BIN is twelve digits of which the last follows from the others."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from aqyl.diagnose.duplicates import Bin, is_bin
from aqyl.diagnose.duplicates.bins import check_digit

# BINs of real firms, as they stand in published protocols of public purchases.
REAL = ("070340007367", "980940001419", "970340000010")
ELEVEN = st.text("0123456789", min_size=11, max_size=11)


@pytest.mark.parametrize("given_bin", REAL)
def test_real_ones_pass(given_bin: str) -> None:
    assert is_bin(given_bin)
    assert TypeAdapter(Bin).validate_python(given_bin) == given_bin


@pytest.mark.parametrize(
    "wrong", ["", "07034000736", "0703400073670", "07034000736x", "070340007368", "٠٧٠٣٤٠٠٠٧٣٦٧"]
)
def test_others_do_not(wrong: str) -> None:
    assert not is_bin(wrong)
    with pytest.raises(ValidationError):
        TypeAdapter(Bin).validate_python(wrong)


@given(ELEVEN)
def test_just_one_last_digit_fits_or_none(eleven: str) -> None:
    fitting = [digit for digit in "0123456789" if is_bin(eleven + digit)]
    digit = check_digit(eleven)
    assert fitting == ([] if digit is None else [str(digit)])


@given(ELEVEN, st.integers(0, 9), st.integers(1, 9))
def test_a_slip_is_found_where_the_first_round_decides(eleven: str, at: int, by: int) -> None:
    # The eleventh digit weighs 11, nothing modulo 11: a slip there stays unseen.
    first = sum(int(d) * w for w, d in enumerate(eleven, 1)) % 11
    assume(first < 10)
    slipped = eleven[:at] + str((int(eleven[at]) + by) % 10) + eleven[at + 1 :]
    again = sum(int(d) * w for w, d in enumerate(slipped, 1)) % 11
    assume(again < 10)
    assert not is_bin(slipped + str(first))
