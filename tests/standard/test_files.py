"""The files an edition is read from: enough to load it elsewhere, and nothing besides."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from aqyl.problems import InputError, NotFoundError
from aqyl.standard import edition_files, fingerprint, list_editions, load_edition
from aqyl.standard.loader import editions_folder
from tests.standard.editing import Folder


def copy(name: str | Path, into: Path) -> Path:
    """The edition's files side by side in another folder; where to load it from."""
    found = edition_files(name)
    for path, file in found.files.items():
        (into / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, into / path)
    return into / found.folder / found.variant


@pytest.mark.parametrize("name", list_editions())
def test_an_edition_is_the_same_when_its_files_are_copied(name: str, tmp_path: Path) -> None:
    loaded = load_edition(copy(name, tmp_path), within=tmp_path)
    assert fingerprint(loaded) == fingerprint(load_edition(name))
    assert loaded.id == name


def test_those_of_the_edition_it_extends_are_named_too() -> None:
    found = edition_files("kz-open-2023-corrected")
    assert found.folder == "kz-open-2023-corrected"
    assert {path.partition("/")[0] for path in found.files} == {
        "kz-open-2023",
        "kz-open-2023-corrected",
    }


def test_what_is_not_read_is_not_named(small: Folder) -> None:
    own = {f"small/{file.name}" for file in small.path.iterdir()}
    small.write("notes.txt", "not for others")
    small.write(".hidden.yaml", "id: hidden")
    assert set(edition_files(small.path).files) == own


def test_within_a_folder_nothing_outside_is_extended(tmp_path: Path) -> None:
    shutil.copytree(editions_folder() / "kz-open-2023-corrected", tmp_path / "inside" / "corrected")
    shutil.copytree(editions_folder() / "kz-open-2023", tmp_path / "kz-open-2023")
    edition = tmp_path / "inside" / "corrected"
    assert load_edition(edition).units == load_edition("kz-open-2023-corrected").units
    for read in (load_edition, edition_files):
        with pytest.raises(InputError) as error:
            read(edition, within=tmp_path / "inside")
        assert error.value.problems[0].key == "edition.unknown"


def test_two_folders_of_one_name_cannot_stand_side_by_side(tmp_path: Path) -> None:
    own = tmp_path / "kz-open-2023"
    own.mkdir()
    text = (editions_folder() / "kz-open-2023-corrected" / "edition.yaml").read_text("utf-8")
    (own / "edition.yaml").write_text(text, "utf-8")
    with pytest.raises(InputError) as error:
        edition_files(own)
    assert [problem.key for problem in error.value.problems] == ["edition.folder_twice"]
    assert error.value.problems[0].place.file == "kz-open-2023/edition.yaml"


def test_an_unknown_edition() -> None:
    with pytest.raises(NotFoundError):
        edition_files("nowhere")
