"""What is no workbook of this form is refused, and does no harm."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from aqyl.language import LANGUAGES
from aqyl.problems import InputError
from aqyl.publish.form import archive, read_form, read_head
from aqyl.publish.form.layout import IDS
from tests.assess.form.town import form_of
from tests.publish.form.books import KZ, Book, repack


def refusal(path: Path) -> str:
    """The key of the one problem, worded in every language."""
    with pytest.raises(InputError) as caught:
        read_form(path, KZ)
    [problem] = caught.value.problems
    assert problem.place.file == path.name
    assert len({problem.text(lang) for lang in LANGUAGES}) == len(LANGUAGES)
    return problem.key


def test_the_head_says_which_form_it_is(tmp_path: Path) -> None:
    head = read_head(Book.of(lang="ru").save(tmp_path / "form.xlsx"))
    assert (head.edition, head.settlement, head.period) == ("kz-2026", "391010000", "2026")
    assert (head.lang, head.fingerprint) == ("ru", KZ.fingerprint)


@pytest.mark.parametrize(
    ("name", "given", "key"),
    [
        ("edition", "kz-2027", "form.other_edition"),
        ("settlement", "710000000", "form.other_settlement"),
        ("period", "2025", "form.other_period"),
        ("fingerprint", "0" * 64, "form.other_fingerprint"),
        ("version", "2", "form.other_version"),
        ("period", "next year", "form.not_a_form"),
        ("lang", "", "form.not_a_form"),
    ],
)
def test_a_form_of_something_else(tmp_path: Path, name: str, given: str, key: str) -> None:
    assert refusal(Book.of().head(name, given).save(tmp_path / "form.xlsx")) == key


def test_all_that_differs_is_told_at_once(tmp_path: Path) -> None:
    other = form_of("kz-2026", "113220100", "2027")
    with pytest.raises(InputError) as caught:
        Book.of().read(tmp_path, other)
    keys = [problem.key for problem in caught.value.problems]
    assert keys == ["form.other_settlement", "form.other_period"]


def test_a_workbook_that_is_no_form(tmp_path: Path) -> None:
    path = Book({"Sheet1": [["id", "status"], ["a", "b"]]}).save(tmp_path / "list.xlsx")
    assert refusal(path) == "form.not_a_form"


def test_a_form_without_its_hidden_sheet(tmp_path: Path) -> None:
    book = Book.of()
    del book.sheets[IDS]
    assert refusal(book.save(tmp_path / "form.xlsx")) == "form.not_a_form"


@pytest.mark.parametrize(
    ("name", "content", "key"),
    [
        ("empty.xlsx", b"", "table.empty"),
        ("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "form.not_xlsx"),
        ("secret.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "form.not_xlsx"),
        ("table.csv", "id;күйі\na;b\n".encode(), "form.not_xlsx"),
        ("scan.pdf", b"%PDF-1.7\n", "form.not_xlsx"),
        ("cut.xlsx", b"PK\x03\x04" + bytes(40), "form.not_xlsx"),
    ],
)
def test_another_kind_of_file(tmp_path: Path, name: str, content: bytes, key: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert refusal(path) == key


def test_no_file(tmp_path: Path) -> None:
    assert refusal(tmp_path / "gone.xlsx") == "table.no_file"


def zipped(path: Path, parts: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, part in parts.items():
            made.writestr(name, part)
    return path


def test_an_open_document_or_any_other_zip(tmp_path: Path) -> None:
    parts = {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<a/>"}
    assert refusal(zipped(tmp_path / "form.ods", parts)) == "form.not_xlsx"


def test_a_zip_bomb_is_not_unpacked(tmp_path: Path) -> None:
    bomb = zipped(tmp_path / "bomb.xlsx", {"xl/workbook.xml": bytes(archive.MAX_UNPACKED + 1)})
    assert bomb.stat().st_size < 100_000
    assert refusal(bomb) == "form.too_big"


def test_a_zip_of_countless_parts_is_not_unpacked(tmp_path: Path) -> None:
    parts = {f"xl/{number}.xml": b"" for number in range(archive.MAX_PARTS + 1)}
    assert refusal(zipped(tmp_path / "many.xlsx", parts)) == "form.too_big"


def test_a_file_too_large_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_BYTES", 1000)
    assert refusal(Book.of().save(tmp_path / "form.xlsx")) == "form.too_big"


def test_a_part_that_is_larger_than_it_says_is_not_read_beyond_that(tmp_path: Path) -> None:
    """The sizes in a zip are its author's word; the reader of Excel files gets what was checked."""
    path = Book.of().save(tmp_path / "form.xlsx")
    raw = path.read_bytes()
    at = raw.rindex(b"PK\x01\x02")
    path.write_bytes(raw[: at + 24] + b"\x01\x00\x00\x00" + raw[at + 28 :])
    assert refusal(path) == "form.broken"


def test_a_cell_in_the_last_corner_is_not_read(tmp_path: Path) -> None:
    path = Book.of().save(tmp_path / "form.xlsx")

    def far(name: str, part: bytes) -> bytes:
        cell = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
        sheet = name == "xl/worksheets/sheet2.xml"
        return part.replace(b"</sheetData>", cell) if sheet else part

    with pytest.raises(InputError, match="XFD1048576"):
        read_form(repack(path, far), KZ)


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/styles.xml", "xl/worksheets/sheet2.xml", "xl/sharedStrings.xml"]
)
def test_a_broken_part(tmp_path: Path, part: str) -> None:
    path = Book.of().save(tmp_path / "form.xlsx")
    repack(path, lambda name, old: old[: len(old) // 2] if name == part else old)
    assert refusal(path) == "form.broken"


def test_entities_that_multiply_are_not_followed(tmp_path: Path) -> None:
    path = Book.of().save(tmp_path / "form.xlsx")
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    start = f'<!DOCTYPE w [<!ENTITY e0 "aaaaaaaaaa">{levels}]>'.encode()

    def laughing(name: str, part: bytes) -> bytes:
        if name != "xl/workbook.xml":
            return part
        head, rest = part.split(b"?>", 1)
        return head + b"?>" + start + rest.replace(b"<sheets>", b"<sheets><a>&e11;</a>")

    assert refusal(repack(path, laughing)) == "form.broken"
