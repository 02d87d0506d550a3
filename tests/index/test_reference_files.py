"""Every table of COINr's figures is read by a test of this folder."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from .reference import COINR, rows

HERE = Path(__file__).parent


def named() -> Iterator[str]:
    """The names of tables in the tests, as patterns: `04_treat_{case}` is `04_treat_.+`."""
    for file in HERE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield re.escape(node.value)
            elif isinstance(node, ast.JoinedStr):
                parts = (
                    re.escape(str(part.value)) if isinstance(part, ast.Constant) else ".+"
                    for part in node.values
                )
                yield "".join(parts)


def test_every_table_is_named_by_a_test() -> None:
    patterns = [re.compile(name) for name in named() if re.match(r"\d\d_", name)]
    tables = sorted(path.stem for path in COINR.glob("*.csv"))
    assert len(tables) >= 184
    left = [name for name in tables if not any(one.fullmatch(name) for one in patterns)]
    assert left == []


def test_the_tree_is_that_of_the_lineage() -> None:
    parents = {row["iCode"]: row["Parent"] for row in rows("00_coin_meta_ind") if row["Parent"]}
    for line in rows("00_coin_lineage"):
        path = list(line.values())
        assert [parents[node] for node in path[:-1]] == path[1:]
