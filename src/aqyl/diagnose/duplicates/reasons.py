"""Why two projects are set beside each other, and what speaks against it, in three languages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from aqyl.diagnose.duplicates.features import FEATURES
from aqyl.diagnose.duplicates.matching.records import Floats
from aqyl.diagnose.duplicates.model import Weights
from aqyl.diagnose.duplicates.projects import Projects
from aqyl.diagnose.duplicates.space import Space
from aqyl.diagnose.duplicates.verdicts import Apart
from aqyl.language import format_number, say, worded
from aqyl.register import Register
from aqyl.standard import Edition, Text

_ALIKE = ("words", "letters", "descriptions")
_STRUCTURE = ("initiative_same", "technology_same", "place_same")


@dataclass(frozen=True)
class Reason:
    """code: `duplicates.reason.<code>` of the catalogue words it with `values`.

    weight: what it adds to the log-odds of a match; 0 where it decides between verdicts instead.
    """

    code: str
    values: Mapping[str, object] = field(default_factory=dict)
    weight: float = 0.0

    def say(self, lang: str) -> str:
        """The reason in one language."""
        values = {
            key: format_number(value, lang, 0) if isinstance(value, int) else worded(value, lang)
            for key, value in self.values.items()
        }
        return say(f"duplicates.reason.{self.code}", lang, **values)


@dataclass(frozen=True)
class Reasoner:
    """What the reasons of all pairs of a register are worded from."""

    projects: Projects
    space: Space
    weights: Weights
    titles: Mapping[str, Text]
    by_name: tuple[bool, ...]

    @classmethod
    def of(
        cls, projects: Projects, space: Space, weights: Weights, edition: Edition,
        register: Register, by_name: tuple[bool, ...],
    ) -> Reasoner:  # fmt: skip
        """Titles come from the edition and the register."""
        titles = {one.id: one.title for one in (*edition.initiatives, *edition.technologies)}
        titles |= {
            one.kato: Text(kk=one.name_kk, ru=one.name_ru, en=one.name_en)
            for one in register.settlements
        }
        return cls(projects, space, weights, titles, by_name)

    def reasons(
        self, i: int, j: int, row: Floats, overlap: int, apart: list[Apart]
    ) -> tuple[Reason, ...]:
        """What speaks for a match, the weightiest first, then what sets the two apart."""
        added = dict(zip(FEATURES, self.weights.parts(row), strict=True))
        value = dict(zip(FEATURES, row, strict=True))
        found = list(self._for(i, j, value, added, overlap))
        found.sort(key=lambda one: (-one.weight, one.code))
        against = (
            Reason(f"{one.kind}_differs", {"first": self._titled(one.first),
                                           "second": self._titled(one.second)})
            for one in apart
        )  # fmt: skip
        return (*found, *against)

    def _titled(self, said: tuple[str, ...]) -> object:
        """What a project says, codes of settlements by their names; a dash for nothing."""
        return tuple(self.titles.get(one, one) for one in said) or "–"

    def _for(
        self,
        i: int,
        j: int,
        value: Mapping[str, float],
        added: Mapping[str, float],
        overlap: int,
    ) -> Iterator[Reason]:
        for name in _ALIKE:
            if value[name] >= self.weights.alike:
                yield Reason(f"{name}_alike", {"share": round(100 * value[name])}, added[name])
        yield from self._terms(i, j, value, added)
        for name in _STRUCTURE:
            if value[name]:
                code = getattr(self.projects, _column(name))[i]
                yield Reason(name, {"title": self.titles.get(code, code)}, added[name])
        if value["supplier_same"]:
            how = "name" if self.by_name[i] or self.by_name[j] else "bin"
            given = {"first": self.projects.supplier[i], "second": self.projects.supplier[j]}
            given = given if how == "name" else {"bin": self.projects.bin[i]}
            yield Reason(f"supplier_same_{how}", given, added["supplier_same"])
        if value["amount_near"] >= self.weights.alike:
            share = round(100 * value["amount_near"])
            yield Reason("amount_near", {"share": share}, added["amount_near"])
        if overlap:
            yield Reason("time_overlap", {"days": overlap}, added["time_overlap"])

    def _terms(
        self, i: int, j: int, value: Mapping[str, float], added: Mapping[str, float]
    ) -> Iterator[Reason]:
        if value["terms"] < self.weights.alike:
            return
        both = self.space.terms[i].multiply(self.space.terms[j]).tocoo()
        best = self.space.glossary.terms[int(both.col[both.data.argmax()])]
        yield Reason("term_same", {"title": best.title}, added["terms"])


def _column(name: str) -> str:
    return {"place_same": "settlement"}.get(name, name.removesuffix("_same"))
