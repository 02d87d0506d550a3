"""Bad input: one clear problem for each thing that is wrong, all at once; nothing is written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import Cli, Result

VALUES = "settlement,indicator,period,value,unit,verified\n"
ANSWERS = "settlement,initiative,period,status,verified\n"
EVIDENCE = "settlement,theme,status,on,source,confidence\n"
ALMATY = "750000000"

Assess = Callable[..., Result]


@pytest.fixture
def assess(aqyl: Cli, tmp_path: Path) -> Assess:
    """Assess the files of `data` (name -> text or bytes); the output folder must not appear."""

    def run(edition: str, data: dict[str, str | bytes], *options: str) -> Result:
        folder, out = tmp_path / "data", tmp_path / "out"
        folder.mkdir(exist_ok=True)
        for name, content in data.items():
            raw = content.encode() if isinstance(content, str) else content
            (folder / name).write_bytes(raw)
        result = aqyl("assess", edition, folder, "-o", out, *options, "--json")
        assert (result.code, result.out) == (2, "")
        assert not out.exists()
        return result

    return run


def where(problem: dict[str, Any]) -> tuple[str, str, int | None, str]:
    return problem["problem"], problem["file"], problem["line"], problem["column"]


def row(settlement: str = ALMATY, indicator: str = "wage", period: str = "2023") -> str:
    return f"{settlement},{indicator},{period},"


@pytest.mark.parametrize(
    ("edition", "file", "content", "expected"),
    [
        pytest.param(
            "kz-open-2023", "values.csv", "settlement,period,value\n750000000,2023,1\n",
            ("table.column_missing", 1, "indicator"), id="missing column",
        ),
        pytest.param(
            "kz-open-2023", "values.csv", VALUES + row() + "many,,reported\n",
            ("table.not_number", 2, "value"), id="wrong type",
        ),
        pytest.param(
            "kz-open-2023", "values.csv", VALUES + row("999999999") + "1,,reported\n",
            ("assess.unknown_unit", 2, "settlement"), id="unknown unit",
        ),
        pytest.param(
            "kz-2026", "evidence.csv",
            EVIDENCE + "999999999,safety.sergek,pilot,2024,https://example.org,stated\n",
            ("assess.unknown_settlement", 2, "settlement"), id="unknown KATO",
        ),
        pytest.param(
            "kz-open-2023", "values.csv", VALUES + row(indicator="wages") + "1,,reported\n",
            ("assess.unknown_indicator", 2, "indicator"), id="unknown indicator",
        ),
        pytest.param(
            "kz-2026", "answers.csv", ANSWERS + f"{ALMATY},safety.nothing,2026,pilot,claimed\n",
            ("assess.unknown_initiative", 2, "initiative"), id="unknown initiative",
        ),
        pytest.param(
            "kz-2026", "answers.csv",
            ANSWERS + f"{ALMATY},safety.video-analytics,2026,almost,claimed\n",
            ("assess.unknown_status", 2, "status"), id="unknown status",
        ),
        pytest.param(
            "kz-2026", "evidence.csv",
            EVIDENCE + f"{ALMATY},safety.sergek,pilot,last year,https://example.org,stated\n",
            ("assess.bad_date", 2, "on"), id="wrong date",
        ),
        pytest.param(
            "kz-open-2023", "values.csv", VALUES + 2 * (row() + "1,,reported\n"),
            ("table.key_twice", 3, "settlement, indicator, period"), id="duplicate key",
        ),
        pytest.param(
            "kz-open-2023", "values.csv", VALUES + row() + "12 %,,reported\n",
            ("table.unit_in_number", 2, "value"), id="a unit in a value",
        ),
        pytest.param(
            "kz-open-2023", "values.csv", VALUES + row() + '"12,5",,reported\n',
            ("table.decimal_comma", 2, "value"), id="decimal comma",
        ),
        pytest.param(
            "kz-open-2023", "values.csv", VALUES + row(period="23") + "1,,reported\n",
            ("table.period", 2, "period"), id="wrong period",
        ),
        pytest.param(
            "kz-open-2023", "values.csv", VALUES + row() + "1,,perhaps\n",
            ("table.choice", 2, "verified"), id="unknown word",
        ),
        pytest.param(
            "kz-open-2023", "values.csv", VALUES + row() + "1,,reported,more\n",
            ("table.width", 2, ""), id="a cell too many",
        ),
        pytest.param("kz-open-2023", "values.csv", "", ("table.empty", None, ""), id="empty file"),
        pytest.param(
            "kz-open-2023", "values.csv", VALUES, ("table.empty", None, ""), id="header alone"
        ),
        pytest.param(
            "kz-open-2023", "values.csv", (VALUES + row()).encode() + b"\xff,,\n",
            ("file.not_utf8", 2, ""), id="invalid UTF-8",
        ),
        pytest.param(
            "kz-open-2023", "value.csv", VALUES + row() + "1,,reported\n",
            ("data.near_name", None, ""), id="misspelt file name",
        ),
        pytest.param(
            "kz-open-2023", "values.xlsx", b"no workbook at all",
            ("table.broken", None, ""), id="broken workbook",
        ),
    ],
)  # fmt: skip
def test_one_wrong_thing_is_one_problem_with_its_place(
    assess: Assess,
    edition: str,
    file: str,
    content: str | bytes,
    expected: tuple[str, int | None, str],
) -> None:
    [problem] = assess(edition, {file: content}).problems
    key, line, column = expected
    assert where(problem) == (key, file, line, column)
    assert all(problem[part] for part in ("given", "allowed", "repair"))


def test_a_workbook_with_merged_headers(assess: Assess, tmp_path: Path) -> None:
    from xlsxwriter import Workbook  # type: ignore[import-untyped]

    book = Workbook(tmp_path / "made.xlsx")
    sheet = book.add_worksheet("values")
    sheet.merge_range(0, 0, 0, 2, "settlement, indicator and period")
    sheet.write_row(1, 0, [ALMATY, "wage", "2023", 1])
    book.close()
    content = (tmp_path / "made.xlsx").read_bytes()
    [problem] = assess("kz-open-2023", {"values.xlsx": content}).problems
    assert where(problem)[:3] == ("table.merged_header", "values.xlsx", 1)
    assert problem["sheet"] == "values"


def test_a_file_of_two_gigabytes_is_refused_unread(assess: Assess, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    with (tmp_path / "data" / "values.csv").open("wb") as file:
        file.truncate(2 * 1024**3)
    [problem] = assess("kz-open-2023", {}).problems
    assert where(problem)[:2] == ("table.too_large", "values.csv")
    assert "2048" in problem["given"]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (
            "initiatives: [{id: safety.video-surveillance, prerequisites: [safety.video-analytics],"
            " stage: 2}]",
            "edition.circle",
        ),
        (
            "domains: [" + ", ".join(
                f"{{id: {name}, weight: 0.0}}"
                for name in ("city-management", "safety", "transport", "housing-utilities",
                             "ecology", "social", "economy", "infrastructure")
            ) + "]",
            "edition.weights_zero",
        ),
    ],
    ids=["circular prerequisite", "weights that sum to zero"],
)  # fmt: skip
def test_an_inconsistent_edition(
    assess: Assess, aqyl: Cli, tmp_path: Path, changes: str, expected: str
) -> None:
    folder = tmp_path / "bad"
    folder.mkdir()
    text = f'id: "bad"\nextends: "kz-2026"\nchanges:\n  {changes}\n'
    (folder / "edition.yaml").write_text(text, encoding="utf-8")
    data = VALUES + f"{ALMATY},safety.crimes,2026,1,,reported\n"
    found = assess(str(folder), {"values.csv": data}).problems
    assert [problem["problem"] for problem in found] == [expected]
    checked = aqyl("edition", "check", folder, "--json")
    assert (checked.code, checked.problems) == (2, found)


def test_everything_wrong_is_said_in_one_pass(assess: Assess) -> None:
    values = VALUES + row() + "x1,,reported\n" + row("1", period="x") + '"1,5",,reported\n'
    targets = "indicator,target\nwage,high\n"
    found = assess("no-such-edition", {"values.csv": values, "targets.csv": targets}).problems
    assert [where(problem)[0::2] for problem in found] == [
        ("edition.unknown", None),
        ("table.not_number", 2),
        ("table.not_number", 2),
        ("table.period", 3),
        ("table.decimal_comma", 3),
    ]


def test_a_folder_that_is_not_there(aqyl: Cli, tmp_path: Path) -> None:
    words = ("assess", "kz-open-2023", tmp_path / "no", "-o", tmp_path / "out", "--json")
    result = aqyl(*words)
    assert (result.code, result.problems[0]["problem"]) == (2, "data.no_folder")
    assert not (tmp_path / "out").exists()


def test_a_folder_without_tables(aqyl: Cli, tmp_path: Path) -> None:
    result = aqyl("gaming", "kz-open-2023", tmp_path, "--json")
    assert (result.code, result.problems[0]["problem"]) == (2, "data.none")


def test_the_data_of_another_edition_are_told_in_a_page(aqyl: Cli, public_data: Path) -> None:
    result = aqyl("gaming", "kz-open-2023", public_data)
    assert result.code == 2
    assert len(result.err.splitlines()) < 70
    assert "in 220 places; --json names each" in result.err
    listed = aqyl("gaming", "kz-open-2023", public_data, "--json").problems
    assert len(listed) > 300
    assert all("register list" not in one["repair"] for one in listed)


@pytest.mark.parametrize("period", ["1900", "2019", "2024"])
def test_a_year_without_data_is_refused_with_the_years_there_are(
    aqyl: Cli, open_data: Path, tmp_path: Path, period: str
) -> None:
    words = ("assess", "kz-open-2023", open_data, "-o", tmp_path, "--period", period, "--json")
    [problem] = aqyl(*words).problems
    assert problem["problem"] == "assess.period_without_data"
    assert "2023" in problem["allowed"]
    assert list(tmp_path.iterdir()) == []


def test_undated_reports_alone_do_not_make_a_year(aqyl: Cli, public_data: Path) -> None:
    result = aqyl("gaming", "kz-2026", public_data, "--period", "1900", "--json")
    assert [one["problem"] for one in result.problems] == ["assess.period_without_data"]


def test_a_year_after_all_data_is_assessed_with_a_note(aqyl: Cli, public_data: Path) -> None:
    result = aqyl("gaming", "kz-2026", public_data, "--period", "2027")
    assert result.code == 0
    assert result.err.startswith("Note: there are no data of 2027, the latest are of 2026")


def test_an_output_folder_with_other_files_is_left_alone(
    aqyl: Cli, open_data: Path, tmp_path: Path
) -> None:
    kept = tmp_path / "kz-open-2023" / "thesis.docx"
    kept.parent.mkdir()
    kept.write_text("years of work", encoding="utf-8")
    result = aqyl("assess", "kz-open-2023", open_data, "-o", tmp_path, "--json")
    assert (result.code, result.problems[0]["problem"]) == (2, "output.foreign")
    assert [path.name for path in tmp_path.rglob("*")] == ["kz-open-2023", "thesis.docx"]


def test_an_output_folder_that_is_a_file(aqyl: Cli, open_data: Path, tmp_path: Path) -> None:
    file = tmp_path / "out"
    file.write_text("a file", encoding="utf-8")
    for verb in ("assess", "uncertainty", "bridge"):
        result = aqyl(verb, "kz-open-2023", open_data, "-o", file, "--json")
        assert (result.code, result.problems[0]["problem"]) == (2, "output.no_folder")
    assert aqyl("run", "-o", file / "below", "--json").problems[0]["problem"] == "output.no_folder"
    assert file.read_text(encoding="utf-8") == "a file"


@pytest.mark.parametrize(
    ("words", "problems"),
    [
        (("asess",), ["cli.no_command"]),
        (("edition", "shew"), ["cli.no_command"]),
        (("run", "--loud"), ["cli.no_option"]),
        (("assess",), ["cli.missing"] * 3),
        (("assess", "kz-2026", "data"), ["cli.missing"]),
        (("edition", "show", "kz-2026", "again"), ["cli.extra"]),
        (("run", "-o"), ["cli.option_value"]),
        (("run", "--quiet=yes"), ["cli.option_value"]),
    ],
)
@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_a_wrong_command_line(
    aqyl: Cli, words: tuple[str, ...], problems: list[str], lang: str
) -> None:
    result = aqyl("--json", "--lang", lang, *words)
    assert (result.code, result.out) == (2, "")
    assert [problem["problem"] for problem in result.problems] == problems
    told = aqyl("--lang", lang, *words)
    assert told.code == 2
    if lang != "en":
        assert not any(word in told.err for word in ("Usage", "Missing", "No such", "requires"))


def test_a_fault_of_ours_is_told_shortly_and_in_full_on_request(
    aqyl: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> tuple[str, ...]:
        raise RuntimeError("a mistake of ours")

    monkeypatch.setattr("aqyl.standard.list_editions", fail)
    short = aqyl("edition", "list")
    assert (short.code, short.out) == (1, "")
    assert "RuntimeError: a mistake of ours" in short.err
    assert "Traceback" not in short.err
    assert "Traceback" in aqyl("edition", "list", "--debug").err
    assert aqyl("edition", "list", "--json").problems[0]["problem"] == "cli.fault"
