"""An edition that extends another: what it changes, what it keeps, what it may not do."""

from __future__ import annotations

from pathlib import Path

import pytest

from aqyl.standard import load_edition
from tests.standard.editing import Folder, keys

HEAD = """\
id: "other"
extends: "small"
title: {kk: "Басқа", ru: "Другой", en: "Other"}
"""
HERE = "other/edition.yaml:4"


@pytest.fixture
def other(small: Folder, tmp_path: Path) -> Folder:
    """An edition beside the small one that extends it and changes nothing but its name."""
    folder = Folder(tmp_path / "other")
    folder.write("edition.yaml", HEAD)
    return folder


def test_what_it_does_not_speak_of_is_that_of_the_other(small: Folder, other: Folder) -> None:
    base, top = small.load(), other.load()
    assert (top.id, top.title.en) == ("other", "Other")
    assert top.model_copy(update={"id": base.id, "title": base.title}) == base


def test_a_field_it_gives_replaces_the_whole_field(other: Folder) -> None:
    other.add("edition.yaml", 'units: {kind: "register"}\nunmatched_themes: []\nlicence: "MIT"\n')
    edition = other.load()
    assert (edition.units.kind, edition.unmatched_themes, edition.licence) == (
        "register",
        (),
        "MIT",
    )


def test_changes_find_entries_by_id_and_touch_only_what_they_give(
    small: Folder, other: Folder
) -> None:
    other.add("edition.yaml", 'changes: {initiatives: [{id: "safety.analytics", weight: 5.0}]}\n')
    before, after = small.load().initiatives, other.load().initiatives
    assert [i.id for i in after] == [i.id for i in before]
    assert after[1] == before[1].model_copy(update={"weight": 5.0})
    assert (after[0], after[2]) == (before[0], before[2])


def test_changes_reach_into_mappings(other: Folder) -> None:
    other.add("edition.yaml", "changes:\n  scoring: {shares: {initiatives: 0.9}, scale: 1.0}\n")
    scoring = other.load().scoring
    assert (scoring.scale, scoring.missing) == (1.0, "worst")
    assert scoring.shares == {"initiatives": 0.9, "indicators": 0.5}


def test_lists_without_ids_are_replaced_and_can_be_emptied(other: Folder) -> None:
    other.add(
        "edition.yaml",
        'changes: {initiatives: [{id: "safety.analytics", references: [], prerequisites: []}]}\n',
    )
    analytics = other.load().initiatives[1]
    assert (analytics.references, analytics.prerequisites) == ((), ())
    assert analytics.moves == ("safety.response",)


def test_steps_and_sources_are_replaced_whole(other: Folder) -> None:
    """A source that is half the old and half the new would be neither."""
    source = '{kind: "official", act: "2-НҚ", checked_on: 2026-06-01}'
    entry = f'{{id: "transport.on-time", steps: [{{step: "rank"}}], source: {source}}}'
    other.add("edition.yaml", f"changes: {{indicators: [{entry}]}}\n")
    on_time = other.load().indicators[2]
    assert [step.step for step in on_time.steps] == ["rank"]
    assert (on_time.source.act, on_time.source.note) == ("2-НҚ", None)


def test_an_entry_that_is_not_there_is_added(other: Folder) -> None:
    entry = """\
changes:
  technologies:
    - id: "drones"
      title: {kk: "дрондар", ru: "дроны", en: "drones"}
      source: {kind: "official", act: "2-НҚ", checked_on: 2026-06-01}
"""
    other.add("edition.yaml", entry)
    assert [technology.id for technology in other.load().technologies] == ["cameras", "drones"]


def test_null_takes_a_field_away(small: Folder, other: Folder) -> None:
    other.add("edition.yaml", 'changes: {groups: [{id: "city", count: null}]}\n')
    assert (small.load().groups[0].count, other.load().groups[0].count) == (2, None)


def test_remove_takes_entries_out(other: Folder) -> None:
    other.add(
        "edition.yaml", 'remove: {indicators: ["transport.on-time"], variants: ["compared"]}\n'
    )
    edition = other.load()
    assert [i.id for i in edition.indicators] == ["safety.response", "transport.cashless"]
    assert edition.variants == ()


def test_changes_of_several_files_are_joined(other: Folder) -> None:
    other.write("a.yaml", 'changes: {initiatives: [{id: "safety.cameras", stage: 2}]}')
    other.write("b.yaml", 'changes: {initiatives: [{id: "transport.lights", stage: 3}]}')
    assert [i.stage for i in other.load().initiatives] == [2, 2, 3]


def test_an_edition_may_lay_changes_over_its_own_files(small: Folder) -> None:
    small.write("later.yaml", 'changes: {groups: [{id: "town", count: 7}]}')
    assert small.load().groups[1].count == 7


def test_an_edition_may_extend_one_that_extends_another(other: Folder, tmp_path: Path) -> None:
    third = Folder(tmp_path / "third")
    third.write("edition.yaml", 'id: "third"\nextends: "other"\nlicence: "MIT"\n')
    edition = third.load()
    assert (edition.id, edition.title.en, edition.licence) == ("third", "Other", "MIT")


def test_an_edition_may_extend_one_that_comes_with_aqyl(tmp_path: Path) -> None:
    """Even under the same name: a city's own kz-2026 over that of Aqyl."""
    own = Folder(tmp_path / "kz-2026")
    own.write("edition.yaml", 'extends: "kz-2026"\nchanges: {scoring: {scale: 1.0}}\n')
    assert own.load().scoring.scale == 1.0
    assert own.load().initiatives == load_edition("kz-2026").initiatives


@pytest.mark.parametrize(
    ("text", "key", "place"),
    [
        ('remove: {indicators: ["nothing"]}', "edition.remove_unknown", HERE),
        ('remove: {nonsense: ["x"]}', "edition.remove_unknown", HERE),
        ("remove: 5", "edition.overlay_no_mapping", HERE),
        ('changes: {groups: [{id: "city"}, {id: "city"}]}', "edition.id_twice", HERE),
        ('changes: {groups: [{id: "city", count: -1}]}', "edition.out_of_range", HERE),
        ('changes: {levels: [{id: "low", lower: 60.0}]}', "edition.levels_order", HERE),
        ("licence: 5", "edition.not_text", HERE),
        ("changes: {licence: 5}", "edition.not_text", HERE),
    ],
)  # fmt: skip
def test_what_it_may_not_do_is_said_at_its_own_line(
    other: Folder, text: str, key: str, place: str
) -> None:
    (problem,) = other.add("edition.yaml", f"{text}\n").problems()
    assert problem.key == key
    assert str(problem.place).startswith(place)


def test_an_inherited_mistake_is_said_where_it_was_made(small: Folder, other: Folder) -> None:
    small.change("edition.yaml", "weight: 2.0", "weight: -2.0")
    (problem,) = other.problems()
    assert str(problem.place).startswith("small/edition.yaml:")


def test_editions_that_extend_each_other_are_a_circle(small: Folder, other: Folder) -> None:
    small.add("edition.yaml", 'extends: "other"\n')
    (problem,) = other.problems()
    assert (problem.key, problem.values["circle"]) == ("edition.circle", "other → small → other")


def test_an_edition_that_extends_itself_is_a_circle(small: Folder) -> None:
    small.add("edition.yaml", 'extends: "small"\n')
    (problem,) = small.problems()
    assert problem.values["circle"] == "small → small"


def test_without_the_other_edition_only_that_is_said(other: Folder) -> None:
    other.change("edition.yaml", '"small"', '"smalle"')
    other.add("edition.yaml", "licence: 5\nchanges: {groups: []}\n")
    assert keys(other.problems()) == ["edition.unknown", "edition.not_text"]


def test_the_corrected_ranking_differs_from_the_published_one_only_as_it_says() -> None:
    published, corrected = load_edition("kz-open-2023"), load_edition("kz-open-2023-corrected")
    changed = {
        after.id
        for before, after in zip(published.indicators, corrected.indicators, strict=True)
        if before != after
    }
    assert changed == {"crime", "population"}
    assert [u.id for u in published.units.listed if u.left_out] == ["790000000"]
    assert not any(unit.left_out for unit in corrected.units.listed)
    assert len(published.units.listed) == len(corrected.units.listed) == 20
