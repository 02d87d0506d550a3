"""Tables in any width: numbers are never cut, nothing is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aqyl.cli.folding import column_widths, folded

COLUMNS = ("rank", "settlement", "score", "why it stands there")
ROWS = (
    ("1", "West Kazakhstan Region", "0.5554", "by itself"),
    ("12", "Almaty city", "−0.0623", "with all others"),
)
RIGHT = {0, 2}


def shown(width: int) -> str:
    from rich.console import Console

    console = Console(width=width, color_system=None)
    with console.capture() as capture:
        console.print(folded(COLUMNS, ROWS, RIGHT, width))
    return capture.get()


def test_a_table_that_fits_is_left_as_it_is() -> None:
    lines = shown(200).splitlines()
    assert lines[0].split() == " ".join(COLUMNS).split()
    assert [line.split() for line in lines[2:]] == [" ".join(row).split() for row in ROWS]


def test_a_narrow_one_folds_its_texts_at_words() -> None:
    told = shown(50)
    assert all(len(line) <= 50 for line in told.splitlines())
    assert "…" not in told
    for word in ("0.5554", "−0.0623", "Kazakhstan", "settlement"):
        assert word in told


def test_one_too_narrow_for_columns_becomes_records() -> None:
    assert shown(30).splitlines() == [
        "1 West Kazakhstan Region",
        "  score: 0.5554",
        "  why it stands there: by",
        "    itself",
        "12 Almaty city",
        "  score: −0.0623",
        "  why it stands there: with",
        "    all others",
    ]


@given(st.integers(20, 120))
def test_no_number_is_cut_at_any_width(width: int) -> None:
    told = shown(width)
    assert all(row[2] in told for row in ROWS)
    assert all(len(line.rstrip()) <= width for line in told.splitlines())


@pytest.mark.parametrize("room", [30, 40, 60, 200])
def test_widths_go_into_the_room_and_numbers_keep_theirs(room: int) -> None:
    widths = column_widths(COLUMNS, ROWS, RIGHT, room)
    if widths is None:
        assert room < 40
    else:
        assert sum(widths) <= room
        assert widths[2] >= 7
