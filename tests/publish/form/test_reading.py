"""Reading a form as people fill it in: moved, deleted, emptied, typed anyhow."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from aqyl.problems import InputError, Problem
from aqyl.publish.form import preview, read_form
from aqyl.publish.form.layout import MARK, PLACES
from tests.publish.form.books import (
    CAMERAS,
    CASHLESS,
    CRIMES,
    KZ,
    NOW,
    SERVICE,
    Book,
    Formula,
    Percent,
    repack,
)


def problems(book: Book, folder: Path) -> list[Problem]:
    with pytest.raises(InputError) as caught:
        book.read(folder)
    return list(caught.value.problems)


def only(book: Book, folder: Path) -> Problem:
    [problem] = problems(book, folder)
    assert all(problem.text(lang) for lang in ("kk", "ru", "en"))
    return problem


def changed(book: Book, folder: Path) -> list[tuple[Any, ...]]:
    """What differs from before."""
    found = preview(NOW, book.read(folder))
    return [(c.kind, c.card, c.field, c.before, c.after) for c in found if c.kind != "unchanged"]


def test_sorted_rows_are_known_by_their_ids(tmp_path: Path) -> None:
    book = Book.of()
    name, _ = book.find(CRIMES)
    book.sheets[name] = book.sheets[name][:3] + book.sheets[name][3:][::-1]
    assert book.read(tmp_path).entries() == NOW


def test_a_row_moved_to_another_sheet_is_known_by_its_id(tmp_path: Path) -> None:
    book = Book.of()
    row = book.take(CAMERAS)
    book.sheets[book.find(CASHLESS)[0]].append(row)
    filled = book.read(tmp_path)
    assert filled.entries() == NOW
    assert filled.cards[CAMERAS].places["status"].sheet == book.find(CASHLESS)[0]


def test_moved_and_inserted_columns_are_known_by_the_hidden_row(tmp_path: Path) -> None:
    book = Book.of()
    for name, rows in book.sheets.items():
        if rows and str(rows[0][0]).startswith(MARK):
            book.sheets[name] = [[row[PLACES["note"]], "mine", *row] for row in rows]
            for row in book.sheets[name]:
                row[PLACES["note"] + 2] = ""
    assert book.read(tmp_path).entries() == NOW


def test_a_deleted_row_leaves_its_card_as_it_was(tmp_path: Path) -> None:
    book = Book.of()
    book.take(CAMERAS)
    filled = book.read(tmp_path)
    assert changed(book, tmp_path) == []
    assert filled.entries(NOW) == NOW
    [note] = filled.notes
    assert note.text("en") == "filled.xlsx: cards without a row: 1; they stay as they are"


def test_a_deleted_column_leaves_its_fields_as_they_were(tmp_path: Path) -> None:
    book = Book.of()
    name, _ = book.find(CAMERAS)
    for row in book.sheets[name]:
        del row[PLACES["note"]]
    filled = book.read(tmp_path)
    assert filled.entries(NOW) == NOW
    assert [note.key for note in filled.notes] == ["column_missing"]


def test_an_emptied_cell_is_an_emptied_field(tmp_path: Path) -> None:
    book = Book.of().put(CAMERAS, "note", "").put(CASHLESS, "answer", "  ")
    assert changed(book, tmp_path) == [
        ("emptied", CAMERAS, "note", "Қаланың 12 алаңы қамтылған", None),
        ("emptied", CASHLESS, "value", 58.2, None),
    ]


def test_a_card_emptied_altogether_has_no_row_any_more(tmp_path: Path) -> None:
    book = Book.of()
    for key in ("answer", "proof", "note"):
        book.put(CAMERAS, key, "")
    filled = book.read(tmp_path)
    assert [row["initiative"] for row in filled.entries(NOW).answers] == [SERVICE]
    assert {c.kind for c in preview(NOW, filled) if c.card == CAMERAS} == {"emptied"}


def test_a_changed_answer_is_a_claim_anew_and_says_where_it_stands(tmp_path: Path) -> None:
    before = [{**row, "verified": "verified", "claimed_on": "2026-02-01"} for row in NOW.answers]
    was = type(NOW)(tuple(before), NOW.values)
    filled = Book.of().put(CAMERAS, "answer", "біріктірілген").read(tmp_path)
    now = filled.entries(was)
    assert (now.text(CAMERAS, "verified"), now.text(CAMERAS, "claimed_on")) == ("claimed", "")
    assert now.row(SERVICE) == before[1]
    [change] = [c for c in preview(was, filled) if c.kind == "changed"]
    assert (change.before, change.after) == ("implemented", "integrated")
    assert str(change.place).startswith("filled.xlsx:2. Қауіпсіздік:")
    assert change.place.column == "G"


@pytest.mark.parametrize("said", ["внедрена", "IMPLEMENTED", " енгізілген ", "Implemented"])
def test_a_status_is_known_in_any_language_and_case(tmp_path: Path, said: str) -> None:
    assert changed(Book.of().put(CAMERAS, "answer", said), tmp_path) == []


@pytest.mark.parametrize("said", ["done", "иә", 1.0, True])
def test_an_unknown_status_is_told_with_those_that_are_allowed(tmp_path: Path, said: Any) -> None:
    problem = only(Book.of().put(CAMERAS, "answer", said), tmp_path)
    assert problem.key == "form.status_unknown"
    assert "енгізілген" in problem.part("allowed", "kk")
    assert problem.place.column == "G"


@pytest.mark.parametrize(
    ("typed", "number"),
    [("12,5 %", 12.5), ("12.5%", 12.5), ("12,5", 12.5), ("1 234,5", 1234.5), ("0,125", 0.125)],
)
def test_a_number_written_as_text_is_read_and_told(
    tmp_path: Path, typed: str, number: float
) -> None:
    filled = Book.of().put(CASHLESS, "answer", typed).read(tmp_path)
    assert filled.cards[CASHLESS].fields["value"] == number
    [note] = filled.notes
    assert (note.key, note.place.column) == ("text_read", "G")


@pytest.mark.parametrize(
    ("card", "typed", "key"),
    [
        (CASHLESS, "1,234", "form.number_unclear"),
        (CASHLESS, "1.234", "form.number_unclear"),
        (CASHLESS, "about 12", "form.not_number"),
        (CASHLESS, "н/д", "form.not_number"),
        (CASHLESS, "-", "form.not_number"),
        (CASHLESS, True, "form.not_number"),
        (CRIMES, "64 %", "form.percent_unclear"),
        (CRIMES, Percent(0.64), "form.percent_unclear"),
        (CASHLESS, dt.date(2026, 5, 12), "form.date_in_number"),
        (CASHLESS, Formula("=1/0", "#DIV/0!"), "form.cell_error"),
    ],
)
def test_a_number_that_is_none_is_told(tmp_path: Path, card: str, typed: Any, key: str) -> None:
    problem = only(Book.of().put(card, "answer", typed), tmp_path)
    assert (problem.key, problem.place.column) == (key, "G")


@pytest.mark.parametrize("form", ["0.0%", "0%", '0.00" "%'])
def test_a_cell_in_per_cent_form_is_read_as_it_shows(tmp_path: Path, form: str) -> None:
    """Excel keeps 58.2 % as 0.582 and says so only in the cell's form."""
    book = Book.of().put(CASHLESS, "answer", Percent(0.582, form))
    assert changed(book, tmp_path) == []
    assert [note.key for note in book.read(tmp_path).notes] == ["percent_read"]


def test_the_parts_of_a_share_are_no_per_cent(tmp_path: Path) -> None:
    problem = only(Book.of().put(CASHLESS, "numerator", Percent(0.5)), tmp_path)
    assert (problem.key, problem.place.column) == ("form.percent_unclear", "J")


def test_the_result_of_a_formula_is_taken_and_told(tmp_path: Path) -> None:
    filled = Book.of().put(CRIMES, "answer", Formula("=2*350", 700)).read(tmp_path)
    assert filled.cards[CRIMES].fields["value"] == 700.0
    assert [note.text("ru") for note in filled.notes] == [
        f"{filled.cards[CRIMES].places['value']}: взят результат формулы: 700"
    ]


def test_days_and_numbers_in_texts_are_written_out(tmp_path: Path) -> None:
    book = Book.of().put(CAMERAS, "proof", dt.date(2026, 3, 12)).put(CAMERAS, "note", 17.0)
    fields = book.read(tmp_path).cards[CAMERAS].fields
    assert (fields["evidence"], fields["note"]) == ("2026-03-12", "17")


def test_merged_cells_to_fill_in_are_refused(tmp_path: Path) -> None:
    book = Book.of()
    name, place = book.find(CAMERAS)
    book.merged[name] = [f"H{place + 1}:H{place + 2}"]
    problem = only(book, tmp_path)
    assert (problem.key, problem.place.sheet) == ("form.merged", name)
    assert f"H{place + 1}:H{place + 2}" in problem.text("en")


def test_merged_cells_elsewhere_do_no_harm(tmp_path: Path) -> None:
    book = Book.of()
    name, _ = book.find(CAMERAS)
    book.merged[name] = ["N2:P4"]
    assert book.read(tmp_path).entries() == NOW


def test_a_row_of_an_unknown_card_is_refused(tmp_path: Path) -> None:
    book = Book.of()
    name, place = book.find(CAMERAS)
    book.sheets[name][place][0] = "safety.drones-9"
    assert only(book, tmp_path).key == "form.card_unknown"


def test_values_in_a_row_without_an_id_are_refused(tmp_path: Path) -> None:
    book = Book.of()
    name, place = book.find(CAMERAS)
    book.sheets[name].append(["", *book.sheets[name][place][1:]])
    problem = only(book, tmp_path)
    assert (problem.key, problem.place.line) == ("form.row_bare", len(book.sheets[name]))


def test_words_outside_the_cells_to_fill_in_do_no_harm(tmp_path: Path) -> None:
    book = Book.of()
    name, _ = book.find(CAMERAS)
    book.sheets[name].append(["", "", "my own remark", *[""] * 8])
    assert book.read(tmp_path).entries() == NOW


def test_a_row_that_stands_twice_must_say_the_same(tmp_path: Path) -> None:
    book = Book.of()
    name, place = book.find(CAMERAS)
    row = list(book.sheets[name][place])
    book.sheets[name].append(row)
    assert book.read(tmp_path).entries() == NOW
    row[PLACES["answer"]] = "пилоттық"
    problem = only(book, tmp_path)
    assert problem.key == "form.card_twice"
    assert f"{name}:{place + 1}" in problem.text("kk")


def test_a_sheet_that_is_not_ours_is_passed_over_and_told(tmp_path: Path) -> None:
    book = Book.of()
    book.sheets["мои расчёты"] = [["a", 1.0]]
    filled = book.read(tmp_path)
    assert filled.entries() == NOW
    assert [(note.key, note.place.sheet) for note in filled.notes] == [
        ("sheet_passed_over", "мои расчёты")
    ]


def test_every_wrong_cell_is_told_in_one_pass(tmp_path: Path) -> None:
    book = Book.of().put(CAMERAS, "answer", "иә").put(CRIMES, "answer", "көп")
    book.put(CASHLESS, "answer", "1,234")
    keys = {problem.key for problem in problems(book, tmp_path)}
    assert keys == {"form.status_unknown", "form.not_number", "form.number_unclear"}


def test_parts_under_other_prefixes_are_read_as_well(tmp_path: Path) -> None:
    """Some programs write x:c in place of c."""
    path = Book.of().put(CASHLESS, "answer", Percent(0.582)).save(tmp_path / "filled.xlsx")

    def prefixed(name: str, part: bytes) -> bytes:
        if name != "xl/styles.xml":
            return part
        text = part.decode().replace("<cellXfs", "<x:cellXfs").replace("</cellXfs", "</x:cellXfs")
        main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
        return text.replace(main, f"{main} {main.replace('xmlns=', 'xmlns:x=')}", 1).encode()

    filled = read_form(repack(path, prefixed), KZ)
    assert filled.cards[CASHLESS].fields["value"] == 58.2
