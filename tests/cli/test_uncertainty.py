"""`aqyl uncertainty` and `aqyl sensitivity`: how sure a ranking is, and what moves it."""

from __future__ import annotations

import csv
import json
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from aqyl.language import LANGUAGES
from tests.cli.running import Cli

WORDS = ("uncertainty", "kz-open-2023", "--draws", "300")


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_published_ranking_tells_few_neighbours_apart(aqyl: Cli, open_data: Path) -> None:
    result = aqyl(*WORDS, open_data, "--pair", "Almaty city, Астана қаласы")
    assert (result.code, result.err) == (0, "")
    lines = result.out.splitlines()
    assert lines[0].startswith("Uncertain: weights, normalisation, filling of blanks. Draws: 300.")
    assert lines[4].split()[:4] == ["1", "West", "Kazakhstan", "Region"]
    assert "Of 18 pairs of neighbours" in result.out
    assert "Almaty city is ahead of Astana city in" in result.out


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_speaks_the_language(aqyl: Cli, public_data: Path, lang: str) -> None:
    words = ("--group", "republican", "--draws", "64", "--lang", lang)
    result = aqyl("uncertainty", "kz-2026", public_data, *words)
    name = {"kk": "Шымкент", "ru": "Шымкент", "en": "Shymkent"}[lang]
    level = {"kk": "бастапқы", "ru": "начальный", "en": "initial"}[lang]
    assert any(name in line and level in line for line in result.out.splitlines())


def test_what_is_written_is_what_is_told(aqyl: Cli, open_data: Path, tmp_path: Path) -> None:
    told = aqyl(*WORDS, open_data, "--source", "weights", "-o", tmp_path, "--json").json
    folder = tmp_path / "uncertainty" / "kz-open-2023"
    assert {path.name for path in folder.iterdir()} == {
        "uncertainty.csv", "levels.csv", "ahead.csv", "manifest.json",
    }  # fmt: skip
    written = read(folder / "uncertainty.csv")
    assert len(written) == len(told["uncertainty"]) == 38
    for row, other in zip(written, told["uncertainty"], strict=True):
        assert float(row["p95"]) == other["p95"]
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert (manifest["sources"], manifest["seed"], manifest["draws"]) == (
        ["weights"], 2023, {"all": 300},
    )  # fmt: skip


def test_the_same_seed_writes_the_same_bytes(aqyl: Cli, open_data: Path, tmp_path: Path) -> None:
    folders = [tmp_path / name for name in ("one", "two", "three")]
    for folder, seed in zip(folders, ("5", "5", "6"), strict=True):
        aqyl(*WORDS, open_data, "--seed", seed, "-o", folder)
    one, two, three = (
        (folder / "uncertainty" / "kz-open-2023" / "uncertainty.csv").read_bytes()
        for folder in folders
    )
    assert one == two != three


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (("--draws", "none"), "cli.whole"),
        (("--draws", "0"), "cli.whole"),
        (("--weights", "25"), "cli.share"),
        (("--claims", "-1"), "cli.share"),
        (("--source", "weather"), "uncertainty.source_unknown"),
        (("--source", "claims"), "uncertainty.source_absent"),
        (("--pair", "750000000"), "uncertainty.pair_unknown"),
        (("--pair", "750000000,1"), "assess.unknown_unit"),
        (("--draws", "9" * 16), "cli.whole"),
        (("--group", "village"), "uncertainty.group_unknown"),
        (("--draws", "900000000"), "index.draws_memory"),
    ],
)
def test_a_wrong_word_is_told(
    aqyl: Cli, open_data: Path, words: tuple[str, ...], problem: str
) -> None:
    result = aqyl("uncertainty", "kz-open-2023", open_data, *words, "--json")
    assert (result.code, result.out) == (2, "")
    assert [one["problem"] for one in result.problems] == [problem]


INTERRUPTED = """
import os, signal, sys
from aqyl.index.uncertainty import machine
part = machine.Work.__post_init__
from aqyl.cli import screen
def stop(self, done, count):
    if done >= 512:
        os.kill(os.getpid(), signal.SIGINT)
screen.Steps.part = stop
from aqyl.cli.main import main
sys.exit(main(sys.argv[1:]))
"""


def test_an_interrupt_tells_how_many_draws_were_made(open_data: Path, tmp_path: Path) -> None:
    words = ["uncertainty", "kz-open-2023", str(open_data), "--draws", "200000", "--lang", "en"]
    done = subprocess.run(
        [sys.executable, "-c", INTERRUPTED, *words, "-o", str(tmp_path)],
        capture_output=True,
        check=False,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    assert "Interrupted: " in done.stdout
    folder = tmp_path / "uncertainty" / "kz-open-2023"
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert 512 <= manifest["draws"]["all"] < 200000
    assert manifest["undrawn"] == []
    assert signal.SIGINT  # The process ended by itself, not by the signal.


@pytest.mark.parametrize("form", [(), ("--json",)], ids=["told", "json"])
def test_groups_an_interrupt_left_undrawn_are_named(
    public_data: Path, tmp_path: Path, form: tuple[str, ...]
) -> None:
    words = ["uncertainty", "kz-2026", str(public_data), "--draws", "200000", "--lang", "en"]
    done = subprocess.run(
        [sys.executable, "-c", INTERRUPTED, *words, "-o", str(tmp_path), *form],
        capture_output=True,
        check=True,
        text=True,
        encoding="utf-8",
    )
    left = ["republican", "oblast", "district"]
    if form:
        assert json.loads(done.stdout)["undrawn"] == left
    else:
        named = "cities of republican significance, "
        assert f"Not drawn because of the interrupt: {named}" in done.stdout
    folder = tmp_path / "uncertainty" / "kz-2026"
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert (list(manifest["draws"]), manifest["undrawn"]) == (["all"], left)
    blank = [row for row in read(folder / "uncertainty.csv") if row["group"] in left]
    assert len(blank) == 2 * 100
    assert {(row["draws"], row["mean"]) for row in blank} == {("0", "")}


def test_unknown_data_explain_the_public_ranking(aqyl: Cli, public_data: Path) -> None:
    found = aqyl("sensitivity", "kz-2026", public_data, "--base", "256", "--second", "--json").json
    total = {
        line["sources"][0]: line["value"] for line in found["indices"] if line["order"] == "total"
    }
    assert max(total, key=lambda name: total[name]) == "unknown"
    assert [line["order"] for line in found["indices"]].count("second") == 3
    assert {line["node"] for line in found["removal"]} >= {"safety", "ecology"}


def test_what_moves_one_region(aqyl: Cli, open_data: Path) -> None:
    words = ("--settlement", "750000000", "--base", "64", "--lang", "ru")
    result = aqyl("sensitivity", "kz-open-2023", open_data, *words)
    assert result.out.startswith("Объясняется место: город Алматы")
    assert "нормирование" in result.out
    assert "-0,000" not in result.out


def test_wrong_words_of_sensitivity(aqyl: Cli, open_data: Path) -> None:
    result = aqyl("sensitivity", "kz-open-2023", open_data, "--base", "1", "--json")
    assert [one["problem"] for one in result.problems] == ["cli.whole"]
    result = aqyl("sensitivity", "kz-open-2023", open_data, "--settlement", "1", "--json")
    assert [one["problem"] for one in result.problems] == ["assess.unknown_unit"]
    result = aqyl("sensitivity", "kz-open-2023", open_data, "--base", "900000000", "--json")
    assert [one["problem"] for one in result.problems] == ["index.base_memory"]
    assert re.search(r"up to \d+ base points", result.problems[0]["allowed"])
