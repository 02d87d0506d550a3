"""What holds for any two assessments: parts make the whole, nothing from nothing, back is minus."""

from __future__ import annotations

import math
from itertools import permutations
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aqyl.assess import Assessment
from aqyl.assess.bridge import PARTS, Bridge, Split, bridge
from aqyl.assess.replay import cells_of, replay
from aqyl.problems import InputError
from tests.assess.small import INITIATIVES, UNITS, assessed, measured, run, said, small


def share_a_unit(pair: tuple[Assessment, Assessment]) -> bool:
    one, other = ({unit.id for unit in assessment.units} for assessment in pair)
    return bool(one & other)


pairs = st.tuples(assessed(), assessed(year="2025")).filter(share_a_unit)
few = settings(max_examples=12, deadline=None)


def quick(before: Assessment, after: Assessment, **more: Any) -> Bridge:
    """A bridge with few orders; its parts are exact all the same."""
    return bridge(before, after, exact=3, draws=2, **more)


def splits(found: Bridge) -> list[Split]:
    return [found.score, found.low, found.high, found.rank]


def same(one: np.ndarray, other: np.ndarray) -> None:
    np.testing.assert_allclose(one, other, rtol=0, atol=1e-9)


@few
@given(pairs)
def test_parts_sum_to_the_whole_at_every_node_and_rank(pair: tuple[Assessment, Assessment]) -> None:
    found = quick(*pair)
    for split in splits(found):
        same(sum(found.part(split, part) for part in PARTS), split.change)
        same(split.players.sum(axis=0) if found.players else split.change * 0, split.change)
    for unit in found.units:
        for node in found.nodes:
            step = found.step(unit, node)
            if not math.isnan(step.change):
                assert math.fsum(step.parts.values()) == pytest.approx(step.change, abs=1e-9)


@few
@given(pairs)
def test_what_the_leaves_bring_sums_to_each_part(pair: tuple[Assessment, Assessment]) -> None:
    found = quick(*pair)
    for part in PARTS:
        same(found.named[part].sum(axis=-1).T, found.part(found.score, part))


@few
@given(assessed())
def test_from_an_assessment_to_itself_nothing_changed(one: Assessment) -> None:
    found = bridge(one, one)
    assert found.players == ()
    for split in splits(found):
        assert np.nanmax(np.abs(split.change), initial=0.0) == 0.0
    assert all(np.nanmax(np.abs(found.named[part]), initial=0.0) == 0.0 for part in PARTS)


@settings(max_examples=8, deadline=None)
@given(pairs)
def test_the_way_back_is_the_way_there_with_the_sign_turned(
    pair: tuple[Assessment, Assessment],
) -> None:
    there, back = quick(*pair), quick(*reversed(pair))
    place = [back.nodes.index(node) for node in there.nodes]
    for name in ("score", "low", "high"):
        for part in PARTS:
            one, other = (
                there.part(getattr(there, name), part),
                back.part(getattr(back, name), part),
            )
            same(one, -other[:, place])
    for part in PARTS:
        same(there.part(there.rank, part), -back.part(back.rank, part))


@settings(max_examples=5, deadline=None)
@given(pairs)
def test_the_parts_are_the_same_however_finely_players_are_told_apart(
    pair: tuple[Assessment, Assessment],
) -> None:
    fine, coarse = quick(*pair, detail="changes"), quick(*pair, detail="kinds")
    assert len(fine.players) >= len(coarse.players)
    for one, other in zip(splits(fine), splits(coarse), strict=True):
        for part in PARTS:
            same(fine.part(one, part), coarse.part(other, part))


@few
@given(pairs)
def test_before_and_after_are_the_assessments_own(pair: tuple[Assessment, Assessment]) -> None:
    found = quick(*pair)
    for one, side in zip(pair, ("before", "after"), strict=True):
        own = replay(one)
        rows = [row for row, unit in enumerate(one.units) if unit.id in found.units]
        columns = [one.tree.hierarchy.position(node) for node in found.nodes]
        same(getattr(found.score, side), own.shown[rows][:, columns])
        same(getattr(found.low, side), one.low[rows][:, columns])
        same(getattr(found.high, side), one.high[rows][:, columns])
        same(getattr(found.rank, side), own.ranks()[rows])


@settings(max_examples=8, deadline=None)
@given(st.permutations(INITIATIVES))
def test_facts_and_edition_alone_are_the_mean_over_both_orders(order: list[str]) -> None:
    """Four whole assessments, worked out anew, are all a bridge of two parts rests on."""
    editions = small(), small(shares={"initiatives": 0.9, "indicators": 0.1})
    facts = [
        [
            said(unit, leaf, status)
            for unit in UNITS
            for leaf, status in zip(order, said_, strict=True)
        ]
        for said_ in (["pilot", "none", "pilot", "lost"], ["implemented", "none", "lost", "pilot"])
    ]
    values = [measured(unit, "b.cashless", 10.0 + 20 * n) for n, unit in enumerate(UNITS)]
    score = {
        (e, f): run(editions[e], facts[f], values).column(
            run(editions[e], facts[f], values).score, "total"
        )
        for e in (0, 1)
        for f in (0, 1)
    }
    found = bridge(run(editions[0], facts[0], values), run(editions[1], facts[1], values))
    real = (score[0, 1] - score[0, 0] + score[1, 1] - score[1, 0]) / 2
    method = (score[1, 0] - score[0, 0] + score[1, 1] - score[0, 1]) / 2
    same(found.part(found.score, "real")[:, -1], real)
    same(found.part(found.score, "method")[:, -1], method)
    same(found.part(found.score, "data")[:, -1], 0 * real)


@settings(max_examples=8, deadline=None)
@given(pairs)
def test_three_parts_are_the_mean_over_all_six_orders(pair: tuple[Assessment, Assessment]) -> None:
    from aqyl.assess.bridge import _players
    from aqyl.assess.bridge.differences import differences
    from aqyl.assess.bridge.mixture import Mixtures

    found, laid = quick(*pair), differences(*pair)
    players, number = _players(*pair, laid, "auto", 8)
    mixtures = Mixtures((pair[0].edition, pair[1].edition), laid, number, found.units, found.nodes)
    own = {p: {n for n, one in enumerate(players) if one.part == p} for p in PARTS}
    total = {part: np.zeros_like(found.score.before) for part in PARTS}
    for order in permutations(PARTS):
        on: set[int] = set()
        for part in order:
            was = mixtures.game(on)
            on = on | own[part]
            total[part] += (mixtures.game(on) - was)[:, : len(found.nodes)] / 6
    for part in PARTS:
        there = ~np.isnan(found.score.change)
        same(found.part(found.score, part)[there], total[part][there])


def test_without_a_unit_in_common_there_is_nothing_to_compare() -> None:
    one, other = (run(small(), [said(unit, "a.cameras")], []) for unit in ("u1", "u2"))
    with pytest.raises(InputError, match="in common"):
        bridge(one, other)


def test_cells_of_two_assessments_share_one_grid() -> None:
    one = run(small(), [said("u1", "a.cameras")], [measured("u2", "b.cashless")])
    grid = cells_of(one, ("u0", "u1", "u2"), ("x", *one.tree.leaves), ("", "pilot", "none"))
    assert grid.state.sum() == 2
    assert grid.state[0].sum() == 0
    assert [grid.statuses[n] for n in grid.status[1, 1]] == ["pilot"] * 3
