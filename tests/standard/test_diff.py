"""What changed between two editions, in meaning and not in text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import FrozenInstanceError
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from aqyl.language import LANGUAGES, catalogue
from aqyl.standard import Change, Edition, diff_editions, fingerprint, list_editions, load_edition
from aqyl.standard import models as all_models
from aqyl.standard.diff import COMPARED, Kind
from aqyl.standard.diff_words import show
from aqyl.standard.entries import SourceKind, Text
from aqyl.standard.models import Obligation
from tests.standard.editing import SMALL, Folder

Edit = tuple[str, str, str]
Found = tuple[str, str, str, str, Any, Any]


def bare(change: Change) -> Found:
    return change.kind, change.list, change.id, change.field, change.before, change.after


def after(small: Folder, *edits: Edit) -> list[Found]:
    """The changes that these edits of the small edition make."""
    before = small.load()
    for edit in edits:
        small.change(*edit)
    return [bare(change) for change in diff_editions(before, small.load())]


def test_an_edition_does_not_differ_from_itself(small: Folder) -> None:
    assert diff_editions(small.load(), small.load()) == ()


SINGLE: list[tuple[str, Edit, Found]] = [
    (
        "a title",
        ("initiatives.yaml", 'en: "Cameras"', 'en: "Video cameras"'),
        ("renamed", "initiatives", "safety.cameras", "title",
         {"kk": "Камералар", "ru": "Камеры", "en": "Cameras"},
         {"kk": "Камералар", "ru": "Камеры", "en": "Video cameras"}),
    ),
    (
        "a weight",
        ("initiatives.yaml", "weight: 2.0", "weight: 3.0"),
        ("reweighted", "initiatives", "safety.analytics", "weight", 2.0, 3.0),
    ),
    (
        "the weight of a domain",
        ("edition.yaml", "weight: 2.0", "weight: 3.0"),
        ("reweighted", "domains", "safety", "weight", 2.0, 3.0),
    ),
    (
        "a pairwise comparison",
        ("scoring.yaml", "upper: [3.0]", "upper: [5.0]"),
        ("reweighted", "variants", "compared", "weights.total.upper", [3.0], [5.0]),
    ),
    (
        "how initiatives and indicators share the weight",
        ("scoring.yaml", "initiatives: 0.5, ", "initiatives: 0.7, "),
        ("reweighted", "edition", "small", "scoring.shares.initiatives", 0.5, 0.7),
    ),
    (
        "what an obligation weighs",
        ("scoring.yaml", "recommended: 0.5", "recommended: 0.4"),
        ("reweighted", "edition", "small", "scoring.obligations.recommended", 0.5, 0.4),
    ),
    (
        "the obligation of a group",
        ("initiatives.yaml", 'town: "not_applied"', 'town: "base"'),
        ("moved_group", "initiatives", "transport.lights", "groups.town", "not_applied", "base"),
    ),
    (
        "the domain of an indicator",
        ("indicators.yaml", 'on-time"\n    domain: "transport"', 'on-time"\n    domain: "safety"'),
        ("moved_domain", "indicators", "transport.on-time", "domain", "transport", "safety"),
    ),
    (
        "a goalpost",
        ("indicators.yaml", "low: 40.0", "low: 60.0"),
        ("threshold", "indicators", "safety.response", "goalposts.town.low", 40.0, 60.0),
    ),
    (
        "a level",
        ("scoring.yaml", "lower: 50.0", "lower: 60.0"),
        ("threshold", "levels", "high", "lower", 50.0, 60.0),
    ),
    (
        "the edges of bands",
        ("indicators.yaml", "edges: [0.0, 50.0]", "edges: [0.0, 60.0]"),
        ("threshold", "indicators", "transport.on-time", "steps",
         [{"step": "bands", "edges": [0.0, 50.0], "points": [0.0, 1.0], "below": False}],
         [{"step": "bands", "edges": [0.0, 60.0], "points": [0.0, 1.0], "below": False}]),
    ),
    (
        "a target",
        ("indicators.yaml", "multiplier: 100.0", "multiplier: 100.0\n    target: 80.0"),
        ("threshold", "indicators", "transport.cashless", "target", None, 80.0),
    ),
    (
        "the steps of all indicators",
        ("scoring.yaml", '{step: "goalposts"}', '{step: "goalposts"}, {step: "sqrt"}'),
        ("threshold", "edition", "small", "scoring.steps",
         [{"step": "goalposts"}], [{"step": "goalposts"}, {"step": "sqrt"}]),
    ),
    (
        "the steps of a domain",
        ("edition.yaml", "    weight: 2.0", '    weight: 2.0\n    after: [{step: "sqrt"}]'),
        ("threshold", "domains", "safety", "after", [], [{"step": "sqrt"}]),
    ),
    (
        "the points of a status",
        ("scoring.yaml", "points: 0.5", "points: 0.4"),
        ("points", "statuses", "pilot", "points", 0.5, 0.4),
    ),
    (
        "a prerequisite",
        ("initiatives.yaml", '    prerequisites: ["safety.cameras"]\n', ""),
        ("links", "initiatives", "safety.analytics", "prerequisites", ["safety.cameras"], []),
    ),
    (
        "a technology",
        ("initiatives.yaml", '    technologies: ["cameras"]\n', ""),
        ("links", "initiatives", "safety.cameras", "technologies", ["cameras"], []),
    ),
    (
        "the indicators it moves",
        ("initiatives.yaml", '["safety.response"]', '["transport.cashless", "safety.response"]'),
        ("links", "initiatives", "safety.analytics", "moves",
         ["safety.response"], ["safety.response", "transport.cashless"]),
    ),
    (
        "a rule of scoring",
        ("scoring.yaml", 'missing: "worst"', 'missing: "left_out"'),
        ("scoring", "edition", "small", "scoring.missing", "worst", "left_out"),
    ),
    (
        "what counts as done",
        ("initiatives.yaml", '"В одном месте."', '"На одной улице."'),
        ("wording", "initiatives", "safety.analytics", "done.pilot",
         {"kk": "Бір орында.", "ru": "В одном месте.", "en": "In one place."},
         {"kk": "Бір орында.", "ru": "На одной улице.", "en": "In one place."}),
    ),
    (
        "the direction of an indicator",
        ("indicators.yaml", 'direction: "up"\n    steps', 'direction: "down"\n    steps'),
        ("definition", "indicators", "transport.on-time", "direction", "up", "down"),
    ),
    (
        "the reason why a theme stands aside",
        ("themes.yaml", '"Не инициатива."', '"Это не инициатива."'),
        ("wording", "unmatched_themes", "transport.taxi", "reason",
         {"kk": "Бастама емес.", "ru": "Не инициатива.", "en": "No initiative."},
         {"kk": "Бастама емес.", "ru": "Это не инициатива.", "en": "No initiative."}),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("name", "edit", "found"), SINGLE, ids=[name for name, _, _ in SINGLE])
def test_one_change_is_one_change(small: Folder, name: str, edit: Edit, found: Found) -> None:
    assert after(small, edit) == [found], name


def test_a_domain_moves_under_another(small: Folder) -> None:
    small.write("later.yaml", 'remove: {variants: ["compared"]}')
    parent = '    weight: 2.0\n    parent: "transport"'
    assert after(small, ("edition.yaml", "    weight: 2.0", parent)) == [
        ("moved_domain", "domains", "safety", "parent", "total", "transport")
    ]


def test_what_is_added_and_removed_comes_whole(small: Folder) -> None:
    changes = after(
        small,
        ("edition.yaml", 'id: "cameras"\n    title: {kk: "камералар", ru: "камеры"',
         'id: "drones"\n    title: {kk: "дрондар", ru: "дроны"'),
        ("initiatives.yaml", '    technologies: ["cameras"]\n', ""),
    )  # fmt: skip
    assert [(kind, name, entry_id) for kind, name, entry_id, *_ in changes] == [
        ("removed", "technologies", "cameras"),
        ("added", "technologies", "drones"),
        ("links", "initiatives", "safety.cameras"),
    ]
    assert changes[0][4]["title"]["ru"] == "камеры"
    assert (changes[0][5], changes[1][4]) == (None, None)


def test_a_renamed_id_is_not_a_change_wherever_it_is_named(small: Folder) -> None:
    """The group keeps its title: obligations and goalposts that speak of it stay as they are."""
    edits = [
        ("edition.yaml", 'id: "town"', 'id: "kent"'),
        ("initiatives.yaml", 'town: "recommended"', 'kent: "recommended"'),
        ("initiatives.yaml", 'town: "not_applied"', 'kent: "not_applied"'),
        ("indicators.yaml", 'group: "town"', 'group: "kent"'),
    ]
    assert after(small, *edits) == [("renamed", "groups", "kent", "id", "town", "kent")]


def test_an_entry_may_be_renamed_and_changed_at_once(small: Folder) -> None:
    changes = after(
        small,
        ("initiatives.yaml", 'id: "transport.lights"', 'id: "transport.signals"'),
        ("initiatives.yaml", 'town: "not_applied"', 'town: "base"'),
    )
    assert [(kind, entry_id) for kind, _, entry_id, *_ in changes] == [
        ("renamed", "transport.signals"),
        ("moved_group", "transport.signals"),
    ]


def test_titles_that_two_entries_share_rename_nothing(small: Folder) -> None:
    small.change("edition.yaml", 'kk: "минут", ru: "минуты", en: "minutes"',
                 'kk: "пайыз", ru: "процент", en: "per cent"')  # fmt: skip
    changes = after(
        small,
        ("edition.yaml", 'id: "percent"', 'id: "share"'),
        ("edition.yaml", 'id: "minutes"', 'id: "time"'),
        ("indicators.yaml", 'unit: "minutes"', 'unit: "time"'),
        ("indicators.yaml", 'unit: "percent"\n    direction: "up"\n    multiplier',
         'unit: "share"\n    direction: "up"\n    multiplier'),
        ("indicators.yaml", 'unit: "percent"', 'unit: "share"'),
    )  # fmt: skip
    kinds = [kind for kind, name, *_ in changes if name == "measurement_units"]
    assert sorted(kinds) == ["added", "added", "removed", "removed"]


def test_working_becomes_official_in_two_changes(small: Folder) -> None:
    """That it is official now, and by which act."""
    source = 'source: {kind: "official", act: "7-НҚ", checked_on: 2026-05-01}'
    changes = after(small, ("initiatives.yaml", "    stage: 2", f"    stage: 2\n    {source}"))
    assert [found[:4] for found in changes] == [
        ("source", "initiatives", "safety.analytics", "source.kind"),
        ("provenance", "initiatives", "safety.analytics", "source"),
    ]
    assert changes[0][4:] == ("working", "official")
    assert changes[1][5]["act"] == "7-НҚ"


def test_neither_order_nor_files_nor_defaults_are_changes(small: Folder) -> None:
    before = small.load()
    turned = before.model_copy(
        update={
            "initiatives": before.initiatives[::-1],
            "indicators": before.indicators[::-1],
            "domains": before.domains[::-1],
        }
    )
    assert diff_editions(before, turned) == ()


def test_the_order_is_the_edition_then_list_by_list_by_id() -> None:
    changes = diff_editions(load_edition("kz-open-2023"), load_edition("kz-open-2023-corrected"))
    lists = ["edition", *COMPARED]
    places = [
        (lists.index(change.list), change.id if change.list != "edition" else "")
        for change in changes
    ]
    assert places == sorted(places)
    assert changes == diff_editions(
        load_edition("kz-open-2023"), load_edition("kz-open-2023-corrected")
    )


def test_a_real_comparison() -> None:
    """Published against corrected: crime once, population without weight, Shymkent back."""
    changes = diff_editions(load_edition("kz-open-2023"), load_edition("kz-open-2023-corrected"))
    found = {(change.kind, change.id, change.field): change for change in changes}
    crime = found["threshold", "crime", "steps"]
    assert [step["step"] for step in crime.before] == ["sqrt", "minmax", "invert", "invert"]
    assert [step["step"] for step in crime.after] == ["sqrt", "minmax", "invert"]
    assert found["reweighted", "population", "weight"].after == 0.0
    assert found["definition", "790000000", "left_out"].after is None
    assert found["removed", "ahp", ""].list == "variants"


def test_a_change_is_frozen(small: Folder) -> None:
    small.change("scoring.yaml", "points: 0.5", "points: 0.4")
    (change,) = diff_editions(load_edition(SMALL), small.load())
    with pytest.raises(FrozenInstanceError):
        change.kind = "added"  # type: ignore[misc]


@pytest.mark.parametrize(("name", "edit", "found"), SINGLE, ids=[name for name, _, _ in SINGLE])
def test_each_change_is_worded_in_three_languages(
    small: Folder, name: str, edit: Edit, found: Found
) -> None:
    before = small.load()
    (change,) = diff_editions(before, small.change(*edit).load())
    sentences = {change.sentence.say(lang) for lang in LANGUAGES}
    assert len(sentences) == len(LANGUAGES)
    assert all(sentence.endswith(".") and "{" not in sentence for sentence in sentences), name


def test_sentences_read_well(small: Folder) -> None:
    before = small.load()
    small.change("initiatives.yaml", 'town: "not_applied"', 'town: "base"')
    small.change("indicators.yaml", "low: 40.0", "low: 45.5")
    moved, threshold = diff_editions(before, small.load())
    assert moved.sentence == Text(
        kk="Бастама «Бағдаршамдар» (transport.lights): "
        "міндеттілігі өзгерді («кенттер»): қолданылмайды → базалық.",
        ru="Инициатива «Светофоры» (transport.lights): "
        "изменена обязательность («посёлки»): не применяется → базовая.",
        en="Initiative “Traffic lights” (transport.lights): "
        "obligation changed (“towns”): not applied → base.",
    )
    assert threshold.sentence.ru == (
        "Показатель «Время прибытия» (safety.response): "
        "изменён порог (границы, «посёлки», нижняя): 40 → 45,5."
    )


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, "–"),
        ([], "–"),
        (True, "yes"),
        (0.1 + 0.2, "0.3"),
        (100.0, "100"),
        ("official", "official"),
        ({"kk": "а", "ru": "б", "en": "c"}, "“c”"),
        ([{"step": "minmax", "low": 0.0, "high": None}], "minmax (low 0)"),
        ({"kind": "working", "act": None, "link": "https://x"}, "kind: working; link: https://x"),
    ],
)
def test_values_are_shown_as_a_reader_expects(value: Any, shown: str) -> None:
    assert show(value, "en") == shown


def test_every_field_list_and_kind_has_its_words() -> None:
    """A new field of the models needs a word in diff.yaml."""
    own = {name for name in vars(all_models) if not name.startswith("_")}
    models = [m for m in map(vars(all_models).get, own) if _is_model(m)]
    fields = {name for model in models for name in model.model_fields}  # type: ignore[union-attr]
    fields -= {*COMPARED, *LANGUAGES, "listed"}
    words = catalogue()
    missing = [name for name in sorted(fields) if f"diff.field.{name}" not in words]
    missing += [kind for kind in get_args(Kind) if f"diff.{kind}" not in words]
    missing += [name for name in ("edition", *COMPARED) if f"diff.list.{name}" not in words]
    values = (*get_args(Obligation), *get_args(SourceKind))
    missing += [value for value in values if f"diff.value.{value}" not in words]
    assert missing == []


def _is_model(value: object) -> bool:
    return isinstance(value, type) and issubclass(value, BaseModel)


def with_entry(edition: Edition, name: str, index: int, **update: Any) -> Edition:
    """The edition with one entry of a list changed."""
    entries = list(getattr(edition, name))
    at = index % len(entries)
    entries[at] = entries[at].model_copy(update=update)
    return edition.model_copy(update={name: tuple(entries)})


def with_id(edition: Edition, name: str, index: int, new: str) -> Edition:
    """The edition with one entry's id changed wherever it is named."""
    entries = getattr(edition, name)
    old = entries[index % len(entries)].id
    return Edition.model_validate_json(
        edition.model_dump_json().replace(f'"{old}"', f'"{new}"')
    )  # fmt: skip


BASE = load_edition(SMALL)
TEXT = Text(kk="жаңа", ru="новое", en="new")
EDITS: list[Callable[[Edition, int], Edition]] = [
    lambda e, n: with_entry(e, "initiatives", n, weight=float(n)),
    lambda e, n: with_entry(e, "initiatives", n, title=TEXT),
    lambda e, n: with_entry(e, "initiatives", n, domain="safety"),
    lambda e, n: with_entry(
        e, "initiatives", n, groups={group.id: ("base", "not_applied")[n % 2] for group in e.groups}
    ),
    lambda e, n: with_entry(e, "initiatives", n, done={"done": TEXT}),
    lambda e, n: with_id(e, "initiatives", n, f"renamed-{n}"),
    lambda e, n: with_entry(e, "initiatives", n, themes=("b", "a")),
    lambda e, n: with_entry(e, "indicators", n, goalposts=()),
    lambda e, n: with_entry(e, "indicators", n, target=float(n)),
    lambda e, n: with_id(e, "indicators", n, f"measured-{n}"),
    lambda e, n: with_id(e, "groups", n, f"group-{n}"),
    lambda e, n: with_entry(e, "statuses", n, points=0.25),
    lambda e, n: with_entry(e, "groups", n, count=n),
    lambda e, n: e.model_copy(update={"initiatives": e.initiatives[1:] or e.initiatives}),
    lambda e, n: e.model_copy(update={"unmatched_themes": ()}),
    lambda e, n: e.model_copy(update={"title": TEXT, "licence": f"{n}"}),
    lambda e, n: e.model_copy(update={"variants": ()}),
    lambda e, n: e.model_copy(
        update={"scoring": e.scoring.model_copy(update={"steps": (), "scale": n + 1.0})}
    ),
]
EDITIONS = st.lists(st.tuples(st.sampled_from(EDITS), st.integers(0, 9)), max_size=5).map(
    lambda edits: _edited(BASE, edits)
)


def _edited(
    edition: Edition, edits: list[tuple[Callable[[Edition, int], Edition], int]]
) -> Edition:
    for edit, number in edits:
        edition = edit(edition, number)
    return edition


def mirror(change: Change, names: dict[str, str]) -> Found:
    """The change seen from the other side, with the ids that side knows."""
    other = {"added": "removed", "removed": "added"}.get(change.kind, change.kind)
    if change.field == "id":
        return other, change.list, str(change.before), "id", change.after, change.before
    values = _named(change.after, names), _named(change.before, names)
    field = ".".join(names.get(part, part) for part in change.field.split("."))
    return other, change.list, names.get(change.id, change.id), field, *values


def _named(value: Any, names: dict[str, str]) -> Any:
    if isinstance(value, dict):
        return {names.get(key, key): _named(child, names) for key, child in value.items()}
    if isinstance(value, list):
        items = [_named(item, names) for item in value]
        return sorted(items) if all(isinstance(item, str) for item in items) else items
    return names.get(value, value) if isinstance(value, str) else value


@settings(max_examples=150, deadline=None)
@given(EDITIONS, EDITIONS)
def test_the_way_back_is_the_mirror_of_the_way_there(a: Edition, b: Edition) -> None:
    there, back = diff_editions(a, b), diff_editions(b, a)
    names = {str(c.after): str(c.before) for c in there if c.field == "id"}
    mirrored = sorted((mirror(change, names) for change in there), key=repr)
    assert mirrored == sorted(map(bare, back), key=repr)


@settings(max_examples=150, deadline=None)
@given(EDITIONS, EDITIONS)
def test_no_change_means_the_same_fingerprint(a: Edition, b: Edition) -> None:
    assert (diff_editions(a, b) == ()) == (fingerprint(a) == fingerprint(b))


@pytest.mark.parametrize("name", list_editions())
def test_shipped_editions_do_not_differ_from_themselves(name: str) -> None:
    assert diff_editions(load_edition(name), load_edition(name)) == ()
