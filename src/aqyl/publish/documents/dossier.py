"""What a document is made from, and how it is told in one language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from aqyl.language import Lang, Sayable, format_date, format_number, format_percent, say
from aqyl.plan.models import Action, Goal, Plan, ProgressReport
from aqyl.plan.sums import currency_name
from aqyl.publish.words import Words, in_three
from aqyl.standard import Edition, Text


@dataclass(frozen=True)
class Dossier:
    """A plan with the edition it was drafted from and the name of its settlement.

    names: of other settlements by KATO, for joint purchases. state: where the plan stands in its
    procedure, as the portal words it. reports: on its progress. same_edition: whether the edition
    is still the one the plan was drafted from.
    """

    plan: Plan
    edition: Edition
    settlement: Text
    names: Mapping[str, Text]
    reports: tuple[ProgressReport, ...] = ()
    state: Text | None = None
    same_edition: bool = True

    @cached_property
    def titles(self) -> dict[str, Sayable]:
        """The name of every entry of the edition that a plan may name."""
        edition = self.edition
        lists = (
            edition.domains, edition.initiatives, edition.indicators, edition.technologies,
            edition.statuses, edition.funding, edition.levels,
        )  # fmt: skip
        return {entry.id: entry.title for entries in lists for entry in entries}

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of each action in the roadmap, from 1 on."""
        actions = self.plan.roadmap.actions
        return {action.id: place for place, action in enumerate(actions, start=1)}

    @property
    def currency(self) -> str:
        """The code of the currency that money is counted in."""
        return self.edition.planning.currency if self.edition.planning else ""


@dataclass(frozen=True)
class Teller:
    """A dossier told in one language."""

    dossier: Dossier
    lang: Lang

    def __call__(self, key: str, **values: object) -> str:
        """A string `documents.<key>`."""
        return say(f"documents.{key}", self.lang, **values)

    def title(self, entry: str) -> str:
        """The name of an entry of the edition; the total has one too."""
        if entry == "total":
            return self("total_score")
        found = self.dossier.titles.get(entry)
        return found.say(self.lang) if found else entry

    def number(self, value: float | None, digits: int = 0) -> str:
        """A number as the language writes it, with a true minus."""
        return format_number(value, self.lang, digits).replace("-", "−")

    def percent(self, share: float | None) -> str:
        """A share 0-1 as whole per cents."""
        return format_percent(share, self.lang)

    def day(self, day: dt.date) -> str:
        """A date."""
        return format_date(day, self.lang)

    @property
    def unit(self) -> str:
        """What money is counted in."""
        return currency_name(self.dossier.currency, self.lang)

    @property
    def words(self) -> Words:
        """What charts are worded by."""
        return Words(self.lang)

    def action(self, action: Action) -> str:
        """What an action is called: its title, or its initiative's."""
        return action.title.say(self.lang) or self.title(action.initiative)

    def action_in_three(self, action: Action) -> dict[str, str]:
        """The same in each language."""
        title = self.dossier.titles.get(action.initiative)
        return {
            lang: action.title.say(lang) or (title.say(lang) if title else action.initiative)
            for lang in in_three("")
        }

    def goal_name(self, goal: Goal) -> str:
        """What a goal is called: its title, or its node's."""
        return goal.title.say(self.lang) or self.title(goal.node)

    def sources(self) -> dict[str, dict[str, str]]:
        """Sources of funding by id, in each language: those of the edition in their order."""
        return {one.id: in_three(one.title) for one in self.dossier.edition.funding}
