"""What the report was made of: files, edition, versions, the command that replays it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from aqyl.publish.view.frame import Frame
from aqyl.standard import fingerprint

_SHOWN = ("inputs", "edition", "versions", "command", "seed")


@dataclass(frozen=True, slots=True)
class InputFile:
    """One input file."""

    file: str
    sha256: str
    rows: int | None


@dataclass(frozen=True, slots=True)
class Provenance:
    """Everything needed to make the same bytes again; `more` is what else the manifest says."""

    inputs: list[InputFile]
    fingerprint: str
    versions: list[tuple[str, str]]
    command: str
    seed: str
    more: list[tuple[str, str]]


def provenance(frame: Frame) -> Provenance:
    """The manifest, read without demanding any of its keys."""
    manifest = frame.report.manifest
    return Provenance(
        _inputs(manifest.get("inputs")),
        fingerprint(frame.edition),
        [(name, str(value)) for name, value in sorted(_mapping(manifest.get("versions")).items())],
        str(manifest.get("command") or ""),
        str(manifest["seed"]) if manifest.get("seed") is not None else "",
        [(key, str(value)) for key, value in sorted(manifest.items()) if key not in _SHOWN],
    )


def _inputs(given: object) -> list[InputFile]:
    """From a list of {file, sha256, rows}, or from a mapping of files to their SHA-256."""
    if isinstance(given, Mapping):
        return [InputFile(str(file), str(digest), None) for file, digest in sorted(given.items())]
    rows = given if isinstance(given, Sequence) and not isinstance(given, str) else ()
    return [
        InputFile(str(row.get("file", "")), str(row.get("sha256", "")), row.get("rows"))
        for row in rows
        if isinstance(row, Mapping)
    ]


def _mapping(given: object) -> Mapping[str, object]:
    return given if isinstance(given, Mapping) else {}
