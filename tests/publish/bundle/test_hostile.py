"""What is no bundle is refused before it can do harm; what is broken is never taken for whole."""

from __future__ import annotations

import json
import stat
import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile, ZipInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aqyl.problems import InputError
from aqyl.publish.bundle import archive, read_bundle, verify
from aqyl.publish.bundle.layout import MAX_FILES, MAX_RATIO, is_safe
from aqyl.publish.bundle.verdict import shown
from tests.publish.bundle.conftest import Written
from tests.publish.bundle.making import changed, contents, faults, manifest

Fill = Callable[[ZipFile], object]


def refused(path: Path) -> list[str]:
    """The problems of a file that is no bundle."""
    with pytest.raises(InputError) as error:
        verify(path)
    assert all(problem.text("kk") for problem in error.value.problems)
    return [problem.key for problem in error.value.problems]


def made(into: Path, fill: Fill, packing: int = ZIP_DEFLATED) -> Path:
    path = into / "made.zip"
    with ZipFile(path, "w", packing) as zip_file:
        fill(zip_file)
    return path


def test_what_is_no_zip(tmp_path: Path) -> None:
    for content in (b"", b"PK", b"settlement,node,score\n", b"PK\x05\x06" + b"\xff" * 18):
        (tmp_path / "a.zip").write_bytes(content)
        assert refused(tmp_path / "a.zip") in (["bundle.no_zip"], ["bundle.too_many"])
    assert refused(tmp_path / "none.zip") == ["bundle.no_file"]
    assert refused(tmp_path) == ["bundle.no_file"]


def test_a_zip_of_something_else(tmp_path: Path) -> None:
    assert refused(made(tmp_path, lambda z: z.writestr("a.txt", "a"))) == ["bundle.no_manifest"]
    assert refused(made(tmp_path, lambda z: None)) == ["bundle.no_manifest"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{", "bundle.bad_manifest"),
        ("[]", "bundle.bad_manifest"),
        ('{"format": 1}', "bundle.bad_manifest"),
        ('{"format": 2, "new": "field"}', "bundle.newer"),
        ("[" * 100_000, "bundle.bad_manifest"),
    ],
)
def test_a_manifest_that_is_none(regions: Path, tmp_path: Path, text: str, expected: str) -> None:
    path = changed(regions, tmp_path, {"bundle.json": text.encode()})
    assert set(refused(path)) == {expected}


@pytest.mark.parametrize(
    "name", ["../values.csv", "data/../../x", "/etc/passwd", "values.csv", "outside/values.csv"]
)
def test_a_manifest_cannot_name_what_lies_outside(regions: Path, tmp_path: Path, name: str) -> None:
    files = [{"file": name, "sha256": "0" * 64, "size": 1}]
    assert refused(changed(regions, tmp_path, {}, files=files)) == ["bundle.bad_manifest"]
    edition = {**manifest(regions)["edition"], "folder": f"../{name}"}
    assert refused(changed(regions, tmp_path, {}, edition=edition)) == ["bundle.bad_manifest"]


@pytest.mark.parametrize(
    "name",
    [
        "../outside.csv",
        "data/../../outside.csv",
        "/outside.csv",
        "C:/outside.csv",
        "data\\..\\outside.csv",
        "data//values.csv",
        "data/./values.csv",
        "data/values.csv ",
        "data/values.csv.",
        "data/\x1b[2Jvalues.csv",
        "data/\u202evsc.seulav",
        "data/",
        "d" * 500,
    ],
)
def test_names_that_climb_out_or_deceive(tmp_path: Path, name: str) -> None:
    path = made(tmp_path, lambda z: z.writestr(name, "x"))
    assert "bundle.name" in refused(path)
    assert [one.name for one in tmp_path.iterdir()] == ["made.zip"]


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=40))
def test_a_safe_name_stays_inside(name: str) -> None:
    if is_safe(name):
        inside = Path("/srv/bundle") / name
        assert inside.is_relative_to("/srv/bundle")
        assert ".." not in inside.parts
        assert "\0" not in name


def test_two_names_for_one_file(regions: Path, tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate"):
        path = made(tmp_path, lambda z: [z.writestr("data/a.csv", str(n)) for n in (1, 2)])
    assert refused(path) == ["bundle.name_twice"]
    for other in ("DATA/VALUES.CSV", "data/values.csv/more", "data"):
        path = changed(regions, tmp_path, {other: b"x"})
        assert "bundle.name_twice" in refused(path)


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFDIR, stat.S_IFCHR])
def test_links_folders_and_devices(tmp_path: Path, kind: int) -> None:
    entry = ZipInfo("data/values.csv")
    entry.external_attr = (kind | 0o777) << 16
    assert refused(made(tmp_path, lambda z: z.writestr(entry, "/etc/passwd"))) == ["bundle.entry"]


def test_other_packings_and_encrypted_files(regions: Path, tmp_path: Path) -> None:
    assert set(refused(changed(regions, tmp_path, {}, packing=ZIP_BZIP2))) == {"bundle.entry"}
    raw = bytearray(regions.read_bytes())
    raw[raw.find(b"PK\x01\x02") + 8] |= 1
    (tmp_path / "b.zip").write_bytes(raw)
    assert refused(tmp_path / "b.zip") == ["bundle.entry"]


def test_a_bomb_that_is_packed_too_tightly(tmp_path: Path) -> None:
    path = made(tmp_path, lambda z: z.writestr("data/values.csv", b"0" * 2**22))
    assert MAX_RATIO * path.stat().st_size < 2**22
    assert refused(path) == ["bundle.too_tight"]


def test_a_bomb_that_unpacks_to_more_than_the_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "MAX_BYTES", 2**20)
    path = made(tmp_path, lambda z: [z.writestr(f"data/{n}", b"0" * 2**18) for n in range(5)])
    assert "bundle.too_large" in refused(path)


def test_a_bomb_that_lies_about_its_size(regions: Path, tmp_path: Path) -> None:
    """No more is unpacked than the list of contents says."""
    content = b"0" * 2**16
    path = changed(regions, tmp_path, {"data/more.csv": content}, packing=ZIP_DEFLATED)
    raw = path.read_bytes()
    said, lied = struct.pack("<L", len(content)), struct.pack("<L", 10)
    sum_of = struct.pack("<L", zlib.crc32(content))
    assert raw.count(sum_of) == 2
    place = raw.rfind(sum_of)
    assert raw[place + 8 : place + 12] == said
    path.write_bytes(raw[: place + 8] + lied + raw[place + 12 :])
    with archive.open_bundle(path) as opened:
        out = archive.unpack(opened, tmp_path / "out")
    assert out["data/more.csv"] is None
    assert not (tmp_path / "out" / "data" / "more.csv").exists()
    assert ("extra", "data/more.csv") in faults(verify(path))


def test_a_bomb_of_many_files(tmp_path: Path) -> None:
    count = MAX_FILES + 1
    path = made(tmp_path, lambda z: [z.writestr(f"data/{n}", "") for n in range(count)])
    assert refused(path) == ["bundle.too_many"]


def test_a_count_that_lies(tmp_path: Path) -> None:
    """The list of contents is longer than the count at the end says: its length decides."""
    path = made(tmp_path, lambda z: [z.writestr(f"data/{'n' * 300}{n}", "") for n in range(8000)])
    raw = bytearray(path.read_bytes())
    raw[-14:-10] = struct.pack("<HH", 1, 1)
    path.write_bytes(raw)
    assert refused(path) == ["bundle.too_many"]


def test_a_file_that_is_said_to_begin_outside(regions: Path, tmp_path: Path) -> None:
    raw = bytearray(regions.read_bytes())
    place = raw.find(b"PK\x01\x02") + 42
    for offset in (2**31, len(raw)):
        raw[place : place + 4] = struct.pack("<L", offset)
        (tmp_path / "b.zip").write_bytes(raw)
        assert refused(tmp_path / "b.zip") == ["bundle.no_zip"]
    raw[-10:-6] = struct.pack("<L", int.from_bytes(raw[-10:-6], "little") - 4)
    (tmp_path / "b.zip").write_bytes(raw)
    assert refused(tmp_path / "b.zip") == ["bundle.no_zip"]


def test_an_edition_that_extends_one_outside_the_bundle(written: Written, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "edition.yaml").write_text("id: secret\n", "utf-8")
    path, name = written("kz-open-2023-corrected"), "edition/kz-open-2023-corrected/edition.yaml"
    text = contents(path)[name].decode()
    assert text.count('extends: "kz-open-2023"') == 1
    for way in (str(outside), f"../../../..{outside}", "../../data", "\\0"):
        wild = text.replace('extends: "kz-open-2023"', f'extends: "{way}"').encode()
        verdict = verify(changed(path, tmp_path, {name: wild}, restated=True))
        keys = [fault.problem.key for fault in verdict.faults if fault.problem]
        assert keys == ["edition.unknown"]
        assert "secret" not in json.dumps(verdict.as_dict("en"))


def test_an_edition_that_would_be_drawn_forever(tmp_path: Path, regions: Path) -> None:
    name = "edition/kz-open-2023/scoring.yaml"
    wild = contents(regions)[name].replace(b"draws: 2000", b"draws: 2000000000")
    path = changed(regions, tmp_path, {name: wild}, restated=True, seed=1)
    [fault] = verify(path).faults
    assert fault.problem is not None
    assert fault.problem.key == "bundle.draws"


def test_what_a_bundle_holds_cannot_command_the_terminal(regions: Path, tmp_path: Path) -> None:
    name = "results/ranks.csv"
    wild = contents(regions)[name].replace(b"all,", b"\x1b]0;owned\x07\xe2\x80\xae,", 1)
    verdict = verify(changed(regions, tmp_path, {name: wild}, restated=True))
    told = "".join(fault.text("en") for fault in verdict.faults)
    assert "owned" in told
    assert not any(letter in told for letter in "\x1b\x07\u202e")


@given(st.text())
def test_shown_text_is_one_short_line_without_commands(text: str) -> None:
    told = shown(text)
    assert len(told) <= 2 * 201
    assert told.isprintable() or not any(letter in told for letter in "\n\r\t\x1b\x7f\x9b")


@settings(max_examples=60)
@given(data=st.data())
def test_a_bundle_cut_short_at_any_byte_is_none(regions: Path, data: st.DataObject) -> None:
    raw = regions.read_bytes()
    length = data.draw(st.integers(0, len(raw) - 1))
    path = regions.with_name("cut.zip")
    path.write_bytes(raw[:length])
    with pytest.raises(InputError):
        read_bundle(path)


@settings(max_examples=25)
@given(data=st.data())
def test_a_byte_changed_anywhere_is_never_passed_over(regions: Path, data: st.DataObject) -> None:
    """Refused, or does not replay, or (between files) is told in a note."""
    raw = bytearray(regions.read_bytes())
    place = data.draw(st.integers(0, len(raw) - 1))
    raw[place] ^= 1 << data.draw(st.integers(0, 7))
    path = regions.with_name("flipped.zip")
    path.write_bytes(raw)
    try:
        verdict = verify(path)
    except InputError:
        return
    assert not verdict.replays or "packed_anew" in {note.key for note in verdict.notes}


@settings(max_examples=40)
@given(raw=st.binary(max_size=400), end=st.booleans())
def test_any_bytes_are_refused_with_a_problem(
    tmp_path_factory: pytest.TempPathFactory, raw: bytes, end: bool
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.zip"
    path.write_bytes(raw + (b"PK\x05\x06" + raw[:18].ljust(18, b"\0") if end else b""))
    with pytest.raises(InputError):
        read_bundle(path)
