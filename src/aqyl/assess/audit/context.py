"""What every check looks at: an edition, the tables, the assessment, and names to speak of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from aqyl.assess.assessment import Assessment
from aqyl.assess.audit.finding import Cell
from aqyl.assess.audit.wording import Said, each, listed, number, with_value
from aqyl.assess.facts import Fact
from aqyl.assess.tree import TOTAL
from aqyl.assess.values import choose_rows, targets_of, value_of
from aqyl.index import Floats
from aqyl.language import LANGUAGES, say_all
from aqyl.problems import Place
from aqyl.register import Register
from aqyl.standard.entries import Text
from aqyl.standard.models import Edition, Indicator, Unit
from aqyl.tables import Row, Table

# Fewer units than this say nothing of a distribution.
ENOUGH = 10


@dataclass(frozen=True, slots=True)
class Reading:
    """The row that stands for an indicator of a settlement; `value` is what the edition takes."""

    settlement: str
    indicator: Indicator
    value: float
    row: Row
    at: Place

    @property
    def stated(self) -> float | None:
        """The value as the table states it."""
        return _number(self.row["value"])

    @property
    def parts(self) -> tuple[float, float] | None:
        """Numerator and denominator, where both are given."""
        top, bottom = _number(self.row["numerator"]), _number(self.row["denominator"])
        return None if top is None or bottom is None else (top, bottom)

    @property
    def ratio(self) -> float | None:
        """The value that the parts come to."""
        parts = self.parts
        if parts is None or not parts[1]:
            return None
        return parts[0] / parts[1] * self.indicator.multiplier

    @property
    def cell(self) -> Cell:
        """Where it stands."""
        return Cell(self.settlement, Place(self.at.file, self.at.line, "value"))


def _number(cell: object) -> float | None:
    return float(cell) if isinstance(cell, float | int) else None


@dataclass(frozen=True)
class Context:
    """One audit's matter. `published` has the columns settlement, node, score."""

    edition: Edition
    tables: Mapping[str, Table]
    assessment: Assessment
    published: Table | None = None
    register: Register | None = None

    @cached_property
    def indicators(self) -> dict[str, Indicator]:
        """The edition's indicators by id."""
        return {indicator.id: indicator for indicator in self.edition.indicators}

    @cached_property
    def measures(self) -> dict[str, Unit]:
        """The edition's units of measurement by id."""
        return {unit.id: unit for unit in self.edition.measurement_units}

    @cached_property
    def assessed(self) -> dict[str, int]:
        """The rows of the assessment by settlement."""
        return {unit.id: row for row, unit in enumerate(self.assessment.units)}

    @cached_property
    def in_data(self) -> dict[str, tuple[Cell, ...]]:
        """Each settlement that an input table speaks of, with its rows."""
        found: dict[str, list[Cell]] = {}
        for table in self.tables.values():
            for index, row in enumerate(table.rows):
                if row.get("settlement"):
                    settlement = str(row["settlement"])
                    found.setdefault(settlement, []).append(Cell(settlement, table.place(index)))
        return {settlement: tuple(found[settlement]) for settlement in sorted(found)}

    @cached_property
    def everyone(self) -> tuple[str, ...]:
        """Every settlement assessed, listed by the edition or named in the data."""
        listed_ids = {place.id for place in self.edition.units.listed}
        return tuple(sorted(listed_ids | set(self.assessed) | set(self.in_data)))

    @cached_property
    def readings(self) -> dict[str, tuple[Reading, ...]]:
        """What stands for each indicator in the period, of all settlements, assessed or not."""
        found: dict[str, list[Reading]] = {indicator: [] for indicator in self.indicators}
        table = self.tables.get("values")
        if table is None:
            return {}
        chosen = choose_rows(self.edition, table, self.assessment.period, self.everyone)
        for (settlement, name), index in sorted(chosen.items()):
            indicator, row = self.indicators[name], table.rows[index]
            value = value_of(row, indicator, self.edition.scoring.values.ratio)
            if value is not None:
                place = table.place(index)
                found[name].append(Reading(settlement, indicator, value, row, place))
        return {name: tuple(all_of) for name, all_of in found.items() if all_of}

    def measured(self) -> Iterator[tuple[Indicator, tuple[Reading, ...]]]:
        """Each indicator with its readings of assessed units, where there is any."""
        for name, readings in self.readings.items():
            assessed = tuple(r for r in readings if r.settlement in self.assessed)
            if assessed:
                yield self.indicators[name], assessed

    @cached_property
    def targets(self) -> dict[str, float]:
        """What the targets table aims at, by indicator."""
        return targets_of(self.tables)

    def fact(self, settlement: str, node: str) -> Fact | None:
        """What is known of a leaf of a unit."""
        facts = self.assessment.facts
        if settlement not in self.assessed or node not in facts.leaves:
            return None
        return facts.known.get((self.assessed[settlement], facts.leaves.index(node)))

    def scores(self, node: str) -> Floats:
        """A node's scores, (units,)."""
        return self.assessment.column(self.assessment.score, node)

    def score_of(self, settlement: str, node: str) -> float:
        """One score; NaN where there is none."""
        if node not in self.assessment.tree.nodes or settlement not in self.assessed:
            return float("nan")
        return float(self.scores(node)[self.assessed[settlement]])

    def weight(self, node: str) -> float:
        """What a node weighs in the total, the mean over all units; 0 outside the tree."""
        if node not in self.assessment.tree.nodes:
            return 0.0
        return float(np.mean(self.assessment.column(self.assessment.weight, node)))

    @cached_property
    def _names(self) -> dict[str, dict[str, str]]:
        names: dict[str, dict[str, str]] = {}
        if self.register is not None:
            names = {one.kato: each(one.name) for one in self.register.settlements}
        names |= {place.id: in_three(place.title) for place in self.edition.units.listed}
        return names | {unit.id: in_three(unit.title) for unit in self.assessment.units}

    def name(self, settlement: str) -> Said:
        """A settlement's name; its code where no name is known."""
        return self._names.get(settlement) or dict.fromkeys(LANGUAGES, settlement)

    def names(self, settlements: Iterable[str]) -> Said:
        """Settlements' names one after another."""
        return listed(self.name(settlement) for settlement in settlements)

    @cached_property
    def _titles(self) -> dict[str, dict[str, str]]:
        edition = self.edition
        nodes = (*edition.domains, *edition.initiatives, *edition.indicators)
        titles = {node.id: in_three(node.title) for node in nodes}
        return titles | {TOTAL: say_all("audit.word.total")}

    def title(self, node: str) -> Said:
        """The title of a node."""
        return self._titles.get(node) or dict.fromkeys(LANGUAGES, node)

    def measure(self, unit: str) -> Said:
        """The title of a unit of measurement; as given where the edition does not know it."""
        known = self.measures.get(unit)
        return in_three(known.title) if known else dict.fromkeys(LANGUAGES, unit)

    def amount(self, indicator: Indicator, value: float) -> Said:
        """A value with its unit: `1,847 per 100,000 inhabitants`; no two numbers run together."""
        shown, unit = number(value), self.measure(indicator.unit)
        gap = each(lambda lang: ", " if unit[lang][0].isdigit() else " ")
        return each(lambda lang: f"{shown[lang]}{gap[lang]}{unit[lang]}")

    def values_of(self, readings: Iterable[Reading]) -> Said:
        """`name (value)` of each reading."""
        return listed(with_value(self.name(r.settlement), number(r.value)) for r in readings)


def in_three(text: Text) -> dict[str, str]:
    """A trilingual text as language -> wording."""
    return each(text.say)


def cells(readings: Iterable[Reading]) -> tuple[Cell, ...]:
    """Where readings stand."""
    return tuple(reading.cell for reading in readings)
