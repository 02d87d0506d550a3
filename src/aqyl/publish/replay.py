"""Read back what an assessment wrote, after checking that it still is what was written."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aqyl.problems import InputError, NotFoundError, Place, Problem, raise_if
from aqyl.publish.outputs import MANIFEST, folder_name
from aqyl.standard import Edition, fingerprint
from aqyl.tables import sha256_of

_NEEDED = ("scores.csv", "facts.csv")

Rows = list[dict[str, object]]
Manifest = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Outputs:
    """The tables and the manifest of one assessment."""

    folder: Path
    period: str
    scores: Rows
    facts: Rows


def read_outputs(out: Path, edition: Edition) -> Outputs:
    """The outputs of an edition's assessment: `out` is their folder or the one that holds it.

    Raises NotFoundError when they are not there, InputError when they are another edition's, when
    the edition has changed since, or when a file is no longer what the manifest says.
    """
    folder = _find(out, edition)
    manifest = _manifest(folder)
    raise_if(_check_edition(manifest, edition, folder))
    raise_if(_check_files(manifest, folder))
    scores, facts = (_rows(folder / name) for name in _NEEDED)
    return Outputs(folder, str(manifest["period"]), scores, facts)


def _find(out: Path, edition: Edition) -> Path:
    for folder in (out, out / folder_name(edition.id)):
        if (folder / MANIFEST).is_file():
            return folder
    values = {"given": str(out), "edition": edition.id}
    raise NotFoundError([Problem("output.none", Place(str(out)), values)])


def _manifest(folder: Path) -> Manifest:
    path = folder / MANIFEST
    try:
        content: Manifest = json.loads(path.read_text(encoding="utf-8"))
        _ = content["edition"]["id"], content["edition"]["fingerprint"], content["period"]
        _ = {one["file"]: one["sha256"] for one in content["outputs"]}
    except (ValueError, KeyError, TypeError) as error:
        raise InputError([Problem("output.bad_manifest", Place(str(path)))]) from error
    return content


def _check_edition(manifest: Manifest, edition: Edition, folder: Path) -> list[Problem]:
    written = manifest["edition"]
    place = Place(str(folder / MANIFEST))
    if written["id"] != edition.id:
        values = {"given": edition.id, "written": written["id"]}
        return [Problem("output.other_edition", place, values)]
    if written["fingerprint"] != fingerprint(edition):
        return [Problem("output.edition_changed", place, {"edition": edition.id})]
    return []


def _check_files(manifest: Manifest, folder: Path) -> list[Problem]:
    digests = {one["file"]: one["sha256"] for one in manifest["outputs"]}
    return [
        Problem("output.file_changed", Place(str(folder / name)), {"given": name})
        for name in _NEEDED
        if not (folder / name).is_file() or sha256_of(folder / name) != digests.get(name)
    ]


def _rows(path: Path) -> Rows:
    with path.open(encoding="utf-8", newline="") as file:
        return [dict(row) for row in csv.DictReader(file)]
