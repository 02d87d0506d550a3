"""The workbook: actions, sums as formulas, own figures and assumptions told apart."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from aqyl.language import Lang
from aqyl.plan.sums import budget_cells, by_cell, total
from aqyl.problems import InputError
from aqyl.publish.documents import document_bytes, open_dossier
from tests.plan.example import almaty

HEAD = 3


def made(lang: Lang = "en") -> bytes:
    return document_bytes(open_dossier(almaty()), "roadmap", "xlsx", lang)


def sheet(name: str, lang: Lang = "en") -> list[list[Any]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(made(lang)))
    return book.get_sheet_by_name(name).to_python(skip_empty_area=False)[HEAD:]


def test_the_sheets_have_names_in_the_language() -> None:
    names = CalamineWorkbook.from_filelike(io.BytesIO(made("kk"))).sheet_names
    assert names == ["Іс-шаралар", "Шығындар", "Бюджет", "Кезеңдік нәтижелер", "Дереккөздер"]


def test_every_action_has_a_row_and_the_costs_sum() -> None:
    rows = sheet("Actions")[1:]
    actions = almaty().roadmap.actions
    assert [row[1] for row in rows[:-1]] == [one.title.say("en") for one in actions]
    assert rows[-1][7] == total(actions)


def test_costs_by_year_say_their_basis_and_sum_by_formulas() -> None:
    head, *rows, last = sheet("Costs")
    assert head[4:] == ["2027", "2028", "2029", "2030", "2031", "Total"]
    assert {row[3] for row in rows} == {"assumption"}
    planned = by_cell(almaty().roadmap.actions)
    for place, year in enumerate(range(2027, 2032), start=4):
        assert last[place] == sum(v for (y, _), v in planned.items() if y == year)


def test_the_budget_shows_what_is_left() -> None:
    rows = sheet("Budget")[1:]
    planned, given = by_cell(almaty().roadmap.actions), budget_cells(almaty().roadmap)
    left = [row for row in rows if row[1] == "left"]
    assert sum(row[-1] for row in left) == sum(given.values()) - sum(planned.values())


def test_sums_are_formulas_whose_stored_values_are_their_results() -> None:
    with zipfile.ZipFile(io.BytesIO(made())) as parts:
        cells = parts.read("xl/worksheets/sheet2.xml").decode()
    formulas = re.findall(r"<f>(SUM\([A-Z]+\d+:[A-Z]+\d+\))</f><v>(\d+)</v>", cells)
    assert len(formulas) > 20
    assert str(total(almaty().roadmap.actions)) in {value for _, value in formulas}


def test_each_sheet_says_that_it_is_a_working_version() -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(made("ru")))
    for name in book.sheet_names:
        rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        assert str(rows[1][0]).startswith("Рабочая версия, не официальный документ")


def test_the_same_plan_gives_the_same_bytes() -> None:
    assert made() == made()


def test_only_the_roadmap_is_a_workbook() -> None:
    with pytest.raises(InputError, match="roadmap only"):
        document_bytes(open_dossier(almaty()), "strategy", "xlsx", "en")


def test_a_text_that_looks_like_a_formula_stays_a_text() -> None:
    from aqyl.plan.models import Passage

    plan = almaty()
    first, *rest = plan.roadmap.actions
    evil = first.model_copy(update={"title": Passage(written={"en": "=HYPERLINK(1)"})})
    roadmap = plan.roadmap.model_copy(update={"actions": (evil, *rest)})
    dossier = open_dossier(plan.model_copy(update={"roadmap": roadmap}))
    with zipfile.ZipFile(io.BytesIO(document_bytes(dossier, "roadmap", "xlsx", "en"))) as parts:
        cells = parts.read("xl/worksheets/sheet1.xml").decode()
        texts = parts.read("xl/sharedStrings.xml").decode()
    assert "=HYPERLINK(1)" in texts
    assert "HYPERLINK" not in cells
