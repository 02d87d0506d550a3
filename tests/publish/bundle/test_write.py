"""Writing a bundle: what lies in it, the same bytes each time, whole or not at all."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import shutil
import stat
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import pytest

from aqyl.problems import InputError
from aqyl.publish import bundle as room
from aqyl.publish.bundle import Publication, read_bundle, verify, write_bundle
from aqyl.publish.bundle.replaying import Stage
from aqyl.register.paths import SETTLEMENTS
from aqyl.standard import load_edition
from aqyl.standard.loader import editions_folder
from tests.cli.running import run_program
from tests.publish.bundle.conftest import Written
from tests.publish.bundle.making import DATA, SHIPPED, contents, faults, manifest

OPEN = DATA / "kz-open-2023"


def keys(error: pytest.ExceptionInfo[InputError]) -> list[str]:
    return [problem.key for problem in error.value.problems]


def test_the_public_face() -> None:
    assert room.__all__ == [
        *("Bundle", "Check", "Manifest", "Publication", "Remark", "Verdict"),
        *("read_bundle", "verify", "write_bundle"),
    ]
    assert all(hasattr(room, name) for name in room.__all__)


@pytest.mark.parametrize("edition", SHIPPED)
def test_what_comes_with_aqyl_is_bundled_and_replays(written: Written, edition: str) -> None:
    verdict = verify(written(edition))
    assert faults(verdict) == []
    assert verdict.replays
    assert [check.outcome for check in verdict.checks] == ["holds"] * 4
    assert {note.key for note in verdict.notes} == {"unproven"}


def test_inputs_are_in_it_byte_for_byte(written: Written) -> None:
    inside = contents(written("kz-2026"))
    assert inside["data/evidence.csv"] == (DATA / "kz-public" / "evidence.csv").read_bytes()
    assert inside["register/settlements.csv"] == SETTLEMENTS.read_bytes()
    assert b"CC BY 4.0" in inside["register/README.md"]
    edition = editions_folder() / "kz-2026"
    of_edition = {name for name in inside if name.startswith("edition/")}
    assert of_edition == {
        f"edition/kz-2026/{path.relative_to(edition).as_posix()}"
        for path in edition.rglob("*.yaml")
    }
    for name in of_edition:
        assert inside[name] == (editions_folder() / name.removeprefix("edition/")).read_bytes()


def test_results_are_those_of_assess_without_the_report(written: Written) -> None:
    results = {
        name.removeprefix("results/")
        for name in contents(written("kz-2026"))
        if name.startswith("results/")
    }
    tables = {"scores.csv", "ranks.csv", "facts.csv", "reports.csv"}
    assert results == tables | {"audit.json", "gaming.json"}


def test_only_an_edition_that_takes_its_units_from_the_register_brings_it(regions: Path) -> None:
    assert not any(name.startswith("register/") for name in contents(regions))


def test_an_edition_brings_the_one_it_extends(written: Written) -> None:
    names = contents(written("kz-open-2023-corrected"))
    assert {
        "edition/kz-open-2023-corrected/edition.yaml",
        "edition/kz-open-2023/edition.yaml",
        "edition/kz-open-2023/scoring.yaml",
    } <= names.keys()


def test_a_variant_is_named_and_all_of_its_edition_is_there(written: Written) -> None:
    path = written("kz-open-2023/ahp")
    stated = manifest(path)["edition"]
    assert (stated["id"], stated["folder"], stated["variant"]) == (
        *("kz-open-2023/ahp", "kz-open-2023", "ahp"),
    )
    assert "edition/kz-open-2023/scoring.yaml" in contents(path)


def test_the_manifest_names_every_file_and_what_it_rests_on(written: Written) -> None:
    path = written("kz-2026")
    stated, inside = manifest(path), contents(path)
    assert {one["file"] for one in stated["files"]} == inside.keys() - {"bundle.json"}
    for one in stated["files"]:
        assert one["sha256"] == hashlib.sha256(inside[one["file"]]).hexdigest()
        assert one["size"] == len(inside[one["file"]])
    assert (stated["format"], stated["period"], stated["units"]) == (1, "2026", 100)
    assert stated["edition"]["licence"] == load_edition("kz-2026").licence
    assert set(stated["edition"]["sources"]) == {"official", "working", "assumption"}
    assert all(stated["edition"]["sources"].values())
    assert set(stated["versions"]) == {"aqyl", "babel", "numpy", "python"}


def test_day_and_licence_are_as_the_publisher_says_and_nothing_else_tells_the_time(
    tmp_path: Path, regions: Path
) -> None:
    day = dt.date(2026, 12, 1)
    publication = Publication("kz-open-2023", OPEN, created_on=day, data_licence="PDDL 1.0")
    path = write_bundle(tmp_path / "b.zip", publication)
    stated, without = manifest(path), manifest(regions)
    assert (stated["created_on"], stated["data_licence"]) == ("2026-12-01", "PDDL 1.0")
    assert (without["created_on"], without["data_licence"]) == (None, None)
    assert {**stated, "created_on": None, "data_licence": None} == without


def test_the_same_input_gives_the_same_bytes(tmp_path: Path, regions: Path) -> None:
    """Elsewhere, with files of other dates and permissions, and other hashes of the process."""
    data = tmp_path / "elsewhere"
    data.mkdir()
    shutil.copyfile(OPEN / "values.csv", data / "values.csv")
    os.utime(data / "values.csv", (0, 0))
    (data / "values.csv").chmod(0o600)
    for seed in ("1", "2"):
        path = tmp_path / f"{seed}.zip"
        run = run_program("bundle", "kz-open-2023", data, "-o", path, PYTHONHASHSEED=seed)
        assert (run.code, run.err) == (0, "")
        assert path.read_bytes() == regions.read_bytes()


def test_the_archive_is_plain(regions: Path) -> None:
    with ZipFile(regions) as archive:
        entries = archive.infolist()
    assert [one.filename for one in entries] == sorted(one.filename for one in entries)
    assert {one.date_time for one in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert {one.external_attr >> 16 for one in entries} == {stat.S_IFREG | 0o644}
    assert {(one.compress_type, one.create_system) for one in entries} == {(ZIP_STORED, 3)}


def test_the_year_may_be_given(tmp_path: Path) -> None:
    publication = Publication("kz-2026", DATA / "kz-public", period="2024")
    path = write_bundle(tmp_path / "b.zip", publication)
    assert manifest(path)["period"] == "2024"
    assert verify(path).replays


def test_draws_are_made_when_asked_for_and_replay_by_their_seed(tmp_path: Path) -> None:
    stages: list[Stage] = []
    path = write_bundle(
        tmp_path / "b.zip", Publication("kz-open-2023", OPEN, draws=True), stages.append
    )
    rules = load_edition("kz-open-2023").scoring.uncertainty
    assert rules is not None
    assert manifest(path)["seed"] == rules.seed
    assert {f"results/{name}.csv" for name in ("uncertainty", "levels", "ahead")} <= set(
        contents(path)
    )
    assert stages == ["read", "assess", "audit", "draw", "pack"]
    assert verify(path, stages.append).replays
    assert stages[5:] == ["read", "unpack", "assess", "audit", "draw", "compare"]


def test_without_draws_there_is_no_seed(regions: Path) -> None:
    assert manifest(regions)["seed"] is None
    assert "results/uncertainty.csv" not in contents(regions)


def test_an_edition_of_the_users_own_is_bundled(tmp_path: Path) -> None:
    """It extends one that comes with Aqyl; what is not its text stays at home."""
    own = tmp_path / "өз редакциям"
    own.mkdir()
    text = (editions_folder() / "kz-open-2023-corrected" / "edition.yaml").read_text("utf-8")
    (own / "edition.yaml").write_text(text.replace('"kz-open-2023-corrected"', '"own"'), "utf-8")
    (own / "secret.txt").write_text("not for others", "utf-8")
    path = write_bundle(tmp_path / "b.zip", Publication(own, OPEN))
    assert "edition/өз редакциям/edition.yaml" in contents(path)
    assert not any("secret" in name for name in contents(path))
    assert verify(path).replays


def test_problems_of_edition_and_data_come_together_and_nothing_is_left(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    with pytest.raises(InputError) as error:
        write_bundle(tmp_path / "b.zip", Publication("nowhere", data))
    assert keys(error) == ["edition.unknown", "data.none"]
    (data / "values.csv").write_text("settlement,indicator,period\n1,no,2023\n", "utf-8")
    with pytest.raises(InputError) as error:
        write_bundle(tmp_path / "b.zip", Publication("kz-open-2023", data))
    assert set(keys(error)) == {"assess.unknown_settlement", "assess.unknown_indicator"}
    assert [path.name for path in tmp_path.iterdir()] == ["data"]


def test_a_former_bundle_is_replaced_and_no_other_file(tmp_path: Path, regions: Path) -> None:
    path = tmp_path / "b.zip"
    shutil.copyfile(regions, path)
    write_bundle(path, Publication("kz-open-2023/ahp", OPEN))
    assert read_bundle(path).manifest.edition.id == "kz-open-2023/ahp"
    path.write_text("my notes", "utf-8")
    with pytest.raises(InputError) as error:
        write_bundle(path, Publication("kz-open-2023", OPEN))
    assert keys(error) == ["bundle.foreign"]
    assert path.read_text("utf-8") == "my notes"
    with pytest.raises(InputError) as error:
        write_bundle(tmp_path, Publication("kz-open-2023", OPEN))
    assert keys(error) == ["bundle.is_folder"]


def test_it_may_be_read_by_whom_the_umask_lets(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        path = write_bundle(tmp_path / "new" / "b.zip", Publication("kz-open-2023", OPEN))
    finally:
        os.umask(before)
    assert path.stat().st_mode & 0o777 == 0o644


def test_no_file_holds_a_path_of_the_machine(tmp_path: Path) -> None:
    path = write_bundle(tmp_path / "b.zip", Publication("kz-open-2023", OPEN))
    for name, content in contents(path).items():
        assert str(tmp_path).encode() not in content, name
        assert str(DATA).encode() not in content, name
    assert json.loads(contents(path)["bundle.json"])["period"] == "2023"


def test_too_many_draws_to_be_replayed_by_others_are_refused(tmp_path: Path) -> None:
    own = tmp_path / "kz-open-2023"
    shutil.copytree(editions_folder() / "kz-open-2023", own)
    text = (own / "scoring.yaml").read_text("utf-8")
    assert text.count("draws: 2000") == 1
    (own / "scoring.yaml").write_text(text.replace("draws: 2000", "draws: 100001"), "utf-8")
    with pytest.raises(InputError) as error:
        write_bundle(tmp_path / "b.zip", Publication(own, OPEN, draws=True))
    assert keys(error) == ["bundle.draws"]
