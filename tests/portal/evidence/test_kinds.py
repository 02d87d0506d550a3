"""What is taken, told by the content; what is too much once opened."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aqyl.portal.evidence.adding import clean
from aqyl.portal.evidence.bombs import problems_in
from aqyl.portal.evidence.kinds import KINDS, allowed_kinds, kind_of
from aqyl.problems import InputError
from tests.portal import samples
from tests.portal.evidence.conftest import Limits

GOOD = {
    "act.pdf": (samples.pdf(), "pdf"),
    "Фото.PNG": (samples.png(), "png"),
    "photo.JPEG": (b"\xff\xd8\xff\xe0" + bytes(20), "jpeg"),
    "order.docx": (samples.office(), "docx"),
    "table.xlsx": (samples.office("xl/workbook.xml"), "xlsx"),
    "slides.pptx": (samples.office("ppt/presentation.xml"), "pptx"),
    "text.odt": (samples.odt(), "odt"),
    "data.csv": ("қала;саны\nАлматы;5\n".encode(), "csv"),
    "note.txt": ("\ufeffбұйрық".encode(), "txt"),
}


def kind_in(folder: Path, content: bytes, name: str) -> str:
    file = folder / "content"
    file.write_bytes(content)
    return kind_of(file, name).name


@pytest.mark.parametrize("name", GOOD)
def test_a_file_is_known_by_its_content(tmp_path: Path, name: str) -> None:
    content, kind = GOOD[name]
    assert kind_in(tmp_path, content, name) == kind


@pytest.mark.parametrize(
    ("name", "content", "key"),
    [
        ("act.pdf", b"MZ\x90\x00" + bytes(50), "portal.evidence_kind"),
        ("act.pdf", samples.png(), "portal.evidence_lies"),
        ("photo.png", samples.pdf(), "portal.evidence_lies"),
        ("order.docx", samples.office("xl/workbook.xml"), "portal.evidence_lies"),
        ("act.pdf.exe", samples.pdf(), "portal.evidence_lies"),
        ("act", samples.pdf(), "portal.evidence_lies"),
        ("order.docx", samples.office(word_vbaProject__bin=b"macro"), "portal.evidence_kind"),
        ("order.docx", b"PK\x03\x04" + bytes(40), "portal.evidence_kind"),
        ("pack.zip", samples.office("readme.txt"), "portal.evidence_kind"),
        ("page.html", b"<script>alert(1)</script>", "portal.evidence_lies"),
        ("data.csv", b"a;b\x00\n", "portal.evidence_kind"),
        ("data.csv", "қала".encode("utf-16"), "portal.evidence_kind"),
    ],
)
def test_what_lies_or_is_not_taken(tmp_path: Path, name: str, content: bytes, key: str) -> None:
    with pytest.raises(InputError) as caught:
        kind_in(tmp_path, content, name)
    assert [p.key for p in caught.value.problems] == [key]
    assert name in caught.value.text("kk")


@given(st.binary(max_size=300))
def test_any_bytes_are_of_some_kind_or_refused(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    try:
        found = kind_in(tmp_path_factory.getbasetemp(), content, "a.txt")
    except InputError:
        return
    assert found == "txt"
    assert content.decode("utf-8-sig").isprintable() or b"\x00" not in content


def test_an_installation_takes_only_the_kinds_it_names(tmp_path: Path, limits: Limits) -> None:
    limits(evidence_kinds="pdf")
    with pytest.raises(InputError, match="of no kind that is taken"):
        kind_in(tmp_path, samples.png(), "photo.png")


@pytest.mark.parametrize("words", ["pdf exe", ""])
def test_a_setting_that_names_no_kind(limits: Limits, words: str) -> None:
    limits(evidence_kinds=words)
    with pytest.raises(InputError, match="allowed: any of pdf"):
        allowed_kinds()


@pytest.mark.parametrize(
    ("kind", "content", "key"),
    [
        ("docx", samples.bomb(), "portal.evidence_bomb"),
        ("docx", samples.lying_sum(), "portal.evidence_broken"),
        ("docx", samples.office()[:-30], "portal.evidence_broken"),
        ("png", samples.png(60_000, 60_000), "portal.evidence_pixels"),
        ("png", samples.png(12_000, 9_000), "portal.evidence_pixels"),
        ("png", samples.png()[:20], "portal.evidence_broken"),
        ("jpeg", b"\xff\xd8\xff\xe0" + bytes(20), "portal.evidence_broken"),
        ("pdf", samples.pdf()[:-7], "portal.evidence_broken"),
    ],
)
def test_bombs_and_what_nobody_can_open(
    tmp_path: Path, kind: str, content: bytes, key: str
) -> None:
    file = tmp_path / "content"
    file.write_bytes(content)
    assert [p.key for p in problems_in(file, "x", KINDS[kind])] == [key]


def test_many_small_parts_are_a_bomb_too(tmp_path: Path) -> None:
    file = tmp_path / "content"
    with zipfile.ZipFile(file, "w") as parts:
        for number in range(5_001):
            parts.writestr(str(number), "")
    assert [p.key for p in problems_in(file, "x", KINDS["xlsx"])] == ["portal.evidence_bomb"]


@pytest.mark.parametrize("name", [name for name in GOOD if not name.endswith("JPEG")])
def test_an_honest_file_passes(tmp_path: Path, name: str) -> None:
    content, kind = GOOD[name]
    file = tmp_path / "content"
    file.write_bytes(content)
    assert list(problems_in(file, name, KINDS[kind])) == []


@given(st.text(max_size=400))
def test_a_name_has_no_folders_and_nothing_unseen(name: str) -> None:
    found = clean(name)
    assert len(found) <= 150
    assert not set(found) & {"/", "\\", "\u202e", "\n", "\x00"}
    assert clean(found) == found
