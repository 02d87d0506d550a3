"""Replay a bundle: does what was published follow from what it is said to rest on?"""

from __future__ import annotations

import filecmp
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from aqyl.problems import AqylError, Problem, attempt
from aqyl.publish.bundle.archive import Unpacked, open_bundle, pack, unpack
from aqyl.publish.bundle.compare import first_difference
from aqyl.publish.bundle.contents import Address, Inputs, read_inputs
from aqyl.publish.bundle.layout import MANIFEST, RESULTS
from aqyl.publish.bundle.manifest import Manifest, Stated
from aqyl.publish.bundle.read import Bundle, read_bundle
from aqyl.publish.bundle.replaying import Begin, replay, silent, versions_here
from aqyl.publish.bundle.verdict import Check, Remark, Verdict
from aqyl.standard import fingerprint, load_edition
from aqyl.standard.loader import editions_folder

_SHORT = 12
Files = Mapping[str, Unpacked | None]


def verify(path: Path, begin: Begin = silent) -> Verdict:
    """Check a bundle against its manifest, assess it anew from its own files, compare the results.

    Nothing outside the bundle is looked at. Raises InputError for a file that is no bundle; all
    else that is wrong is in the verdict. begin: told each stage.
    """
    begin("read")
    bundle = read_bundle(path)
    with TemporaryDirectory(prefix="aqyl-") as name:
        work = Path(name).resolve()
        content = work / "content"
        begin("unpack")
        with open_bundle(path) as archive:
            files = unpack(archive, content)
        checks = [_archive(bundle), _files(bundle.manifest, files)]
        notes = [*_notes(bundle, work)]
        inputs, found = _replayed(bundle.manifest, content, work / RESULTS, begin)
        checks.append(_inputs(bundle.manifest, inputs, found))
        begin("compare")
        results = _results(content / RESULTS, work / RESULTS, isinstance(found, Stated))
        notes += [*_rounded(results), *_edition_changed(inputs)]
    return Verdict(bundle, (*checks, results), tuple(notes))


def _archive(bundle: Bundle) -> Check:
    return Check("archive", {"count": len(bundle.files), "size": bundle.size})


def _files(manifest: Manifest, files: Files) -> Check:
    """Every file is there, none besides, each as the manifest says."""
    stated = {one.file: one for one in manifest.files}
    faults = [_fault("missing", file=name) for name in sorted(stated.keys() - files.keys())]
    extra = sorted(files.keys() - stated.keys() - {MANIFEST})
    faults += [_fault("extra", file=name) for name in extra]
    for name, one in stated.items():
        out = files.get(name)
        if name in files and out is None:
            faults.append(_fault("damaged", file=name))
        elif out is not None and (out.sha256, out.size) != (one.sha256, one.size):
            digests = {"stated": one.sha256[:_SHORT], "found": out.sha256[:_SHORT]}
            faults.append(_fault("changed", file=name, **digests))
    return Check("files", {"count": len(stated)}, tuple(faults))


def _replayed(
    manifest: Manifest, content: Path, into: Path, begin: Begin
) -> tuple[Inputs | None, Stated | tuple[Problem, ...]]:
    """What was read, and what the replay finds to state or what stood in its way."""
    address = Address(manifest.edition.folder, manifest.edition.variant)
    problems: list[Problem] = []
    inputs = attempt(lambda: read_inputs(content, address), problems)
    if inputs is None:
        return None, tuple(_inside(problem, content) for problem in problems)
    try:
        drawn = manifest.seed is not None
        return inputs, replay(inputs, address, into, manifest.period, drawn, begin)
    except AqylError as error:
        return inputs, tuple(_inside(problem, content) for problem in error.problems)


def _inside(problem: Problem, content: Path) -> Problem:
    """The problem with paths as they are in the bundle, not where it was unpacked."""

    def bare(value: object) -> object:
        return value.replace(f"{content}/", "") if isinstance(value, str) else value

    place = replace(problem.place, file=str(bare(problem.place.file)))
    return Problem(problem.key, place, {name: bare(v) for name, v in problem.values.items()})


def _inputs(
    manifest: Manifest, inputs: Inputs | None, found: Stated | tuple[Problem, ...]
) -> Check:
    """Edition, register and data can be assessed and are what the manifest says of them."""
    sources = manifest.edition.sources
    values: dict[str, object] = {"edition": manifest.edition.id, "period": manifest.period}
    values |= dict(sources.items())
    if not isinstance(found, Stated):
        faults = [Remark("fault", "unreadable", problem=problem) for problem in found]
        return Check("inputs", values, tuple(faults))
    faults = [
        _fault("stated", field=field, stated=stated, found=anew)
        for field, stated, anew in _parting(manifest.stated, found)
    ]
    read = inputs.files if inputs else frozenset()
    faults += [
        _fault("unused", file=one.file)
        for one in manifest.files
        if one.file not in read and not one.file.startswith(f"{RESULTS}/")
    ]
    return Check("inputs", values, tuple(faults))


def _parting(stated: Stated, found: Stated) -> Iterator[tuple[str, object, object]]:
    """The fields in which the manifest and the replay part."""
    one, other = _flat(stated.model_dump(mode="json")), _flat(found.model_dump(mode="json"))
    for field in sorted(one.keys() | other.keys()):
        if one.get(field) != other.get(field):
            yield field, one.get(field), other.get(field)


def _flat(fields: Mapping[str, object], before: str = "") -> dict[str, object]:
    flat: dict[str, object] = {}
    for name, value in fields.items():
        own = f"{before}{name}"
        flat |= _flat(value, f"{own}.") if isinstance(value, Mapping) else {own: value}
    return flat


def _results(published: Path, replayed: Path, done: bool) -> Check:
    """Every result is the same byte for byte, and there are the same ones."""
    here, anew = _names(published), _names(replayed)
    values = {"count": len(here)}
    if not done:
        return Check("results", values, done=False)
    faults = [_fault("not_replayed", file=f"{RESULTS}/{name}") for name in sorted(here - anew)]
    faults += [_fault("not_published", file=f"{RESULTS}/{name}") for name in sorted(anew - here)]
    for name in sorted(here & anew):
        faults += _differing(f"{RESULTS}/{name}", published / name, replayed / name)
    return Check("results", values, tuple(faults))


def _names(folder: Path) -> set[str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix() for path in files}


def _differing(file: str, published: Path, replayed: Path) -> Iterator[Remark]:
    found = first_difference(published, replayed)
    if found is None:
        return
    at = {"file": file, "line": found.line, "lines": found.lines, "rounding": found.rounding}
    both = {"published": found.published, "replayed": found.replayed}
    if found.column:
        yield _fault("differs", **at, column=found.column, row=found.row, **both)
    else:
        yield _fault("differs_in_lines", **at, **both)


def _rounded(results: Check) -> Iterator[Remark]:
    """Said where results part in last digits only, as they do between processors."""
    if results.faults and all(fault.values.get("rounding") for fault in results.faults):
        yield Remark("note", "rounding")


def _notes(bundle: Bundle, work: Path) -> Iterator[Remark]:
    """What is worth knowing and is no fault."""
    yield Remark("note", "unproven", {"sha256": bundle.sha256})
    stated, here = bundle.manifest.versions, versions_here()
    other = {
        name: (stated.get(name), here.get(name))
        for name in sorted(stated.keys() | here.keys())
        if stated.get(name) != here.get(name)
    }
    if other:
        made = {name: one for name, (one, _) in other.items()}
        ours = {name: one for name, (_, one) in other.items()}
        yield Remark("note", "versions", {"made": made, "here": ours})
    packed = work / "packed"
    pack(work / "content", packed)
    if not filecmp.cmp(bundle.path, packed, shallow=False):
        yield Remark("note", "packed_anew")
    packed.unlink()


def _edition_changed(inputs: Inputs | None) -> Iterator[Remark]:
    """Said where the edition of this id that comes with Aqyl is another one by now."""
    if inputs is None:
        return
    edition = inputs.edition
    shipped = attempt(lambda: load_edition(editions_folder() / edition.id), [])
    if shipped is not None and fingerprint(shipped) != fingerprint(edition):
        yield Remark("note", "edition_changed", {"edition": edition.id})


def _fault(key: str, **values: object) -> Remark:
    return Remark("fault", key, values)
