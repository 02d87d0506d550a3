"""The cases in tests/spec/diagnose: a few answers in, what the diagnosis must say of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from aqyl.assess import assess
from aqyl.diagnose import Diagnosis, diagnose
from aqyl.problems import raise_if
from aqyl.register import load_register
from aqyl.standard import load_edition
from aqyl.standard.yaml_source import read_yaml
from tests.assess.spec_cases import make_table

SPEC = Path(__file__).parent.parent / "spec" / "diagnose"
EXPECTED = ("gaps", "classes", "peers", "technologies")


def cases() -> list[dict[str, Any]]:
    found = []
    for path in sorted(SPEC.glob("*.yaml")):
        content: Any
        content, problems = read_yaml(path, path.name)
        raise_if(problems)
        found += [{"edition": content["edition"], **case} for case in content["cases"]]
    return found


@pytest.fixture(scope="module", params=cases(), ids=lambda case: case["name"]["en"])
def case(request: pytest.FixtureRequest) -> tuple[dict[str, Any], Diagnosis]:
    given = request.param
    register = load_register()
    answers = make_table("answers", given["answers"])
    assessment = assess(load_edition(given["edition"]), {"answers": answers}, register, "2026")
    return given, diagnose(assessment, register)


def holds(found: Any, wanted: dict[str, Any], *but: str) -> None:
    """Everything a case says of a thing is so."""
    for name in wanted.keys() - set(but):
        value, expected = getattr(found, name), wanted[name]
        near = pytest.approx(expected, abs=1e-9) if isinstance(expected, float) else expected
        assert value == near, name


def test_case(case: tuple[dict[str, Any], Diagnosis]) -> None:
    given, found = case
    for gap in given.get("gaps", ()):
        holds(found.profile(gap["settlement"]).gap(gap["node"]), gap, "settlement")
    for classes in given.get("classes", ()):
        holds(found.classes_of(classes["group"]), classes)
    for wanted in given.get("peers", ()):
        own = [one for one in found.peers_of(wanted["settlement"]) if one.node == wanted["node"]]
        peers = own[0].peers if own else ()
        for peer, expected in zip(peers, wanted["peers"], strict=True):
            holds(peer, expected)
    for wanted in given.get("technologies", ()):
        listed = {one.technology: one for one in found.priorities_of(wanted["scope"]).technologies}
        assert (wanted["technology"] in listed) == wanted["listed"]
        if wanted["listed"]:
            holds(listed[wanted["technology"]], wanted, "scope", "listed")


def test_every_case_expects_something_and_nothing_else_than_is_checked() -> None:
    for given in cases():
        assert any(given.get(name) for name in EXPECTED), given["name"]["en"]
        assert given.keys() <= {"edition", "name", "answers", *EXPECTED}
        assert set(given["name"]) == {"kk", "ru", "en"}
