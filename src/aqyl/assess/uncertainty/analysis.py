"""Scores and ranks of an assessment over many draws of what is uncertain in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from aqyl import index
from aqyl.assess.assessment import Assessment
from aqyl.assess.uncertainty.sources import Source, chosen_sources
from aqyl.assess.uncertainty.study import Draft
from aqyl.assess.units import ALL
from aqyl.problems import Problem, raise_if
from aqyl.standard.models import UncertaintyRules

Pair = tuple[str, str]


@dataclass(frozen=True)
class Drawn:
    """The units of one group over the draws, ranked among themselves.

    figures: scores on a scale of 0 to 1, units in the order of `units`.
    """

    group: str
    units: tuple[str, ...]
    figures: index.Uncertainty


@dataclass(frozen=True)
class Uncertain:
    """An assessment over the draws of some sources, by group; `all` holds every unit.

    undrawn: the units of groups that an interrupt kept from being drawn at all.
    """

    assessment: Assessment
    rules: UncertaintyRules
    sources: tuple[Source, ...]
    groups: Mapping[str, Drawn]
    undrawn: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def uncertainty(
    draft: Draft,
    sources: Iterable[str] = (),
    *,
    groups: Sequence[str] | None = None,
    pairs: Sequence[Pair] = (),
    work: index.Work | None = None,
) -> Uncertain:
    """Draw the named sources, all there are where none is named, and see where scores fall.

    groups: those to draw, `all` and each group where not given. pairs: two units each, whose order
    is asked for; told in every group that holds both. An interrupt ends the draws: the figures of
    the group that was drawn say how many were made, groups that were not begun are `undrawn`.
    Raises InputError for a source that is unknown or cannot move a score, and an unknown unit.
    """
    assessment = draft.assessment
    own = chosen_sources(sources, draft.sources)
    _check_units(assessment, pairs)
    every = groups_of(assessment)
    drawn: dict[str, Drawn] = {}
    asked = tuple(groups or every)
    for group in asked:
        drawn[group] = _draw(draft, own, group, every[group], pairs, work)
        if not drawn[group].figures.complete:
            break
    undrawn = {group: _units(assessment, every[group]) for group in asked if group not in drawn}
    return Uncertain(assessment, draft.rules, own, drawn, undrawn)


def apart_and_together(
    draft: Draft, begin: Callable[[], None] = lambda: None
) -> tuple[Uncertain, ...]:
    """Each source that can move a score by itself, then all of them; `begin` before each.

    Empty where nothing is uncertain. An interrupt is raised: parts that were drawn unevenly cannot
    be set side by side.
    """
    there = draft.sources
    asked = [*((source,) for source in there), *([there] if len(there) > 1 else [])]
    found = []
    for sources in asked:
        begin()
        found.append(uncertainty(draft, sources))
        if not all(drawn.figures.complete for drawn in found[-1].groups.values()):
            raise KeyboardInterrupt
    return tuple(found)


def groups_of(assessment: Assessment) -> dict[str, tuple[int, ...]]:
    """The rows of `all` and of each group, in the order of the edition."""
    groups = {unit.group for unit in assessment.units} - {ALL}
    named = [group.id for group in assessment.edition.groups if group.id in groups]
    return {
        group: tuple(row for row, unit in enumerate(assessment.units) if group in (ALL, unit.group))
        for group in (ALL, *named)
    }


def _draw(
    draft: Draft,
    sources: Sequence[Source],
    group: str,
    rows: Sequence[int],
    pairs: Sequence[Pair],
    work: index.Work | None,
) -> Drawn:
    edition = draft.assessment.edition
    units = _units(draft.assessment, rows)
    place = {unit: n for n, unit in enumerate(units)}
    figures = index.uncertainty_analysis(
        draft.study(sources, rows),
        draft.rules.draws,
        draft.rules.seed,
        levels=[level.lower / edition.scoring.scale for level in edition.levels],
        pairs=[(place[a], place[b]) for a, b in pairs if a in place and b in place],
        work=work,
    )
    return Drawn(group, units, figures)


def _units(assessment: Assessment, rows: Iterable[int]) -> tuple[str, ...]:
    return tuple(assessment.units[row].id for row in rows)


def _check_units(assessment: Assessment, pairs: Iterable[Pair]) -> None:
    known = {unit.id for unit in assessment.units}
    raise_if(
        Problem("uncertainty.pair_unknown", values={"given": unit})
        for pair in pairs
        for unit in pair
        if unit not in known
    )
