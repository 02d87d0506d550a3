"""Candidates: whole for a small register, never with the square of a large one."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import pytest

from aqyl.diagnose.duplicates import candidates as room
from aqyl.diagnose.duplicates.candidates import candidates
from aqyl.diagnose.duplicates.matching.records import Pairs
from aqyl.diagnose.duplicates.space import Space, space_of
from aqyl.diagnose.duplicates.suppliers import suppliers
from aqyl.register import load_register
from aqyl.standard import load_edition
from benchmarks.synthetic import synthetic

COUNT = 2_000


@cache
def made_up(count: int = COUNT) -> tuple[Any, Space]:
    made = synthetic(count, seed=11)
    known = suppliers(made.projects.supplier, made.projects.bin)
    return made, space_of(made.projects, load_edition("kz-2026"), load_register(), known)


def keys(pairs: Pairs) -> set[tuple[int, int]]:
    return set(zip(pairs.left.tolist(), pairs.right.tolist(), strict=True))


def test_nearly_all_that_belongs_together_is_looked_at() -> None:
    made, space = made_up()
    looked_at = keys(candidates(space))
    for verdict in ("same", "part"):
        pairs = [pair for pair, told in made.truth.items() if told == verdict]
        assert sum(pair in looked_at for pair in pairs) / len(pairs) >= 0.97, verdict


def test_pairs_are_ordered_and_stand_once() -> None:
    _, space = made_up()
    found = candidates(space)
    assert (found.left < found.right).all()
    assert len(keys(found)) == len(found)


def test_so_many_of_each_project_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    _, space = made_up()
    monkeypatch.setattr(room, "_MOST", 5)
    found = candidates(space)
    # Five nearest here and five elsewhere; a pair may be kept for either of its two.
    assert len(found) <= 2 * 5 * COUNT
    assert len(keys(found) - keys_of_all(space)) == 0


def keys_of_all(space: Space) -> set[tuple[int, int]]:
    return {(i, j) for i in range(len(space)) for j in range(i + 1, len(space))}


def test_progress_runs_to_the_end() -> None:
    _, space = made_up()
    seen: list[tuple[int, int]] = []
    candidates(space, lambda done, count: seen.append((done, count)))
    assert [done for done, _ in seen] == list(range(len(seen)))
    assert seen[-1][0] == seen[-1][1] - 1


def test_an_interrupt_stops_it() -> None:
    def stop(done: int, count: int) -> None:
        if done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        candidates(made_up()[1], stop)


def test_rows_keep_length_one_and_their_counts() -> None:
    _, space = made_up()
    for rows in (space.merged, space.grams, space.terms):
        lengths = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1)).ravel())
        assert np.allclose(lengths[lengths > 0], 1, atol=1e-5)
