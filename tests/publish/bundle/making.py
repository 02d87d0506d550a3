"""Bundles of the data that come with Aqyl, and bundles changed by hand, as a forger would."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any
from zipfile import ZIP_STORED, ZipFile

from aqyl.publish.bundle import Verdict

DATA = Path(str(files("aqyl"))) / "data"
SHIPPED = {
    "kz-2026": "kz-public",
    "kz-open-2023": "kz-open-2023",
    "kz-open-2023/ahp": "kz-open-2023",
    "kz-open-2023-corrected": "kz-open-2023",
}


def contents(bundle: Path) -> dict[str, bytes]:
    with ZipFile(bundle) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def manifest(bundle: Path) -> Any:
    return json.loads(contents(bundle)["bundle.json"])


def changed(
    bundle: Path,
    into: Path,
    change: Mapping[str, bytes | None],
    *,
    restated: bool = False,
    packing: int = ZIP_STORED,
    **fields: object,
) -> Path:
    """The bundle with some files replaced, added or (None) taken out.

    restated: bundle.json is made to agree with the files again. fields: of bundle.json, replaced.
    """
    inside: dict[str, bytes] = {**contents(bundle)}
    for name, content in change.items():
        if content is None:
            del inside[name]
        else:
            inside[name] = content
    if restated or fields:
        stated = {**json.loads(inside["bundle.json"]), **fields}
        inside["bundle.json"] = json.dumps(stated).encode()
    if restated:
        stated["files"] = [
            {"file": name, "sha256": hashlib.sha256(content).hexdigest(), "size": len(content)}
            for name, content in sorted(inside.items())
            if name != "bundle.json"
        ]
        inside["bundle.json"] = json.dumps(stated).encode()
    path = into / "changed.zip"
    with ZipFile(path, "w", packing) as archive:
        for name, content in sorted(inside.items()):
            archive.writestr(name, content)
    return path


def one_byte(content: bytes, place: int = -2) -> bytes:
    """The content with one of its bytes another one."""
    whole = bytearray(content)
    whole[place] ^= 1
    return bytes(whole)


def faults(verdict: Verdict) -> list[tuple[str, object]]:
    """What is wrong, in short: the key and the file or field."""
    return [
        (one.key, one.values.get("file", one.values.get("field"))) for one in verdict.faults
    ]  # fmt: skip


def notes(verdict: Verdict) -> set[str]:
    return {note.key for note in verdict.notes}
