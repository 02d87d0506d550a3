"""docs/index.md: its code runs, and gives what it says."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[2] / "docs" / "index.md"
BLOCKS = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)


def said(block: str) -> str:
    """What stands after `# ->`, over one line or several."""
    found = re.search(r"^# -> (.*(?:\n#  .*)*)", block, re.MULTILINE)
    return re.sub(r"\n# {2,}", "\n", found[1]) if found else ""


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def test_the_page_has_its_blocks() -> None:
    assert len(BLOCKS) == 6
    assert sum(bool(said(block)) for block in BLOCKS) == 6


@pytest.fixture(scope="module")
def shown() -> list[str]:
    """The last value of every block, the blocks run one after another."""
    names: dict[str, object] = {}
    results = []
    for block in BLOCKS:
        *before, last = ast.parse(block).body
        assert isinstance(last, ast.Expr)
        exec(compile(ast.Module(before, []), str(PAGE), "exec"), names)  # noqa: S102
        value = eval(compile(ast.Expression(last.value), str(PAGE), "eval"), names)  # noqa: S307
        results.append(repr(value))
    return results


@pytest.mark.parametrize("number", range(len(BLOCKS)))
def test_a_block_gives_what_it_says(number: int, shown: list[str]) -> None:
    assert squeezed(shown[number]) == squeezed(said(BLOCKS[number]))
