"""A remark on a plan: what is wrong, what is allowed, how to repair it."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from aqyl.language import say, worded
from aqyl.problems import PARTS

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Remark:
    """One remark; its words are `plan.remark.<key>.given|allowed|repair`.

    error: the plan cannot go on with it. warning: someone should look at it. about: the id of an
    action, goal, initiative, ...; empty where it is the plan as a whole. Values that differ by
    language are wordings, dates, or tuples of these.
    """

    key: str
    severity: Severity
    about: str
    values: Mapping[str, object] = dataclasses.field(default_factory=dict)

    def part(self, name: str, lang: str) -> str:
        """One of the three sentences: `given`, `allowed` or `repair`."""
        filled = {key: worded(value, lang) for key, value in self.values.items()}
        return say(f"plan.remark.{self.key}.{name}", lang, **filled)

    def as_dict(self, lang: str) -> dict[str, object]:
        """For `--json`: codes and the three sentences in a language."""
        return {
            "remark": self.key,
            "severity": self.severity,
            "about": self.about,
            **{name: self.part(name, lang) for name in PARTS},
        }
