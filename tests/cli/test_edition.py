"""`aqyl edition`: list, show, check, diff, import, template."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from aqyl.language import LANGUAGES
from aqyl.standard import list_editions, load_edition
from tests.cli.running import Cli

OWN = """
id: "own"
extends: "kz-2026"
title: {kk: "өзіміздің", ru: "собственная", en: "our own"}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An edition of its own that rests on kz-2026."""
    made = tmp_path / "own"
    made.mkdir()
    (made / "edition.yaml").write_text(OWN, encoding="utf-8")
    return made


def test_list_names_every_edition_and_variant(aqyl: Cli) -> None:
    assert [entry["id"] for entry in aqyl("edition", "list", "--json").json] == [*list_editions()]
    lines = aqyl("edition", "list").out.splitlines()
    assert [line.split()[0] for line in lines[2:]] == [*list_editions()]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_list_gives_the_titles_in_the_language(aqyl: Cli, lang: str) -> None:
    title = load_edition("kz-2026").title.say(lang)
    assert title in aqyl("edition", "list", "--lang", lang).out


def test_columns_are_aligned_and_nothing_is_cut_when_piped(aqyl: Cli) -> None:
    header, rule, *rows = aqyl("edition", "list").out.splitlines()
    place = header.index("title")
    assert all(row[place - 1] == " " and row[place] != " " for row in rows)
    assert set(rule) == {"─"}
    assert "…" not in "".join(rows)


def test_show_holds_every_id_that_data_may_name(aqyl: Cli) -> None:
    edition = load_edition("kz-2026")
    shown = aqyl("edition", "show", "kz-2026").out
    entries = (*edition.groups, *edition.statuses, *edition.levels, *edition.domains)
    for entry in (*entries, *edition.initiatives, *edition.indicators):
        assert f"{entry.id} " in shown
    assert "469/НҚ" in shown
    assert "working" in shown
    for step in edition.transitions:
        [line] = [line for line in shown.splitlines() if line.startswith(f"{step.id} ")]
        assert line.split()[-1] == str(step.within_days or "–")


def test_show_as_json_is_the_whole_edition(aqyl: Cli) -> None:
    shown = aqyl("edition", "show", "kz-open-2023/ahp", "--json").json
    assert shown["edition"]["id"] == "kz-open-2023/ahp"
    assert len(shown["edition"]["indicators"]) == 16
    assert len(shown["fingerprint"]) == 64
    assert set(shown["sources"]) == {"official", "working", "assumption"}


@pytest.mark.parametrize("name", ["kz-2026", "kz-2019", "u4ssc-2022", "kz-open-2023-corrected"])
def test_check_finds_nothing_wrong_with_what_ships(aqyl: Cli, name: str) -> None:
    result = aqyl("edition", "check", name)
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith(f"{name}: no problems")
    assert aqyl("edition", "check", name, "--json").json["problems"] == []


def test_check_says_all_that_is_wrong_with_a_folder(aqyl: Cli, folder: Path) -> None:
    bad = OWN + 'levels: [{id: "Bad Id"}]\nbasis: {act: 1.10}\nnonsense: 1\n'
    (folder / "edition.yaml").write_text(bad, encoding="utf-8")
    result = aqyl("edition", "check", folder, "--json")
    assert result.code == 2
    keys = {problem["problem"] for problem in result.problems}
    assert {"edition.bad_id", "edition.field_unknown", "edition.not_text"} <= keys
    assert all(problem["file"] and problem["line"] for problem in result.problems)


def test_check_of_a_folder_without_an_edition(aqyl: Cli, tmp_path: Path) -> None:
    result = aqyl("edition", "check", tmp_path, "--json")
    assert (result.code, result.problems[0]["problem"]) == (2, "edition.empty")


def test_diff_tells_what_was_put_right(aqyl: Cli) -> None:
    changes = aqyl("edition", "diff", "kz-open-2023", "kz-open-2023-corrected", "--json").json
    found = {(change["kind"], change["id"]) for change in changes}
    assert ("threshold", "crime") in found
    assert ("reweighted", "population") in found
    told = aqyl("edition", "diff", "kz-open-2023", "kz-open-2023-corrected", "--lang", "ru")
    assert len(told.out.splitlines()) == len(changes)
    assert "Изменений:" in told.err


def test_diff_of_an_edition_with_itself_is_empty(aqyl: Cli) -> None:
    assert aqyl("edition", "diff", "kz-2019", "kz-2019", "--json").json == []
    told = aqyl("edition", "diff", "kz-2019", "kz-2019")
    assert (told.out, told.err) == ("", "No difference in meaning.\n")


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_a_template_is_written(aqyl: Cli, tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"list{suffix}"
    assert aqyl("edition", "template", file, "--edition", "kz-2026").out
    assert file.stat().st_size > 100


def test_a_filled_template_is_never_written_over(aqyl: Cli, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("filled in\n", encoding="utf-8")
    result = aqyl("edition", "template", file, "--json")
    assert (result.code, [one["problem"] for one in result.problems]) == (2, ["cli.file_there"])
    assert file.read_text(encoding="utf-8") == "filled in\n"


def test_a_filled_template_is_imported_into_a_folder(
    aqyl: Cli, tmp_path: Path, folder: Path
) -> None:
    file = tmp_path / "list.csv"
    aqyl("edition", "template", file, "--edition", "kz-2026")
    known = load_edition("kz-2026").initiatives[0]
    with file.open(encoding="utf-8", newline="") as opened:
        header = next(csv.reader(opened))
    titles = {"title_kk": "Актідегідей", "title_ru": "Как в акте", "title_en": "As in the act"}
    row = dict.fromkeys(header, "") | {"id": known.id, **titles}
    with file.open("a", encoding="utf-8", newline="") as opened:
        csv.DictWriter(opened, header).writerow(row)
    words = ("edition", "import", file, "--into", folder, "--act", "469", "--json")
    summary = aqyl(*words, "--checked-on", "2026-01-31").json
    assert summary["updated"] == [known.id]
    assert summary["added"] == []
    changed = load_edition(folder).initiatives[0]
    assert changed.title.en == "As in the act"
    assert (changed.source.kind, str(changed.source.checked_on)) == ("official", "2026-01-31")
    again = aqyl(*words, "--checked-on", "2026-01-31").json
    assert (again["updated"], again["unchanged"]) == ([], [known.id])


@pytest.mark.parametrize(
    ("option", "given", "problem"),
    [("--checked-on", "31.01.2026", "cli.day"), ("--act", " ", "exchange.act")],
)
def test_a_wrong_option_of_the_import_changes_nothing(
    aqyl: Cli, tmp_path: Path, folder: Path, option: str, given: str, problem: str
) -> None:
    file = tmp_path / "list.csv"
    aqyl("edition", "template", file)
    options = {"--act": "469", option: given}
    words = [word for pair in options.items() for word in pair]
    result = aqyl("edition", "import", file, "--into", folder, *words, "--json")
    assert result.code == 2
    assert problem in {one["problem"] for one in result.problems}
    assert [path.name for path in folder.iterdir()] == ["edition.yaml"]
