"""The words that the workbook puts together from parts are all there, and none is left over."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

from aqyl.assess.form.model import ANSWER_FIELDS, VALUE_FIELDS
from aqyl.language import LANGUAGES, catalogue, say
from aqyl.publish import form
from aqyl.publish.form.cover import _STEPS
from aqyl.publish.form.layout import COLUMNS
from aqyl.publish.form.preview import Kind
from aqyl.standard.models import Direction

CODE = "".join(file.read_text(encoding="utf-8") for file in Path(form.__file__).parent.glob("*.py"))
FAMILIES = {
    "form.head": {column.key for column in COLUMNS[1:]},
    "form.block": {"initiatives", "indicators"},
    "form.obligation": {"base", "recommended"},
    "form.direction": set(get_args(Direction)),
    "form.bounds": {"both", "low", "high"},
    "form.change": set(get_args(Kind)),
    "form.field": {*ANSWER_FIELDS, *VALUE_FIELDS},
    "form.cover.step": {str(step) for step in range(1, _STEPS + 1)},
    "form.note": set(re.findall(r"(?:Note|_note)\(\s*\"([a-z_]+)\"", CODE)),
}
APART = ("form.cover", "form.sheet", "form.choose", "form.number")


@pytest.mark.parametrize("family", FAMILIES)
def test_a_family_of_words_is_whole(family: str) -> None:
    words = {key.removeprefix(f"{family}.") for key in catalogue() if key.startswith(f"{family}.")}
    assert words == FAMILIES[family]


@pytest.mark.parametrize("family", APART)
def test_no_word_is_left_over(family: str) -> None:
    names = {key.rpartition(".")[2] for key in catalogue() if key.rpartition(".")[0] == family}
    assert names
    assert [name for name in sorted(names) if not re.search(rf"[\".]{name}\"", CODE)] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_words_of_a_drop_down_list_fit_what_excel_shows(lang: str) -> None:
    """32 characters for a title, 255 for a message."""
    assert all(len(say(f"form.{kind}.title", lang)) <= 32 for kind in ("choose", "number"))
    longest = say("form.bounds.both", lang, low="-1,000,000,000", high="1,000,000,000,000.123456")
    assert len(say("form.number.message", lang, bounds=longest)) <= 255
    assert len(say("form.choose.message", lang)) <= 255


def test_every_problem_of_the_form_is_raised_somewhere() -> None:
    worded = {key.split(".")[2] for key in catalogue() if key.startswith("problem.form.")}
    others = {f"other_{what}" for what in ("version", "edition", "settlement", "period",
                                           "fingerprint")}  # fmt: skip
    raised = set(re.findall(r"\"form\.([a-z_]+)\"", CODE)) | others | {"not_assessed"}
    assert worded <= raised
