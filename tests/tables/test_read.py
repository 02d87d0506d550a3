"""Reading a table: what is taken, and that every wrong cell is said with its row and column."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aqyl.language import LANGUAGES
from aqyl.problems import InputError
from aqyl.tables import SCHEMAS, read_table, write_csv
from aqyl.tables.read import MAX_BYTES

HEADER = "settlement,indicator,period,value,numerator,denominator,unit,quality,source,verified\n"
GOOD = "710000000,safety.crimes,2023,12.5,,,per-100000,,https://example.org,verified\n"


def save(folder: Path, text: str | bytes, name: str = "values.csv") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def problems(path: Path, table: str = "values") -> list[tuple[str, int | None, str]]:
    """The problems of a table as (key, line, column); each is worded in all three languages."""
    with pytest.raises(InputError) as caught:
        read_table(path, table)
    for problem in caught.value.problems:
        for lang in LANGUAGES:
            for part in ("given", "allowed", "repair"):
                assert "{" not in problem.part(part, lang)
    return [(p.key, p.place.line, p.place.column) for p in caught.value.problems]


def test_a_good_table_is_read_with_its_lines(tmp_path: Path) -> None:
    table = read_table(save(tmp_path, HEADER + GOOD), "values")
    assert table.rows[0]["value"] == 12.5
    assert table.rows[0]["settlement"] == "710000000"
    assert table.rows[0]["quality"] is None
    assert table.lines == (2,)
    assert len(table.digest) == 64


def test_a_byte_order_mark_semicolons_and_blank_lines_are_fine(tmp_path: Path) -> None:
    text = "\ufeff" + (HEADER + "\n" + GOOD).replace(",", ";")
    table = read_table(save(tmp_path, text), "values")
    assert table.rows[0]["value"] == 12.5
    assert table.lines == (3,)


def test_optional_columns_may_be_left_out(tmp_path: Path) -> None:
    text = "settlement,indicator,period,value\n710000000,safety.crimes,2023,1\n"
    assert read_table(save(tmp_path, text), "values").rows[0]["unit"] is None


def test_codes_of_statistics_offices_are_missing_and_remembered(tmp_path: Path) -> None:
    text = "settlement,indicator,period,value\na,x,2023,-\nb,x,2023,...\nc,x,2023,x\nd,x,2023,\n"
    table = read_table(save(tmp_path, text), "values")
    assert [row["value"] for row in table] == [None] * 4
    assert [(s.code, s.place.line) for s in table.sentinels] == [("-", 2), ("...", 3), ("x", 4)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("settlement,indicator,value\na,x,1\n", ("table.column_missing", 1, "period")),
        ("settlement,indicator,period,valu\na,x,2023,1\n", ("table.column_unknown", 1, "valu")),
        (
            "settlement,indicator,period,value,value\na,x,2023,1,2\n",
            ("table.column_twice", 1, "value"),
        ),
        ("settlement,indicator,period,value\na,x,2023,many\n", ("table.not_number", 2, "value")),
        (
            'settlement,indicator,period,value\na,x,2023,"1 234,5"\n',
            ("table.decimal_comma", 2, "value"),
        ),
        (
            "settlement,indicator,period,value\na,x,2023,12 km\n",
            ("table.unit_in_number", 2, "value"),
        ),
        ("settlement,indicator,period,value\na,x,2023,12%\n", ("table.unit_in_number", 2, "value")),
        ("settlement,indicator,period,value\na,x,23,1\n", ("table.period", 2, "period")),
        ("settlement,indicator,period,value\n,x,2023,1\n", ("table.blank", 2, "settlement")),
        ("settlement,indicator,period,value\na,x,2023\n", ("table.width", 2, "")),
        (
            "settlement,indicator,period,value,verified\na,x,2023,1,maybe\n",
            ("table.choice", 2, "verified"),
        ),
        (
            "settlement,indicator,period,value\na,x,2023,1\na,x,2023,2\n",
            ("table.key_twice", 3, "settlement, indicator, period"),
        ),
        ("settlement,indicator,period,value\n", ("table.empty", None, "")),
        ("", ("table.empty", None, "")),
        ('settlement,indicator,period,value\na,"x,2023,1\n', ("table.broken", 2, "")),
        (HEADER.encode() + b"\xff\xfe\n", ("file.not_utf8", 2, "")),
    ],
)
def test_a_wrong_table_is_refused_with_row_and_column(
    tmp_path: Path, text: str | bytes, expected: tuple[str, int | None, str]
) -> None:
    assert expected in problems(save(tmp_path, text))


def test_all_problems_are_said_in_one_pass(tmp_path: Path) -> None:
    text = "settlement,indicator,period,value\na,x,2023,1\n,x,23,one\nb,x,2023,1,5\nc,x,2023,\n"
    found = problems(save(tmp_path, text))
    assert [(key, line) for key, line, _ in found] == [
        ("table.blank", 3),
        ("table.period", 3),
        ("table.not_number", 3),
        ("table.width", 4),
    ]


def test_the_repair_of_a_decimal_comma_shows_the_number_to_write(tmp_path: Path) -> None:
    text = 'settlement,indicator,period,value\na,x,2023,"1 234,5"\n'
    with pytest.raises(InputError, match=r"write 1234\.5 instead of 1 234,5"):
        read_table(save(tmp_path, text), "values")


@pytest.mark.parametrize(
    ("given", "bare"),
    [("12 345 km", "12345"), ("12 345", "12345"), ("1,5 %", "1.5"), ("5 000,25 т", "5000.25")],
)
def test_the_repair_of_a_unit_keeps_the_whole_number(tmp_path: Path, given: str, bare: str) -> None:
    text = f'settlement,indicator,period,value\na,x,2023,"{given}"\n'
    with pytest.raises(InputError, match=rf"write {bare} and"):
        read_table(save(tmp_path, text), "values")


def test_a_number_too_large_to_hold_is_no_number(tmp_path: Path) -> None:
    text = "settlement,indicator,period,value\na,x,2023,1e999\n"
    assert problems(save(tmp_path, text)) == [("table.not_number", 2, "value")]


def test_a_file_of_two_gigabytes_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "values.csv"
    with path.open("wb") as file:
        file.truncate(2 * 2**30)
    assert path.stat().st_size > MAX_BYTES
    assert problems(path) == [("table.too_large", None, "")]


def test_a_file_that_is_not_there_or_of_another_kind(tmp_path: Path) -> None:
    assert problems(tmp_path / "values.csv") == [("table.no_file", None, "")]
    assert problems(save(tmp_path, "x", "values.txt")) == [("table.kind", None, "")]


def workbook(path: Path, rows: list[list[object]], merge: str = "", sheet: str = "values") -> Path:
    from xlsxwriter import Workbook

    with Workbook(str(path)) as book:
        page = book.add_worksheet(sheet)
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
        if merge:
            page.merge_range(merge, "settlement")
    return path


HEAD: list[object] = ["settlement", "indicator", "period", "value"]


def test_excel_is_read_with_codes_as_text(tmp_path: Path) -> None:
    path = workbook(tmp_path / "values.xlsx", [HEAD, [710000000, "x", 2023, 12.5]])
    table = read_table(path, "values")
    assert table.rows[0]["settlement"] == "710000000"
    assert table.rows[0]["period"] == "2023"
    assert table.rows[0]["value"] == 12.5


def test_an_excel_header_with_merged_cells_is_refused(tmp_path: Path) -> None:
    rows = [HEAD, ["a", "x", 2023, 1]]
    path = workbook(tmp_path / "values.xlsx", rows, merge="A1:B1")
    assert problems(path) == [("table.merged_header", 1, "")]


def test_an_excel_file_that_is_none_and_a_sheet_that_is_not_there(tmp_path: Path) -> None:
    assert problems(save(tmp_path, "no workbook", "values.xlsx"))[0][0] == "table.broken"
    path = workbook(tmp_path / "v.xlsx", [HEAD, ["a", "x", 2023, 1]])
    with pytest.raises(InputError, match="there is no sheet"):
        read_table(path, "values", sheet="answers")


def test_parquet_is_read(tmp_path: Path) -> None:
    import duckdb

    path = tmp_path / "values.parquet"
    duckdb.sql(
        "SELECT '710000000' AS settlement, 'x' AS indicator, 2023 AS period, 12.5 AS value"
    ).write_parquet(str(path))
    table = read_table(path, "values")
    assert table.rows[0]["value"] == 12.5
    assert table.rows[0]["period"] == "2023"
    assert problems(save(tmp_path, "no parquet", "bad.parquet"))[0][0] == "table.broken"


cells = st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=20).map(
    lambda text: text.strip() or "a"
)
numbers = st.none() | st.floats(allow_nan=False, allow_infinity=False, width=64)


@given(st.lists(st.tuples(cells, numbers), min_size=1, max_size=8, unique_by=lambda r: r[0]))
def test_what_is_written_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, float | None]]
) -> None:
    path = tmp_path_factory.mktemp("table") / "values.csv"
    full = [
        {"settlement": "s", "indicator": name, "period": "2023", "value": value}
        for name, value in rows
    ]
    write_csv(path, SCHEMAS["values"].names, full)
    read = read_table(path, "values")
    assert [(row["indicator"], row["value"]) for row in read] == rows


@given(st.binary(max_size=400))
def test_no_bytes_whatever_break_the_reader(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    path = save(tmp_path_factory.mktemp("table"), content)
    with pytest.raises(InputError):
        read_table(path, "values")


def test_without_duckdb_a_parquet_file_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(InputError, match=r"aqyl\[parquet\]"):
        read_table(save(tmp_path, "PAR1", "values.parquet"), "values")
