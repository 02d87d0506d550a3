"""A wrong edition is refused with the file, the line, what is allowed and how to repair it."""

from __future__ import annotations

import pytest

from aqyl.language import LANGUAGES
from aqyl.problems import InputError
from aqyl.standard import check_folder, load_edition
from tests.standard.editing import Folder, keys
from tests.standard.wrong_cases import CASES, Case


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_problem_is_named_with_file_line_and_repair(small: Folder, case: Case) -> None:
    small.change(case.file, case.old, case.new)
    edition, problems = check_folder(small.path)
    assert edition is None
    found = [problem for problem in problems if problem.key == case.key]
    assert found, keys(problems)
    problem = found[-1] if case.key == "edition.id_twice" else found[0]
    if case.at:
        line = small.line_of(case.file, case.at)
        assert (problem.place.file, problem.place.line) == (f"small/{case.file}", line)
    else:
        assert problem.place.file.startswith("small/")
        assert problem.place.line
    assert case.says in problem.text("en")


def test_the_small_edition_is_whole(small: Folder) -> None:
    assert small.problems() == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_sentence_is_there_in_three_languages(small: Folder, case: Case) -> None:
    for problem in small.change(case.file, case.old, case.new).problems():
        assert len({problem.text(lang) for lang in LANGUAGES}) == len(LANGUAGES)


def test_a_wrong_place_says_nothing_else_that_is_not_so(small: Folder) -> None:
    """A wrong field of one entry brings no complaints about those that name it."""
    small.change("initiatives.yaml", 'domain: "safety"\n    title: {kk: "Камералар"',
                 'domain: 5\n    title: {kk: "Камералар"')  # fmt: skip
    assert keys(small.problems()) == ["edition.not_text"]


def test_all_problems_come_in_one_error(small: Folder) -> None:
    """Wrong fields, wrong ids, circles and levels of four files: one pass, one error."""
    small.change("edition.yaml", 'licence: "CC0"', "licence: 1.10")
    small.change("edition.yaml", 'id: "openness"', 'id: "Openness"')
    small.change("initiatives.yaml", '["safety.cameras"]', '["safety.camera"]')
    small.change("initiatives.yaml", 'title: {kk: "Бағдаршамдар", ', "title: {")
    small.change("indicators.yaml", "low: 20.0, high: 5.0", "low: 5.0, high: 20.0")
    small.change("scoring.yaml", "lower: 50.0", "lower: 0.0")
    small.change("themes.yaml", '"transport.taxi"', '"safety.video"')
    with pytest.raises(InputError) as caught:
        load_edition(small.path)
    assert sorted(keys(list(caught.value.problems))) == [
        "edition.bad_id",
        "edition.field_missing",
        "edition.goalpost_direction",
        "edition.levels_order",
        "edition.not_text",
        "edition.theme_twice",
        "edition.unknown_id",
        "edition.unknown_id",
    ]


def test_what_does_not_hold_is_not_guessed_from_a_broken_file(small: Folder) -> None:
    """With scoring.yaml unreadable, that `scoring` is missing would be a wrong hint."""
    small.change("scoring.yaml", "scale: 100.0", "scale: [100.0")
    small.change("edition.yaml", "weight: 2.0", "weight: -1.0")
    assert keys(small.problems()) == ["yaml.broken", "edition.out_of_range"]


def test_a_wrong_default_is_one_problem(small: Folder) -> None:
    small.change("initiatives.yaml", 'town: "recommended"', 'town: "often"')
    problems = small.problems()
    assert keys(problems) == ["edition.not_allowed", "edition.not_allowed"]
    assert {problem.place.line for problem in problems} == {2}


def test_a_file_that_is_not_utf8(small: Folder) -> None:
    path = small.path / "themes.yaml"
    path.write_bytes("# ескертпе\n".encode() + "reason: шығын".encode("cp1251", "replace"))
    (problem,) = small.problems()
    assert (problem.key, str(problem.place)) == ("file.not_utf8", "small/themes.yaml:2")


def test_a_folder_without_an_edition(small: Folder) -> None:
    (small.path / "edition.yaml").unlink()
    assert keys(small.problems()) == ["edition.empty"]


def test_one_error_reads_well(small: Folder) -> None:
    small.change("initiatives.yaml", 'domain: "transport"', 'domain: "trasport"')
    (problem,) = small.problems()
    assert problem.text("en") == (
        "small/initiatives.yaml:32:transport.lights.domain\n"
        "  given: domain: there is no trasport\n"
        "  allowed: near ones: transport\n"
        "  repair: write an id that exists, or add it"
    )
