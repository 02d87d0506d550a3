"""What every check is given: the plan, the edition, the settlement's group and what it has."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from aqyl.language import Phrase, Sayable
from aqyl.plan.models import Action, Plan, Roadmap, Strategy
from aqyl.plan.remarks import Remark
from aqyl.standard import Edition
from aqyl.standard.models import Initiative


@dataclass(frozen=True)
class Case:
    """group: of the settlement. done: initiatives that are at the edition's target or above."""

    plan: Plan
    edition: Edition
    group: str
    done: frozenset[str]

    @property
    def roadmap(self) -> Roadmap:
        """The plan's roadmap."""
        return self.plan.roadmap

    @property
    def strategy(self) -> Strategy:
        """The plan's strategy."""
        return self.plan.strategy

    @property
    def currency(self) -> str:
        """The code of the currency that money is counted in; empty without rules of planning."""
        return self.edition.planning.currency if self.edition.planning else ""

    @cached_property
    def actions(self) -> dict[str, Action]:
        """Actions by id."""
        return {action.id: action for action in self.roadmap.actions}

    @cached_property
    def initiatives(self) -> dict[str, Initiative]:
        """Initiatives of the edition by id."""
        return {one.id: one for one in self.edition.initiatives}

    @cached_property
    def titles(self) -> dict[str, Sayable]:
        """The name of every node of the edition, technology, status and source of funding."""
        edition = self.edition
        lists = (
            edition.domains, edition.initiatives, edition.indicators,
            edition.technologies, edition.statuses, edition.funding,
        )  # fmt: skip
        return {entry.id: entry.title for entries in lists for entry in entries}

    def title(self, entry: str) -> Sayable:
        """The name of an entry that may not be there."""
        return self.titles.get(entry) or Bare(entry)

    def name(self, action: Action) -> Sayable:
        """An action's title, or its initiative's where it has none."""
        titled = any(action.title.say(lang) for lang in ("kk", "ru", "en"))
        return action.title if titled else self.title(action.initiative)


@dataclass(frozen=True, slots=True)
class Bare:
    """An id in place of a name."""

    id: str

    def say(self, lang: str) -> str:
        """The same in every language."""
        return self.id


Check = Callable[[Case], Iterator[Remark]]


def kind(name: str) -> Phrase:
    """What an id is of: action, goal, ..."""
    return Phrase(f"plan.kind.{name}")
