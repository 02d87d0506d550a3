"""Priority technologies: what they are worth, in what order, and how sure the order is."""

from __future__ import annotations

import numpy as np
import pytest

from aqyl.diagnose import Priorities
from aqyl.diagnose.priorities import criteria_weights, priorities
from aqyl.diagnose.uses import uses
from tests.assess.audit.build import initiative
from tests.diagnose.made import diagnosed
from tests.diagnose.small import assessed, cost, planning, standard, technology

NONE = dict.fromkeys(("a.cameras", "a.analytics", "b.lights", "b.app"), "none")
ALL = dict.fromkeys(NONE, "implemented")


def ordered(
    statuses: dict[str, dict[str, str]], scope: str = "country", **fields: object
) -> Priorities:
    found = priorities(assessed(statuses, **fields), planning(), ())
    return next(one for one in found if one.scope == scope)


def test_what_a_technology_is_worth_to_a_settlement() -> None:
    assessment = assessed({"u1": {**NONE, "a.cameras": "pilot"}})
    worth = uses(assessment, planning())
    weight = {leaf: float(assessment.column(assessment.weight, leaf)[0]) for leaf in NONE}
    video = worth.technologies.index("video")
    # All of cameras from 40 to 100 points, and its half of analytics from 0.
    assert worth.need[0, video] == pytest.approx(
        60 * weight["a.cameras"] + 50 * weight["a.analytics"]
    )
    # Half of the way to the best of the one indicator, for the half of analytics.
    moved = float(assessment.column(assessment.weight, "a.response")[0])
    assert worth.effect[0, video] == pytest.approx(0.5 * 0.5 * moved * 100)
    # 100 + 5 x 10 for cameras, half of 300 + 5 x 20 for analytics.
    assert worth.cost[0, video] == pytest.approx(150 + 200)
    assert worth.known[0, video] == pytest.approx(worth.need[0, video])


def test_what_is_done_needs_nothing_more() -> None:
    found = ordered({"u1": {**NONE, "b.lights": "implemented"}})
    assert {one.technology for one in found.technologies} == {"video", "learning"}
    assert ordered({"u1": ALL}).technologies == ()


def test_what_nobody_knows_of_counts_as_not_done_and_is_told() -> None:
    found = ordered({"u1": {"a.cameras": "none"}})
    by_name = {one.technology: one for one in found.technologies}
    assert by_name["sensors"].known == 0.0
    assert 0.0 < by_name["video"].known < 1.0


def test_the_scopes_are_the_country_each_class_and_each_settlement() -> None:
    found = diagnosed()
    kinds = [one.kind for one in found.priorities]
    assert kinds[0] == "country"
    assert kinds.count("settlement") == 100
    assert kinds.count("class") == sum(one.number for one in found.classes)
    behind = found.classes_of("all").classes[0]
    assert found.priorities_of(behind.id).technologies[0].need > 0
    with pytest.raises(KeyError):
        found.priorities_of("nowhere")


def test_the_cost_of_several_is_their_sum_and_their_need_the_mean() -> None:
    both, one = ordered({"u1": NONE, "u2": NONE}), ordered({"u1": NONE, "u2": NONE}, "u1")
    for whole, own in zip(both.technologies, one.technologies, strict=True):
        assert whole.technology == own.technology
        assert whole.cost == 2 * own.cost
        assert whole.need == pytest.approx(own.need)


def test_places_and_their_robustness() -> None:
    found = ordered({"u1": NONE})
    assert [one.place for one in found.technologies] == sorted(
        one.place for one in found.technologies
    )
    for one in found.technologies:
        assert {own.method for own in one.methods} == {"saw", "topsis", "promethee"}
        for own in one.methods:
            assert own.low <= own.high
            assert one.by(own.method) is own


def test_a_technology_that_is_best_at_everything_is_first_whatever_the_weights() -> None:
    leaves = (
        initiative(
            "a.good",
            domain="a",
            technologies=("good",),
            cost=cost(1, 0),
            weight=3.0,
            moves=("a.response",),
        ),
        initiative("a.bad", domain="a", technologies=("bad",), cost=cost(900, 90)),
    )
    edition = {
        "initiatives": leaves,
        "technologies": (technology("good"), technology("bad", 2)),
    }
    found = ordered({"u1": {"a.good": "none", "a.bad": "none"}}, **edition)
    good, bad = found.technologies
    assert (good.technology, good.place, bad.place) == ("good", 1, 2)
    assert all((own.place, own.robustness, own.high) == (1, 1.0, 1) for own in good.methods)


def test_what_the_edition_does_not_state_is_not_compared_but_named() -> None:
    bare = technology("sensors", None)
    own = standard().technologies[:2]
    found = ordered({"u1": NONE}, technologies=(*own, bare))
    assert found.left_out == ("sensors",)
    assert "sensors" not in {one.technology for one in found.technologies}


def test_weights_of_criteria_are_shares_in_their_order() -> None:
    np.testing.assert_allclose(criteria_weights(standard()), [0.4, 0.3, 0.1, 0.2])
