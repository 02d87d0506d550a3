"""A problem says where, what was given, what is allowed and how to repair, in three languages."""

from __future__ import annotations

import pytest

from aqyl.language import LANGUAGES
from aqyl.problems import AqylError, InputError, Place, Problem, raise_if

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
        raise_if([WIDTH, WIDTH])
    assert len(caught.value.problems) == 2
    assert caught.value.exit_code == 2
    assert caught.value.text("ru").count("values.csv:7:value") == 2


def test_nothing_is_raised_when_nothing_is_wrong() -> None:
    raise_if([])
    assert issubclass(InputError, AqylError)
