"""Measured values as leaf scores: which value stands for a period, blanks, steps, bounds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from aqyl import index
from aqyl.assess.answers import bounded, standing_rule
from aqyl.assess.facts import Fact, Facts, Origin, positions
from aqyl.assess.steps import apply_steps, steps_of, worst_and_best
from aqyl.index import Floats
from aqyl.problems import InputError, Place, Problem
from aqyl.standard.models import Edition, Indicator
from aqyl.standard.procedure import Standing
from aqyl.tables import Row, Table

IMPUTED = "imputed"


def value_of(row: Row, indicator: Indicator, ratio: str) -> float | None:
    """The value a row stands for: stated, or numerator / denominator * multiplier."""
    top, bottom = row["numerator"], row["denominator"]
    if (ratio == "recomputed" or row["value"] is None) and top is not None and bottom:
        return float(top) / float(bottom) * indicator.multiplier
    value = row["value"]
    return None if value is None else float(value)


def choose_rows(
    edition: Edition, table: Table, period: str, units: Sequence[str]
) -> dict[tuple[str, str], int]:
    """The row that stands for each settlement and indicator: the latest not after the period.

    Rows older than the edition's `max_age_years` and rows without a number are passed over.
    """
    rules = edition.scoring.values
    indicators = {indicator.id: indicator for indicator in edition.indicators}
    assessed, last = set(units), int(period)
    chosen: dict[tuple[str, str], int] = {}
    for number, row in enumerate(table.rows):
        key = (str(row["settlement"]), str(row["indicator"]))
        year = int(str(row["period"]))
        if key[0] not in assessed or not last - rules.max_age_years <= year <= last:
            continue
        if value_of(row, indicators[key[1]], rules.ratio) is None:
            continue
        before = chosen.get(key)
        if before is None or int(str(table.rows[before]["period"])) < year:
            chosen[key] = number
    return chosen


def targets_of(tables: Mapping[str, Table]) -> dict[str, float]:
    """What the table `targets` aims at, by indicator; one without a number aims at nothing."""
    rows = tables["targets"].rows if "targets" in tables else ()
    return {str(r["indicator"]): float(r["target"]) for r in rows if r["target"] is not None}


def raw_matrix(
    edition: Edition, table: Table, chosen: Mapping[tuple[str, str], int], units: Sequence[str]
) -> Floats:
    """The chosen values, (units, indicators in the edition's order), missing NaN.

    A value that does not count as stated (returned, refused) is missing here: it stretches no
    scale, moves nobody's rank and fills nobody's blank.
    """
    raw = np.full((len(units), len(edition.indicators)), np.nan)
    unit_of = positions(units)
    indicators = {indicator.id: (n, indicator) for n, indicator in enumerate(edition.indicators)}
    for (settlement, name), number in chosen.items():
        column, indicator = indicators[name]
        row = table.rows[number]
        value = value_of(row, indicator, edition.scoring.values.ratio)
        if value is not None and standing_rule(edition, _standing(row)).score == "stated":
            raw[unit_of[settlement], column] = value
    return raw


def put_values(
    edition: Edition,
    table: Table,
    period: str,
    facts: Facts,
    groups: Sequence[str],
    targets: Mapping[str, float],
) -> list[Problem]:
    """Enter the values of a period: blanks filled where the edition says so, then its steps.

    A value that no score comes of (no target, all units equal) is entered without one.
    """
    chosen = choose_rows(edition, table, period, facts.units)
    filled = _filled(edition, raw_matrix(edition, table, chosen, facts.units))
    problems: list[Problem] = []
    for column, indicator in enumerate(edition.indicators):
        if indicator.id not in facts.leaves:
            continue
        steps, x = steps_of(edition, indicator), filled[:, column]
        try:
            scores = apply_steps(x, steps, indicator, groups, targets.get(indicator.id))
        except InputError as error:
            place = Place(table.file, None, indicator.id)
            problems += [replace(problem, place=place) for problem in error.problems]
            continue
        ends, leaf = worst_and_best(steps, scores), facts.leaves.index(indicator.id)
        for unit, settlement in enumerate(facts.units):
            number, score = chosen.get((settlement, indicator.id)), float(scores[unit])
            if number is not None:
                fact = _fact(table, number, indicator, edition.scoring.values.ratio)
                rule = standing_rule(edition, _standing(table.rows[number]))
                facts.put((unit, leaf), fact, bounded(rule, (score, score, score), ends))
            elif not np.isnan(score):
                value = float(x[unit])
                fact = Fact(settlement, indicator.id, IMPUTED, value=value, period=period)
                facts.put((unit, leaf), fact, (score, *_imputed_bounds(edition, score, ends)))
    return problems


def _filled(edition: Edition, raw: Floats) -> Floats:
    """Blanks filled by the edition's method; a unit without any value has nothing to fill from."""
    rule = edition.scoring.imputation
    if rule is None:
        return raw
    filled = index.nearest_neighbours(raw, rule.neighbours)
    filled[np.isnan(raw).all(axis=1)] = np.nan
    return filled


def _imputed_bounds(
    edition: Edition, score: float, ends: tuple[float, float]
) -> tuple[float, float]:
    rule = edition.scoring.imputation
    return ends if rule is not None and rule.marked else (score, score)


def _standing(row: Row) -> Standing:
    """As verified; a value that names its source is reported, another one a claim."""
    return row["verified"] or ("reported" if row["source"] else "claimed")  # type: ignore[return-value]


def _fact(table: Table, number: int, indicator: Indicator, ratio: str) -> Fact:
    row = table.rows[number]
    origin = Origin(table.file, table.line(number), table.digest, str(row["source"] or ""))
    value = value_of(row, indicator, ratio)
    settlement, period = str(row["settlement"]), str(row["period"])
    return Fact(
        settlement, indicator.id, _standing(row), value=value, period=period, origins=(origin,)
    )
