"""What the optimiser decided, in words of three languages."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from aqyl.language import format_number, say
from aqyl.plan.optimise.build import Row
from aqyl.plan.optimise.clash import Clash
from aqyl.plan.optimise.problem import Problem
from aqyl.plan.optimise.why import Why
from aqyl.standard.models import Edition

# Names of initiatives said in one sentence.
_NAMED = 5


class Wording:
    """Sentences on a plan by an edition, in one language."""

    def __init__(self, edition: Edition, problem: Problem, lang: str) -> None:
        self.problem, self.lang = problem, lang
        rules = edition.planning
        self._currency = rules.currency if rules is not None else ""
        entries = (*edition.initiatives, *edition.funding)
        self._titles = {entry.id: entry.title.say(lang) for entry in entries}
        self._sources = {funding.id for funding in edition.funding}

    def title(self, one: str) -> str:
        """The title of an initiative or source of funding."""
        return self._titles.get(one, one)

    def millions(self, amount: int) -> str:
        """Thousands of the currency said in millions, rounded up to a tenth."""
        shown = format_number(math.ceil(amount / 100) / 10, self.lang, 1)
        if self._currency == "KZT":
            return say("plan.millions.kzt", self.lang, amount=shown)
        return say("plan.millions.other", self.lang, amount=shown, currency=self._currency)

    def lacks(self, money: Mapping[int, int], posts: Mapping[int, float]) -> str:
        """What is missing, by year."""
        parts = [
            say("plan.lack.money", self.lang, amount=self.millions(lack), year=str(year))
            for year, lack in sorted(money.items())
        ]
        parts += [
            say(
                "plan.lack.posts",
                self.lang,
                posts=format_number(lack, self.lang, 2),
                year=str(year),
            )
            for year, lack in sorted(posts.items())
        ]
        return ", ".join(parts)

    def why(self, why: Why) -> str:
        """The reason of one candidate."""
        kind = why.kind
        if kind == "short":
            lacking = "staff" if not why.money else "money" if not why.posts else "both"
            first = say(f"plan.short.{lacking}", self.lang)
            key = "sure" if why.sure else "room"
            lacks = self.lacks(why.money, why.posts)
            return f"{first} {say(f'plan.short.{key}', self.lang, lacks=lacks, year=str(why.year))}"
        candidate = why.candidate
        values = {
            "others": self.names(why.others),
            "year": str(why.year or ""),
            "due": str(candidate.due or ""),
            "gain": format_number(candidate.gain, self.lang, 2),
            "need": format_number(100 * candidate.need, self.lang, 0),
        }
        told = say(f"plan.why.{kind}", self.lang, **values)
        if why.chosen and why.others and kind != "carries":
            told += " " + say("plan.why.carries_too", self.lang, others=self.names(why.others))
        return told

    def names(self, ids: Iterable[str]) -> str:
        """The first titles of several initiatives, and how many more there are."""
        every = list(ids)
        shown = ", ".join(
            say("plan.named", self.lang, name=self.title(one)) for one in every[:_NAMED]
        )
        if len(every) <= _NAMED:
            return shown
        return say("plan.and_more", self.lang, names=shown, count=len(every) - _NAMED)

    def clash(self, clash: Clash) -> list[str]:
        """What clashes and what is missing, a sentence a line."""
        lines = []
        if clash.late:
            lines.append(say("plan.clash.late", self.lang, names=self.names(clash.late)))
        if clash.due or clash.fixed:
            demands = [
                say(f"plan.clash.{kind}", self.lang, count=len(ids), names=self.names(ids))
                for kind, ids in (("due", clash.due), ("fixed", clash.fixed))
                if ids
            ]
            limits = "; ".join(map(self._row, clash.rows)) or say("plan.clash.time", self.lang)
            values = {"demands": "; ".join(demands), "limits": limits}
            lines.append(say("plan.clash.what", self.lang, **values))
            if not clash.least:
                lines.append(say("plan.clash.not_least", self.lang))
        if clash.money or clash.posts:
            lacks = self.lacks(clash.money, clash.posts)
            lines.append(say("plan.clash.missing", self.lang, lacks=lacks))
        return lines

    def _row(self, row: Row) -> str:
        if not row.funding:
            posts = format_number(self.problem.staff[row.settlement, row.year], self.lang, 2)
            return say("plan.row.staff", self.lang, year=str(row.year), posts=posts)
        money = self.problem.budgets.get((row.settlement, row.year), {})
        amount = self.millions(sum(money.get(source, 0) for source in row.funding))
        if self._sources <= set(row.funding):
            return say("plan.row.budget", self.lang, year=str(row.year), amount=amount)
        names = ", ".join(map(self.title, row.funding))
        return say("plan.row.sources", self.lang, year=str(row.year), amount=amount, names=names)
