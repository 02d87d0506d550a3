"""The workbook as it opens: sheets, drop-down lists, locked cells, words."""

from __future__ import annotations

import io
import re
import time
import zipfile
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from aqyl.assess.form import Entries
from aqyl.language import LANGUAGES, Lang, say
from aqyl.problems import InputError
from aqyl.publish.form import form_bytes, write_form
from aqyl.publish.form.layout import COLUMNS, IDS, PLACES, letters, sheet_names
from tests.assess.form.town import answer, form_of, value
from tests.publish.form.books import CAMERAS, CASHLESS, CRIMES, KZ, NOW, SERVICE

LAST = Entries((answer(CAMERAS, "pilot"),), (value(CRIMES, 701.0), value(CASHLESS, 51.5)))


@cache
def parts(lang: Lang = "kk", name: str = "kz-2026") -> dict[str, str]:
    form = form_of(name)
    now, last = (NOW, LAST) if name == "kz-2026" else (Entries(), Entries())
    with zipfile.ZipFile(io.BytesIO(form_bytes(form, now, last, lang))) as archive:
        return {
            part: archive.read(part).decode() for part in archive.namelist() if part[-4:] == ".xml"
        }


@cache
def cells(lang: Lang = "kk", name: str = "kz-2026") -> dict[str, list[list[Any]]]:
    form = form_of(name)
    now, last = (NOW, LAST) if name == "kz-2026" else (Entries(), Entries())
    book = CalamineWorkbook.from_filelike(io.BytesIO(form_bytes(form, now, last, lang)))
    return {
        sheet: book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
        for sheet in book.sheet_names
    }


def row_of(card: str, lang: Lang = "kk") -> tuple[str, int, dict[str, Any]]:
    """The number of the sheet's part, the row's number and its cells by column."""
    for number, rows in enumerate(cells(lang).values(), start=1):
        for line, row in enumerate(rows, start=1):
            if row and row[0] == card:
                named = {column.key: row[PLACES[column.key]] for column in COLUMNS}
                return f"xl/worksheets/sheet{number}.xml", line, named
    raise KeyError(card)


def words(lang: Lang, name: str = "kz-2026") -> str:
    return "\n".join(str(c) for rows in cells(lang, name).values() for row in rows for c in row)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_cover_a_sheet_a_domain_and_a_hidden_sheet(lang: Lang) -> None:
    names = list(cells(lang))
    assert names == [say("form.cover.sheet", lang), *sheet_names(KZ, lang), IDS]
    assert all(len(name) <= 31 for name in names)
    assert re.search(rf'name="{IDS}"[^>]*state="veryHidden"', parts(lang)["xl/workbook.xml"])


def test_long_titles_are_cut_between_words() -> None:
    assert sheet_names(KZ, "kk")[3:6] == (
        "4. Әлеуметтік сала",
        "5. Экология",
        "6. Тұрғын үй-коммуналдық…",
    )


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_cover_says_what_it_is_who_fills_it_in_and_that_the_list_is_a_working_one(
    lang: Lang,
) -> None:
    cover = "\n".join(str(c) for row in next(iter(cells(lang).values())) for c in row)
    for key in ("title", "who", "working", "how", "step.1", "step.7", "domains", "statuses"):
        assert say(f"form.cover.{key}", lang) in cover
    for text in (KZ.settlement_title.say(lang), KZ.fingerprint, "kz-2026", "391010000", "2026"):
        assert text in cover
    assert KZ.rules is not None
    assert KZ.rules.source.note is not None
    assert KZ.rules.source.note.say(lang) in cover
    assert all(status.done.say(lang) in cover for status in KZ.statuses)


def test_the_cover_counts_what_is_filled_in() -> None:
    cover = next(iter(cells().values()))
    counted = {row[1]: row[2:4] for row in cover if len(row) > 3 and isinstance(row[3], float)}
    assert counted["2. Қауіпсіздік"] == [19.0, 3.0]
    assert counted["3. Көлік және логистика"] == [19.0, 1.0]
    assert counted[""] == [142.0, 4.0]
    assert "COUNTA('2. Қауіпсіздік'!G5:G24)" in unescape(parts()["xl/worksheets/sheet1.xml"])
    name, first, _ = row_of("safety.video-surveillance")
    assert first == 5
    assert row_of("safety.fire-and-gas-deaths")[:2] == (name, 24)


def test_words_of_the_edition_stand_in_the_row() -> None:
    _, _, row = row_of(CAMERAS)
    assert row["about"] == "базалық"
    assert "90 %-ы жұмыс істейді" in row["done"]
    assert row["last"] == "пилоттық"
    assert (row["answer"], row["proof"]) == ("енгізілген", "Акт № 17")
    _, _, analytics = row_of("safety.video-analytics")
    assert analytics["done"].endswith("Алдымен: Қоғамдық орындарды бейнебақылау")


def test_an_indicator_shows_its_unit_parts_bounds_and_last_years_value() -> None:
    _, _, row = row_of(CASHLESS, "ru")
    assert row["about"] == "процент"
    assert row["done"].split("\n") == [
        "Больше – лучше.",
        "Числитель: Поездки за год, оплаченные без наличных",
        "Знаменатель: Все платные поездки за год",
        "Возможное значение: от 0 до 100",
    ]
    assert (row["last"], row["answer"], row["numerator"], row["denominator"]) == (
        *(51.5, 58.2, 582.0, 1000.0),
    )
    assert row_of(SERVICE, "ru")[2]["last"] == "–"


def rules(part: str) -> dict[str, str]:
    """Cell -> its data validation."""
    found = re.findall(r"<dataValidation (.*?)</dataValidation>", parts()[part])
    return {re.search(r'sqref="([A-Z]+\d+)"', rule)[1]: unescape(rule) for rule in found}  # type: ignore[index]


def test_statuses_are_offered_in_a_drop_down_list_that_insists() -> None:
    part, line, _ = row_of(CAMERAS)
    rule = rules(part)[f"G{line}"]
    first = 8
    assert f"<formula1>{IDS}!$B${first}:$B${first + 5}</formula1>" in rule
    listed = [row[1] for row in cells()[IDS][first - 1 :]]
    assert listed == [status.title.kk for status in KZ.statuses]
    assert "errorStyle" not in rule
    assert 'showErrorMessage="1"' in rule
    assert "Тізімде жоқ күй" in rule


def test_numbers_are_held_to_their_bounds_by_a_warning() -> None:
    part, line, _ = row_of(CASHLESS)
    found = rules(part)
    assert 'errorStyle="warning"' in found[f"G{line}"]
    assert "<formula1>0.0</formula1><formula2>100.0</formula2>" in found[f"G{line}"]
    assert 'type="whole"' in found[f"J{line}"]
    assert 'type="decimal"' in found[f"G{line}"]
    _, without_parts, _ = row_of("social.life-expectancy")
    assert f"J{without_parts}" not in rules(row_of("social.life-expectancy")[0])


def unlocked(part: str) -> set[str]:
    """The cells that can be filled in."""
    formats = parts()["xl/styles.xml"].partition("<cellXfs")[2].partition("</cellXfs>")[0]
    styles = re.findall(r"<xf .*?(?:/>(?!<)|</xf>|/>)", formats)
    open_styles = {
        str(number)
        for number, style in enumerate(re.split(r"(?=<xf )", formats)[1:])
        if 'protection locked="0"' in style
    }
    assert styles
    found = re.findall(r'<c r="([A-Z]+\d+)" s="(\d+)"', parts()[part])
    return {cell for cell, style in found if style in open_styles}


def test_everything_but_what_is_filled_in_is_locked() -> None:
    for number, section in enumerate(KZ.sections, start=2):
        part = f"xl/worksheets/sheet{number}.xml"
        assert "<sheetProtection " in parts()[part]
        wanted = {
            f"{letters(PLACES[column.key])}{row_of(card.id)[1]}"
            for card in section.cards
            for column in COLUMNS
            if column.field(card)
            and not (column.key in ("numerator", "denominator") and not card.has_parts)
        }
        assert unlocked(part) == wanted
    assert unlocked("xl/worksheets/sheet1.xml") == set()


def test_headings_stay_in_view_and_on_every_printed_page() -> None:
    sheet = parts()["xl/worksheets/sheet2.xml"]
    assert re.search(r'<pane xSplit="3" ySplit="3" topLeftCell="D4" .*?state="frozen"', sheet)
    assert '<pageSetup paperSize="9"' in sheet
    assert 'orientation="landscape"' in sheet
    assert 'fitToHeight="0"' in sheet
    assert "Print_Titles" in parts()["xl/workbook.xml"]
    assert 'hidden="1"' in re.findall(r"<col .*?/>", sheet)[0]
    assert re.search(r'<row r="1"[^>]*hidden="1"', sheet)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_headings_are_in_the_language(lang: Lang) -> None:
    frame = [say(f"form.head.{column.key}", lang, year="2025") for column in COLUMNS[1:]]
    for rows in list(cells(lang).values())[1:-1]:
        assert rows[2][1:] == frame
    if lang == "kk":
        assert set("әғқңөұүі") <= set(words("kk").lower())


def test_a_text_that_begins_like_a_formula_is_written_as_text() -> None:
    now = Entries((answer(SERVICE, "pilot", evidence='=HYPERLINK("http://x")', note="+1-2"),))
    content = io.BytesIO(form_bytes(KZ, now, Entries(), "en"))
    with zipfile.ZipFile(content) as archive:
        sheets = [n for n in archive.namelist() if re.fullmatch(r"xl/worksheets/sheet[2-9].*", n)]
        assert not any(b"<f>" in archive.read(name) for name in sheets)
        assert b"=HYPERLINK" in archive.read("xl/sharedStrings.xml")
        assert not any("externalLink" in name for name in archive.namelist())


def test_the_same_form_gives_the_same_bytes() -> None:
    first = form_bytes(KZ, NOW, LAST, "kk")
    time.sleep(1.1)
    assert form_bytes(KZ, NOW, LAST, "kk") == first


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_workbook_is_small(lang: Lang) -> None:
    assert len(form_bytes(KZ, NOW, LAST, lang)) < 80_000


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", ["town", "kz-2019", "u4ssc-2022"])
def test_every_edition_has_a_workbook(name: str, lang: Lang) -> None:
    """With or without initiatives, rules of the form and groups."""
    rows = cells(lang, name)
    ids = {row[0] for sheet in list(rows.values())[1:-1] for row in sheet}
    assert {card.id for card in form_of(name).cards()} <= ids


def test_a_text_longer_than_a_cell_is_told_and_nothing_is_written(tmp_path: Path) -> None:
    now = Entries((answer(SERVICE, "pilot", note="ә" * 32_768),))
    with pytest.raises(InputError, match="32768"):
        write_form(tmp_path / "form.xlsx", KZ, now, Entries(), "kk")
    assert list(tmp_path.iterdir()) == []


def test_another_suffix_is_told_and_nothing_is_written(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"\.xlsx"):
        write_form(tmp_path / "form.xls", KZ, NOW, LAST, "kk")
    assert list(tmp_path.iterdir()) == []
