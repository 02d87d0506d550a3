"""The page of methods keeps pace with the public face."""

from __future__ import annotations

import re
from pathlib import Path

from aqyl import index

PAGE = Path(__file__).parents[2] / "docs" / "methods.md"


def own_names() -> list[str]:
    """Every name in the column that says how Aqyl does it."""
    lines = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line[:1] == "|"]
    cells = [line.strip("|").split("|") for line in lines]
    return [name for row in cells if len(row) == 6 for name in re.findall("`([a-z_]+)`", row[1])]


def test_what_the_page_names_is_there() -> None:
    words = {"threshold"}
    assert [name for name in own_names() if not hasattr(index, name) and name not in words] == []


def test_what_is_there_is_on_the_page() -> None:
    functions = [name for name in index.__all__ if name[0].islower()]
    assert [name for name in functions if name not in own_names()] == []


def test_every_row_speaks_of_all_five() -> None:
    rows = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    compared = [row for row in rows if row.count("|") == 7]
    assert len(compared) > 50
    assert all(cell.strip() for row in compared for cell in row.strip("|").split("|"))
