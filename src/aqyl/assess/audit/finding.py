"""A finding of the audit: which check, what it found, where, how sure, how to repair."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from aqyl.language import LANGUAGES, say
from aqyl.problems import Place

Severity = Literal["error", "warning", "note"]
Certainty = Literal["certain", "likely", "possible"]
NOWHERE = Place()
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")


@dataclass(frozen=True, slots=True)
class Cell:
    """One place that a finding rests on: a settlement and the row of an input table."""

    settlement: str
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding. `check` names the strings `audit.<check>.title|found|repair`.

    error: a score is wrong. warning: a score misleads or may be wrong. note: good to know.
    Values that differ by language (titles, numbers) are given as a mapping of languages.
    `cells` are all places it rests on; `settlement` is filled when they all are of one settlement,
    `place` is the first of them.
    """

    check: str
    severity: Severity
    certainty: Certainty
    values: Mapping[str, object] = field(default_factory=dict)
    settlement: str = ""
    node: str = ""
    place: Place = NOWHERE
    cells: tuple[Cell, ...] = ()

    def part(self, name: str, lang: str) -> str:
        """One of `title`, `found`, `repair` in a language."""
        filled = {
            key: value[lang] if isinstance(value, Mapping) else value
            for key, value in self.values.items()
        }
        return say(f"audit.{self.check}.{name}", lang, **filled)

    def as_dict(self) -> dict[str, object]:
        """For `audit.json`: codes, places and the wording in the three languages."""
        return {
            "check": self.check,
            "severity": self.severity,
            "certainty": self.certainty,
            "settlement": self.settlement or None,
            "node": self.node or None,
            **_where(self.place),
            "cells": [
                {"settlement": cell.settlement or None, **_where(cell.place)} for cell in self.cells
            ],
            **{
                name: {lang: self.part(name, lang) for lang in LANGUAGES}
                for name in ("title", "found", "repair")
            },
        }


def _where(place: Place) -> dict[str, object]:
    return {"file": place.file or None, "line": place.line, "column": place.column or None}


def finding(
    check: str,
    severity: Severity,
    certainty: Certainty,
    values: Mapping[str, object],
    node: str = "",
    cells: tuple[Cell, ...] = (),
) -> Finding:
    """A finding about some cells."""
    settlements = {cell.settlement for cell in cells}
    only = settlements.pop() if len(settlements) == 1 else ""
    place = cells[0].place if cells else NOWHERE
    return Finding(check, severity, certainty, values, only, node, place, cells)
