"""What every part of the report looks up: cells, names, ranks, levels."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from aqyl.assess import ALL, Assessment, ranks_table
from aqyl.language import LANGUAGES, fold
from aqyl.publish.inputs import ReportInput
from aqyl.publish.shades import Shades, shades_for
from aqyl.publish.words import Words, name_places
from aqyl.standard import Text
from aqyl.tables import Row

TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Cell:
    """A score with its bounds. `score` is None where nothing is known of the node.

    coverage: the share of the node's weight of which anything is known. shade: 1-8.
    """

    score: float | None
    low: float
    high: float
    coverage: float
    shade: int | None


class Frame:
    """One assessment made ready for looking things up by id."""

    def __init__(self, report: ReportInput, words: Words) -> None:
        self.report = report
        self.words = words
        self.assessment: Assessment = report.assessment
        self.edition = report.assessment.edition
        self.unit_of = {unit.id: u for u, unit in enumerate(self.assessment.units)}
        self.titles = {unit.id: unit.title for unit in self.assessment.units}
        self.places = name_places(self.titles)
        self.coverage = self.assessment.coverage

    @property
    def digits(self) -> int:
        """Decimals of a score: one on a scale of 100, three on a scale of 1."""
        return max(0, 3 - round(math.log10(self.edition.scoring.scale)))

    @property
    def registered(self) -> bool:
        """Whether the units are settlements of the register (and not regions or the like)."""
        return self.edition.units.kind == "register"

    def said_of_units(self, key: str) -> str:
        """The string key for what the units are: settlements, or territories in general."""
        return f"{key}.{'settlements' if self.registered else 'units'}"

    @cached_property
    def known(self) -> np.ndarray:
        """Whether anything is known below each node, (units, nodes) booleans."""
        hierarchy = self.assessment.tree.hierarchy
        leaves = ~np.isnan(self.assessment.facts.score)
        below = [leaves[:, list(leaf)].any(axis=1) for leaf in hierarchy.leaves_below]
        return np.array(below).T

    def column(self, node: str) -> int:
        """The column of a node in the assessment's matrices."""
        return self.assessment.tree.hierarchy.position(node)

    def applies(self, unit: str, node: str) -> bool:
        """Whether a node has any weight for a unit."""
        return bool(self.assessment.weight[self.unit_of[unit], self.column(node)] > 0)

    def cell(self, unit: str, node: str, shades: Shades | None = None) -> Cell:
        """A node's score of a unit; without anything known it is None, whatever the rule says."""
        u, n = self.unit_of[unit], self.column(node)
        score = float(self.assessment.score[u, n])
        known = bool(self.known[u, n]) and not math.isnan(score)
        return Cell(
            score if known else None,
            float(self.assessment.low[u, n]),
            float(self.assessment.high[u, n]),
            float(self.coverage[u, n]),
            shades.shade(score) if shades and known else None,
        )

    def is_known(self, unit: str) -> bool:
        """Whether anything at all is known of a unit."""
        return bool(self.known[self.unit_of[unit], self.column(TOTAL)])

    @cached_property
    def top(self) -> tuple[str, ...]:
        """The ids of the nodes right under the total, in the edition's order."""
        return tuple(d.id for d in self.edition.domains if d.parent == TOTAL)

    @cached_property
    def shades(self) -> Shades:
        """Classes of the totals."""
        return shades_for(self._known_scores([TOTAL]))

    @cached_property
    def domain_shades(self) -> Shades:
        """Classes of the scores of the domains."""
        return shades_for(self._known_scores(self.top))

    def _known_scores(self, nodes: Iterable[str]) -> list[float]:
        columns = [self.column(node) for node in nodes]
        score, known = self.assessment.score[:, columns], self.known[:, columns]
        return [float(x) for x in score[known & ~np.isnan(score)]]

    @cached_property
    def ranks(self) -> Mapping[tuple[str, str], Row]:
        """(group, unit) -> its row of the table `ranks`."""
        rows = ranks_table(self.assessment)
        return {(str(row["group"]), str(row["settlement"])): row for row in rows}

    @cached_property
    def levels(self) -> dict[str, Text]:
        """Titles of the levels."""
        return {level.id: level.title for level in self.edition.levels}

    @cached_property
    def node_titles(self) -> dict[str, Text]:
        """Titles of domains, initiatives and indicators."""
        edition = self.edition
        entries = (*edition.domains, *edition.initiatives, *edition.indicators)
        return {entry.id: entry.title for entry in entries}

    @cached_property
    def groups(self) -> list[tuple[str, Text | None, list[str]]]:
        """Each group with its title and its units, best known first, unknown last.

        An edition without groups has the one group of all.
        """
        titles: dict[str, Text | None] = {g.id: g.title for g in self.edition.groups}
        titles[ALL] = None
        members: dict[str, list[str]] = {}
        for unit in self.assessment.units:
            members.setdefault(unit.group, []).append(unit.id)
        return [
            (group, title, sorted(members[group], key=self._place_in(group)))
            for group, title in titles.items()
            if group in members
        ]

    def _place_in(self, group: str) -> Callable[[str], tuple[bool, float, int]]:
        language = LANGUAGES.index(self.words.lang)

        def key(unit: str) -> tuple[bool, float, int]:
            rank = self.ranks[group, unit]["rank"]
            known = self.is_known(unit) and rank is not None
            return not known, float(rank or 0) if known else 0.0, self.places[unit][language]

        return key

    def folded(self, unit: str) -> str:
        """The unit's names in the three languages, folded for the search, each once."""
        names = [fold(self.titles[unit].say(lang)) for lang in LANGUAGES]
        return "|".join(dict.fromkeys([*names, unit]))
