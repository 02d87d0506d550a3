"""Numbers as people type them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aqyl.language import LANGUAGES, format_number
from aqyl.portal.campaigns.numbers import shown_number, typed_number


@pytest.mark.parametrize("lang", LANGUAGES)
@given(number=st.floats(-1e12, 1e12))
def test_what_a_field_shows_is_read_back(lang: str, number: float) -> None:
    shown = shown_number(number, lang)
    assert typed_number(shown, lang) == float(f"{number:.15g}")


@pytest.mark.parametrize("lang", LANGUAGES)
@given(number=st.integers(-(10**9), 10**9), digits=st.integers(0, 3))
def test_what_a_page_shows_can_be_typed(lang: str, number: int, digits: int) -> None:
    value = number / 10**digits
    assert typed_number(format_number(value, lang, digits), lang) == pytest.approx(value)


@pytest.mark.parametrize("text", ["", "  ", "\u00a0"])
def test_nothing_typed_is_no_number_rather_than_zero(text: str) -> None:
    assert typed_number(text, "kk") is None


@pytest.mark.parametrize("text", ["он", "12,,5", "1.2.3", "12 %", "nan", "inf", "1e999", "--1"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        typed_number(text, "kk")
