"""What the verification of a bundle found, worded in three languages."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from aqyl.language import format_number, say
from aqyl.problems import Problem
from aqyl.publish.bundle.read import Bundle

CheckName = Literal["archive", "files", "inputs", "results"]
Outcome = Literal["holds", "fails", "not_done"]
FAULTS = (
    *("missing", "extra", "changed", "damaged", "unused", "stated", "unreadable"),
    *("differs", "differs_in_lines", "not_published", "not_replayed"),
)
NOTES = ("versions", "packed_anew", "edition_changed", "rounding", "unproven")
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Remark:
    """A fault or a note: key names `bundle.<family>.<key>` of the string catalogue.

    problem: what stood in the way of reading or assessing, where that is the fault.
    """

    family: Literal["fault", "note"]
    key: str
    values: Mapping[str, object] = field(default_factory=dict)
    problem: Problem | None = None

    def text(self, lang: str) -> str:
        """The remark in one language; what comes out of the bundle is made harmless."""
        if self.problem is not None:
            return "\n".join(shown(line, 1_000) for line in self.problem.text(lang).split("\n"))
        values = {name: _in(value, lang) for name, value in self.values.items()}
        return say(f"bundle.{self.family}.{self.key}", lang, **values)

    def as_dict(self, lang: str) -> dict[str, object]:
        """For JSON."""
        what = {**self.values, **(self.problem.as_dict(lang) if self.problem else {})}
        return {self.family: self.key, **what, "text": self.text(lang)}


@dataclass(frozen=True, slots=True)
class Check:
    """One of the things that were checked, and what was found wrong."""

    name: CheckName
    values: Mapping[str, object]
    faults: tuple[Remark, ...] = ()
    done: bool = True

    @property
    def outcome(self) -> Outcome:
        """`not_done` where an earlier fault left nothing to check."""
        if not self.done:
            return "not_done"
        return "fails" if self.faults else "holds"

    def text(self, lang: str) -> str:
        """What was checked, in one language."""
        values = {name: _in(value, lang) for name, value in self.values.items()}
        return say(f"bundle.check.{self.name}", lang, **values)

    def as_dict(self, lang: str) -> dict[str, object]:
        """For JSON."""
        faults = [fault.as_dict(lang) for fault in self.faults]
        head = {"check": self.name, "outcome": self.outcome, "text": self.text(lang)}
        return {**head, "faults": faults}


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a bundle replays: every check of it holds."""

    bundle: Bundle
    checks: tuple[Check, ...]
    notes: tuple[Remark, ...]

    @property
    def replays(self) -> bool:
        """Whether what was published follows, byte for byte, from what it is said to rest on."""
        return all(check.outcome == "holds" for check in self.checks)

    @property
    def faults(self) -> tuple[Remark, ...]:
        """All that was found wrong."""
        return tuple(fault for check in self.checks for fault in check.faults)

    def text(self, lang: str) -> str:
        """The verdict in plain words."""
        return say(f"bundle.verdict.{'replays' if self.replays else 'differs'}", lang)

    def as_dict(self, lang: str) -> dict[str, object]:
        """For JSON: the verdict, the manifest without its list of files, checks and notes."""
        bundle = self.bundle
        return {
            "bundle": str(bundle.path),
            "sha256": bundle.sha256,
            "size": bundle.size,
            "replays": self.replays,
            "text": self.text(lang),
            "manifest": bundle.manifest.model_dump(mode="json", exclude={"files"}),
            "checks": [check.as_dict(lang) for check in self.checks],
            "notes": [note.as_dict(lang) for note in self.notes],
        }


def shown(text: str, longest: int = _LONGEST) -> str:
    """Text from a bundle for a terminal: no control characters, not endless.

    >>> shown("\\x1b[31mred\\n")
    '\ufffd[31mred\\\\n'
    """
    cut = text if len(text) <= longest else text[:longest] + "…"
    cut = cut.replace("\n", "\\n").replace("\r", "\\r")
    return "".join(
        "\ufffd" if unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Co") else letter
        for letter in cut
    )


def _in(value: object, lang: str) -> str:
    """A value as a sentence takes it; whole numbers as the language sets them."""
    if isinstance(value, int) and not isinstance(value, bool):
        return format_number(value, lang, 0)
    if isinstance(value, Mapping):
        value = ", ".join(f"{name} {one}" for name, one in value.items()) or None
    return shown("–" if value is None else str(value))
