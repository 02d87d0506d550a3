"""Classes by need: found where they are there, and told where they are not."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.metrics import adjusted_rand_score

from aqyl.diagnose import NeedsClasses, diagnose
from aqyl.diagnose.classes import needs_classes
from aqyl.diagnose.naming import class_ids
from aqyl.diagnose.stability import cuts
from aqyl.register import load_register
from aqyl.standard.planning import NeedsRules
from tests.diagnose.made import diagnosed, made_up
from tests.diagnose.small import RULES, assessed

LEAVES = ("a.cameras", "a.analytics", "b.lights", "b.app")
BEHIND_IN_A = {
    "a.cameras": "none",
    "a.analytics": "none",
    "b.lights": "implemented",
    "b.app": "implemented",
}
BEHIND_IN_B = {
    "a.cameras": "implemented",
    "a.analytics": "implemented",
    "b.lights": "none",
    "b.app": "none",
}


def classes(statuses: dict[str, dict[str, str]], **rules: object) -> NeedsClasses:
    assessment = assessed(statuses, rules=rules)
    return needs_classes(assessment, NeedsRules(**{**RULES, **rules}))


def test_two_kinds_of_settlements_are_two_classes_named_by_what_they_need() -> None:
    found = classes({f"u{n}": BEHIND_IN_A if n < 4 else BEHIND_IN_B for n in range(8)})
    assert (found.number, found.reason) == (2, None)
    assert {(one.members, one.largest) for one in found.classes} == {
        (("u0", "u1", "u2", "u3"), ("a",)),
        (("u4", "u5", "u6", "u7"), ("b",)),
    }
    titles = {one.title.en for one in found.classes}
    assert titles == {"Needs more than others: a", "Needs more than others: b"}
    assert all(one.agree > 0.75 and not one.on_border for one in found.members)


def test_the_kinds_that_made_up_data_were_made_of_are_found() -> None:
    assessment, kinds = made_up()
    found = diagnosed().classes_of("all")
    assert found.number == 4
    assert found.best is not None
    assert found.best.agreement == pytest.approx(1.0, abs=0.02)
    own = {one.settlement: one.needs_class for one in found.members}
    assert adjusted_rand_score(kinds, [own[unit.id] for unit in assessment.units]) == 1.0
    behind = {frozenset(one.largest) for one in found.classes}
    assert {frozenset({"transport", "infrastructure"}), frozenset({"social", "economy"})} <= behind
    least = found.classes[-1]
    assert least.title.en.startswith("Needs less than others")


def test_where_too_much_is_unknown_classes_are_not_stable_and_it_says_how_far() -> None:
    assessment, _ = made_up(answered=0.4)
    found = diagnose(assessment).classes_of("all")
    assert (found.number, found.reason, found.classes, found.members) == (0, "not_stable", (), ())
    assert found.best is not None
    assert found.best.agreement < found.required
    assert found.best.low <= found.best.agreement <= found.best.high


def test_settlements_between_two_classes_are_on_the_border() -> None:
    between = {
        "a.cameras": "none",
        "a.analytics": "implemented",
        "b.lights": "none",
        "b.app": "implemented",
    }
    statuses = {f"u{n}": BEHIND_IN_A if n < 5 else BEHIND_IN_B for n in range(10)}
    found = classes({**statuses, "between": between}, most=2)
    assert found.number == 2
    assert [one.settlement for one in found.members if one.on_border] == ["between"]
    [border] = [one for one in found.members if one.on_border]
    assert border.other not in (None, border.needs_class)


def test_a_settlement_of_which_too_little_is_known_is_in_no_class() -> None:
    statuses = {f"u{n}": BEHIND_IN_A if n < 4 else BEHIND_IN_B for n in range(8)}
    found = classes({**statuses, "silent": {"a.cameras": "none"}}, known=0.3)
    assert found.unclassed == ("silent",)
    assert found.of("silent") is None
    assert found.number == 2


@pytest.mark.parametrize(
    ("statuses", "reason"),
    [
        ({"u1": BEHIND_IN_A}, "too_few"),
        ({"u1": BEHIND_IN_A, "u2": BEHIND_IN_B, "u3": BEHIND_IN_A}, "too_few"),
        ({f"u{n}": BEHIND_IN_A for n in range(9)}, "alike"),
        ({f"u{n}": {"a.cameras": "none"} for n in range(9)}, "too_few"),
    ],
    ids=["one settlement alone", "three settlements", "all alike", "little known"],
)
def test_why_there_are_no_classes(statuses: dict[str, dict[str, str]], reason: str) -> None:
    found = classes(statuses, known=0.3)
    assert (found.number, found.reason, found.classes) == (0, reason, ())


def test_gaps_that_part_by_rounding_alone_are_alike() -> None:
    low = np.full((9, 2), 0.1 + 0.2)
    low[::2] = 0.3
    assert cuts(low, low, NeedsRules(**RULES)) == []


def test_nothing_known_of_anybody() -> None:
    found = classes({"u1": {}, "u2": {}} | {"u3": {"a.cameras": "none"}})
    assert found.reason == "too_few"
    assessment, _ = made_up(answered=0.0)
    assert diagnose(assessment).classes_of("all").reason == "nothing_known"


def test_classes_within_a_group_are_of_its_settlements_alone() -> None:
    assessment, found = made_up()[0], diagnosed()
    own = {unit.id for unit in assessment.units if unit.group == "oblast"}
    within = found.classes_of("oblast")
    assert {one.settlement for one in within.members} == own
    assert all(one.id.startswith("oblast-") for one in within.classes)
    # Three cities of republican significance are too few to class.
    assert found.classes_of("republican").reason == "too_few"


def test_classes_keep_their_ids_from_year_to_year() -> None:
    first = diagnosed()
    # The order of the mean gaps changes, the settlements of a class do not.
    later = diagnose(made_up(spread=0.3)[0], previous=first)
    for one in later.classes_of("all").classes:
        [former] = [own for own in first.classes_of("all").classes if own.id == one.id]
        assert len(set(one.members) & set(former.members)) > len(one.members) / 2
    assert later.previous == "2026"


def test_a_class_that_splits_leaves_its_id_to_the_larger_part() -> None:
    first = classes({f"u{n}": BEHIND_IN_A if n < 4 else BEHIND_IN_B for n in range(8)})
    [former] = [one for one in first.classes if "u0" in one.members]
    ids = class_ids("all", [["u0", "u1", "u2"], ["u3"], ["u4", "u5", "u6", "u7"]], first)
    assert ids[0] == former.id
    assert ids[1] == "all-3"
    assert {ids[0], ids[2]} == {"all-1", "all-2"}


def test_the_same_assessment_gives_the_same_diagnosis() -> None:
    assert diagnose(made_up()[0], load_register()) == diagnosed()
