"""Numbers written as text: read where they can be read in one way only."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aqyl.publish.form.numbers import both_readings, read_number, same


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", 12.0),
        ("12,5", 12.5),
        ("12.5", 12.5),
        (",5", 0.5),
        ("-3", -3.0),
        ("\u22123,5", -3.5),
        ("1 234", 1234.0),
        ("1\u00a0234\u00a0567,89", 1234567.89),
        ("1,234.5", 1234.5),
        ("1.234,5", 1234.5),
        ("1,234,567", 1234567.0),
        ("1.234.567", 1234567.0),
        ("0,123", 0.123),
        ("0.500", 0.5),
        ("1234,567", 1234.567),
        ("1e3", 1000.0),
    ],
)
def test_a_number_that_reads_in_one_way(text: str, number: float) -> None:
    assert read_number(f" {text} ") == number


@pytest.mark.parametrize("text", ["1,234", "1.234", "12,345", "-999.999"])
def test_three_digits_after_a_mark_may_be_thousands_or_decimals(text: str) -> None:
    assert read_number(text) == "unclear"
    thousands, decimals = both_readings(text).split(", ")
    assert abs(float(thousands)) == abs(float(decimals)) * 1000


@pytest.mark.parametrize(
    "text",
    ["", "-", "н/д", "12 мин", "1/2", "1,2,3", "1.2.3", "12 34", "1,23,456", "1e999", "nan", "inf",
     "١٢", "1,234.567.8", "0x10", "1_000", "--1"],
)  # fmt: skip
def test_what_is_no_number(text: str) -> None:
    assert read_number(text) == "none"


@given(st.floats(allow_nan=False, allow_infinity=False), st.sampled_from(".,"))
def test_a_number_as_any_program_writes_it_is_read_as_it_is_or_called_unclear(
    number: float, mark: str
) -> None:
    text = repr(number).replace(".", mark)
    assert read_number(text) in (number, "unclear")


@given(st.integers(-(10**12), 10**12), st.sampled_from([" ", "\u00a0", "\u202f"]))
def test_thousands_set_apart_by_spaces_are_read(number: int, space: str) -> None:
    assert read_number(f"{number:,}".replace(",", space)) == number


@given(st.text(max_size=12))
def test_any_text_is_read_or_refused(text: str) -> None:
    found = read_number(text)
    assert found in ("none", "unclear") or isinstance(found, float)


@given(st.floats(-1e300, 1e300))
def test_fifteen_digits_are_what_a_spreadsheet_keeps(number: float) -> None:
    assert same(number, float(f"{number:.16g}"))
    assert not same(1.0, 1.0 + 1e-13)
