"""The root documents keep pace with the project."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

import aqyl

ROOT = Path(__file__).resolve().parent.parent
OWN_WORDING = (
    "src/aqyl/portal/evidence/templates/",
    "src/aqyl/portal/verification/templates/",
    "src/aqyl/language/strings/",
    "src/aqyl/publish/templates/",
    "src/aqyl/publish/design/",
    "src/aqyl/publish/documents/document.typ",
    "src/aqyl/portal/locale/",
    "src/aqyl/portal/campaigns/static/",
    "src/aqyl/portal/look/static/look/icon.svg",
    "src/aqyl/portal/look/static/look/pick.js",
    "src/aqyl/portal/look/static/look/portal.",
    "src/aqyl/portal/plans/static/",
    "src/aqyl/portal/results/static/",
    "src/aqyl/portal/projects/static/",
    "src/aqyl/portal/diagnosis/static/",
    "src/aqyl/portal/plans/static/",
    "src/aqyl/portal/scenarios/static/",
)
DATA_FOLDERS = ("src/aqyl", "tests/reference")


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def rows(text: str) -> list[list[str]]:
    """The cells of every table row, heads and rules left out."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    rules = {i for i, row in enumerate(cells) if set("".join(row)) <= {"-"}}
    return [row for i, row in enumerate(cells) if i not in rules and i + 1 not in rules]


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "docs/setup.md"])
def test_every_link_and_picture_of_a_document_is_there(name: str) -> None:
    targets = re.findall(r"\]\((?!https?:)([^)#]+)", read(name))
    assert targets
    for target in targets:
        assert ((ROOT / name).parent / target).exists(), target


def test_the_glossary_gives_every_word_in_three_languages_and_a_meaning() -> None:
    glossary = rows(read("GLOSSARY.md"))
    assert len(glossary) > 60
    for row in glossary:
        assert len(row) == 4, row
        assert all(row), row
        assert re.search("[а-яәғқңөұүһі]", row[1] + row[2]), row


def test_the_glossary_has_each_word_once() -> None:
    words = [row[0] for row in rows(read("GLOSSARY.md"))]
    assert sorted(set(words)) == sorted(words)


def test_the_changelog_has_two_columns_for_this_version() -> None:
    section = read("CHANGELOG.md").split(f"\n## {aqyl.__version__}\n")[1].split("\n## ")[0]
    assert "| change of the standard | change of the software |" in section
    assert all(len(row) == 2 for row in rows(section))


def test_every_dependency_has_a_reason() -> None:
    project = tomllib.loads(read("pyproject.toml"))
    extras = project["project"].get("optional-dependencies", {})
    groups = [project["project"]["dependencies"], *extras.values()]
    groups += project["dependency-groups"].values()
    lines = [line for group in groups for line in group]
    names = {re.split(r"[<>=!~ \[;]", line)[0].lower() for line in lines}
    table = rows(read("docs/decisions/dependencies.md"))
    reasons = {name: row[3] for row in table if len(row) == 4 for name in row[:2]}
    names.remove("aqyl")  # an extra that holds others
    assert names <= reasons.keys()
    assert all(len(reasons[name]) > 4 for name in names)


def data_files() -> list[str]:
    """Every shipped file that is neither code nor our own wording."""
    found = (file for folder in DATA_FOLDERS for file in (ROOT / folder).rglob("*"))
    names = [
        file.relative_to(ROOT).as_posix()
        for file in found
        if file.is_file() and file.suffix not in {".py", ".pyc", ".md", ".typed"}
    ]
    return sorted(
        name
        for name in names
        if not name.startswith(OWN_WORDING) and not re.match("src/aqyl/portal/.*/templates/", name)
    )


@pytest.mark.parametrize("name", data_files())
def test_every_data_file_has_a_licence(name: str) -> None:
    paths = re.findall(r"^\| `([^`]+)` \|", read("DATA-LICENSES.md"), re.MULTILINE)
    assert any(name == path or (path.endswith("/") and name.startswith(path)) for path in paths)


def test_every_path_with_a_licence_is_there() -> None:
    for path in re.findall(r"^\| `([^`]+)` \|", read("DATA-LICENSES.md"), re.MULTILINE):
        assert (ROOT / path).exists(), path


def test_the_licence_is_the_whole_apache_licence() -> None:
    text = read("LICENSE")
    assert "Version 2.0, January 2004" in text
    assert "END OF TERMS AND CONDITIONS" in text
