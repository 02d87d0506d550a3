"""A problem says where, what was given, what is allowed and how to repair, in three languages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from aqyl.language import LANGUAGES
from aqyl.problems import FIRST, MOST, AqylError, InputError, Place, Problem, raise_if

LOWER = Problem("table.width", Place("values.csv", 8, "value"), {"given": 2, "allowed": 4})
WIDTH = Problem("table.width", Place("values.csv", 7, "value"), {"given": 3, "allowed": 4})


def test_the_text_names_the_place_and_the_three_parts() -> None:
    assert WIDTH.text("en").splitlines() == [
        "values.csv:7:value",
        "  given: 3 cells",
        "  allowed: 4, as in the header",
        "  repair: put text that holds a comma in quotes, or add the missing cell",
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_machine_form_holds_place_and_wording(lang: str) -> None:
    form = WIDTH.as_dict(lang)
    assert (form["problem"], form["file"], form["line"]) == ("table.width", "values.csv", 7)
    assert all(form[part] for part in ("given", "allowed", "repair"))


def test_all_problems_are_raised_together() -> None:
    with pytest.raises(InputError) as caught:
        raise_if([WIDTH, LOWER])
    assert len(caught.value.problems) == 2
    assert caught.value.exit_code == 2
    assert caught.value.text("ru").count("values.csv:") == 2


@pytest.mark.parametrize("lang", LANGUAGES)
def test_equal_problems_are_told_once_with_their_number_and_first_rows(lang: str) -> None:
    rows = [replace(WIDTH, place=Place("values.csv", row, "value")) for row in range(7, 17)]
    told = InputError([*rows, LOWER]).text(lang).split("\n\n")
    assert len(told) == 2
    assert told[0].startswith("values.csv:7:value (")
    assert "10" in told[0].splitlines()[0]
    assert "8, 9, 10, …" in told[0].splitlines()[0]
    assert told[1] == LOWER.text(lang)


def test_of_many_different_problems_of_a_kind_the_first_are_told_and_the_others_counted() -> None:
    several = [
        Problem("table.not_number", Place("values.csv", row, "value"), {"given": row // 2})
        for row in range(2, 2 + 2 * (MOST + 1))
    ]
    told = InputError(several).text("en").split("\n\n")
    assert told[0].startswith("values.csv:2:value (2 times; also in rows 3)")
    left = MOST + 1 - FIRST
    assert told[FIRST:] == [
        f"… and {left} more of this kind, in {2 * left} places; --json names each"
    ]
    assert len(InputError(several[:-2]).text("en").split("\n\n")) == MOST


def test_nothing_is_raised_when_nothing_is_wrong() -> None:
    raise_if([])
    assert issubclass(InputError, AqylError)
