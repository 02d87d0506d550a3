"""Loading: files joined, defaults filled in, ids and folders found, nothing guessed."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from aqyl.problems import InputError, NotFoundError
from aqyl.standard import Edition, check_folder, fingerprint, list_editions, load_edition
from aqyl.standard.loader import editions_folder
from tests.standard.editing import SMALL, Folder, keys


def test_what_the_files_say_is_what_the_edition_holds(small: Folder) -> None:
    edition = small.load()
    assert edition.id == "small"
    assert edition.title.say("kk") == "Шағын стандарт"
    assert [domain.id for domain in edition.domains] == ["safety", "transport"]
    assert edition.in_force.start == dt.date(2026, 1, 1)
    analytics = edition.initiatives[1]
    assert (analytics.stage, analytics.weight) == (2, 2.0)
    assert analytics.done["pilot"].en == "In one place."


def test_an_edition_cannot_be_changed(small: Folder) -> None:
    with pytest.raises(ValidationError):
        small.load().licence = "other"  # type: ignore[misc]


def test_defaults_fill_what_entries_leave_out_and_nothing_else(small: Folder) -> None:
    edition = small.load()
    cameras, _, lights = edition.initiatives
    assert cameras.groups == {"city": "base", "town": "recommended"}
    assert lights.groups == {"city": "base", "town": "not_applied"}
    assert cameras.source.kind == "working"


def test_defaults_reach_into_nested_lists(small: Folder) -> None:
    response, _, on_time = small.load().indicators
    assert [post.source.kind for post in response.goalposts] == ["assumption", "assumption"]
    assert on_time.goalposts == ()


def test_defaults_hold_for_their_own_file_only(small: Folder) -> None:
    small.write("more.yaml", 'goals: [{id: "g", title: {kk: "а", ru: "а", en: "a"}}]')
    assert keys(small.problems()) == ["edition.field_missing"]


def test_files_may_lie_anywhere_in_the_folder(small: Folder) -> None:
    small.write("a/b/indicators.yml", small.read("indicators.yaml"))
    (small.path / "indicators.yaml").unlink()
    assert len(small.load().indicators) == 3


def test_hidden_files_are_left_alone(small: Folder) -> None:
    small.write(".draft.yaml", "nonsense: true")
    assert small.problems() == []


def test_a_folder_that_changes_is_read_again(small: Folder) -> None:
    before = small.load()
    small.change("edition.yaml", "count: 5", "count: 6")
    assert (before.groups[1].count, small.load().groups[1].count) == (5, 6)


def test_content_can_be_tried_without_writing_it(small: Folder) -> None:
    text = small.read("edition.yaml").replace("count: 5", "count: 9")
    edition, problems = check_folder(small.path, {"edition.yaml": text.encode()})
    assert problems == []
    assert edition is not None
    assert edition.groups[1].count == 9
    assert small.load().groups[1].count == 5


@pytest.mark.parametrize("name", ["kz-2030", "kz-2030/x", "", "../editions", "no/such/folder"])
def test_an_unknown_id_names_those_that_are_known(name: str) -> None:
    with pytest.raises(NotFoundError, match="kz-2026"):
        load_edition(name)


def test_a_variant_is_the_edition_with_other_weights(small: Folder) -> None:
    whole, variant = small.load(), load_edition(f"{small.path}/compared")
    assert variant.id == "small/compared"
    assert variant.title.en == "Compared"
    assert [(w.node, w.method) for w in variant.scoring.weights] == [("total", "ahp")]
    assert variant.variants == ()
    assert variant.initiatives == whole.initiatives


def test_a_variant_replaces_only_the_weights_of_its_nodes(small: Folder) -> None:
    weights = """\
  weights:
    - {node: "total", method: "given", source: *working}
    - {node: "safety", method: "given", source: *working}
"""
    small.change(
        "scoring.yaml", "  source: *working\nvariants", f"{weights}  source: *working\nvariants"
    )
    variant = load_edition(small.path / "compared")
    assert [(w.node, w.method) for w in variant.scoring.weights] == [
        ("safety", "given"),
        ("total", "ahp"),
    ]


def test_an_unknown_variant_names_those_that_are_known(small: Folder) -> None:
    with pytest.raises(NotFoundError, match="compared"):
        load_edition(small.path / "other")
    with pytest.raises(NotFoundError, match="ahp"):
        load_edition("kz-open-2023/other")


def test_the_editions_that_come_with_aqyl() -> None:
    assert list_editions() == (
        "kz-2019",
        "kz-2026",
        "kz-open-2023",
        "kz-open-2023/ahp",
        "kz-open-2023-corrected",
        "u4ssc-2022",
    )


@pytest.mark.parametrize("name", list_editions())
def test_each_of_them_is_whole(name: str) -> None:
    edition = load_edition(name)
    assert edition.id == name
    assert check_folder(editions_folder() / name.partition("/")[0])[1] == []


def test_a_shipped_edition_is_loaded_once() -> None:
    assert load_edition("kz-2026") is load_edition("kz-2026")


FILES = sorted(path.name for path in SMALL.iterdir())
JUNK = st.sampled_from(
    ["", "5", "no", "[]", "{}", "[[{}]]", '"x"', "1.10", "2026-01-01", "null", ".inf", "&a [*a]",
     "- x", "- {id: 5}", "- {id: {a: b}}", "{id: [1]}", "extends: small", "defaults: {source: 5}",
     'remove: {indicators: [{id: "x"}]}', "changes: {indicators: [5]}", "changes: {scoring: 5}",
     "changes: {initiatives: [{id: {}}]}", "remove: 5", "*nothing", "\ttab", "a: b: c"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(file=st.sampled_from(FILES), line=st.integers(0, 70), junk=JUNK, whole=st.booleans())
def test_no_file_is_too_wrong_to_be_answered(file: str, line: int, junk: str, whole: bool) -> None:
    """Any line replaced by junk, or its value: problems come back, never a crash."""
    lines = (SMALL / file).read_text(encoding="utf-8").splitlines()
    at = line % len(lines)
    lines[at] = junk if whole else lines[at].partition(":")[0] + ": " + junk
    edition, problems = check_folder(SMALL, {file: "\n".join(lines).encode()})
    assert (edition is None) == bool(problems)
    assert all(problem.text("kk") for problem in problems)


def written_out(edition: Edition) -> str:
    """The whole edition as one file: no defaults, keys sorted, lists turned round."""
    plain = edition.model_dump()
    for name, value in plain.items():
        if isinstance(value, tuple) and name != "levels":
            plain[name] = value[::-1]
    for initiative in plain["initiatives"]:
        initiative["themes"] = initiative["themes"][::-1]
    return yaml.safe_dump(_listed(plain), allow_unicode=True)


def _listed(value: object) -> object:
    """Tuples as lists, all the way down."""
    if isinstance(value, dict):
        return {key: _listed(child) for key, child in value.items()}
    return [_listed(item) for item in value] if isinstance(value, tuple) else value


@pytest.mark.parametrize("name", ["small", *list_editions()])
def test_the_fingerprint_is_the_meaning_and_not_the_files(tmp_path: Path, name: str) -> None:
    edition = load_edition(SMALL if name == "small" else name)
    text = written_out(edition).replace(f"\nid: {edition.id}\n", "\nid: same\n")
    (tmp_path / "edition.yaml").write_text(text, encoding="utf-8")
    other = load_edition(tmp_path)
    assert fingerprint(other) == fingerprint(edition.model_copy(update={"id": "same"}))
    assert len(edition.domains) == 1 or other.domains != edition.domains


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("initiatives.yaml", "weight: 2.0", "weight: 2.5"),
        ("initiatives.yaml", '"В одном месте."', '"В двух местах."'),
        ("indicators.yaml", "points: [0.0, 1.0]", "points: [1.0, 0.0]"),
        ("scoring.yaml", "upper: [3.0]", "upper: [4.0]"),
        ("edition.yaml", "count: 5", "count: 6"),
        ("themes.yaml", '"No initiative."', '"None."'),
    ],
)
def test_the_fingerprint_changes_with_the_meaning(
    small: Folder, file: str, old: str, new: str
) -> None:
    before = fingerprint(small.load())
    assert fingerprint(small.change(file, old, new).load()) != before


def test_the_fingerprint_is_the_same_on_every_machine(small: Folder) -> None:
    assert fingerprint(small.load()) == (
        "117519baa10a17e0aac11c52bbf322def43c3ebaa40087510283a57edb3af581"
    )


def test_a_wrong_edition_is_not_loaded(small: Folder) -> None:
    small.change("edition.yaml", 'licence: "CC0"\n', "")
    with pytest.raises(InputError):
        load_edition(Path(small.path))
