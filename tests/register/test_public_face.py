"""What the room shows to other rooms, and what a settlement may be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

import aqyl.register
from aqyl.register import COLUMNS, Kato, Settlement, load_register

ASTANA = load_register().get("710000000")


def altered(**cells: object) -> Settlement:
    return Settlement.model_validate({**ASTANA.model_dump(), **cells})


def test_the_public_face() -> None:
    assert aqyl.register.__all__ == sorted(aqyl.register.__all__) == [
        "COLUMNS",
        "GROUPS",
        "Kato",
        "Register",
        "Settlement",
        "SpecialCases",
        "build_register",
        "describe",
        "load_register",
        "load_special_cases",
        "read_register",
    ]  # fmt: skip
    assert all(hasattr(aqyl.register, name) for name in aqyl.register.__all__)


@given(st.text(max_size=12) | st.from_regex(r"[0-9]{7,11}", fullmatch=True))
def test_a_kato_is_nine_digits_and_nothing_else(text: str) -> None:
    nine_digits = len(text) == 9 and set(text) <= set("0123456789")
    try:
        accepted = TypeAdapter(Kato).validate_python(text) == text
    except ValidationError:
        accepted = False
    assert accepted is nine_digits


@pytest.mark.parametrize("code", [710000000, "71000000a", "7100000000", "٧١٠٠٠٠٠٠٠", "", None])
def test_codes_that_are_refused(code: object) -> None:
    with pytest.raises(ValidationError):
        altered(kato=code)


@pytest.mark.parametrize(
    "cells",
    [
        {"latitude": 91.0},
        {"longitude": float("nan")},
        {"latitude": None},
        {"population": 0},
        {"group": "capital"},
        {"kind": "village"},
        {"name_kk": "  "},
        {"nickname": "Ақмола"},
    ],
    ids=str,
)
def test_a_wrong_settlement_cannot_exist(cells: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        altered(**cells)


def test_a_settlement_cannot_be_changed() -> None:
    with pytest.raises(ValidationError):
        ASTANA.name_en = "Nur-Sultan"


def test_names_in_three_languages() -> None:
    orals = load_register().get("271010000")
    assert [orals.name(lang) for lang in ("kk", "ru", "en")] == ["Орал", "Уральск", "Uralsk"]
    assert orals.oblast("ru") == "Западно-Казахстанская область"


def test_the_columns_are_the_fields_in_their_order() -> None:
    assert COLUMNS[:4] == ("kato", "name_kk", "name_ru", "name_en")
    assert len(COLUMNS) == 23
