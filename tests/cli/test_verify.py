"""`aqyl bundle` and `aqyl verify`: what they say, and by which exit code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.running import Cli
from tests.publish.bundle.making import changed, contents


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The published ranking of regions, by the command line."""
    from aqyl.cli.main import main
    from tests.publish.bundle.making import DATA

    path = tmp_path_factory.mktemp("bundle") / "kz.zip"
    words = ["bundle", "kz-open-2023", str(DATA / "kz-open-2023"), "-o", str(path), "--quiet"]
    assert main([*words, "--created-on", "2026-12-01", "--data-licence", "PDDL 1.0"]) == 0
    return path


@pytest.fixture
def forged(bundle: Path, tmp_path: Path) -> Path:
    """The same with another score, its digest made to agree."""
    name = "results/ranks.csv"
    old = contents(bundle)[name]
    new = old.replace(b"all,750000000,", b"all,710000000,", 1)
    assert new != old
    return changed(bundle, tmp_path, {name: new}, restated=True)


@pytest.mark.parametrize(
    ("lang", "verdict", "outcome"),
    [
        ("kk", "Қайталанады: ", "[дұрыс] Мұрағат: "),
        ("ru", "Воспроизводится: ", "[верно] Архив: "),
        ("en", "It replays: ", "[holds] Archive: "),
    ],
)
def test_a_bundle_that_replays(
    aqyl: Cli, bundle: Path, lang: str, verdict: str, outcome: str
) -> None:
    result = aqyl("verify", bundle, "--lang", lang)
    assert (result.code, result.err) == (0, "")
    lines = result.out.splitlines()
    assert lines[0].startswith("kz-open-2023, 2023 (")
    assert "2026" in lines[0]
    assert lines[1].startswith(verdict)
    assert lines[3].startswith(outcome)
    assert len([line for line in lines if line.startswith("[")]) == 4


def test_one_that_does_not_is_exit_code_1_and_says_where(aqyl: Cli, forged: Path) -> None:
    result = aqyl("verify", forged)
    assert (result.code, result.err) == (1, "")
    assert result.out.splitlines()[1].startswith("It does not replay")
    assert "[fails] Results" in result.out
    told = "column “settlement” (group all, settlement 710000000): published 710000000, replayed"
    assert told in result.out


def test_quiet_is_the_verdict_alone(aqyl: Cli, bundle: Path, forged: Path) -> None:
    assert aqyl("verify", bundle, "--quiet").out.startswith("It replays: ")
    assert len(aqyl("verify", forged, "--quiet").out.splitlines()) == 1


def test_json(aqyl: Cli, bundle: Path, forged: Path) -> None:
    good = aqyl("verify", bundle, "--json")
    assert (good.code, good.err, good.json["replays"]) == (0, "", True)
    assert [check["outcome"] for check in good.json["checks"]] == ["holds"] * 4
    assert good.json["manifest"]["created_on"] == "2026-12-01"
    bad = aqyl("verify", forged, "--json")
    assert (bad.code, bad.json["replays"]) == (1, False)
    [fault] = [fault for check in bad.json["checks"] for fault in check["faults"]]
    assert (fault["fault"], fault["file"]) == ("differs", "results/ranks.csv")
    assert fault["row"] == {"group": "all", "settlement": "710000000"}
    assert (fault["published"], fault["replayed"]) == ("710000000", "750000000")


@pytest.mark.parametrize(
    ("content", "problem"), [(None, "bundle.no_file"), (b"a,b\n1,2\n", "bundle.no_zip")]
)
def test_what_is_no_bundle_is_exit_code_2(
    aqyl: Cli, tmp_path: Path, content: bytes | None, problem: str
) -> None:
    path = tmp_path / "file.zip"
    if content is not None:
        path.write_bytes(content)
    result = aqyl("verify", path, "--json")
    assert (result.code, result.out) == (2, "")
    assert [one["problem"] for one in result.problems] == [problem]
    assert all(one["repair"] for one in result.problems)


def test_a_bundle_is_written_and_told(aqyl: Cli, open_data: Path, tmp_path: Path) -> None:
    path = tmp_path / "b.zip"
    told = aqyl("bundle", "kz-open-2023", open_data, "-o", path, "--lang", "ru")
    assert (told.code, told.err) == (0, "")
    assert f"aqyl verify {path}" in told.out
    found = aqyl("bundle", "kz-open-2023", open_data, "-o", path, "--json").json
    assert found["sha256"] in told.out
    assert found["size"] == path.stat().st_size
    assert found["manifest"] == json.loads(contents(path)["bundle.json"])


def test_draws_and_the_year_are_asked_for(aqyl: Cli, open_data: Path, tmp_path: Path) -> None:
    words = ("bundle", "kz-open-2023", open_data, "-o", tmp_path / "b.zip", "--json")
    found = aqyl(*words, "--period", "2023", "--with-draws").json["manifest"]
    assert found["period"] == "2023"
    assert isinstance(found["seed"], int)
    assert "results/levels.csv" in {one["file"] for one in found["files"]}


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        (("--period", "23"), "cli.period"),
        (("--created-on", "1 December"), "cli.day"),
    ],
)
def test_wrong_options_are_problems_and_nothing_is_written(
    aqyl: Cli, open_data: Path, tmp_path: Path, options: tuple[str, ...], problem: str
) -> None:
    words = ("bundle", "kz-open-2023", open_data, "-o", tmp_path / "b.zip", "--json")
    result = aqyl(*words, *options)
    assert (result.code, result.out) == (2, "")
    assert [one["problem"] for one in result.problems] == [problem]
    assert list(tmp_path.iterdir()) == []
