"""Freeze an assessment as one file."""

from __future__ import annotations

import shutil
from pathlib import Path

from aqyl.problems import AqylError, InputError, Place, Problem
from aqyl.publish.bundle.archive import pack
from aqyl.publish.bundle.contents import Publication, copy_inputs, read_inputs
from aqyl.publish.bundle.layout import MANIFEST, REGISTER, RESULTS
from aqyl.publish.bundle.manifest import File, Manifest, Stated
from aqyl.publish.bundle.read import read_bundle
from aqyl.publish.bundle.replaying import Begin, replay, silent, versions_here
from aqyl.publish.folders import folder_beside, umask
from aqyl.tables import sha256_of, write_json


def write_bundle(path: Path, publication: Publication, begin: Begin = silent) -> Path:
    """Assess a publication and write it, with all it rests on, as a bundle; the path.

    Everything is copied first and assessed from the copies. The same input gives the same bytes.
    The file appears whole under its name or not at all; what a killed run had begun is cleared
    away by the next one. begin: told each stage. Raises InputError or NotFoundError for what cannot
    be read or assessed, and where the place is taken by a folder or a file that is no bundle.
    """
    _check_place(path)
    with folder_beside(path) as work:
        content, packed = work / "content", work / "packed"
        content.mkdir()
        begin("read")
        address = copy_inputs(publication, content)
        inputs = read_inputs(content, address)
        if inputs.register is None:
            shutil.rmtree(content / REGISTER)
        results, period = content / RESULTS, publication.period
        stated = replay(inputs, address, results, period, publication.draws, begin)
        begin("pack")
        manifest = _manifest(content, stated, publication)
        write_json(content / MANIFEST, manifest.model_dump(mode="json"))
        pack(content, packed)
        packed.chmod(0o666 & ~umask())
        packed.replace(path)
    return path


def _check_place(path: Path) -> None:
    """Only a bundle is replaced: any other file is someone's own."""
    if path.is_dir():
        raise InputError([Problem("bundle.is_folder", Place(str(path)), {"given": str(path)})])
    if path.exists():
        try:
            read_bundle(path)
        except AqylError as error:
            values = {"given": path.name}
            raise InputError([Problem("bundle.foreign", Place(str(path)), values)]) from error


def _manifest(content: Path, stated: Stated, publication: Publication) -> Manifest:
    files = sorted(path for path in content.rglob("*") if path.is_file())
    return Manifest(
        **{name: getattr(stated, name) for name in Stated.model_fields},
        created_on=publication.created_on,
        data_licence=publication.data_licence or None,
        versions=versions_here(),
        files=tuple(
            File(
                file=path.relative_to(content).as_posix(),
                sha256=sha256_of(path),
                size=path.stat().st_size,
            )
            for path in files
        ),
    )
