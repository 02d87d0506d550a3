"""Verifying: whatever is changed is caught and named; what was published replays years later."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from zipfile import ZIP_DEFLATED

import pytest

import aqyl
from aqyl.language import LANGUAGES, catalogue
from aqyl.publish.bundle import Publication, verify, write_bundle
from aqyl.publish.bundle.verdict import FAULTS, NOTES
from aqyl.standard import fingerprint, load_edition
from aqyl.standard.loader import editions_folder
from aqyl.tables import read_data
from tests.cli.running import run_program
from tests.publish.bundle.conftest import Written
from tests.publish.bundle.making import (
    DATA,
    changed,
    contents,
    faults,
    manifest,
    notes,
    one_byte,
)

OPEN = DATA / "kz-open-2023"


@pytest.mark.parametrize(
    "name",
    [
        "data/evidence.csv",
        "edition/kz-2026/initiatives/safety.yaml",
        "register/settlements.csv",
        "register/README.md",
        "results/scores.csv",
        "results/audit.json",
    ],
)
def test_one_byte_changed_is_caught_and_named(written: Written, tmp_path: Path, name: str) -> None:
    path = written("kz-2026")
    verdict = verify(changed(path, tmp_path, {name: one_byte(contents(path)[name])}))
    assert not verdict.replays
    assert ("changed", name) in faults(verdict)
    if name.startswith("results/"):
        assert {file for _, file in faults(verdict)} == {name}


def test_one_byte_changed_within_the_file_itself_is_caught_too(
    regions: Path, tmp_path: Path
) -> None:
    """The archive's own sum no longer holds: the file is named as damaged."""
    raw, score = regions.read_bytes(), contents(regions)["results/scores.csv"]
    path = tmp_path / "b.zip"
    path.write_bytes(raw.replace(score, one_byte(score)))
    assert ("damaged", "results/scores.csv") in faults(verify(path))


def test_a_forger_who_restates_the_digest_is_caught_by_the_replay(
    regions: Path, tmp_path: Path
) -> None:
    lines = contents(regions)["results/scores.csv"].decode().splitlines(keepends=True)
    cells = lines[5].split(",")
    assert cells[5] == "indicator"
    published, cells[6] = cells[6], "0.99"
    forged = "".join([*lines[:5], ",".join(cells), *lines[6:]]).encode()
    verdict = verify(changed(regions, tmp_path, {"results/scores.csv": forged}, restated=True))
    assert [check.outcome for check in verdict.checks] == ["holds", "holds", "holds", "fails"]
    [fault] = verdict.faults
    assert fault.key == "differs"
    assert fault.values == {
        "file": "results/scores.csv",
        "line": 6,
        "column": "score",
        "row": {"group": "all", "settlement": cells[2], "node": cells[4]},
        "published": "0.99",
        "replayed": published,
        "lines": 1,
        "rounding": False,
    }
    assert cells[2] in fault.text("en")
    assert "0.99" in fault.text("kk")


@pytest.mark.parametrize("name", ["data/values.csv", "edition/kz-open-2023/scoring.yaml"])
def test_so_is_one_who_changes_what_the_results_rest_on(
    regions: Path, tmp_path: Path, name: str
) -> None:
    old, new = (b"1847", b"1848") if name.startswith("data") else (b"draws: 2000", b"draws: 2001")
    content = contents(regions)[name]
    assert old in content
    forged = {name: content.replace(old, new, 1)}
    verdict = verify(changed(regions, tmp_path, forged, restated=True))
    found = faults(verdict)
    expected = {
        "data/values.csv": ("differs", "results/scores.csv"),
        "edition/kz-open-2023/scoring.yaml": ("stated", "edition.fingerprint"),
    }
    assert expected[name] in found


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("edition.id", "kz-2026"),
        ("edition.fingerprint", "0" * 64),
        ("edition.licence", "none"),
        ("edition.sources.official", 999),
        ("units", 1),
    ],
)
def test_what_the_manifest_states_is_found_out_anew(
    regions: Path, tmp_path: Path, field: str, value: object
) -> None:
    stated = manifest(regions)
    *way, last = field.split(".")
    part = stated
    for name in way:
        part = part[name]
    part[last] = value
    raw = json.dumps(stated).encode()
    verdict = verify(changed(regions, tmp_path, {"bundle.json": raw}))
    assert faults(verdict) == [("stated", field)]
    assert str(value)[:3] in verdict.faults[0].text("ru")


def test_another_year_or_seed_does_not_replay(regions: Path, tmp_path: Path) -> None:
    other = verify(changed(regions, tmp_path, {}, period="2024"))
    assert ("differs", "results/scores.csv") in faults(other)
    drawn = verify(changed(regions, tmp_path, {}, seed=5))
    assert ("stated", "seed") in faults(drawn)
    assert ("not_published", "results/uncertainty.csv") in faults(drawn)


def test_a_missing_file_is_named_and_what_can_be_checked_still_is(
    regions: Path, tmp_path: Path
) -> None:
    without = verify(changed(regions, tmp_path, {"results/ranks.csv": None}))
    assert faults(without) == [
        ("missing", "results/ranks.csv"),
        ("not_published", "results/ranks.csv"),
    ]
    verdict = verify(changed(regions, tmp_path, {"data/values.csv": None}))
    assert [check.outcome for check in verdict.checks] == ["holds", "fails", "fails", "not_done"]
    assert [key for key, _ in faults(verdict)] == ["missing", "unreadable"]
    assert verdict.faults[1].text("en").startswith("data\n  given: ")


def test_an_edition_that_is_not_in_the_bundle_is_not_taken_from_aqyl(
    written: Written, tmp_path: Path
) -> None:
    gone = {f"edition/kz-open-2023/{name}.yaml": None for name in ("edition", "scoring")}
    path = changed(written("kz-open-2023-corrected"), tmp_path, gone, restated=True)
    verdict = verify(path)
    assert [(fault.key, fault.problem and fault.problem.key) for fault in verdict.faults] == [
        ("unreadable", "edition.unknown")
    ]


def test_a_file_too_many_is_named(regions: Path, tmp_path: Path) -> None:
    more = {"results/winners.csv": b"settlement\n750000000\n", "data/notes.txt": b"psst"}
    assert faults(verify(changed(regions, tmp_path, more))) == [
        ("extra", "data/notes.txt"),
        ("extra", "results/winners.csv"),
        ("not_replayed", "results/winners.csv"),
    ]
    assert faults(verify(changed(regions, tmp_path, more, restated=True))) == [
        ("unused", "data/notes.txt"),
        ("not_replayed", "results/winners.csv"),
    ]


def test_data_that_cannot_be_assessed_are_told_with_their_line(
    regions: Path, tmp_path: Path
) -> None:
    values = contents(regions)["data/values.csv"].replace(b",2023,", b",23,", 1)
    verdict = verify(changed(regions, tmp_path, {"data/values.csv": values}, restated=True))
    [fault] = verdict.faults
    assert fault.key == "unreadable"
    assert fault.text("en").startswith("values.csv:2:period\n")


def test_an_older_text_of_the_edition_replays_though_the_shipped_one_changed(
    tmp_path: Path,
) -> None:
    older = tmp_path / "kz-open-2023"
    shutil.copytree(editions_folder() / "kz-open-2023", older)
    text = (older / "scoring.yaml").read_text("utf-8")
    (older / "scoring.yaml").write_text(text.replace("draws: 2000", "draws: 500"), "utf-8")
    path = write_bundle(tmp_path / "b.zip", Publication(older, OPEN))
    shutil.rmtree(older)
    verdict = verify(path)
    assert verdict.replays
    assert notes(verdict) == {"unproven", "edition_changed"}
    stated = verdict.bundle.manifest.edition
    assert stated.id == "kz-open-2023"
    assert stated.fingerprint != fingerprint(load_edition("kz-open-2023"))


def test_other_versions_are_a_note_and_no_fault(regions: Path, tmp_path: Path) -> None:
    versions = {**manifest(regions)["versions"], "numpy": "1.26.0", "aqyl": "0.0.9"}
    verdict = verify(changed(regions, tmp_path, {}, versions=versions))
    assert verdict.replays
    [note] = [note for note in verdict.notes if note.key == "versions"]
    assert "aqyl 0.0.9, numpy 1.26.0" in note.text("en")
    assert f"aqyl {aqyl.__version__}" in note.text("en")


def test_packed_anew_by_another_program_it_still_replays(regions: Path, tmp_path: Path) -> None:
    verdict = verify(changed(regions, tmp_path, {}, packing=ZIP_DEFLATED))
    assert verdict.replays
    assert notes(verdict) == {"unproven", "packed_anew"}


def test_differences_in_last_digits_are_told_as_such(regions: Path, tmp_path: Path) -> None:
    name = "results/scores.csv"
    rows = contents(regions)[name].decode().splitlines()
    cells = rows[1].split(",")
    cells[6] = repr(float(cells[6]) + 1e-15)
    forged = "\n".join([rows[0], ",".join(cells), *rows[2:], ""]).encode()
    verdict = verify(changed(regions, tmp_path, {name: forged}, restated=True))
    assert not verdict.replays
    assert faults(verdict) == [("differs", name)]
    assert "rounding" in notes(verdict)


def test_it_replays_with_the_arithmetic_of_another_processor(written: Written) -> None:
    """OpenBLAS rounds by the processor it finds, here an old one; scores must not hang on it."""
    for edition in ("kz-2026", "kz-open-2023/ahp"):
        run = run_program("verify", written(edition), "--quiet", OPENBLAS_CORETYPE="Prescott")
        assert (run.code, run.err) == (0, ""), run.out


def test_tables_exported_from_elsewhere_are_bundled_as_they_are(tmp_path: Path) -> None:
    """As the portal will: answers and values it holds in memory, written to a folder."""
    data = tmp_path / "data"
    data.mkdir()
    (data / "answers.csv").write_text(
        "settlement,initiative,period,status,verified\n"
        "750000000,safety.video-analytics,2026,pilot,verified\n",
        "utf-8",
    )
    assert set(read_data(data)) == {"answers"}
    path = write_bundle(tmp_path / "b.zip", Publication("kz-2026", data))
    assert verify(path).replays
    assert "results/reports.csv" not in contents(path)


def test_everything_that_can_be_found_is_worded_and_nothing_else() -> None:
    families = {"fault": set(FAULTS) - {"unreadable"}, "note": set(NOTES)}
    families |= {"check": {"archive", "files", "inputs", "results"}}
    families |= {"outcome": {"holds", "fails", "not_done"}, "verdict": {"replays", "differs"}}
    expected = {f"bundle.{family}.{key}" for family, keys in families.items() for key in keys}
    assert {key for key in catalogue() if key.startswith("bundle.")} == expected


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_verdict_can_be_told_in_each_language(regions: Path, tmp_path: Path, lang: str) -> None:
    verdict = verify(changed(regions, tmp_path, {"results/ranks.csv": None}))
    told = json.dumps(verdict.as_dict(lang), ensure_ascii=False)
    assert "results/ranks.csv" in told
    words = {"kk": "Қайталанбайды", "ru": "Не воспроизводится", "en": "It does not replay"}
    assert words[lang] in told
