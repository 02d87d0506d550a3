"""Results of units; COINr's tables are the judge."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from aqyl.index import Floats, Hierarchy, Results, aggregate, group_rank, rank, results
from aqyl.problems import InputError

from .conftest import Reader
from .reference import rows

NAN = float("nan")
PAIR = Hierarchy.from_parents({"a": "top", "b": "top", "c": "top", "top": None})


@pytest.fixture(scope="module")
def table(coinr: Reader, tree: Hierarchy) -> Results:
    """The example's results, countries grouped by the size of their economy."""
    group = {row["uCode"]: row["GDP_group"] for row in rows("00_coin_meta_unit")}
    scores = coinr("06_agg_amean")
    return results(tree, scores.pick(tree.nodes), [group[unit] for unit in scores.rows])


@pytest.mark.parametrize("kind", ["Summ", "Aggs", "Full"])
def test_coinrs_tables(coinr: Reader, tree: Hierarchy, table: Results, kind: str) -> None:
    """The countries from the first to the last, with scores and with ranks."""
    units = np.array(coinr("06_agg_amean").rows)[table.order].tolist()
    for use, ours, off in (("scores", table.scores, 1e-9), ("ranks", table.ranks, 0)):
        theirs = coinr(f"07_results_{kind}_{use}")
        assert theirs.rows == units
        nodes = [name for name in theirs.columns if name != "Rank"]
        places = [tree.position(node) for node in nodes]
        np.testing.assert_allclose(
            ours[np.ix_(table.order, places)], theirs.pick(nodes), rtol=1e-12, atol=off
        )


def test_coinrs_ranks(coinr: Reader, tree: Hierarchy, table: Results) -> None:
    np.testing.assert_array_equal(table.ranks, coinr("07_ranks_all").pick(tree.nodes))


def test_coinrs_ranks_within_groups(coinr: Reader, tree: Hierarchy, table: Results) -> None:
    units = coinr("06_agg_amean").rows
    inner = [tree.nodes[node] for node in tree.inner]
    lines = rows("07_results_groupranks_GDP")
    assert len(lines) == len(units)
    for row in lines:
        ours = table.group_ranks[units.index(row["uCode"]), list(tree.inner)]
        assert ours.tolist() == [float(row[node]) for node in inner]


@pytest.mark.parametrize("unit", ["GBR", "CHN"])
def test_coinrs_unit_summary(coinr: Reader, table: Results, unit: str) -> None:
    ours = table.summary(coinr("06_agg_amean").rows.index(unit))
    theirs = {row["Code"]: row for row in rows(f"07_unit_summary_{unit}")}
    assert len(ours) == len(theirs)
    for at in ours:
        assert at.score == pytest.approx(float(theirs[at.node]["Score"]), rel=1e-12)
        assert at.rank == float(theirs[at.node]["Rank"])
    assert [at.level for at in ours] == sorted((at.level for at in ours), reverse=True)


@pytest.mark.parametrize("unit", ["GBR", "CHN"])
def test_coinrs_strengths_and_weaknesses(directed: Reader, tree: Hierarchy, unit: str) -> None:
    """Of equal ranks COINr takes the first in the order of its own table, as it is given here."""
    raw = directed("01_raw")
    own_order = [row["iCode"] for row in rows("00_coin_meta_ind")]
    flat = Hierarchy.from_parents(
        {code: "top" for code in own_order if code in raw.columns} | {"top": None}
    )
    scores = aggregate(flat, raw.pick(flat.leaves), missing="renormalise")
    table, place = results(flat, scores), raw.rows.index(unit)
    best = table.strengths(place, 5)
    worst = table.weaknesses(place, 5, discard_lowest=True)
    for ours, name in ((best, "strengths"), (worst[::-1], "weaknesses")):
        theirs = [(r["Code"], float(r["Rank"])) for r in rows(f"07_{name}_{unit}")]
        assert [(at.node, at.rank) for at in ours] == theirs


def test_the_very_last_place_is_a_weakness() -> None:
    """COINr leaves it out of the weaknesses; here it comes first."""
    table = results(PAIR, aggregate(PAIR, [[1, 5, 9], [2, 6, 8], [3, 4, 7]]))
    assert [at.node for at in table.weaknesses(0)] == ["a", "b"]
    assert [at.node for at in table.weaknesses(0, discard_lowest=True)] == ["b"]


def test_what_all_have_is_nobodys_strength_or_weakness() -> None:
    table = results(PAIR, aggregate(PAIR, [[1, 5, 9], [1, 6, 8]]))
    assert [at.node for at in table.strengths(0)] == ["c"]
    assert [at.node for at in table.weaknesses(0)] == ["b"]


def test_a_gap_is_neither() -> None:
    table = results(PAIR, aggregate(PAIR, [[NAN, 5, 9], [1, 6, 8]], missing="renormalise"))
    assert [at.node for at in (*table.strengths(0), *table.weaknesses(0))] == ["c", "b"]
    assert table.summary(1)[1].of == 1


def test_a_unit_without_a_total_comes_last() -> None:
    table = results(PAIR, aggregate(PAIR, [[NAN, 1, 1], [1, 1, 1], [2, 2, 2]]))
    assert table.order.tolist() == [2, 1, 0]
    np.testing.assert_array_equal(table.ranks[:, -1], [NAN, 2, 1])


def test_how_a_unit_stands_in_its_group() -> None:
    groups = ["town", "city", "town", "city"]
    scores = aggregate(PAIR, [[1, 1, NAN], [3, 3, 3], [2, 2, 2], [4, 4, 4]], missing="renormalise")
    top, _, _, last = results(PAIR, scores, groups).summary(2)
    assert (top.rank, top.of, top.group_rank, top.group_of) == (3, 4, 1, 2)
    assert (last.rank, last.of, last.group_rank, last.group_of) == (3, 3, 1, 1)


@given(arrays(np.float64, (6, 2), elements=st.sampled_from([1.0, 2.0, NAN])), st.data())
def test_group_ranks_are_ranks_of_each_group_alone(x: Floats, data: st.DataObject) -> None:
    groups = data.draw(st.lists(st.sampled_from("xyz"), min_size=6, max_size=6))
    ours = group_rank(x, groups)
    for group in set(groups):
        members = [unit for unit in range(6) if groups[unit] == group]
        np.testing.assert_array_equal(ours[members], rank(x[members]))


@given(st.randoms(use_true_random=False))
def test_the_order_of_units_changes_nothing(random: Random) -> None:
    order = list(range(5))
    random.shuffle(order)
    scores = aggregate(PAIR, np.random.default_rng(2).random((5, 3)))
    whole, mixed = results(PAIR, scores), results(PAIR, scores[order])
    for place, unit in enumerate(order):
        for one, other in ((mixed.summary, whole.summary), (mixed.strengths, whole.strengths)):
            assert [(at.node, at.rank) for at in one(place)] == [
                (at.node, at.rank) for at in other(unit)
            ]


def test_draws_stand_before_units() -> None:
    scores = np.array([[[1.0], [2.0], [3.0]], [[3.0], [2.0], [1.0]]])
    expected = [[[1], [2], [1]], [[1], [1], [2]]]
    assert group_rank(scores, ["x", "y", "y"]).tolist() == expected


@pytest.mark.parametrize("call", [lambda t: t.summary(9), lambda t: t.strengths(-1)])
def test_a_unit_that_is_not_there(call: Callable[[Results], object]) -> None:
    table = results(PAIR, aggregate(PAIR, np.eye(3)))
    with pytest.raises(InputError):
        call(table)
