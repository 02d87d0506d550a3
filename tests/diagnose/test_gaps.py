"""Gap profiles: what is short of the best, and what is not known to be."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from aqyl.assess import Assessment
from aqyl.diagnose.gaps import profiles
from tests.assess.small import assessed as drawn
from tests.diagnose.small import assessed


def test_a_known_gap_and_an_unknown_one() -> None:
    [profile] = profiles(assessed({"u1": {"a.cameras": "pilot"}}))
    known, unknown = profile.gap("a.cameras"), profile.gap("b.lights")
    assert (known.score, known.gap, known.low, known.high, known.known) == (40, 60, 60, 60, 1)
    assert (unknown.score, unknown.gap, unknown.low, unknown.high) == (None, None, 0, 100)
    assert (unknown.gain, unknown.known) == (None, 0)
    with pytest.raises(KeyError):
        profile.gap("c")


def test_gaps_come_in_the_order_of_the_tree() -> None:
    [profile] = profiles(assessed({"u1": {"a.cameras": "pilot"}}))
    nodes = [one.node for one in profile.gaps]
    assert nodes[0] == "total"
    assert nodes.index("a") < nodes.index("a.cameras") < nodes.index("b")


def test_the_largest_are_those_that_gain_most_of_what_is_known() -> None:
    statuses = {"a.cameras": "pilot", "a.analytics": "none", "b.lights": "implemented"}
    [profile] = profiles(assessed({"u1": statuses}))
    assert [one.node for one in profile.largest("initiative", 5)] == ["a.analytics", "a.cameras"]


@given(drawn())
@settings(max_examples=50)
def test_a_gap_lies_between_its_ends_and_scores_and_gaps_make_up_the_scale(a: Assessment) -> None:
    for profile in profiles(a):
        for one in profile.gaps:
            assert one.low <= one.high + 1e-9
            if one.gap is not None and one.score is not None:
                assert one.low - 1e-9 <= one.gap <= one.high + 1e-9
                assert one.gap == pytest.approx(100.0 - one.score)
                assert one.gain == pytest.approx(one.weight * one.gap)
