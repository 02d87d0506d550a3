"""A remark on a filled form: what is wrong, what is allowed, how to repair it."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from aqyl.language import say
from aqyl.problems import PARTS
from aqyl.standard.entries import Text
from aqyl.standard.procedure import RemarkKind

Severity = Literal["error", "warning"]
KINDS: tuple[RemarkKind, ...] = get_args(RemarkKind)


@dataclass(frozen=True, slots=True)
class Remark:
    """One remark; its words are `form.remark.<key>.given|allowed|repair`.

    error: it must be mended. warning: it must be mended or explained in the card's comment;
    `explained` says that there is one. card: the id of an initiative or indicator. field: the
    column of its table. Values that differ by language are texts or mappings of languages.
    """

    key: RemarkKind
    severity: Severity
    card: str
    field: str
    values: Mapping[str, object] = dataclasses.field(default_factory=dict)
    explained: bool = False

    def part(self, name: str, lang: str) -> str:
        """One of the three sentences: `given`, `allowed` or `repair`."""
        filled = {key: _in(value, lang) for key, value in self.values.items()}
        return say(f"form.remark.{self.key}.{name}", lang, **filled)

    def as_dict(self, lang: str) -> dict[str, object]:
        """For `--json`: codes and the three sentences in a language."""
        return {
            "remark": self.key,
            "severity": self.severity,
            "card": self.card,
            "field": self.field,
            "explained": self.explained,
            **{name: self.part(name, lang) for name in PARTS},
        }


def _in(value: object, lang: str) -> object:
    if isinstance(value, Text):
        return value.say(lang)
    return value[lang] if isinstance(value, Mapping) else value
