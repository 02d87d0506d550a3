"""The rules of verification agree with themselves."""

from __future__ import annotations

from collections.abc import Iterator

from aqyl.problems import Problem
from aqyl.standard.checks.context import Context

# The signs that are there from some number on; the others are there or not.
MEASURED = ("big_claim", "jump", "weight")


def risks(context: Context) -> Iterator[Problem]:
    """Each sign counts once, and has a threshold where there is something to measure."""
    rules = getattr(context.edition, "verification", None)
    seen: set[str] = set()
    for index, risk in enumerate(rules.risks if rules else ()):
        place = context.at("verification", "risks", index)
        if risk.sign in seen:
            yield Problem("edition.risk_twice", place, {"sign": risk.sign})
        if (risk.threshold is not None) != (risk.sign in MEASURED):
            values = {"sign": risk.sign, "allowed": ", ".join(MEASURED)}
            yield Problem("edition.risk_threshold", place, values)
        seen.add(risk.sign)
