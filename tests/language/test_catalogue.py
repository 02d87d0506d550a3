"""Every visible string stands in three languages, and each that the code says is there."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest

import aqyl
from aqyl.language import LANGUAGES, catalogue, say, say_all

SOURCE = Path(aqyl.__file__).parent
KAZAKH_ONLY = set("әғқңөұүһі")


def placeholders(wording: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(wording) if name is not None}


@pytest.mark.parametrize("key", sorted(catalogue()))
def test_a_string_has_three_wordings_with_the_same_placeholders(key: str) -> None:
    wordings = catalogue()[key]
    assert set(wordings) == set(LANGUAGES)
    assert all(isinstance(w, str) and w.strip() for w in wordings.values())
    assert len({frozenset(placeholders(w)) for w in wordings.values()}) == 1


@pytest.mark.parametrize("key", sorted(catalogue()))
def test_a_string_is_written_in_the_letters_of_its_language(key: str) -> None:
    wordings = catalogue()[key]
    assert not KAZAKH_ONLY & set(wordings["ru"].lower()) - set("і")
    bare = re.sub(r"\{[^}]*\}|«[^»]*»|“[^”]*”", "", wordings["en"])
    assert not re.search(r"[а-яё]{3,}", bare, re.IGNORECASE), wordings["en"]


def test_every_key_said_in_the_code_is_in_the_catalogue() -> None:
    said = {
        (path.name, key)
        for path in SOURCE.rglob("*.py")
        for key in re.findall(
            r"(?<![.\w])say(?:_all)?\(\s*\"([a-z0-9_.]+)\"", path.read_text("utf-8")
        )
    }
    assert said
    assert [(file, key) for file, key in sorted(said) if key not in catalogue()] == []


def test_every_problem_raised_in_the_code_is_worded() -> None:
    pattern = re.compile(r"Problem\(\s*\"([a-z0-9_]+\.[a-z0-9_]+)\"")
    raised = {
        key for path in SOURCE.rglob("*.py") for key in pattern.findall(path.read_text("utf-8"))
    }
    parts = ("given", "allowed", "repair")
    missing = [f"{k}.{p}" for k in raised for p in parts if f"problem.{k}.{p}" not in catalogue()]
    assert len(raised) > 30
    assert missing == []


def test_say_fills_placeholders_and_refuses_unknown_keys() -> None:
    assert say("problem.table.width.given", "en", given=3) == "3 cells"
    assert set(say_all("word.yes")) == set(LANGUAGES)
    with pytest.raises(KeyError):
        say("word.maybe", "en")
