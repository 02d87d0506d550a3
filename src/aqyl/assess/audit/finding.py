"""A finding of the audit: which check, what it found, where, how sure, how to repair."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from aqyl.language import LANGUAGES, say
from aqyl.problems import Place

Severity = Literal["error", "warning", "note"]
Certainty = Literal["certain", "likely", "possible"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding. `check` names the strings `audit.<check>.title|found|repair`.

    Values that differ by language (titles) are given as a mapping of languages.
    """

    check: str
    severity: Severity
    certainty: Certainty
    values: Mapping[str, object] = field(default_factory=dict)
    settlement: str = ""
    node: str = ""
    place: Place = Place()

    def part(self, name: str, lang: str) -> str:
        """One of `title`, `found`, `repair` in a language."""
        filled = {
            key: value[lang] if isinstance(value, Mapping) else value
            for key, value in self.values.items()
        }
        return say(f"audit.{self.check}.{name}", lang, **filled)

    def as_dict(self) -> dict[str, object]:
        """For `audit.json`: codes, place and the wording in the three languages."""
        return {
            "check": self.check,
            "severity": self.severity,
            "certainty": self.certainty,
            "settlement": self.settlement or None,
            "node": self.node or None,
            "file": self.place.file or None,
            "line": self.place.line,
            "column": self.place.column or None,
            **{
                name: {lang: self.part(name, lang) for lang in LANGUAGES}
                for name in ("title", "found", "repair")
            },
        }
