"""Which facts differ between two assessments, and to which player each difference belongs.

Both assessments are laid over the units of either and the leaves of either tree.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from aqyl.assess.assessment import Assessment
from aqyl.assess.bridge.editions import Switch, switches
from aqyl.assess.bridge.players import Key
from aqyl.assess.facts import Fact
from aqyl.assess.replay import FILLED, KNOWN, Bools, Cells, Ints, cells_of, frozen_leaves

# In place of a key: as before, always; as after, always.
AS_BEFORE, AS_AFTER = -2, -1

_ROUNDING = 1e-12

CONTENT: Key = ("real", "content", ())
STANDING: Key = ("data", "standing", ())
KNOWN_NOW: Key = ("data", "known_now", ())
NO_LONGER_KNOWN: Key = ("data", "no_longer_known", ())
GROUPS: Key = ("method", "groups", ())
TARGETS: Key = ("method", "targets", ())
READING = "reading"


@dataclass(frozen=True)
class Differences:
    """Two assessments over one grid, and what swaps each cell.

    The arrays hold the place of a key in `keys`, or AS_BEFORE or AS_AFTER. state, content and
    standing are (units, leaves): what swaps whether a cell is known, what it says and how firm it
    is. enters and departs are (units,): what brings a unit in or takes it out. switches: what of
    the edition each key changes; reading: rules that changed how the data are read.
    """

    before: Cells
    after: Cells
    groups: tuple[tuple[str, ...], tuple[str, ...]]
    switches: Mapping[Key, Switch]
    reading: tuple[Switch, ...]
    keys: tuple[Key, ...]
    state: Ints
    content: Ints
    standing: Ints
    enters: Ints
    departs: Ints


def differences(before: Assessment, after: Assessment) -> Differences:
    """Compare two assessments cell by cell."""
    return _Comparison(before, after).result()


class _Comparison:
    def __init__(self, before: Assessment, after: Assessment) -> None:
        self.pair = before, after
        ids = [{unit.id for unit in a.units} for a in self.pair]
        self.units = sorted(ids[0] | ids[1])
        self.in_unit = [np.array([unit in own for unit in self.units]) for own in ids]
        own_leaves = [set(a.tree.leaves) for a in self.pair]
        self.leaves = sorted(own_leaves[0] | own_leaves[1])
        self.in_leaf = [np.array([leaf in own for leaf in self.leaves]) for own in own_leaves]
        statuses = sorted({status.id for a in self.pair for status in a.edition.statuses})
        self.cells = [cells_of(a, self.units, self.leaves, statuses) for a in self.pair]
        found = switches(before.edition, after.edition)
        self.read = tuple(switch for switch in found if switch.kind == READING)
        self.switches = _by_key(switch for switch in found if switch.kind != READING)
        self.keys: dict[Key, int] = {}
        shape = len(self.units), len(self.leaves)
        self.by = {name: np.full(shape, AS_BEFORE) for name in ("state", "content", "standing")}

    def result(self) -> Differences:
        enters, departs = self._units()
        self._cells()
        for key in self.switches:
            self._place(key)
        groups = self._groups()
        return Differences(
            self.cells[0],
            self.cells[1],
            groups,
            self.switches,
            self.read,
            tuple(self.keys),
            self.by["state"],
            self.by["content"],
            self.by["standing"],
            enters,
            departs,
        )

    def _place(self, key: Key) -> int:
        return self.keys.setdefault(key, len(self.keys))

    def _units(self) -> tuple[Ints, Ints]:
        enters = np.full(len(self.units), AS_AFTER)
        departs = np.full(len(self.units), AS_BEFORE)
        for u, unit in enumerate(self.units):
            if not self.in_unit[0][u]:
                enters[u] = self._place(("data", "units_in", (unit,)))
            elif not self.in_unit[1][u]:
                departs[u] = self._place(("data", "units_out", (unit,)))
        return enters, departs

    def _groups(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Each unit's group before and after; one that only stands in one has that one's."""
        own = [{unit.id: unit.group for unit in a.units} for a in self.pair]
        before = tuple(own[0].get(unit, own[1].get(unit, "")) for unit in self.units)
        after = tuple(own[1].get(unit, before[u]) for u, unit in enumerate(self.units))
        if before != after:
            self._place(GROUPS)
        return before, after

    def _cells(self) -> None:
        """Cells of a unit or leaf that one side alone has stay as that side has them."""
        only_after = ~self.in_unit[0][:, np.newaxis] | ~self.in_leaf[0]
        for name in self.by:
            self.by[name][only_after] = AS_AFTER
        shared_leaf = self.in_leaf[0] & self.in_leaf[1]
        shared = (self.in_unit[0] & self.in_unit[1])[:, np.newaxis] & shared_leaf
        filled = self.cells[0].state == FILLED, self.cells[1].state == FILLED
        for u, n in np.argwhere((filled[0] | filled[1]) & shared_leaf & ~shared):
            self._give(u, n, ("data", "imputation", (self.units[u], self.leaves[n])))
        same = _Rows(self.pair, any(switch.kind == READING for switch in self.read))
        for u, n in np.argwhere(self._differ() & shared):
            for names, key in self._reasons(int(u), int(n), same):
                for name in names:
                    self.by[name][u, n] = self._place(key)

    def _give(self, unit: int, leaf: int, key: Key) -> None:
        for name in self.by:
            self.by[name][unit, leaf] = self._place(key)

    def _differ(self) -> Bools:
        one, other = self.cells
        differ = (one.state != other.state) | (one.standing != other.standing)
        differ |= (one.status != other.status).any(axis=-1) | (one.marked != other.marked)
        differ |= _unequal(one.value, other.value)
        scored = _unequal(one.scored, other.scored).any(axis=-1) & self._frozen
        return np.asarray(differ | scored)

    @property
    def _frozen(self) -> Bools:
        found = set().union(*(frozen_leaves(a.edition) for a in self.pair))
        return np.array([leaf in found for leaf in self.leaves], dtype=np.bool_)

    def _reasons(self, u: int, n: int, rows: _Rows) -> Iterator[tuple[Sequence[str], Key]]:
        """(what is swapped, by which key) of a cell that differs."""
        states = self.cells[0].state[u, n], self.cells[1].state[u, n]
        unit, leaf = self.units[u], self.leaves[n]
        if rows.explain(unit, leaf):
            yield tuple(self.by), ("method", READING, (leaf,))
        elif states == (KNOWN, KNOWN):
            yield from self._of_known(u, n)
        elif KNOWN in states:
            yield tuple(self.by), KNOWN_NOW if states[1] == KNOWN else NO_LONGER_KNOWN
        else:
            yield tuple(self.by), ("data", "imputation", (unit, leaf))

    def _of_known(self, u: int, n: int) -> Iterator[tuple[Sequence[str], Key]]:
        one, other = self.cells
        said = bool(_unequal(one.value[u, n], other.value[u, n]))
        said |= bool((one.status[u, n] != other.status[u, n]).any())
        firm = one.standing[u, n] != other.standing[u, n]
        if firm:
            yield ("standing",), STANDING
        if said:
            yield ("content",), CONTENT
        elif self._frozen[n]:
            yield ("content",), STANDING if firm else TARGETS


def _unequal(one: np.ndarray, other: np.ndarray) -> Bools:
    """Where numbers differ by more than rounding; missing equals missing."""
    return np.asarray(~np.isclose(one, other, rtol=_ROUNDING, atol=0.0, equal_nan=True))


def _by_key(found: Iterable[Switch]) -> dict[Key, Switch]:
    return {("method", s.kind, (s.list, s.id, s.field)): s for s in found}


class _Rows:
    """Whether a difference comes from how two editions read the same rows of the same files."""

    def __init__(self, pair: Sequence[Assessment], reading: bool) -> None:
        self.reading = reading
        self.same_year = pair[0].period == pair[1].period
        self.facts: list[dict[tuple[str, str], Fact]] = [
            {(fact.settlement, fact.node): fact for fact in a.facts} for a in pair
        ]
        self.files = [
            {origin.digest for fact in own.values() for origin in fact.origins}
            for own in self.facts
        ]

    def explain(self, unit: str, leaf: str) -> bool:
        """The rows are the same (or both could be read), and the rules of reading are not."""
        if not self.reading:
            return False
        one, other = (own.get((unit, leaf)) for own in self.facts)
        rows = [_rows(fact) for fact in (one, other)]
        if rows[0] and rows[1]:
            return rows[0] == rows[1]
        read = {digest for digest, _ in rows[0] | rows[1]}
        return bool(read) and self.same_year and read <= self.files[0] & self.files[1]


def _rows(fact: Fact | None) -> set[tuple[str, int | None]]:
    origins = fact.origins if fact is not None else ()
    return {(o.digest, o.line) for o in origins if o.digest and o.role == "decides"}
