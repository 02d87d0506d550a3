"""docs/diagnosis.md: its code runs, and its table of stability is what comes out."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Any

import pytest

from aqyl.diagnose.classes import needs_classes
from tests.diagnose.made import made_up

PAGE = (Path(__file__).parents[2] / "docs" / "diagnosis.md").read_text(encoding="utf-8")
SAMPLES: dict[str, dict[str, float]] = {
    "all known": {},
    "all known, leaves spread widely": {"spread": 0.4},
    "80 % known": {"answered": 0.8},
    "60 % known": {"answered": 0.6},
    "50 % known": {"answered": 0.5},
    "40 % known": {"answered": 0.4},
    "all known, kinds a third as far apart": {"tell": 0.3},
    "all known, no kinds at all": {"tell": 0.0},
}


def test_its_code_gives_what_it_says() -> None:
    [block] = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    names: dict[str, Any] = {}
    after = dict(enumerate(block.splitlines()))
    checked = 0
    for statement in ast.parse(block).body:
        words = ast.unparse(statement)
        said = after.get(statement.end_lineno or 0, "")
        if said.startswith("# -> "):
            assert repr(eval(words, names)) == said.removeprefix("# -> ")  # noqa: S307 - our own page
            checked += 1
        else:
            exec(words, names)  # noqa: S102 - our own page
    assert checked == 4


def rows() -> dict[str, list[str]]:
    found = re.findall(r"^\| synthetic, (.+?) \| (.+?) \| (.+?) \| (.+?) \| (.+?) \|$", PAGE, re.M)
    return {name: list(rest) for name, *rest in found}


def test_every_sample_has_a_row() -> None:
    assert list(rows()) == list(SAMPLES)


@pytest.mark.parametrize("sample", SAMPLES)
def test_the_stability_it_names_is_what_comes_out(sample: str) -> None:
    assessment, _ = made_up(**SAMPLES[sample])  # type: ignore[arg-type]
    planning = assessment.edition.planning
    assert planning is not None
    found = needs_classes(assessment, planning.needs)
    best = found.best
    assert best is not None
    border = sum(one.on_border for one in found.members)
    assert rows()[sample] == [
        str(len(found.sample)),
        str(found.number) if found.number else "none: not stable",
        f"{best.agreement:.2f} ({best.low:.2f} – {best.high:.2f})",
        str(border) if found.number else "–",
    ]
