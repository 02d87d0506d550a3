"""A trail on the terminal where parts do not sum: the formula stands instead."""

from __future__ import annotations

import pytest

from aqyl.assess import assess, facts_table, scores_table
from aqyl.assess.trail import build_trail
from aqyl.cli.screen import Screen
from aqyl.cli.settings import Settings
from aqyl.cli.trail_view import trail_tree
from aqyl.language import Lang
from aqyl.register import load_register
from aqyl.standard import load_edition
from tests.assess.spec_cases import make_table

ALMATY = "750000000"


@pytest.fixture
def lines(request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """kz-2019 for Almaty with two directions known, as told in the language of the parameter."""
    lang: Lang = request.param
    edition = load_edition("kz-2019")
    rows = [
        {"settlement": ALMATY, "indicator": "priority.safety", "value": 60.0},
        {"settlement": ALMATY, "indicator": "ict.ict", "value": 90.5, "verified": "claimed"},
    ]
    result = assess(edition, {"values": make_table("values", rows)}, load_register(), "2026")
    trail = build_trail(edition, scores_table(result), facts_table(result), ALMATY)
    screen = Screen(Settings(lang=lang))
    screen.show(trail_tree(screen, edition, trail))
    return capsys.readouterr().out.splitlines()


@pytest.mark.parametrize("lines", ["en"], indirect=True)
def test_a_node_with_a_step_after_its_mean_says_so(lines: list[str]) -> None:
    [place] = [i for i, line in enumerate(lines) if "  priority  " in line]
    assert lines[place + 1].endswith("arithmetic mean of the nodes below → points of the band")
    assert lines[0].startswith("total  Reference standard of smart cities, 2019: 0.5200")
    below = [line for line in lines if line.startswith(("├── +", "└── +"))]
    assert [line.split()[1] for line in below] == ["+0.0800", "+0.0400", "+0.4000"]
    unknown = [line for line in lines if "unknown" in line]
    assert len(unknown) == 9
    assert all("unknown; counts as the worst" in line for line in unknown)


@pytest.mark.parametrize(
    ("lines", "word"), [("kk", "мәлімделген"), ("ru", "заявлено"), ("en", "claimed")],
    indirect=["lines"],
)  # fmt: skip
def test_a_claim_is_called_one(lines: list[str], word: str) -> None:
    [place] = [i for i, line in enumerate(lines) if "── ict.ict  " in line]
    assert word in lines[place + 1]
    assert "90" in lines[place + 1]
