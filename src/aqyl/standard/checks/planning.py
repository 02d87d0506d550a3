"""The rules of planning name things that are there."""

from __future__ import annotations

from collections.abc import Iterator

from aqyl.problems import Problem
from aqyl.standard.checks.context import Context


def planning(context: Context) -> Iterator[Problem]:
    """The target is a status on the ladder; each group has its scale, each stage its year."""
    rules = context.edition.planning
    if rules is None:
        return
    rungs = {status.id for status in context.edition.statuses if status.ladder is not None}
    yield from context.unknown(context.at("planning", "target"), "target", [rules.target], rungs)
    missing = sorted(group.id for group in context.edition.groups if group.scale is None)
    if missing:
        place = context.at("groups")
        yield Problem("edition.scale_left_out", place, {"missing": ", ".join(missing)})
    years = {term.stage: term.year for term in rules.stages}
    rising = sorted(years.values()) == [years[stage] for stage in sorted(years)]
    if not rising or max(years.values(), default=0) > rules.years:
        given = ", ".join(f"{stage}: {year}" for stage, year in sorted(years.items()))
        place = context.at("planning", "stages")
        yield Problem("edition.stage_years", place, {"given": given, "years": rules.years})
    if rules.needs.fewest > rules.needs.most:
        numbers = {"fewest": rules.needs.fewest, "most": rules.needs.most}
        yield Problem("edition.class_numbers", context.at("planning", "needs"), numbers)
