"""Every file that an edition is read from, those of the editions it extends included."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from aqyl.problems import InputError, Problem
from aqyl.standard.assemble import assemble, files_of
from aqyl.standard.loader import base_of, find_folder


@dataclass(frozen=True, slots=True)
class EditionFiles:
    """What to copy so that an edition can be loaded elsewhere by itself.

    folder: the name of the edition's own folder. variant: the variant that was asked for, or "".
    files: path -> file; a path begins with the name of the folder it belongs to, and the folders
    are to stand side by side.
    """

    folder: str
    variant: str
    files: Mapping[str, Path]


def edition_files(name: str | Path, within: Path | None = None) -> EditionFiles:
    """The files of an edition; `name` and `within` as in `load_edition`.

    Raises NotFoundError for an unknown edition, InputError where one it extends is not to be had
    or two of them stand in folders of the same name.
    """
    own, variant = find_folder(name)
    files: dict[str, Path] = {}
    for folder in _chain(own, within):
        files |= {f"{folder.name}/{path}": file for path, file in files_of(folder).items()}
    return EditionFiles(own.name, variant, dict(sorted(files.items())))


def _chain(folder: Path, within: Path | None) -> tuple[Path, ...]:
    """The folder, the one it extends, and so on."""
    way: tuple[Path, ...] = (folder,)
    while True:
        data, _ = assemble(way[-1])
        if "extends" not in data:
            return way
        base, problems = base_of(way[-1], data, way, within)
        if base is None:
            raise InputError(problems)
        if base.name in {one.name for one in way}:
            values = {"given": base.name}
            raise InputError([Problem("edition.folder_twice", data.place("extends"), values)])
        way = (*way, base)
