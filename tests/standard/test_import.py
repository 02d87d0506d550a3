"""Import of the official list: by id, all rows or none, and what stays as it was."""

from __future__ import annotations

import csv
import datetime as dt
import shutil
from pathlib import Path
from typing import Any

import pytest
from xlsxwriter import Workbook  # type: ignore[import-untyped]

from aqyl.language import LANGUAGES
from aqyl.problems import InputError, Problem
from aqyl.standard import (
    ImportSummary,
    diff_editions,
    import_initiatives,
    load_edition,
    write_template,
)
from aqyl.standard.exchange.imported import IMPORTED
from aqyl.standard.loader import editions_folder
from aqyl.standard.models import Initiative
from tests.standard.editing import Folder

DAY = dt.date(2026, 12, 1)
Row = dict[str, str]
KNOWN: Row = {
    "id": "safety.analytics",
    "title_kk": "Бейнеаналитика",
    "title_ru": "Видеоаналитика",
    "title_en": "Video analytics",
}
NEW: Row = {
    "id": "transport.parking",
    "domain": "transport",
    "title_kk": "Тұрақтар",
    "title_ru": "Парковки",
    "title_en": "Parking",
    "stage": "2",
    "city": "base",
    "town": "not_applied",
}


def put(path: Path, rows: list[Row], names: list[str] | None = None) -> Path:
    """A filled list, `.csv` or `.xlsx`."""
    names = names or list(dict.fromkeys(name for row in rows for name in row))
    if path.suffix == ".csv":
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, names)
            writer.writeheader()
            writer.writerows(rows)
        return path
    book = Workbook(path)
    sheet = book.add_worksheet("initiatives")
    for line, cells in enumerate([dict(zip(names, names, strict=True)), *rows]):
        for index, name in enumerate(names):
            if name in cells:
                sheet.write(line, index, cells[name])
    book.close()
    return path


def take(small: Folder, rows: list[Row], **options: Any) -> ImportSummary:
    file = put(small.path.parent / "list.csv", rows)
    return import_initiatives(file, small.path, "7-НҚ", DAY, **options)


def refused(small: Folder, file: Path, act: str = "7-НҚ", **options: Any) -> list[Problem]:
    """The problems of an import that must change nothing."""
    before = {path: path.read_bytes() for path in small.path.rglob("*") if path.is_file()}
    with pytest.raises(InputError) as caught:
        import_initiatives(file, small.path, act, DAY, **options)
    assert {p: p.read_bytes() for p in small.path.rglob("*") if p.is_file()} == before
    return list(caught.value.problems)


def wrong(small: Folder, *rows: Row, **options: Any) -> list[tuple[str, int | None, str]]:
    file = put(small.path.parent / "list.csv", list(rows))
    found = refused(small, file, **options)
    return [(problem.key, problem.place.line, problem.place.column) for problem in found]


def test_what_is_on_the_list_becomes_official(small: Folder) -> None:
    take(small, [{**KNOWN, "clause": "2.1"}], clause="2", link="https://example.org/act")
    source = small.load().initiatives[1].source
    assert source.model_dump(exclude_none=True) == {
        "kind": "official",
        "act": "7-НҚ",
        "clause": "2.1",
        "link": "https://example.org/act",
        "checked_on": DAY,
    }


def test_what_the_list_does_not_say_stays_as_it_was(small: Folder) -> None:
    before = small.load().initiatives[1]
    take(small, [KNOWN])
    after = small.load().initiatives[1]
    assert after.title.en == "Video analytics"
    kept = {"title": before.title, "source": before.source}
    assert after.model_copy(update=kept) == before


def test_what_the_list_says_replaces_what_was_there(small: Folder) -> None:
    row = {
        **KNOWN,
        "domain": "transport",
        "stage": "3",
        "town": "base",
        "weight": "0.5",
        "technologies": "cameras",
        "prerequisites": "-",
        "moves": "transport.cashless; transport.on-time",
        "principles": "–",
        "references": "U4SSC, EC: ICT: T: 3A; ISO 37122:2019, 19.1",
        "done_done_kk": "Барлық камера.",
        "done_done_ru": "Все камеры.",
        "done_done_en": "All cameras.",
    }
    take(small, [row])
    found = small.load().initiatives[1]
    assert (found.domain, found.stage, found.weight) == ("transport", 3, 0.5)
    assert found.groups == {"city": "base", "town": "base"}
    assert (found.technologies, found.prerequisites, found.principles) == (("cameras",), (), ())
    assert found.moves == ("transport.cashless", "transport.on-time")
    assert [(r.standard, r.code) for r in found.references] == [
        ("U4SSC", "EC: ICT: T: 3A"),
        ("ISO 37122:2019", "19.1"),
    ]
    assert {status: text.en for status, text in found.done.items()} == {
        "pilot": "In one place.",
        "done": "All cameras.",
    }


def test_the_summary_names_every_initiative_once(small: Folder) -> None:
    summary = take(small, [KNOWN, NEW])
    assert summary == ImportSummary(
        file=small.path / IMPORTED,
        added=("transport.parking",),
        updated=("safety.analytics",),
        unchanged=(),
        kept_working=("safety.cameras", "transport.lights"),
        kept_official=(),
        removed=(),
    )


def test_the_changes_are_those_that_the_comparison_finds(small: Folder) -> None:
    before = small.load()
    take(small, [KNOWN, NEW])
    changes = diff_editions(before, small.load())
    assert [(change.kind, change.id) for change in changes] == [
        ("source", "safety.analytics"),
        ("provenance", "safety.analytics"),
        ("renamed", "safety.analytics"),
        ("added", "transport.parking"),
    ]


def test_one_file_is_written_and_the_others_stay(small: Folder) -> None:
    before = {path.name: path.read_bytes() for path in small.path.iterdir() if path.is_file()}
    take(small, [KNOWN, NEW])
    after = {path.name: path.read_bytes() for path in small.path.iterdir() if path.is_file()}
    assert after == before
    assert [p.name for p in (small.path / "initiatives").iterdir()] == ["imported.yaml"]


def test_the_file_can_be_read_by_people(small: Folder) -> None:
    take(small, [{**NEW, "title_en": 'The "new" one: 100 %'}])
    assert small.read(IMPORTED) == (
        "# Written by `aqyl edition import`; another import writes it anew.\n"
        "# Its entries are laid over those of the other files by id.\n"
        "changes:\n"
        "  initiatives:\n"
        '    - id: "transport.parking"\n'
        '      domain: "transport"\n'
        '      title: {kk: "Тұрақтар", ru: "Парковки", en: "The \\"new\\" one: 100 %"}\n'
        '      groups: {city: "base", town: "not_applied"}\n'
        "      stage: 2\n"
        '      source: {kind: "official", act: "7-НҚ", checked_on: 2026-12-01}\n'
    )


def test_the_same_list_twice_changes_nothing(small: Folder) -> None:
    take(small, [KNOWN, NEW])
    text = small.read(IMPORTED)
    summary = take(small, [NEW, KNOWN])
    assert summary.unchanged == ("safety.analytics", "transport.parking")
    assert (summary.added, summary.updated) == ((), ())
    assert small.read(IMPORTED) == text


def test_lists_may_come_one_after_another(small: Folder) -> None:
    """What an earlier list said stays, and is named as official but not on this list."""
    take(small, [{**KNOWN, "weight": "4"}])
    summary = take(small, [NEW])
    assert summary.kept_official == ("safety.analytics",)
    take(small, [{**KNOWN, "title_en": "Analytics of video"}])
    analytics = small.load().initiatives[1]
    assert (analytics.weight, analytics.title.en) == (4.0, "Analytics of video")


def test_working_entries_that_are_not_on_the_list_can_be_removed(small: Folder) -> None:
    rows = [{**KNOWN, "prerequisites": "-"}, NEW]
    summary = take(small, rows, remove_working=True)
    assert summary.removed == ("safety.cameras", "transport.lights")
    assert summary.kept_working == ()
    assert [i.id for i in small.load().initiatives] == ["safety.analytics", "transport.parking"]


def test_what_was_removed_comes_back_with_a_list_that_names_it(small: Folder) -> None:
    take(small, [{**KNOWN, "prerequisites": "-"}, NEW], remove_working=True)
    again = {**NEW, "id": "transport.lights", "title_en": "Signals"}
    assert take(small, [again]).added == ("transport.lights",)
    lights = next(i for i in small.load().initiatives if i.id == "transport.lights")
    assert (lights.title.en, lights.themes) == ("Signals", ("transport.signals",))


def test_an_edition_that_extends_another_takes_a_list_too(small: Folder, tmp_path: Path) -> None:
    own = Folder(tmp_path / "own")
    own.write("edition.yaml", 'id: "own"\nextends: "small"\n')
    take(own, [KNOWN])
    assert own.load().initiatives[1].source.kind == "official"
    assert small.load().initiatives[1].source.kind == "working"


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_the_template_filled_in_is_a_list(small: Folder, suffix: str) -> None:
    template = small.path.parent / "template.csv"
    write_template(template, small.load())
    names = template.read_text(encoding="utf-8").strip().split(",")
    file = put(small.path.parent / f"filled{suffix}", [KNOWN, NEW], names)
    summary = import_initiatives(file, small.path, "7-НҚ", DAY)
    assert (summary.added, summary.updated) == (("transport.parking",), ("safety.analytics",))


def test_a_list_saved_by_excel_in_kazakh(small: Folder) -> None:
    """A byte-order mark, semicolons between the cells, CR LF."""
    file = small.path.parent / "list.csv"
    text = ";".join(KNOWN) + "\r\n" + ";".join(KNOWN.values()) + "\r\n;;;\r\n"
    file.write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert import_initiatives(file, small.path, "7-НҚ", DAY).updated == ("safety.analytics",)


def test_numbers_in_excel_cells_are_read_as_they_look(small: Folder) -> None:
    numbers: dict[str, Any] = {**NEW, "stage": 2.0, "weight": 1.5, "clause": 2.0}
    file = put(small.path.parent / "list.xlsx", [numbers])
    import_initiatives(file, small.path, "7-НҚ", DAY)
    parking = small.load().initiatives[3]
    assert (parking.stage, parking.weight, parking.source.clause) == (2, 1.5, "2")


CELLS = [
    ({**KNOWN, "id": "Safety Analytics"}, "edition.bad_id", "id"),
    ({**KNOWN, "title_ru": ""}, "table.blank", "title_ru"),
    ({**KNOWN, "id": ""}, "table.blank", "id"),
    ({**KNOWN, "domain": "safty"}, "edition.unknown_id", "domain"),
    ({**KNOWN, "stage": "4"}, "table.choice", "stage"),
    ({**KNOWN, "stage": "first"}, "table.choice", "stage"),
    ({**KNOWN, "city": "Base"}, "table.choice", "city"),
    ({**KNOWN, "weight": "1,5"}, "table.decimal_comma", "weight"),
    ({**KNOWN, "weight": "-1"}, "table.not_number", "weight"),
    ({**KNOWN, "weight": "heavy"}, "table.not_number", "weight"),
    ({**KNOWN, "technologies": "cameras; drones"}, "edition.unknown_id", "technologies"),
    ({**KNOWN, "prerequisites": "safety.camera"}, "edition.unknown_id", "prerequisites"),
    ({**KNOWN, "moves": "safety.cameras"}, "edition.unknown_id", "moves"),
    ({**KNOWN, "principles": "open"}, "edition.unknown_id", "principles"),
    ({**KNOWN, "references": "ISO 37122:2019"}, "exchange.reference", "references"),
    ({**KNOWN, "done_pilot_kk": "а", "done_pilot_ru": "б"}, "table.blank", "done_pilot_en"),
    ({**NEW, "domain": ""}, "table.blank", "domain"),
    ({**NEW, "stage": ""}, "table.blank", "stage"),
    ({**NEW, "town": ""}, "table.blank", "town"),
]


@pytest.mark.parametrize(("row", "key", "column"), CELLS)
def test_a_wrong_cell_is_named_with_row_and_column(
    small: Folder, row: Row, key: str, column: str
) -> None:
    found = wrong(small, row)
    assert (key, 2, column) in found
    assert {place for place, *_ in found} <= {key, "table.blank"}


def test_all_wrong_cells_of_all_rows_come_at_once(small: Folder) -> None:
    rows = [row for row, _, _ in CELLS if row["id"]]
    found = wrong(small, *[{**row, "id": f"{row['id']}{n}"} for n, row in enumerate(rows)])
    assert {(line, column) for _, line, column in found} >= {
        (line, column)
        for line, (_, _, column) in enumerate([c for c in CELLS if c[0]["id"]], start=2)
    }
    assert [line for _, line, _ in found] == sorted(line or 0 for _, line, _ in found)


def test_a_row_given_twice_names_the_first(small: Folder) -> None:
    file = put(small.path.parent / "list.csv", [KNOWN, NEW, KNOWN])
    (problem,) = refused(small, file)
    assert (problem.key, problem.place.line) == ("table.key_twice", 4)
    assert problem.values["first"] == 2


def test_what_would_be_wrong_afterwards_is_said_at_its_row(small: Folder) -> None:
    """A circle, and a stage before that of its prerequisite: no cell is wrong by itself."""
    parking = {**NEW, "prerequisites": "transport.lights"}
    lights = {**KNOWN, "id": "transport.lights", "prerequisites": "transport.parking"}
    assert wrong(small, parking, lights) == [
        ("edition.circle", 3, "prerequisites"),
        ("edition.stage_order", 3, "prerequisites"),
    ]


def test_removing_what_others_need_is_refused(small: Folder) -> None:
    assert wrong(small, KNOWN, NEW, remove_working=True) == [
        ("edition.unknown_id", 27, "safety.analytics.prerequisites")
    ]


def test_an_edition_that_is_wrong_for_another_reason_is_not_written_to(small: Folder) -> None:
    small.change("edition.yaml", "weight: 2.0", "weight: -2.0")
    assert wrong(small, KNOWN) == [("edition.out_of_range", 33, "domains.safety.weight")]


def test_the_act_must_be_named(small: Folder) -> None:
    file = put(small.path.parent / "list.csv", [KNOWN])
    assert [problem.key for problem in refused(small, file, act=" ")] == ["exchange.act"]


def test_a_file_written_by_hand_is_not_overwritten(small: Folder) -> None:
    small.write(IMPORTED, 'changes: {groups: [{id: "town", count: 7}]}\n')
    file = put(small.path.parent / "list.csv", [KNOWN])
    assert [problem.key for problem in refused(small, file)] == ["exchange.foreign"]


FILES: list[tuple[str, bytes, str, int | None]] = [
    ("none.csv", b"", "table.no_file", None),
    ("list.csv", b"", "table.empty", None),
    ("list.csv", b"id,title_kk,title_ru,title_en\n", "table.empty", None),
    ("list.ods", b"x", "exchange.kind", None),
    ("list.xlsx", b"no workbook", "table.broken", None),
    ("list.csv", "id,title_kk\nшығын".encode("utf-16"), "file.not_utf8", 1),
    ("list.csv", b"id,title_kk,title_ru\nx,y,z\n", "table.column_missing", 1),
    ("list.csv", b"id,title_kk,title_ru,title_en,colour\nx,k,r,e,c\n", "table.column_unknown", 1),
    ("list.csv", b"id,title_kk,title_ru,title_en,id\nx,k,r,e,x\n", "table.column_twice", 1),
    ("list.csv", b"id,title_kk,title_ru,title_en\nx,k,r\n", "table.width", 2),
    ("list.csv", b'id,title_kk,title_ru,title_en\nx,k,r,"e\n', "table.broken", 2),
]


@pytest.mark.parametrize(("name", "content", "key", "line"), FILES)
def test_a_file_that_is_no_list(
    small: Folder, name: str, content: bytes, key: str, line: int | None
) -> None:
    file = small.path.parent / name
    if name != "none.csv":
        file.write_bytes(content)
    (problem, *_) = refused(small, file)
    assert (problem.key, problem.place.line) == (key, line)
    assert len({problem.text(lang) for lang in LANGUAGES}) == len(LANGUAGES)


def test_a_file_of_two_gigabytes_is_not_read(small: Folder) -> None:
    file = small.path.parent / "list.csv"
    with file.open("wb") as handle:
        handle.truncate(2 * 2**30)
    assert [problem.key for problem in refused(small, file)] == ["table.too_large"]


def test_merged_cells_in_the_header_are_refused(small: Folder) -> None:
    file = small.path.parent / "list.xlsx"
    book = Workbook(file)
    sheet = book.add_worksheet("initiatives")
    sheet.merge_range(0, 1, 0, 3, "title")
    book.close()
    assert [problem.key for problem in refused(small, file)] == ["table.merged_header"]


def test_a_folder_without_an_edition_is_refused(tmp_path: Path) -> None:
    file = put(tmp_path / "list.csv", [KNOWN])
    with pytest.raises(InputError, match="holds no edition"):
        import_initiatives(file, tmp_path, "7-НҚ", DAY)


def as_row(initiative: Initiative) -> Row:
    """An initiative as the spreadsheet words it."""
    lists = {
        name: "; ".join(getattr(initiative, name)) or "-"
        for name in ("technologies", "prerequisites", "moves", "principles")
    }
    codes = "; ".join(f"{r.standard}, {r.code}" for r in initiative.references) or "-"
    return {
        "id": initiative.id,
        "domain": initiative.domain,
        **{f"title_{lang}": initiative.title.say(lang) for lang in LANGUAGES},
        "stage": str(initiative.stage),
        **initiative.groups,
        "weight": str(initiative.weight),
        **lists,
        "references": codes,
        **{
            f"done_{status}_{lang}": text.say(lang)
            for status, text in initiative.done.items()
            for lang in LANGUAGES
        },
    }


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_all_of_kz_2026_survives_the_way_through_a_spreadsheet(tmp_path: Path, suffix: str) -> None:
    """The same initiatives come out, official now."""
    folder = tmp_path / "kz-2026"
    shutil.copytree(editions_folder() / "kz-2026", folder)
    before = load_edition(folder)
    file = put(tmp_path / f"list{suffix}", [as_row(i) for i in before.initiatives])
    summary = import_initiatives(file, folder, "469/НҚ", DAY)
    assert len(summary.updated) == len(before.initiatives)
    after = load_edition(folder)
    assert {i.source.kind for i in after.initiatives} == {"official"}
    for old, new in zip(before.initiatives, after.initiatives, strict=True):
        assert new.model_copy(update={"source": old.source}) == old
