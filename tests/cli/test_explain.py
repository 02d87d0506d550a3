"""`aqyl explain`: the trail, read back from what was written and checked against the manifest."""

from __future__ import annotations

import json
import shutil
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from aqyl.standard import load_edition
from tests.cli.running import Cli

KOSTANAY, ALMATY = "391010000", "750000000"


def walk(node: dict[str, Any]) -> list[dict[str, Any]]:
    return [node, *(inner for child in node["children"] for inner in walk(child))]


@pytest.mark.parametrize(
    ("edition", "settlement"),
    [("kz-2026", KOSTANAY), ("kz-open-2023", ALMATY), ("kz-open-2023/ahp", ALMATY)],
)
def test_the_shown_parts_sum_to_the_shown_score(
    aqyl: Cli, out: Path, edition: str, settlement: str
) -> None:
    found = aqyl("explain", edition, out, settlement, "--json").json
    assert found["settlement"] == settlement
    nodes = [node for node in walk(found["trail"]) if node["children"]]
    assert len(nodes) > 4
    for node in nodes:
        parts = [Decimal(child["part"]) for child in node["children"]]
        assert sum(parts, Decimal(0)) == Decimal(node["shown"])


@pytest.mark.parametrize("inner", ["", "kz-2026"])
def test_the_folder_may_be_named_or_the_one_above_it(aqyl: Cli, out: Path, inner: str) -> None:
    result = aqyl("explain", "kz-2026", out / inner, KOSTANAY, "--lang", "kk")
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith("Қостанай (391010000): kz-2026, 2026\n")


def test_both_sides_of_a_contradiction_are_told(aqyl: Cli, out: Path) -> None:
    told = aqyl("explain", "kz-2026", out, KOSTANAY, "--node", "safety.video-analytics").out
    assert "decides: 2025-11-23 lost" in told
    assert "contradicts: " in told
    assert "evidence.csv:" in told
    assert "sha256 " in told
    assert "https://" in told


def test_unknown_leaves_stand_last_and_say_what_they_could_bring(aqyl: Cli, out: Path) -> None:
    told = aqyl("explain", "kz-2026", out, KOSTANAY, "--node", "safety").out.splitlines()
    unknown = [line for line in told if "unknown; could still bring up to" in line]
    assert len(unknown) > 5
    assert told[-len(unknown) :] == unknown


def test_a_value_is_told_with_its_unit_and_steps(aqyl: Cli, out: Path) -> None:
    told = aqyl("explain", "kz-open-2023", out, ALMATY, "--node", "crime").out
    assert "1,847.0691 per 100,000 inhabitants → square root → min-max → inversion" in told


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (("kz-2026", "{out}", "999999999"), "register.not_found"),
        (("kz-2026", "{out}", "353289100"), "assess.unknown_settlement"),
        (("kz-2026", "{out}", "Atlantis"), "assess.unknown_settlement"),
        (("kz-open-2023", "{out}", "999999999"), "assess.unknown_unit"),
        (("kz-open-2023", "{out}", "790000000"), "assess.unknown_unit"),
        (("kz-2026", "{out}", KOSTANAY, "--node", "nothing"), "assess.not_applicable"),
        (("kz-2019", "{out}", KOSTANAY), "output.none"),
        (("kz-2019", "{out}/kz-2026", KOSTANAY), "output.other_edition"),
        (("kz-2026", "{out}/none", KOSTANAY), "output.none"),
        (("nix", "{out}", KOSTANAY), "edition.unknown"),
    ],
)
def test_what_is_not_there_is_a_problem(
    aqyl: Cli, out: Path, words: tuple[str, ...], problem: str
) -> None:
    result = aqyl("explain", *(word.format(out=out) for word in words), "--json")
    assert (result.code, result.out) == (2, "")
    assert [one["problem"] for one in result.problems] == [problem]


@pytest.mark.parametrize(
    ("edition", "name", "code"),
    [("kz-2026", "Kostanay", KOSTANAY), ("kz-open-2023", "almaty city", ALMATY)],
)
def test_a_name_will_do_instead_of_a_code(
    aqyl: Cli, out: Path, edition: str, name: str, code: str
) -> None:
    by_name, by_code = (aqyl("explain", edition, out, given) for given in (name, code))
    assert by_name.code == 0
    assert by_name.out == by_code.out


@pytest.fixture
def copy(out: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(out / "kz-open-2023", tmp_path / "copy"))


def test_an_edition_that_changed_since_is_refused(aqyl: Cli, copy: Path) -> None:
    manifest = json.loads((copy / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["edition"]["id"] == load_edition("kz-open-2023").id
    manifest["edition"]["fingerprint"] = "0" * 64
    (copy / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    result = aqyl("explain", "kz-open-2023", copy, ALMATY, "--json")
    assert (result.code, result.problems[0]["problem"]) == (2, "output.edition_changed")


@pytest.mark.parametrize("name", ["scores.csv", "facts.csv"])
def test_a_file_that_was_touched_is_refused(aqyl: Cli, copy: Path, name: str) -> None:
    with (copy / name).open("a", encoding="utf-8") as file:
        file.write("\n")
    result = aqyl("explain", "kz-open-2023", copy, ALMATY, "--json")
    assert result.code == 2
    assert [one["problem"] for one in result.problems] == ["output.file_changed"]
    assert name in result.problems[0]["given"]


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"edition": {"id": "x"}}', "\u0000"])
def test_a_broken_manifest_is_refused(aqyl: Cli, copy: Path, text: str) -> None:
    (copy / "manifest.json").write_text(text, encoding="utf-8")
    result = aqyl("explain", "kz-open-2023", copy, ALMATY, "--json")
    assert (result.code, result.problems[0]["problem"]) == (2, "output.bad_manifest")
