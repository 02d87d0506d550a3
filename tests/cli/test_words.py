"""The words that the code puts together from parts are all there, and none is left over."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

import aqyl.cli
from aqyl.assess.audit.finding import Certainty, Severity
from aqyl.assess.values import IMPUTED
from aqyl.cli import duplicates_view
from aqyl.language import catalogue
from aqyl.register import GROUPS
from aqyl.standard.models import Mean
from aqyl.standard.procedure import Standing
from aqyl.standard.sources import SOURCE_KINDS
from aqyl.standard.steps import Step

CODE = "".join(
    path.read_text(encoding="utf-8") for path in Path(aqyl.cli.__file__).parent.rglob("*.py")
)
STEPS = [one.model_fields["step"].annotation for one in get_args(get_args(Step)[0])]
FAMILIES = {
    "cli.severity": get_args(Severity),
    "cli.certainty": get_args(Certainty),
    "cli.source": SOURCE_KINDS,
    "cli.mean": get_args(Mean),
    "cli.standing": (*get_args(Standing), IMPUTED),
    "cli.step_name": tuple(get_args(step)[0] for step in STEPS),
    "cli.kind": ("domain", "initiative", "indicator"),
    "cli.mean_of": ("children", "leaves"),
    "cli.role": ("decides", "disputes"),
    "cli.reason": (
        *("settlement_not_assessed", "theme_set_aside", "theme_unknown", "after_period"),
    ),
    "register.group": (*GROUPS, "none"),
    "cli.column.pair": duplicates_view._COLUMNS,
}


@pytest.mark.parametrize("family", FAMILIES)
def test_a_family_of_words_is_whole(family: str) -> None:
    words = {key.removeprefix(f"{family}.") for key in catalogue() if key.startswith(f"{family}.")}
    assert words == set(FAMILIES[family])


def test_the_reasons_are_those_that_the_assessment_gives() -> None:
    from aqyl.assess import evidence

    source = Path(evidence.__file__).read_text(encoding="utf-8")
    assert all(f'"{reason}"' in source for reason in FAMILIES["cli.reason"])


def test_no_string_of_the_command_line_is_left_over() -> None:
    begun = {"cli.run", "cli.help", "cli.step", "cli.duplicates", *FAMILIES}
    said_in_parts = {family for family in begun if re.search(rf"f[\"']{family}\.{{", CODE)}
    left = [
        key
        for key in catalogue()
        if key.startswith("cli.")
        and not re.search(rf"[\"']{re.escape(key.removeprefix('cli.column.'))}[\"']", CODE)
        and key.rpartition(".")[0] not in said_in_parts
    ]
    assert left == []


def test_every_step_that_begins_is_worded_and_no_other() -> None:
    begun = set(re.findall(r"begin\(\"([a-z]+)\"", CODE))
    assert {key for key in catalogue() if key.startswith("cli.step.")} == {
        f"cli.step.{name}" for name in begun
    }
