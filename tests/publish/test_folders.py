"""A folder is replaced as a whole; what is not ours is never touched."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from aqyl.problems import InputError
from aqyl.publish.folders import replaced_folder

OWN = frozenset({"a.csv", "b.csv"})


def contents(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}


def fill(target: Path, **files: str) -> None:
    with replaced_folder(target, OWN) as work:
        for name, text in files.items():
            (work / f"{name}.csv").write_text(text, encoding="utf-8")


def test_a_new_folder_appears_with_all_parents(tmp_path: Path) -> None:
    target = tmp_path / "deep" / "out"
    fill(target, a="1")
    assert contents(target) == {"a.csv": "1"}
    assert [path.name for path in target.parent.iterdir()] == ["out"]


def test_the_old_files_go_with_the_old_folder(tmp_path: Path) -> None:
    fill(tmp_path / "out", a="1", b="1")
    fill(tmp_path / "out", a="2")
    assert contents(tmp_path / "out") == {"a.csv": "2"}
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_until_the_block_ends_the_old_folder_stands(tmp_path: Path) -> None:
    target = tmp_path / "out"
    fill(target, a="old")
    with replaced_folder(target, OWN) as work:
        (work / "a.csv").write_text("new", encoding="utf-8")
        assert contents(target) == {"a.csv": "old"}
    assert contents(target) == {"a.csv": "new"}


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, SystemExit])
def test_a_block_that_fails_leaves_the_old_folder_and_nothing_else(
    tmp_path: Path, error: type[BaseException]
) -> None:
    fill(tmp_path / "out", a="old")

    def fail() -> None:
        with replaced_folder(tmp_path / "out", OWN) as work:
            (work / "a.csv").write_text("half", encoding="utf-8")
            raise error

    with pytest.raises(error):
        fail()
    assert contents(tmp_path / "out") == {"a.csv": "old"}
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_it_may_be_read_by_whom_the_umask_lets(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        fill(tmp_path / "out", a="1")
    finally:
        os.umask(before)
    assert (tmp_path / "out").stat().st_mode & 0o777 == 0o755


def test_files_of_others_are_never_deleted(tmp_path: Path) -> None:
    target = tmp_path / "out"
    fill(target, a="1")
    (target / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        fill(target, a="2")
    assert caught.value.problems[0].key == "output.foreign"
    assert contents(target) == {"a.csv": "1", "notes.txt": "mine"}


def test_hidden_files_of_an_office_program_do_not_matter(tmp_path: Path) -> None:
    fill(tmp_path / "out", a="1")
    (tmp_path / "out" / ".~lock.a.csv#").write_text("", encoding="utf-8")
    fill(tmp_path / "out", a="2")
    assert contents(tmp_path / "out") == {"a.csv": "2"}


def test_hidden_files_of_others_are_not_deleted_either(tmp_path: Path) -> None:
    fill(tmp_path / "out", a="1")
    (tmp_path / "out" / ".gitkeep").write_text("", encoding="utf-8")
    with pytest.raises(InputError):
        fill(tmp_path / "out", a="2")


def test_a_file_in_its_place_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        fill(tmp_path / "out", a="1")
    assert caught.value.problems[0].key == "output.no_folder"


def test_what_a_killed_run_left_is_cleared_but_not_what_a_living_one_holds(tmp_path: Path) -> None:
    left = tmp_path / ".out~dead"
    left.mkdir()
    (left / "a.csv").write_text("half", encoding="utf-8")
    with replaced_folder(tmp_path / "out", OWN) as living:
        assert not left.exists()
        fill(tmp_path / "out", a="another run")
        assert living.exists()
        (living / "a.csv").write_text("this run", encoding="utf-8")
    assert contents(tmp_path / "out") == {"a.csv": "this run"}
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_an_old_folder_that_was_just_moved_aside_is_put_back(tmp_path: Path) -> None:
    """A run killed between its two renames: no folder, the old one under its hidden name."""
    aside = tmp_path / ".out~dead.old"
    aside.mkdir()
    (aside / "a.csv").write_text("old", encoding="utf-8")
    with pytest.raises(ValueError, match="stop"), replaced_folder(tmp_path / "out", OWN):
        raise ValueError("stop")
    assert contents(tmp_path / "out") == {"a.csv": "old"}


def test_a_swap_that_fails_puts_the_old_folder_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(tmp_path / "out", a="old")
    real = Path.rename

    def fail_into_place(self: Path, target: Path) -> Path:
        if target.name == "out" and "~" in self.name and self.suffix != ".old":
            raise OSError(28, "No space left on device")
        return real(self, target)

    monkeypatch.setattr(Path, "rename", fail_into_place)
    with pytest.raises(OSError, match="No space"):
        fill(tmp_path / "out", a="new")
    assert contents(tmp_path / "out") == {"a.csv": "old"}
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
