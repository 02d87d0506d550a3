"""The rules of verification and of the review afterwards agree with themselves."""

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


def review(context: Context) -> Iterator[Problem]:
    """No initiative is had by everyone and by nobody at once."""
    rules = getattr(context.edition, "review", None)
    if rules is not None and rules.small >= rules.large:
        values = {"given": rules.small, "large": rules.large}
        yield Problem("edition.review_order", context.at("review", "small"), values)
