"""Numbers, percentages and dates as each language writes them."""

from __future__ import annotations

import datetime as dt

import pytest

from aqyl.language import format_date, format_number, format_percent


@pytest.mark.parametrize(
    ("lang", "number", "percent", "day"),
    [
        ("kk", "1 234,5", "12,5 %", "2025 ж. 12 қыр."),
        ("ru", "1 234,5", "12,5 %", "12 сент. 2025 г."),
        ("en", "1,234.5", "12.5%", "Sep 12, 2025"),
    ],
)
def test_a_number_a_percentage_and_a_date(lang: str, number: str, percent: str, day: str) -> None:
    plain = str.maketrans("\u00a0\u202f", "  ")
    assert format_number(1234.5, lang).translate(plain) == number
    assert format_percent(0.125, lang, 1).translate(plain) == percent
    assert format_date(dt.date(2025, 9, 12), lang).translate(plain) == day


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_a_number_of_any_size_is_written_out(lang: str) -> None:
    """Such as a slip of the keyboard in a value, which the audit has to quote."""
    digits = [c for c in format_number(1e300, lang, 2) if c.isdigit()]
    assert len(digits) == 303
    assert format_percent(1e300, lang).startswith("1")


@pytest.mark.parametrize("missing", [None, float("nan")])
def test_what_is_missing_is_a_dash_and_never_a_zero(missing: float | None) -> None:
    assert format_number(missing, "kk") == "–"
    assert format_percent(missing, "ru") == "–"


def test_decimals_are_as_many_as_asked_for() -> None:
    assert format_number(2.0, "en", 0) == "2"
    assert format_number(2.0, "en", 3) == "2.000"
