"""What a draft is made from: the assessment, its diagnosis and one settlement of both."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from aqyl.assess import Assessment
from aqyl.assess.results import level_of
from aqyl.diagnose.models import Diagnosis, Gap, NeedsClass, NeedsClasses, Profile
from aqyl.plan.done import done_initiatives
from aqyl.problems import InputError, NotFoundError, Problem
from aqyl.standard import Edition, Text
from aqyl.standard.models import Initiative
from aqyl.standard.planning import Planning


@dataclass(frozen=True)
class Case:
    """start: the first year of the plan."""

    assessment: Assessment
    diagnosis: Diagnosis
    settlement: str
    start: int

    @property
    def edition(self) -> Edition:
        """The edition of the assessment."""
        return self.assessment.edition

    @cached_property
    def rules(self) -> Planning:
        """The edition's rules of planning. Raises InputError where it has none."""
        if self.edition.planning is None:
            raise InputError([Problem("plan.no_planning", values={"edition": self.edition.id})])
        return self.edition.planning

    @property
    def end(self) -> int:
        """The last year of the plan."""
        return self.start + self.rules.years - 1

    @cached_property
    def row(self) -> int:
        """The settlement's row in the assessment. Raises NotFoundError."""
        ids = [unit.id for unit in self.assessment.units]
        if self.settlement not in ids:
            given = {"given": self.settlement, "edition": self.edition.id}
            raise NotFoundError([Problem("plan.not_assessed", values=given)])
        return ids.index(self.settlement)

    @property
    def group(self) -> str:
        """The settlement's group."""
        return self.assessment.units[self.row].group

    @cached_property
    def profile(self) -> Profile:
        """The settlement's gaps."""
        return self.diagnosis.profile(self.settlement)

    @cached_property
    def total(self) -> Gap:
        """Its gap of the total."""
        return self.profile.gap("total")

    @cached_property
    def bounds(self) -> tuple[float, float]:
        """Low and high of its total score."""
        a = self.assessment
        low, high = (a.column(matrix, "total")[self.row] for matrix in (a.low, a.high))
        return float(low), float(high)

    @cached_property
    def level(self) -> str | None:
        """The id of its level."""
        score = self.total.score
        return None if score is None else level_of(self.assessment, score)

    @cached_property
    def done(self) -> frozenset[str]:
        """The initiatives it has."""
        return done_initiatives(self.assessment, self.settlement)

    @cached_property
    def classes(self) -> NeedsClasses:
        """The classes within its group, or over all where its group makes none."""
        own = next((one for one in self.diagnosis.classes if one.group == self.group), None)
        return own if own and own.classes else self.diagnosis.classes_of()

    @property
    def needs_class(self) -> NeedsClass | None:
        """The class it belongs to."""
        member = self.classes.of(self.settlement)
        found = (one for one in self.classes.classes if member and one.id == member.needs_class)
        return next(found, None)

    @cached_property
    def open(self) -> tuple[Initiative, ...]:
        """Initiatives that count for its group and are not there, in the edition's order."""
        return tuple(
            one
            for one in self.edition.initiatives
            if one.groups.get(self.group) != "not_applied" and one.id not in self.done
        )

    @cached_property
    def titles(self) -> dict[str, Text]:
        """The name of every domain, initiative, indicator and technology."""
        edition = self.edition
        lists = (edition.domains, edition.initiatives, edition.indicators, edition.technologies)
        return {one.id: one.title for entries in lists for one in entries}

    def settlements(self, ids: tuple[str, ...]) -> tuple[Text, ...]:
        """Names of settlements."""
        titles = {unit.id: unit.title for unit in self.assessment.units}
        return tuple(titles[one] for one in ids if one in titles)
