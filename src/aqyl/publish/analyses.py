"""An analysis of assessments written as a folder of tidy tables with a manifest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from aqyl.publish.folders import replaced_folder
from aqyl.publish.outputs import MANIFEST, folder_name
from aqyl.tables import Row, sha256_of, write_csv, write_json

Tables = Mapping[str, tuple[Sequence[str], Iterable[Row]]]


def write_analysis(
    out: Path,
    name: str,
    edition: str,
    tables: Tables,
    manifest: Mapping[str, object],
    documents: Mapping[str, object] = MappingProxyType({}),
) -> Path:
    """Write `<out>/<name>/<edition>/` as a whole; the folder.

    tables: file name -> its columns and rows; documents: file name -> what is written as JSON. The
    same input gives the same bytes. Raises InputError when the folder holds files of others.
    """
    target = out / name / folder_name(edition)
    with replaced_folder(target, frozenset({*tables, *documents, MANIFEST})) as folder:
        for file, content in documents.items():
            write_json(folder / file, content)
        for file, (columns, rows) in tables.items():
            write_csv(folder / file, columns, rows)
        outputs = [
            {"file": path.name, "sha256": sha256_of(path)} for path in sorted(folder.iterdir())
        ]
        write_json(folder / MANIFEST, {**manifest, "outputs": outputs})
    return target
